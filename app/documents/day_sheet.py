"""The day sheet of the morning huddle: who needs somebody first, the visits, the rides."""

from collections.abc import Iterator, Sequence
from functools import partial

from reportlab.platypus import Flowable

from app import words
from app.documents import fonts
from app.documents.cover import mark
from app.documents.flow import small_heading
from app.documents.fonts import printable, shortened
from app.documents.layout import Grid, grid, padded, ruled, typeset
from app.documents.paper import title_block
from app.documents.pen import Pen, Sheets
from app.documents.style import (
    ACCENT,
    GREY,
    HAIR,
    INK,
    LEFT,
    ORDINARY,
    PAGE_HEIGHT,
    REGULAR,
    RIGHT,
    SOFT,
    STRONG,
    WIDTH,
    Hand,
    Type,
)
from app.documents.text import Words, frags, plain_text, set_text
from app.documents.values import DaySheet, DayVisit, NeedLine, RideLine
from app.domain.codes import grouped

_TOP = PAGE_HEIGHT - 84
_BOTTOM = 70.0
_CELL = Type(size=9, leading=12.4)
_STRONG = Type(size=9, leading=12.4, face=STRONG)
_QUIET = Type(size=8, leading=11, colour=GREY)
_HEAD = Type(size=7.6, leading=10, colour=GREY)
_VISIT_COLUMNS = (46.0, 126.0, 112.0, 70.0, 18.0, WIDTH - 372)
_NEED_COLUMNS = (46.0, 18.0, 120.0, 188.0, WIDTH - 372)
_RIDE_COLUMNS = (46.0, 180.0, 160.0, WIDTH - 386)
_WHOLE_RIDES = 240.0
_GAP = 8.0


def make_day_sheet(sheet: DaySheet) -> bytes:
    """The bytes of a day's sheet."""
    fonts.register()
    sheets = Sheets("Day sheet", "en")
    pages = typeset(sheets, _story(sheet), _TOP, _BOTTOM).pages
    for number, page in enumerate(pages, start=1):
        words_of_page = f"Page {number} of {len(pages)}"
        sheets.put(page, partial(_frame, sheet=sheet, page_words=words_of_page))
    return sheets.bytes()


def _frame(pen: Pen, sheet: DaySheet, page_words: str) -> None:
    y = PAGE_HEIGHT - 50
    clinic = shortened(printable(sheet.clinic.name), STRONG, 9.5, 260)
    pen.write(LEFT, y, clinic, Hand(STRONG, 9.5, ACCENT))
    pen.write_to(RIGHT, y, printable(f"Day sheet  ·  {sheet.day}"), Hand(REGULAR, 8.5, GREY))
    pen.rule((LEFT, 56), (RIGHT, 56), HAIR)
    pen.write(LEFT, 44, printable(f"Printed {sheet.printed}"), Hand(REGULAR, 7.6, GREY))
    pen.write_to(RIGHT, 44, page_words, Hand(STRONG, 8.5, INK))
    pen.write(LEFT, 33, printable(_audit(sheet)), Hand(REGULAR, 7.6, GREY))
    pen.write_to(RIGHT, 33, "Names patients: shred after use", Hand(REGULAR, 7.6, GREY))


def _audit(sheet: DaySheet) -> str:
    parts = [f"Audit entries {sheet.audit_count}"] if sheet.audit_count else []
    if sheet.audit_head:
        parts.append(f"head {sheet.audit_head}")
    return "  ·  ".join(parts)


def _story(sheet: DaySheet) -> Iterator[Flowable]:
    yield from title_block("Day sheet", sheet.day, ORDINARY)
    if sheet.note:
        yield plain_text(sheet.note, Type(size=9.5, leading=13.5, after=8))
    if sheet.needs_first:
        title = f"Needs you first ({len(sheet.needs_first)})"
        yield small_heading(title, ORDINARY, before=4, after=1)
        yield _rows([_need(line) for line in sheet.needs_first], _NEED_COLUMNS)
    yield small_heading(f"Visits ({len(sheet.visits)})", ORDINARY, before=16, after=0)
    if sheet.visits:
        heads = ("Time", "Patient", "Visit", "Room", "", "Ready")
        yield _rows([_visit(visit) for visit in sheet.visits], _VISIT_COLUMNS, heads)
    else:
        yield plain_text("No visits on this day.", _CELL)
    if sheet.rides:
        yield from _rides(sheet.rides)


def _rows(
    rows: Sequence[Sequence[object]], widths: Sequence[float], heads: Sequence[str] = ()
) -> Grid:
    first = int(bool(heads))
    styles = [
        *padded(4.5, first),
        ruled("BELOW", HAIR, first=first),
        ("RIGHTPADDING", (0, 0), (-2, -1), _GAP),
    ]
    if heads:
        styles += [*padded(2, last=0), ruled("BELOW", SOFT, last=0)]
    named = [[plain_text(head, _HEAD) for head in heads]] * first
    return grid([*named, *rows], widths, *styles, heads=first)


def _need(line: NeedLine) -> list[Flowable]:
    state = frags(f"{words.state_word(line.state)}: ", _CELL, bold=True)
    return [
        plain_text(line.time, _STRONG),
        mark(line.state),
        plain_text(line.patient, _STRONG),
        set_text([*state, *frags(line.words, _CELL)], _CELL),
        plain_text(line.action, _CELL),
    ]


def _visit(visit: DayVisit) -> list[object]:
    codes = "  ".join(grouped(code) for code in visit.codes)
    count = f"{visit.met} of {visit.of} · " if visit.of else ""
    ready = f"{count}{words.state_word(visit.state)}"
    return [
        _stacked((visit.time, _STRONG), (visit.until and f"to {visit.until}", _QUIET)),
        _stacked((visit.patient, _STRONG), (codes, _QUIET)),
        _stacked((visit.type, _CELL), (visit.people, _QUIET)),
        plain_text(visit.room, _CELL),
        mark(visit.state),
        _stacked((ready, _STRONG), (visit.words, _QUIET), (visit.status, _QUIET)),
    ]


def _stacked(*lines: tuple[str, Type]) -> list[Words]:
    return [plain_text(text, kind) for text, kind in lines if text]


def _rides(rides: Sequence[RideLine]) -> Iterator[Flowable]:
    yield small_heading(f"Rides due ({len(rides)})", ORDINARY, before=16, after=0)
    rows = [_ride(line) for line in rides]
    made = _rows(rows, _RIDE_COLUMNS, ("Time", "Patient", "Ride", "Telephone"))
    made.whole_below = _WHOLE_RIDES
    yield made


def _ride(line: RideLine) -> list[Flowable]:
    return [
        plain_text(line.time, _STRONG),
        plain_text(line.patient, _STRONG),
        plain_text(line.ride, _CELL),
        plain_text(line.phone, _CELL),
    ]
