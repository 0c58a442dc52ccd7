"""Routing slips, two a page: where each patient goes when, and what the desk collects."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from reportlab.platypus import Flowable

from app.documents import fonts
from app.documents.batch_values import RoutingSlip, RoutingSlips, Station
from app.documents.desk_page import SHRED, tick_box
from app.documents.flow import small_heading
from app.documents.fonts import printable, shortened
from app.documents.labels import label
from app.documents.layout import grid, padded, ruled, typeset
from app.documents.paper import title_block
from app.documents.pen import Kept, Pen, Sheets
from app.documents.style import (
    ACCENT,
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
from app.documents.tags import Mark, Tag
from app.documents.text import plain_text

_LEFT, _RIGHT = 44.0, PAGE_WIDTH - 44.0
_WIDE = _RIGHT - _LEFT
_HALF = PAGE_HEIGHT / 2
_ABOVE, _BELOW = 46.0, 40.0
"""What stands above and below the text of a slip: the clinic, and what becomes of the slip."""
_CELL = Type(size=9.5, leading=13)
_STRONG = replace(_CELL, face=STRONG)
_QUIET = Type(size=7.6, leading=10, colour=GREY)
_ABOUT = Type(size=10, leading=13.6, colour=GREY, after=8)
_NAME = replace(ORDINARY, title=replace(ORDINARY.title, size=18, leading=22, after=1))
_STATIONS = (118.0, 82.0, 156.0, _WIDE - 380, 24.0)
_HEADS = ("Time", "What", "Where", "With", "")
_COLUMNS = 2


def make_routing_slips(sheet: RoutingSlips) -> bytes:
    """The bytes of a day's slips; one that is too long for half a page has pages of its own."""
    fonts.register()
    sheets = Sheets("Routing slips", "en")
    waiting: Kept | None = None
    for slip in sheet.slips:
        half = _half(sheets, slip, above=waiting)
        if half is None:
            _put_whole(sheets, sheet, slip)
        elif waiting is None:
            waiting = half
        else:
            _put(sheets, sheet, _both(waiting, half), halves=2)
            waiting = None
    if waiting is not None:
        _put(sheets, sheet, waiting, halves=1)
    return sheets.bytes()


def _half(sheets: Sheets, slip: RoutingSlip, above: Kept | None) -> Kept | None:
    """A slip on the upper half of a page or below one; none when it is longer than that."""
    top = _HALF if above else PAGE_HEIGHT
    if above:
        sheets.beside(above)
    made = typeset(sheets, _story(slip), top - _ABOVE, top - _HALF + _BELOW, _WIDE)
    return made.pages[0] if len(made.pages) == 1 else None


def _both(upper: Kept, lower: Kept) -> Kept:
    """One page of two halves."""
    kids: list[Tag | Mark] = [half.paper for half in (upper, lower) if half.paper]
    paper = Tag("Sect", language="en", kids=kids)
    return Kept((*upper.drawn, *lower.drawn), tags=lower.tags, paper=paper)


def _put_whole(sheets: Sheets, sheet: RoutingSlips, slip: RoutingSlip) -> None:
    made = typeset(sheets, _story(slip), PAGE_HEIGHT - _ABOVE, _BELOW, _WIDE)
    for page in made.pages:
        _put(sheets, sheet, page, halves=0)


def _put(sheets: Sheets, sheet: RoutingSlips, page: Kept, halves: int) -> None:
    sheets.put(page, partial(_draw, sheet=sheet, halves=halves))


def _draw(pen: Pen, sheet: RoutingSlips, halves: int) -> None:
    """What stands around the slips of a page, and the line along which they are cut."""
    tops = (PAGE_HEIGHT, _HALF)[: max(halves, 1)]
    for top in tops:
        foot = 0.0 if not halves else top - _HALF
        clinic = shortened(printable(sheet.clinic.name), STRONG, 9, _WIDE / 2)
        pen.write(_LEFT, top - 34, clinic, Hand(STRONG, 9, ACCENT))
        day = f"Routing slip  ·  {printable(sheet.day)}"
        pen.write_to(_RIGHT, top - 34, day, Hand(REGULAR, 8.5, GREY))
        printed = printable(label("printed", "en", printed=sheet.printed))
        pen.write(_LEFT, foot + 24, printed, Hand(REGULAR, 7.6, GREY))
        pen.write_to(_RIGHT, foot + 24, SHRED, Hand(REGULAR, 7.6, GREY))
    if halves:
        pen.dots((24, _HALF), (PAGE_WIDTH - 24, _HALF), GREY)


def _story(slip: RoutingSlip) -> Iterator[Flowable]:
    yield from title_block(f"{slip.visit}  ·  {slip.time}", slip.patient.name, _NAME)
    spoken = f"   ·   Speaks {slip.language}" if slip.language else ""
    about = f"Born {slip.patient.born}   ·   Chart {slip.patient.chart}{spoken}"
    yield plain_text(about, _ABOUT)
    if slip.stations:
        yield grid(
            [[plain_text(head, _QUIET) for head in _HEADS], *map(_station, slip.stations)],
            _STATIONS,
            *padded(1.5, last=0),
            ruled("BELOW", SOFT, last=0),
            *padded(3.6, 1),
            ruled("BELOW", HAIR, first=1),
            ("RIGHTPADDING", (0, 0), (-2, -1), 8.0),
            heads=1,
            kind="Table",
            head_column=1,
        )
    yield from _collect(slip.collect)


def _station(station: Station) -> list[object]:
    return [
        plain_text(station.time, _STRONG),
        plain_text(station.what, _CELL),
        plain_text(station.where, _STRONG),
        plain_text(station.people, _CELL),
        tick_box(_CELL.leading),
    ]


def _collect(things: Sequence[str]) -> Iterator[Flowable]:
    """What the desk collects, two beside one another."""
    if not things:
        return
    yield small_heading("To collect", ORDINARY, before=9, after=0, wide=_WIDE)
    cells = [[tick_box(_CELL.leading), plain_text(thing, _CELL)] for thing in things]
    cells += [["", ""]] * (-len(cells) % _COLUMNS)
    half = len(cells) // _COLUMNS
    rows = [[*left, *right] for left, right in zip(cells[:half], cells[half:], strict=True)]
    wide = _WIDE / _COLUMNS - 16
    yield grid(rows, (16.0, wide, 16.0, wide), *padded(2.4), ("RIGHTPADDING", (1, 0), (1, -1), 8.0))
