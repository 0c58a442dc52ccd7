"""Reads forms/ into values: what a form is, what its text says, and what is wrong with it."""

from app.library.lint import lint, with_hashes
from app.library.reader import commons, form_text, forms
from app.library.readings import Reading, readings

__all__ = ["Reading", "commons", "form_text", "forms", "lint", "readings", "with_hashes"]
