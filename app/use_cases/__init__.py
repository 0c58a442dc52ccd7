"""What people do here: one function and one transaction an act, by the clinic's doors."""
