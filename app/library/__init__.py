"""Reads forms/ into values, what they say and what is wrong with them; and the help."""

from app.library.claims import claims, lint_claims
from app.library.education import shared_sentences
from app.library.foreign import Brought, foreign_forms, require_names
from app.library.help import TOUR, HelpPage, find_help, help_html, help_pages, tour_chapters
from app.library.lint import lint, with_hashes, with_lists
from app.library.places import Fault, placed
from app.library.reader import commons, form_text, forms, shipped_mark
from app.library.readings import Reading, readings
from app.library.writer import form_files

__all__ = [
    "TOUR",
    "Brought",
    "Fault",
    "HelpPage",
    "Reading",
    "claims",
    "commons",
    "find_help",
    "foreign_forms",
    "form_files",
    "form_text",
    "forms",
    "help_html",
    "help_pages",
    "lint",
    "lint_claims",
    "placed",
    "readings",
    "require_names",
    "shared_sentences",
    "shipped_mark",
    "tour_chapters",
    "with_hashes",
    "with_lists",
]
