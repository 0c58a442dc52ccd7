"""Reads forms/ into values: what a form is, what its text says, and what is wrong with it."""

from app.library.claims import claims, lint_claims
from app.library.education import shared_sentences
from app.library.lint import lint
from app.library.reader import commons, form_text, forms

__all__ = ["claims", "commons", "form_text", "forms", "lint", "lint_claims", "shared_sentences"]
