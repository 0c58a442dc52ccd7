"""Tables for spreadsheet programs: one line a row, and no cell that is taken for a formula."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A spreadsheet program may run a cell that begins with one of these (OWASP, CSV injection)."""


def write_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as CSV (RFC 4180), in UTF-8 with the mark by which Excel knows it."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    for row in (heads, *rows):
        writer.writerow([safe(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def safe(cell: str) -> str:
    """A cell that is read as text and never worked out."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
