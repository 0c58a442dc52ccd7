"""A worklist on paper: by when, who, what is missing, what to do next, and a box to tick."""

from collections.abc import Iterator

from reportlab.platypus import Flowable

from app import words
from app.documents import fonts
from app.documents.cover import mark
from app.documents.desk_page import DeskFrame, framed, tick_box
from app.documents.labels import label
from app.documents.layout import grid, padded, ruled, typeset
from app.documents.paper import title_block
from app.documents.pen import Sheets
from app.documents.style import (
    GREY,
    HAIR,
    ORDINARY,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    SOFT,
    STRONG,
    Type,
)
from app.documents.text import Words, frags, plain_text, set_text
from app.documents.values import TaskLine, WorklistSheet

_LEFT, _RIGHT = 44.0, PAGE_WIDTH - 44.0
_WIDE = _RIGHT - _LEFT
_HEAD, _FOOT = PAGE_HEIGHT - 42, 48.0
_TOP, _BOTTOM = PAGE_HEIGHT - 62, 55.0
_CELL = Type(size=9, leading=12.4)
_STRONG = Type(size=9, leading=12.4, face=STRONG)
_QUIET = Type(size=8, leading=11, colour=GREY)
_ABOUT = Type(size=9, leading=12.4, colour=GREY, after=8)
_COLUMNS = (18.0, 90.0, 128.0, 18.0, 188.0, _WIDE - 442)
_HEADS = ("", "By", "Patient", "", "What is missing", "Next action")


def make_worklist(sheet: WorklistSheet) -> bytes:
    """The bytes of a worklist: as many pages as its rows take."""
    fonts.register()
    sheets = Sheets("Worklist", "en")
    pages = typeset(sheets, _story(sheet), _TOP, _BOTTOM, _WIDE).pages
    frame = DeskFrame(
        clinic=sheet.clinic.name,
        title=f"To do  ·  {sheet.title}",
        printed=label("printed", "en", printed=sheet.printed),
        left=_LEFT,
        right=_RIGHT,
        top=_HEAD,
        foot=_FOOT,
    )
    return framed(sheets, pages, frame, "en")


def _story(sheet: WorklistSheet) -> Iterator[Flowable]:
    yield from title_block("To do", sheet.title, ORDINARY)
    count = words.plural(len(sheet.lines), "row")
    yield plain_text(f"{sheet.about}, as of {sheet.printed}: {count}.", _ABOUT)
    if not sheet.lines:
        return
    yield grid(
        [[plain_text(head, _QUIET) for head in _HEADS], *map(_row, sheet.lines)],
        _COLUMNS,
        *padded(1.5, last=0),
        ruled("BELOW", SOFT, last=0),
        *padded(4.5, 1),
        ruled("BELOW", HAIR, first=1),
        ("RIGHTPADDING", (0, 0), (-2, -1), 8.0),
        heads=1,
        kind="Table",
        head_column=2,
    )


def _row(line: TaskLine) -> list[object]:
    return [
        tick_box(_CELL.leading),
        plain_text(line.due, _STRONG),
        [plain_text(line.patient, _STRONG), plain_text(line.visit, _QUIET), *_notice(line)],
        mark(line.state, _CELL.leading),
        list(_missing(line)),
        plain_text(line.action, _CELL),
    ]


def _missing(line: TaskLine) -> Iterator[Words]:
    """What is missing most after the word for it, then the rest."""
    first, *others = line.words
    state = frags(f"{words.state_word(line.state)}: ", _CELL, bold=True)
    yield set_text([*state, *frags(first, _CELL)], _CELL)
    yield from (plain_text(other, _QUIET) for other in others)


def _notice(line: TaskLine) -> list[Words]:
    return [plain_text(line.notice, _QUIET)] if line.notice else []
