"""A restore drill on one page: which backup, what was tried, what came of it, who has seen it."""

from collections.abc import Iterator

from reportlab.platypus import Flowable, Spacer

from app.documents import fonts
from app.documents.cover import mark
from app.documents.desk_page import DeskFrame, framed
from app.documents.drill_values import DrillLine, DrillSheet
from app.documents.labels import label
from app.documents.layout import Drawing, grid, padded, ruled, typeset
from app.documents.paper import title_block
from app.documents.pen import Pen, Sheets
from app.documents.style import (
    GREY,
    HAIR,
    ORDINARY,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    REGULAR,
    SOFT,
    STRONG,
    Hand,
    Type,
)
from app.documents.text import plain_text

_LEFT, _RIGHT = 44.0, PAGE_WIDTH - 44.0
_WIDE = _RIGHT - _LEFT
_HEAD, _FOOT = PAGE_HEIGHT - 42, 48.0
_TOP, _BOTTOM = PAGE_HEIGHT - 62, 55.0
_CELL = Type(size=10, leading=14)
_STRONG = Type(size=10, leading=14, face=STRONG)
_QUIET = Type(size=8.5, leading=12, colour=GREY)
_RESULT = Type(size=12, leading=17, face=STRONG, after=10)
_ABOUT = (130.0, _WIDE - 130.0)
_TRIED = (20.0, 150.0, _WIDE - 250.0, 80.0)
_HEADS = ("", "Tried", "Found", "Took")
_SIGNED = 46.0


def make_drill(sheet: DrillSheet) -> bytes:
    """The bytes of the page."""
    fonts.register()
    sheets = Sheets("Restore drill", "en")
    pages = typeset(sheets, _story(sheet), _TOP, _BOTTOM, _WIDE).pages
    frame = DeskFrame(
        clinic=sheet.clinic.name,
        title="Restore drill",
        printed=label("printed", "en", printed=sheet.printed),
        warning="Names nobody: keep it with the clinic’s safety records",
        left=_LEFT,
        right=_RIGHT,
        top=_HEAD,
        foot=_FOOT,
    )
    return framed(sheets, pages, frame, "en")


def _story(sheet: DrillSheet) -> Iterator[Flowable]:
    yield from title_block("Safe-keeping", "Restore drill", ORDINARY)
    yield plain_text(sheet.result, _RESULT)
    yield grid(
        [[plain_text(name, _QUIET), plain_text(value, _CELL)] for name, value in sheet.about],
        _ABOUT,
        *padded(2.5),
        ruled("BELOW", HAIR),
        kind="Table",
        head_column=0,
    )
    yield Spacer(_WIDE, 18)
    yield grid(
        [[plain_text(head, _QUIET) for head in _HEADS], *map(_row, sheet.lines)],
        _TRIED,
        *padded(1.5, last=0),
        ruled("BELOW", SOFT, last=0),
        *padded(5, 1),
        ruled("BELOW", HAIR, first=1),
        heads=1,
        kind="Table",
        head_column=1,
    )
    yield Drawing(_SIGNED, _to_sign)


def _row(line: DrillLine) -> list[object]:
    return [
        mark(line.state, _CELL.leading),
        plain_text(line.what, _STRONG),
        plain_text(line.found, _CELL),
        plain_text(line.took, _CELL),
    ]


def _to_sign(pen: Pen, x: float, top: float, wide: float) -> None:
    """Where whoever looked at it signs."""
    y = top - _SIGNED + 12
    for start, end, said in ((0.0, 0.62, "Seen by"), (0.68, 1.0, "On")):
        with pen.blank(said):
            pen.rule((x + start * wide, y), (x + end * wide, y), GREY)
        pen.write(x + start * wide, y - 10, said, Hand(REGULAR, 8, GREY))
