"""A table that another program wrote: headings, lines of text, and what is wrong with a line."""

from dataclasses import dataclass

from app.domain.refusal import Reason


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table, under its headings."""

    row: int
    """As a spreadsheet counts: the first is 1, empty ones count."""
    cells: tuple[str, ...]
    """One for each heading; days as 1980-03-02."""
    faults: tuple[Reason, ...] = ()
    """Why the line cannot be taken as it is, each with its row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What a file of a spreadsheet or with separated values holds."""

    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    sheet: str = ""
    """The sheet that was read; nothing when the file has no sheets."""
    sheets: tuple[str, ...] = ()
    """Every sheet of the file."""
    encoding: str = ""
    """How its letters are written, of a file that is text."""
    hidden: int = 0
    """Lines that a spreadsheet does not show; they were read like the others."""


def column_letter(index: int) -> str:
    """The name of a column as spreadsheets give it: A, B ... Z, AA."""
    letters = ""
    while index >= 0:
        index, rest = divmod(index, 26)
        letters = chr(ord("A") + rest) + letters
        index -= 1
    return letters
