"""The sheet between two packets of a batch: whose comes next, and a mark further down each time."""

from functools import partial

from app.documents import fonts
from app.documents.batch_values import Separator
from app.documents.desk_page import DeskFrame, draw_desk_frame
from app.documents.fonts import printable, shortened
from app.documents.labels import label
from app.documents.pen import Pen, Sheets
from app.documents.style import (
    ACCENT,
    GREY,
    INK,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    REGULAR,
    STRONG,
    WHITE,
    Hand,
)
from app.documents.tags import Tag

_LEFT, _RIGHT = 44.0, PAGE_WIDTH - 44.0
_HEAD, _FOOT = PAGE_HEIGHT - 42, 48.0
_MARK = (26.0, 40.0)
_HIGHEST, _LOWEST = PAGE_HEIGHT - 80.0, 80.0
_MOST = 16
"""Marks down the edge before they begin at the top again."""
_ROOM = _RIGHT - _LEFT - 40


def make_separator(sheet: Separator) -> bytes:
    """The bytes of one sheet."""
    fonts.register()
    sheets = Sheets("Batch separator", "en")
    paper = Tag("Sect", language="en")
    sheets.drawn_page(paper, partial(_draw, sheet=sheet))
    (page,) = sheets.taken(paper)
    sheets.put(page, partial(_draw_frame, sheet=sheet))
    return sheets.bytes()


def _draw_frame(pen: Pen, sheet: Separator) -> None:
    frame = DeskFrame(
        clinic=sheet.clinic.name,
        title=f"Batch separator  ·  {sheet.day}",
        printed=label("printed", "en", printed=sheet.printed),
        left=_LEFT,
        right=_RIGHT,
        top=_HEAD,
        foot=_FOOT,
    )
    draw_desk_frame(pen, frame, f"{sheet.number} of {sheet.of}")


def _draw(pen: Pen, sheet: Separator) -> None:
    _mark(pen, sheet)
    y = PAGE_HEIGHT - 268
    with pen.told(Tag("P")):
        pen.write_spaced(_LEFT, y + 52, "NEXT PACKET", Hand(STRONG, 10, ACCENT))
    _line(pen, y, sheet.patient.name, Hand(STRONG, 34, INK), "H1")
    about = f"Born {sheet.patient.born}   ·   Chart {sheet.patient.chart}"
    _line(pen, y - 30, about, Hand(REGULAR, 14, GREY))
    _line(pen, y - 92, sheet.time, Hand(STRONG, 26, INK))
    lines = (sheet.visit, sheet.room, sheet.pages)
    for place, words in enumerate(filter(None, lines)):
        _line(pen, y - 122 - 22 * place, words, Hand(REGULAR, 14, INK))


def _line(pen: Pen, y: float, words: str, hand: Hand, kind: str = "P") -> None:
    said = printable(words)
    with pen.told(Tag(kind, alt=said)):
        pen.write(_LEFT, y, shortened(said, STRONG, hand.size, _ROOM), hand)


def _mark(pen: Pen, sheet: Separator) -> None:
    """A black mark at the edge with the packet's number."""
    wide, high = _MARK
    step = (_HIGHEST - _LOWEST - high) / (_MOST - 1)
    x, y = PAGE_WIDTH - 18 - wide, _HIGHEST - high - step * ((sheet.number - 1) % _MOST)
    pen.fill((x, y, wide, high), INK)
    size = 15 if sheet.number < 100 else 11  # noqa: PLR2004 -- three figures are wider
    pen.write_at(x + wide / 2, y + high / 2 - 5, str(sheet.number), Hand(STRONG, size, WHITE))
