"""Passwords, keys and encryption; everything that knows a cipher."""
