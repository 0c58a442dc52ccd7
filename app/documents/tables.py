"""The tables of forms: platypus sets them, in columns made for what stands in them."""

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable, Spacer

from app.documents.layout import ONE_PIECE, Command, Grid, grid, padded, ruled
from app.documents.style import HAIR, SOFT
from app.documents.text import Words, again, natural_width

_GAP = 14.0
_LEAST_COLUMN, _WIDEST_COLUMN, _BLANK_COLUMN = 56.0, 230.0, 120.0
_BLANK_ROW = 21.0
_MOST_OF_HEADS = 0.4
_MOST_LINES = 1.8  # of a heading above a column


def table(heads: Sequence[Words], rows: Sequence[Sequence[Words]], wide: float) -> Grid:
    """A table with its row of headings, or heading beside value where columns find no room."""
    cells = [list(column) for column in zip(heads, *rows, strict=True)]
    widths = _widths(cells, wide)
    if not widths or any(map(_is_tall, heads, widths)):
        return _pairs(heads, rows, wide)
    return grid(
        [_apart(row) for row in (heads, *map(_filled, rows))],
        [each for wide in widths for each in (wide, _GAP)][:-1],
        *padded(4, last=0),
        ruled("BELOW", SOFT, last=0),
        *(command for place, row in enumerate(rows, start=1) for command in _style(place, row)),
        before=6,
        after=11,
        whole_below=ONE_PIECE,
        heads=1,
        kind="Table",
    )


def _apart(cells: Sequence[Flowable]) -> list[Flowable | str]:
    return [each for cell in cells for each in (cell, "")][:-1]


def _is_tall(head: Words, wide: float) -> bool:
    return natural_width(head) > _MOST_LINES * wide


def _is_blank(cell: Words) -> bool:
    return not cell.getPlainText()


def _filled(row: Sequence[Words]) -> list[Flowable]:
    return [Spacer(1, _BLANK_ROW) if _is_blank(cell) else cell for cell in row]


def _style(place: int, row: Sequence[Words]) -> Iterator[Command]:
    yield from padded(4.5, place, place)
    if not any(map(_is_blank, row)):
        yield ruled("BELOW", HAIR, first=place, last=place)
        return
    for column in range(0, 2 * len(row), 2):  # a line of its own under each cell, to write on
        yield "LINEBELOW", (column, place), (column, place), 0.6, HAIR, "butt"


def _widths(columns: Sequence[Sequence[Words]], wide: float) -> list[float]:
    least = [max(cell.minWidth() for cell in column) + 1 for column in columns]
    spare = wide - sum(least) - _GAP * (len(columns) - 1)
    wishes = [_wish(column, need) - need for column, need in zip(columns, least, strict=True)]
    if spare < 0:
        return []
    if not sum(wishes):
        return [need + spare / len(least) for need in least]
    return [need + spare * wish / sum(wishes) for need, wish in zip(least, wishes, strict=True)]


def _wish(column: Sequence[Words], need: float) -> float:
    natural = max(natural_width(cell) for cell in column)
    is_mark = len(column[0].getPlainText()) == 1  # an X is put in it, no words
    if any(map(_is_blank, column)) and not is_mark:
        natural = max(natural, _BLANK_COLUMN)
    return max(min(max(natural, _LEAST_COLUMN), _WIDEST_COLUMN), need)


def _pairs(heads: Sequence[Words], rows: Sequence[Sequence[Words]], wide: float) -> Grid:
    first = min(max(natural_width(head) for head in heads) + _GAP, _MOST_OF_HEADS * wide)
    pairs = [
        (again(head), cell) for row in rows for head, cell in zip(heads, _filled(row), strict=True)
    ]
    ends = range(len(heads) - 1, len(pairs), len(heads))
    return grid(
        pairs,
        [first, wide - first],
        *padded(4.5),
        ("RIGHTPADDING", (0, 0), (0, -1), _GAP),
        ruled("BELOW", HAIR),
        *(ruled("BELOW", SOFT, first=end, last=end) for end in ends),
        before=6,
        after=11,
        whole_below=ONE_PIECE,
        kind="Table",
        head_column=0,
    )
