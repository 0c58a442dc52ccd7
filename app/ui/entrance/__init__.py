"""Signing in, locking the window, and coming back to it."""
