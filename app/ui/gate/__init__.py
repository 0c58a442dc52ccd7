"""Readiness as it is shown, and the small forms that file what is missing."""
