"""Workbooks of spreadsheets (XLSX): one sheet, read from its beginning, without its formulas."""

import mimetypes
import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from app.domain.refusal import refuse
from app.exchange.cells import Cell, Row

MOST_INSIDE = 400_000_000
"""Bytes of a workbook once it is unpacked; fifty thousand people take some forty million."""
MOST_PACKED = 300
"""So many times smaller can packing make a sheet; more than that is made to do harm."""
SMALL = 1_000_000
"""Bytes unpacked that are never too many."""

_ROW = re.compile(rb"<row\b[^>]*>")
_NUMBER = re.compile(rb'\br="(\d+)"')
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_MERGED = re.compile(rb'<mergeCell\b[^>]*\bref="[A-Z]+(\d+):[A-Z]+(\d+)"')
_MOST_MERGED = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """One sheet of a workbook."""

    rows: Iterable[Row]
    name: str
    names: tuple[str, ...]
    hidden: frozenset[int]


def read(content: bytes, sheet: str) -> Book:
    """The sheet asked for, or else the first that has anything in it."""
    _check(content)
    mimetypes.knownfiles.clear()  # the library would look for them on this computer
    import openpyxl  # noqa: PLC0415 -- slow import, and most tables are no workbooks

    warnings.simplefilter("ignore")  # of what the library leaves out: pictures, rules of colours
    try:
        book: Any = openpyxl.load_workbook(BytesIO(content), read_only=True, keep_links=False)
    except KeyError as fault:  # a part that every workbook has
        raise refuse("table-not-workbook") from fault
    names = tuple(map(str, book.sheetnames))
    if sheet and sheet not in names:
        raise refuse("table-sheet-unknown", sheet=sheet, known=names)
    for name in [sheet] if sheet else names:
        rows = _rows(book[name])
        first = next((row for row in rows if any(row.cells)), None)
        if first is not None:
            hidden, merged = _apart(content, book[name])
            marked = _marked(rows, merged)
            return Book(rows=_again(first, marked), name=name, names=names, hidden=hidden)
    raise refuse("table-empty")


def _check(content: bytes) -> None:
    """Refuse what is no workbook, and what would become too large, before it is unpacked."""
    try:
        with ZipFile(BytesIO(content)) as packed:
            parts = packed.infolist()
    except BadZipFile as fault:
        raise refuse("table-not-workbook") from fault
    if not any(part.filename == "[Content_Types].xml" for part in parts):
        raise refuse("table-not-workbook")
    is_bomb = any(
        part.file_size > max(SMALL, MOST_PACKED * max(part.compress_size, 1)) for part in parts
    )
    if is_bomb or sum(part.file_size for part in parts) > MOST_INSIDE:
        raise refuse("table-bomb", most=MOST_INSIDE // 1_000_000)


def _rows(sheet: Any) -> Iterator[Row]:  # noqa: ANN401 -- the library's own sheet
    sheet.reset_dimensions()  # what a file says of its own size is not believed
    for number, row in enumerate(sheet.iter_rows(), start=1):
        yield Row(number, tuple(_trimmed([_cell(cell) for cell in row])))


def _trimmed(cells: list[Cell]) -> list[Cell]:
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _cell(cell: Any) -> Cell:  # noqa: ANN401 -- the library's own cell
    value = cell.value
    if value is None:
        return Cell("")
    if cell.data_type == "f":
        return Cell("", "table-cell-formula")
    if cell.data_type == "e":
        return Cell("", "table-cell-error")
    return Cell(_text(value).strip())


def _text(value: object) -> str:
    """A value as a person would type it."""
    match value:
        case bool():
            return "yes" if value else "no"
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)


def _apart(content: bytes, sheet: Any) -> tuple[frozenset[int], frozenset[int]]:  # noqa: ANN401
    """The rows of a sheet that are not shown, and those that share a cell with the row above."""
    path = str(getattr(sheet, "_worksheet_path", ""))  # the library reads rows past these
    with ZipFile(BytesIO(content)) as packed:
        told = packed.read(path) if path in packed.namelist() else b""
    rows = (row for row in _ROW.findall(told) if _HIDDEN.search(row))
    hidden = frozenset(int(number[1]) for row in rows if (number := _NUMBER.search(row)))
    merged: set[int] = set()
    for first, last in _MERGED.findall(told):
        if len(merged) < _MOST_MERGED:
            merged.update(range(int(first), min(int(last), int(first) + _MOST_MERGED) + 1))
    return hidden, frozenset(merged)


def _marked(rows: Iterable[Row], merged: frozenset[int]) -> Iterator[Row]:
    for row in rows:
        if row.number in merged and any(row.cells):
            yield Row(row.number, (Cell(row.cells[0].text, "table-cell-merged"), *row.cells[1:]))
        else:
            yield row


def _again(first: Row, rest: Iterable[Row]) -> Iterator[Row]:
    yield first
    yield from rest
