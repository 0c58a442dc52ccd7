"""A canvas that notes what element each stretch of a page is, and leaves slots for fields."""

from collections.abc import Generator
from contextlib import contextmanager
from io import BytesIO
from typing import Any, Literal, Protocol

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject
from typing_extensions import override

from app.documents.style import REGULAR
from app.documents.tags import Tag

UNTOLD = "/Artifact BMC"
"""What follows says nothing: a line, a tint, a mark whose meaning also stands in words."""
SLOT = "%slot "
"""Stands for a text that differs by patient: the number of its slot, and 0 for the mark or 1."""
Direction = Literal["LTR", "RTL"] | None


class Text(PDFTextObject):
    """A piece of text whose lines end in a space: who copies them or hears them gets words."""

    def _textOut(self, text: str, TStar: int = 0) -> None:  # noqa: N802, N803 -- ReportLab's names
        line = f"{text} " if TStar and text[-1:] != " " else text
        of_text: Any = super()
        of_text._textOut(line, TStar)  # noqa: SLF001 -- there is no other way in


class Drawn(Protocol):
    """A text that can be drawn by itself."""

    bulletText: Any  # noqa: N815 -- ReportLab's name

    def draw_on(self, sheets: "Marked") -> None:
        """Draw it without saying what element it is."""
        ...


class Marked(Canvas):
    """Of ReportLab's canvas we use how it draws; how a file is written is our own."""

    _code: list[str]

    def __init__(self, size: tuple[float, float]) -> None:
        of_canvas: Any = super()  # its stub is half untyped
        of_canvas.__init__(BytesIO(), pagesize=size, initialFontName=REGULAR)
        self._page = 1
        self._tags: list[Tag] = []
        self._around: Tag | None = None
        self._held: list[Tag] = []
        self._cut = 0
        self.after_text: Tag | None = None
        """The element that begins after the next piece of text, which is the mark before it."""
        self.slots: list[tuple[object, float]] | None = None
        """Where texts with fields are left out: how each is set, and how wide."""
        self._slot_of: dict[int, int] = {}

    @property
    def next_page(self) -> int:
        """The number of the page being laid out, in its paper."""
        return self._page

    def hold(self, tag: Tag) -> None:
        """Note an element of the drawing being drawn."""
        self._held.append(tag)

    @contextmanager
    def drawing(self, held: list[Tag], tag: Tag | None) -> Generator[None]:
        """What is drawn now is this element or nothing to be told, save what it holds itself."""
        self._held = held
        self.begin(tag)
        yield
        self.end()

    def begin(self, tag: Tag | None) -> None:
        """What is drawn from here on is part of this element, or nothing to be told."""
        self._around = tag
        if tag is None:
            self._code.append(UNTOLD)
            return
        stretch = len(self._tags)
        self._tags.append(tag)
        tag.kids.append((self.next_page, stretch))
        self._code.append(f"/{tag.kind} <</MCID {stretch}>> BDC")

    def end(self) -> None:
        """What began ends; what was nothing to be told and drew nothing leaves no trace."""
        if self._code[-1] == UNTOLD:
            self._code.pop()
        else:
            self._code.append("EMC")

    def turn(self, tag: Tag | None) -> Tag | None:
        """What is drawn from here on is part of another element; gives the one before."""
        before = self._around
        self.end()
        self.begin(tag)
        return before

    @override
    def beginText(self, x: float = 0, y: float = 0, direction: Direction = None) -> Text:
        """A piece of text that begins at a point."""
        return Text(self, x, y, direction=direction)

    @override
    def drawText(self, aTextObject: PDFTextObject) -> None:
        """Draw a piece of text."""
        super().drawText(aTextObject)
        if not self._cut:
            self._cut = len(self._code)
        if self.after_text is not None:
            self.turn(self.after_text)
            self.after_text = None

    def append(self, code: str) -> None:
        """Draw what was drawn elsewhere."""
        self._code.append(code)

    def leave(self, words: object, recipe: object, wide: float) -> None:
        """Leave a slot for a text; the same text drawn once more is in the same slot."""
        assert self.slots is not None  # noqa: S101 -- who leaves one has looked
        number = self._slot_of.setdefault(id(words), len(self.slots))
        if number == len(self.slots):
            self.slots.append((recipe, wide))
        self._code.append(f"{SLOT}{number} 0")
        if self.after_text is not None:
            self.turn(self.after_text)
            self.after_text = None
        self._code.append(f"{SLOT}{number} 1")

    def drawn(self, words: "Drawn") -> tuple[list[str], list[str]]:
        """The code of a text drawn by itself: of the mark before it, if any, and of the rest."""
        self._code, self._cut = [], 0
        words.draw_on(self)
        cut = self._cut if words.bulletText else 0
        return self._code[:cut], self._code[cut:]
