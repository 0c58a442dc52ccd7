"""What stands on every page around its text: header, footer, codes, squares."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import lru_cache, partial
from threading import get_ident

from app.documents.codes import MATRIX_CORNER, MATRIX_SIZE, QR_CORNER, codes, margins
from app.documents.fonts import printable, shortened, used, width
from app.documents.pen import Pen, Segment, scratch
from app.documents.style import (
    ACCENT,
    GREY,
    HAIR,
    INK,
    LEFT,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    REGULAR,
    RIGHT,
    STRONG,
    WATERMARK,
    Hand,
)
from app.documents.writer import packed
from app.domain.codes import grouped, payload

NAME_SIZE = 9.5
NAME_ROOM = 210.0
_SMALL = 8.0
_HEADER_LEFT = LEFT + MATRIX_SIZE + 12
_HEADER_LINE = MATRIX_CORNER[1] + MATRIX_SIZE - 13
_FOOTER_RIGHT = QR_CORNER[0] - 16
_FOOTER_LINE = 68.0
_FOOTER_STEP = 12.5
_FOOTER_ROOM = 340.0
_BETWEEN = "  ·  "
_WATERMARK_SIZE = 150.0
_WATERMARK_ROOM = 640.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFrame:
    """The words around the text of every page of one paper."""

    clinic: str
    title: str
    patient: str
    born: str
    form: tuple[str, ...]
    printed: str
    code: str
    code_word: str
    watermark: str = ""
    factor: float = 1.0
    over: bool = False
    """Whether it is drawn over what is on the page, which then shows through."""


class Surroundings:
    """What surrounds the text of a paper's pages; most of it is the same on each."""

    def __init__(self, frame: PageFrame) -> None:
        self._frame = frame
        same = b"\n".join((surroundings(partial(_draw_same, frame=frame)), margins()))
        self._same, self._fonts = packed(same), used(same.decode("latin-1"))

    def of(self, page: int, page_words: str) -> tuple[tuple[bytes, bytes], frozenset[str]]:
        """The streams around a page, of which the first is the same for all, and their letters."""
        words, fonts = words_at_foot(page_words, self._frame.factor)
        own = b"\n".join((words, codes(payload(self._frame.code, page))))
        return (self._same, packed(own)), self._fonts | fonts


def surroundings(draw: Callable[[Pen], None]) -> bytes:
    """The code of what surrounds a page."""
    return scratch(get_ident()).code_around(draw).encode("latin-1")


def _draw_same(pen: Pen, frame: PageFrame) -> None:
    if frame.watermark:
        centre = (PAGE_WIDTH / 2, PAGE_HEIGHT / 2)
        size = _WATERMARK_SIZE * min(
            1, _WATERMARK_ROOM / width(frame.watermark, STRONG, _WATERMARK_SIZE)
        )
        with pen.seen_through() if frame.over else nullcontext():
            pen.slanted(centre, frame.watermark, Hand(STRONG, size, WATERMARK))
    _header(pen, frame)
    _footer(pen, frame)


@lru_cache(maxsize=500)
def words_at_foot(words: str, factor: float) -> tuple[bytes, frozenset[str]]:
    """The words at the foot that count the pages."""
    hand = Hand(STRONG, _SMALL * factor + 0.5, INK)
    drawn = surroundings(lambda pen: pen.write_to(_FOOTER_RIGHT, _FOOTER_LINE, words, hand))
    return drawn, used(drawn.decode("latin-1"))


def _header(pen: Pen, frame: PageFrame) -> None:
    large, small = NAME_SIZE * frame.factor, (_SMALL + 0.5) * frame.factor
    for line, (left, right), size, face, colours in (
        (0, (frame.clinic, frame.patient), large, STRONG, (ACCENT, INK)),
        (1, (frame.title, frame.born), small, REGULAR, (GREY, GREY)),
    ):
        y = _HEADER_LINE - line * (4.5 + 8.5 * frame.factor)
        words = shortened(printable(left), face, size, 220)
        pen.write(_HEADER_LEFT, y, words, Hand(face, size, colours[0]))
        words = shortened(printable(right), face, size, NAME_ROOM)
        pen.write_to(RIGHT, y, words, Hand(face, size, colours[1]))


def _footer(pen: Pen, frame: PageFrame) -> None:
    size, y = _SMALL * frame.factor, _FOOTER_LINE
    pen.rule((LEFT, y + 17), (_FOOTER_RIGHT, y + 17), HAIR)
    for line in _footer_lines(frame):
        pen.line_of_text(LEFT, y, size, line)
        y -= _FOOTER_STEP + 3 * (frame.factor - 1)


def _footer_lines(frame: PageFrame) -> Iterator[Sequence[Segment]]:
    name, *facts = frame.form
    code = [(f"{frame.code_word}  ", REGULAR, GREY), (grouped(frame.code), STRONG, INK)]
    size = _SMALL * frame.factor
    form = printable(_BETWEEN.join(frame.form))
    if width(form, REGULAR, size) <= _FOOTER_ROOM:
        yield [(form, REGULAR, GREY)]
        yield [(printable(frame.printed), REGULAR, GREY)]
        yield code
    else:
        yield [(shortened(printable(name), REGULAR, size, _FOOTER_ROOM), REGULAR, GREY)]
        yield [(printable(_BETWEEN.join(facts)), REGULAR, GREY)]
        yield [(printable(frame.printed) + _BETWEEN, REGULAR, GREY), *code]


def draw_blank(pen: Pen, words: str) -> None:
    """The blank side that keeps two papers off one sheet."""
    pen.write_at(PAGE_WIDTH / 2, PAGE_HEIGHT / 2, words, Hand(REGULAR, 10.5, GREY))
