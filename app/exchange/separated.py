"""Values separated by commas, semicolons, tabs or bars, in whatever encoding they were saved."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from app.domain.refusal import refuse
from app.exchange.cells import Cell, Row

LONGEST_FIELD = 65_536
DELIMITERS = ",;\t|"
LOOKED_AT = 50
"""Rows by which the delimiter is found."""
LETTERS_LOOKED_AT = 200_000

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins like that of UTF-16
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
NAMES = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32-le": "UTF-32",
    "cp1252": "Windows-1252",
}

_EMPTIED = 0.3
"""Every second byte is nothing, or nearly: the text is UTF-16."""
_SEPARATOR = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


def text_of(content: bytes) -> tuple[str, str]:
    """The file as text, and the encoding in which it was."""
    for bom, encoding in BOMS:
        if content.startswith(bom):
            return _decoded(content[len(bom) :], encoding), NAMES[encoding]
    wide = tuple(_wide(content))
    if not wide and 0 in content:
        raise refuse("table-binary")
    for encoding in (*wide, "utf-8", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return _checked(text), NAMES[encoding]
    raise refuse("table-encoding")


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return _checked(content.decode(encoding))
    except UnicodeDecodeError:
        raise refuse("table-encoding-broken", encoding=NAMES[encoding]) from None


def _wide(content: bytes) -> Iterator[str]:
    """UTF-16 without its mark, by which bytes are empty."""
    start = content[:1000]
    least = _EMPTIED * len(start)
    if start[1::2].count(0) > least and len(content) % 2 == 0:
        yield "utf-16-le"
    elif start[::2].count(0) > least and len(content) % 2 == 0:
        yield "utf-16-be"


def _checked(text: str) -> str:
    if "\0" in text:
        raise refuse("table-binary")
    return text


def rows(text: str) -> Iterator[Row]:
    """Every row of the text; one that cannot be told apart is refused with its line."""
    said = _SEPARATOR.match(text)
    delimiter = said[1] if said else _delimiter(text)
    start = said.end() if said else 0
    csv.field_size_limit(LONGEST_FIELD)
    reader = csv.reader(_lines(text[start:]), delimiter=delimiter, strict=True)
    first = 2 if said else 1
    try:
        for number, fields in enumerate(reader, start=first):
            yield Row(number, tuple(Cell(field.strip()) for field in fields))
    except csv.Error as fault:
        code = "table-field-long" if "limit" in str(fault) else "table-quotes"
        raise refuse(code, line=reader.line_num + first - 1) from fault


def _lines(text: str) -> list[str]:
    return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", text)


def _delimiter(text: str) -> str:
    """What separates the values: what makes most rows of one width, and that the widest."""
    return max(DELIMITERS, key=lambda delimiter: _evenness(text, delimiter))


def _evenness(text: str, delimiter: str) -> tuple[float, int]:
    lines = _lines(text[:LETTERS_LOOKED_AT])
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        widths = Counter(len(row) for row in islice(reader, LOOKED_AT) if row)
    except csv.Error:
        return 0, 0
    if not widths:
        return 0, 0
    width, count = widths.most_common(1)[0]
    return (count / widths.total() if width > 1 else 0), width
