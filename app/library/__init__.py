"""Reads forms/ into values: what a form is, what its text says, and what is wrong with it."""

from app.library.claims import claims, lint_claims
from app.library.education import shared_sentences
from app.library.foreign import Brought, foreign_forms, require_names
from app.library.lint import lint, with_hashes, with_lists
from app.library.places import Fault, placed
from app.library.reader import commons, form_text, forms, shipped_mark
from app.library.readings import Reading, readings
from app.library.writer import form_files

__all__ = [
    "Brought",
    "Fault",
    "Reading",
    "claims",
    "commons",
    "foreign_forms",
    "form_files",
    "form_text",
    "forms",
    "lint",
    "lint_claims",
    "placed",
    "readings",
    "require_names",
    "shared_sentences",
    "shipped_mark",
    "with_hashes",
    "with_lists",
]
