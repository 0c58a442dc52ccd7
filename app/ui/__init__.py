"""The window: everything Qt, and nothing that a rule could live in."""
