"""The forms of the clinic: the list of them, one opened, its text, what changed, approval."""
