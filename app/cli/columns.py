"""Lines in columns, for people."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from unicodedata import combining, east_asian_width, normalize

GAP = "  "


def columns(rows: Iterable[Sequence[str]], indent: str = GAP) -> tuple[str, ...]:
    """The rows as lines, each column as wide as its widest cell; the last one runs free."""
    cells = [tuple(normalize("NFC", cell) for cell in row) for row in rows]
    widths = [max(map(_width, column)) for column in zip_longest(*cells, fillvalue="")]
    return tuple(
        (
            indent
            + GAP.join(_padded(cell, width) for cell, width in zip(row, widths, strict=False))
        ).rstrip()
        for row in cells
    )


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - _width(cell))


def _width(text: str) -> int:
    return sum(0 if combining(each) else 1 + (east_asian_width(each) in "WF") for each in text)
