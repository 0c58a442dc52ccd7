"""What stands around the text of the desk's own sheets, upright or across."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from app.documents.fonts import printable, shortened, width
from app.documents.labels import label
from app.documents.layout import Drawing
from app.documents.pen import Kept, Pen, Sheets
from app.documents.style import ACCENT, GREY, HAIR, INK, REGULAR, STRONG, Hand

SHRED = "Names patients: shred after use"
_SMALL = 7.6
_BETWEEN = 16.0
_TICK = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskFrame:
    """The words around a sheet, and how far from the edges they stand."""

    clinic: str
    title: str
    printed: str
    under: str = ""
    """A second line at the foot."""
    warning: str = SHRED
    left: float
    right: float
    top: float
    """Where the words of the head stand."""
    foot: float
    """Where the line above the words of the foot stands."""


def draw_desk_frame(pen: Pen, frame: DeskFrame, page_words: str) -> None:
    """Draw what surrounds a sheet."""
    title = printable(frame.title)
    room = frame.right - frame.left - width(title, REGULAR, 8.5) - _BETWEEN
    clinic = shortened(printable(frame.clinic), STRONG, 9.5, room)
    pen.write(frame.left, frame.top, clinic, Hand(STRONG, 9.5, ACCENT))
    pen.write_to(frame.right, frame.top, title, Hand(REGULAR, 8.5, GREY))
    pen.rule((frame.left, frame.foot), (frame.right, frame.foot), HAIR)
    quiet, y = Hand(REGULAR, _SMALL, GREY), frame.foot - 12
    pen.write(frame.left, y, printable(frame.printed), quiet)
    pen.write_to(frame.right, y, page_words, Hand(STRONG, 8.5, INK))
    pen.write(frame.left, y - 11, printable(frame.under), quiet)
    pen.write_to(frame.right, y - 11, frame.warning, quiet)


def framed(sheets: Sheets, pages: Sequence[Kept], frame: DeskFrame, language: str) -> bytes:
    """The bytes of sheets with these pages, each within the frame and with its number."""
    for number, page in enumerate(pages, start=1):
        said = label("page", language, page=number, pages=len(pages))
        sheets.put(page, partial(draw_desk_frame, frame=frame, page_words=said))
    return sheets.bytes()


def tick_box(high: float) -> Drawing:
    """A box to tick by hand once it is done, in a line of a height."""

    def act(pen: Pen, x: float, top: float, wide: float) -> None:
        del wide
        with pen.blank(label("to-tick", "en", what="Done"), tick=True):
            pen.frame((x, top - (high + _TICK) / 2, _TICK, _TICK), GREY, 0.7)

    return Drawing(high, act)
