"""Whoever works with pdfium holds this: it knows nothing of threads."""

from threading import Lock

PDFIUM = Lock()
