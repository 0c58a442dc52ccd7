"""Whom the desk calls: after a visit is off, and from the lists."""
