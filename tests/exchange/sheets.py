"""Workbooks to be read, as spreadsheets write them."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import openpyxl

from app.domain.refusal import Refused
from app.domain.tables import Table
from app.exchange import tables

Value = object
HEADINGS = ("Given", "Family", "Born")
ANA = ("Ana", "Peña", "1980-03-02")


def table(content: bytes, sheet: str = "") -> Table:
    """What the reader makes of a file, in this process."""
    return tables.read(tables.written(content, sheet))


def refusal(content: bytes, sheet: str = "") -> str:
    """Why a file is refused."""
    try:
        table(content, sheet)
    except Refused as refused:
        (reason,) = refused.reasons
        return reason.code
    return ""


def new_book() -> Any:  # noqa: ANN401 -- the library's own
    return openpyxl.Workbook()


def saved(book: Any) -> bytes:  # noqa: ANN401 -- the library's own
    """A workbook as the bytes of its file."""
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def workbook(*rows: Sequence[Value]) -> bytes:
    """A workbook with these rows on its one sheet."""
    book = new_book()
    for row in rows:
        book.active.append(list(row))
    return saved(book)


def csv_of(*rows: Sequence[str], delimiter: str = ",", end: str = "\r\n") -> str:
    """Rows as text; no value needs quotes."""
    return "".join(delimiter.join(row) + end for row in rows)
