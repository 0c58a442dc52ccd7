"""Tables of other programs: what kind of file it is, its headings, and its lines one by one."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from app import sandbox
from app.domain.refusal import Reason, refuse
from app.domain.tables import Line, Table, column_letter
from app.exchange import separated, workbooks
from app.exchange.cells import Cell, Row

MOST_ROWS = 200_000
MOST_COLUMNS = 200
LONGEST_CELL = 10_000
"""Letters of a cell; longer ones are not what a table of people holds."""

OLD_EXCEL = b"\xd0\xcf\x11\xe0"
ZIP = b"PK"
PICTURES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"7z\xbc")

GARBLED = re.compile("\N{REPLACEMENT CHARACTER}|[ÃÂ][\x80-\xbf]|â€")
"""What UTF-8 looks like when it was taken for something else on the way."""

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where rows come from, and what is known of it."""

    rows: Iterable[Row]
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    encoding: str = ""
    hidden: frozenset[int] = frozenset()
    is_strict: bool = False
    """Whether every row should have as many cells as the headings."""


def written(content: bytes, sheet: str) -> bytes:
    """The table of a file as bytes: what is known of it in the first line, then a line a row."""
    if not content.strip():
        raise refuse("table-empty")
    source = _source(content, sheet)
    rows = iter(source.rows)
    top = next((row for row in rows if any(_clean(cell.text) for cell in row.cells)), None)
    if top is None:
        raise refuse("table-empty")
    headings = _headings(top)
    body = list(_body(rows, headings, source))
    known = {
        "headings": headings,
        "sheet": source.sheet,
        "sheets": source.sheets,
        "encoding": source.encoding,
        "hidden": sum(line.row in source.hidden for line in body),
    }
    return b"\n".join(chain([json.dumps(known).encode()], map(_line, body)))


def _source(content: bytes, sheet: str) -> Source:
    if content.startswith(OLD_EXCEL):
        raise refuse("table-old-excel")
    if content.startswith(PICTURES):
        raise refuse("table-binary")
    if content.startswith(ZIP):
        book = workbooks.read(content, sheet)
        return Source(rows=book.rows, sheet=book.name, sheets=book.names, hidden=book.hidden)
    text, encoding = separated.text_of(content)
    return Source(rows=separated.rows(text), encoding=encoding, is_strict=True)


def _headings(top: Row) -> tuple[str, ...]:
    found = [_clean(cell.text) for cell in top.cells]
    while found and not found[-1]:
        found.pop()
    if len(found) > MOST_COLUMNS:
        raise refuse("table-wide", most=MOST_COLUMNS)
    return tuple(found)


def _body(rows: Iterator[Row], headings: Sequence[str], source: Source) -> Iterator[Line]:
    for count, row in enumerate(rows):
        if count >= MOST_ROWS:
            raise refuse("table-long", most=MOST_ROWS)
        if any(cell.text or cell.fault for cell in row.cells):
            yield _taken(row, headings, is_strict=source.is_strict)


def _taken(row: Row, headings: Sequence[str], *, is_strict: bool) -> Line:
    width = len(headings)
    cells = list(row.cells)
    while len(cells) > width and not cells[-1].text:
        cells.pop()
    is_ragged = len(cells) > width or (is_strict and len(cells) < width)
    faults = list(_faults(row.number, cells, headings))
    if is_ragged:
        facts = {"row": row.number, "cells": len(cells), "headings": width}
        faults.insert(0, Reason("table-ragged", facts))
    texts = [_clean(cell.text) for cell in cells[:width]]
    return Line(row.number, tuple(texts + [""] * (width - len(texts))), tuple(faults))


def _faults(row: int, cells: Sequence[Cell], headings: Sequence[str]) -> Iterator[Reason]:
    for index, cell in enumerate(cells):
        code = cell.fault or _fault(cell.text)
        if code:
            name = headings[index] if index < len(headings) and headings[index] else ""
            column = name or column_letter(index)
            yield Reason(code, {"row": row, "column": column})


def _fault(text: str) -> str:
    if len(text) > LONGEST_CELL:
        return "table-cell-long"
    if len(text) > 1 and text[0] == "=":
        return "table-cell-formula"
    return "table-cell-garbled" if not text.isascii() and GARBLED.search(text) else ""


def _clean(text: str) -> str:
    """What people see of a cell: no unseen marks, no space around it."""
    if len(text) > LONGEST_CELL:
        return ""
    return text.strip() if text.isprintable() else _UNSEEN.sub("", text).strip()


def _line(line: Line) -> bytes:
    faults = [sandbox.plain_reasons(line.faults)] if line.faults else []
    return json.dumps([line.row, line.cells, *faults]).encode()


def read(payload: bytes) -> Table:
    """The table that bytes hold."""
    first, *rest = payload.split(b"\n")
    known = json.loads(first)
    headings = tuple(map(str, known["headings"]))
    return Table(
        headings=headings,
        lines=tuple(_read(json.loads(each), len(headings)) for each in rest),
        sheet=str(known["sheet"]),
        sheets=tuple(map(str, known["sheets"])),
        encoding=str(known["encoding"]),
        hidden=int(known["hidden"]),
    )


def _read(told: Sequence[Any], width: int) -> Line:
    row, cells, *faults = told
    texts = tuple(map(str, cells))
    if len(texts) != width:
        raise ValueError("a line has a cell for each heading")
    return Line(int(row), texts, sandbox.reasons(faults[0]) if faults else ())
