"""The sheet between two packets of a batch: whose comes next, and a mark further down each time."""

from functools import partial

from app.documents import fonts
from app.documents.batch_values import Separator
from app.documents.desk_page import DeskFrame, draw_desk_frame
from app.documents.fonts import printable, shortened
from app.documents.labels import label
from app.documents.pen import Kept, Pen, Sheets
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
    sheets.put(Kept((), ()), partial(_draw, sheet=sheet))
    return sheets.bytes()


def _draw(pen: Pen, sheet: Separator) -> None:
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
    _mark(pen, sheet)
    y = PAGE_HEIGHT - 268
    pen.write_spaced(_LEFT, y + 52, "NEXT PACKET", Hand(STRONG, 10, ACCENT))
    pen.write(_LEFT, y, _fitted(sheet.patient.name, 34), Hand(STRONG, 34, INK))
    about = f"Born {sheet.patient.born}   ·   Chart {sheet.patient.chart}"
    pen.write(_LEFT, y - 30, _fitted(about, 14), Hand(REGULAR, 14, GREY))
    pen.write(_LEFT, y - 92, _fitted(sheet.time, 26), Hand(STRONG, 26, INK))
    lines = (sheet.visit, sheet.room, sheet.pages)
    for place, words in enumerate(filter(None, lines)):
        pen.write(_LEFT, y - 122 - 22 * place, _fitted(words, 14), Hand(REGULAR, 14, INK))


def _fitted(words: str, size: float) -> str:
    return shortened(printable(words), STRONG, size, _ROOM)


def _mark(pen: Pen, sheet: Separator) -> None:
    """A black mark at the edge with the packet's number."""
    wide, high = _MARK
    step = (_HIGHEST - _LOWEST - high) / (_MOST - 1)
    x, y = PAGE_WIDTH - 18 - wide, _HIGHEST - high - step * ((sheet.number - 1) % _MOST)
    pen.fill((x, y, wide, high), INK)
    size = 15 if sheet.number < 100 else 11  # noqa: PLR2004 -- three figures are wider
    pen.write_at(x + wide / 2, y + high / 2 - 5, str(sheet.number), Hand(STRONG, size, WHITE))
