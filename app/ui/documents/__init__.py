"""Documents: the archive of papers."""
