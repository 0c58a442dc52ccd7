"""Paragraphs for platypus, made of fragments: nothing that is printed is ever read as markup."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from functools import lru_cache
from typing import Any

from reportlab.lib.enums import TA_CENTER, TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph
from reportlab.platypus.paraparser import ParaFrag
from typing_extensions import override

from app.documents.fonts import printable, width
from app.documents.marked import Marked
from app.documents.style import ITALIC, STRONG_ITALIC, Colour, Type
from app.documents.tags import Tag, list_of

_BREAK = "\n"
_NO_BREAK = "\N{NO-BREAK SPACE}"
# "Tue 24 Nov 2026", "8:00 AM (08:00)" and "(303) 555-0142" are each read as one
_AS_ONE = re.compile(
    r"(?:\b[A-Z][a-z]{2} )?\b\d{1,2} [^\W\d_]{3,10}\.? \d{4}\b"
    r"|\d:\d\d (?:[AP]M\b|[ap]\. m\.)(?: \(\d\d:\d\d\))?"
    r"|\(\d{3}\) (?=\d{3}-)"
)
_SHORT_END = re.compile(r"(?<=\S) (?=\S{1,7}\s*$)")  # no short word alone on a last line
_STEPS = 25


class Words(Paragraph):
    """A paragraph that is broken into lines once for each width."""

    canv: Marked  # pyright: ignore[reportIncompatibleVariableOverride] -- it is always ours
    tag: Tag
    """The element it is."""
    tags: Sequence[Tag] = ()
    """The elements it brings: itself, or for an item of a list the whole list."""
    marker: Tag | None = None
    """The element of the mark before it."""
    recipe: object = None
    """How it is set anew for other values; what has one is never divided."""
    taken_as: tuple[float, float] | None = None
    """How wide it is taken to be, on one line and at least, whatever its values."""
    room = 0.0
    _broken_at = -1.0
    _is_drawn = False

    @override
    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Its size; rows and what is kept together ask for it over and over."""
        if self._broken_at != aW or not hasattr(self, "blPara"):
            super().wrap(aW, aH)
            self._broken_at = aW
        self.room = aW
        return aW, self.height

    @override
    def minWidth(self) -> float:
        """How wide it is at least."""
        return self.taken_as[1] if self.taken_as else super().minWidth()

    @override
    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:
        """Its parts, which are one element."""
        if self.recipe is not None:
            return []
        parts = super().split(availWidth, availHeight)
        for part in parts:
            if isinstance(part, Words):
                part.tag, part.tags, part.marker = self.tag, self.tags, self.marker
        return parts

    @override
    def draw(self) -> None:
        """Draw it as its element; drawn once more, over the next page's part, it says nothing."""
        untold, self._is_drawn = self._is_drawn, True
        if self.marker is not None and self.bulletText and not untold:
            self.canv.begin(self.marker)
            self.canv.after_text = self.tag
        else:
            self.canv.begin(None if untold else self.tag)
        if self.recipe is None or self.canv.slots is None:
            super().draw()
        else:
            self.canv.leave(self, self.recipe, self.room)
        self.canv.end()

    def draw_on(self, sheets: Marked) -> None:
        """Draw it without saying what element it is."""
        vars(self)["canv"] = sheets  # as platypus does
        super().draw()


class Title(Words):
    """A paragraph whose lines are made about equally long."""

    @override
    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Its size at the narrowest width that needs no further line."""
        least = self.minWidth()
        _, high = super().wrap(aW, aH)
        if high > self.style.leading:
            for step in range(1, _STEPS // 2):
                narrower = aW * (1 - step / _STEPS)
                if narrower < least or super().wrap(narrower, aH)[1] > high:
                    super().wrap(aW * (1 - (step - 1) / _STEPS), aH)
                    break
        self.room = aW
        return aW, high


def frags(text: str, kind: Type, *, bold: bool = False, italic: bool = False) -> Iterator[ParaFrag]:
    """The fragments of a text in the face that its type has for bold and italic."""
    faces: Mapping[tuple[bool, bool], str] = {
        (False, False): kind.face,
        (True, False): kind.strong,
        (False, True): ITALIC,
        (True, True): STRONG_ITALIC,
    }
    for place, line in enumerate(printable(text).split(_BREAK)):
        if place:
            yield frag("", kind, kind.face, lineBreak=True)
        if line:
            kept = _AS_ONE.sub(lambda found: found[0].replace(" ", _NO_BREAK), line)
            yield frag(kept, kind, faces[bold, italic])


def frag(
    text: str, kind: Type, face: str, colour: Colour | None = None, **marks: object
) -> ParaFrag:
    """One fragment as platypus's own reader of markup would have made it."""
    of_platypus: Any = ParaFrag  # its attributes are named nowhere
    return of_platypus(
        text=text,
        fontName=face,
        fontSize=kind.size,
        textColor=colour or kind.colour,
        rise=0,
        us_lines=[],
        link=[],
        **marks,
    )


def set_text(parts: Iterable[ParaFrag], kind: Type, marker: str = "", right: float = 0.0) -> Words:
    """A paragraph, an item with its marker, or a heading, this far from the right edge."""
    whole = list(parts) or [frag("", kind, kind.face)]
    make = Title if kind.balanced else Words
    made = make("", _style(kind, right), marker or None, frags=whole)
    return as_element(made, Tag(kind.element))


def as_element(
    words: Words, tag: Tag, whole: Tag | None = None, marker: Tag | None = None
) -> Words:
    """The paragraph as this element, by itself or as part of a whole, its mark another one."""
    words.tag, words.tags, words.marker = tag, (whole or tag,), marker
    return words


def plain_text(words: str, kind: Type, right: float = 0.0) -> Words:
    """A paragraph in one face."""
    return set_text(frags(words, kind), kind, right=right)


def items(listed: Sequence[Words], *, numbered: bool) -> Sequence[Words]:
    """The paragraphs as the items of one list."""
    whole = list_of(numbered=numbered)
    for words in listed:
        marker, body = Tag("Lbl"), Tag("LBody")
        whole.kids.append(Tag("LI", kids=[marker, body]))
        as_element(words, body, whole, marker)
    return listed


def end_bound(parts: Sequence[ParaFrag]) -> Sequence[ParaFrag]:
    """The fragments, the last short word bound to the one before it."""
    last: Any = parts[-1] if parts else None
    if last is not None:
        last.text = _SHORT_END.sub(_NO_BREAK, last.text)
    return parts


def again(words: Words) -> Words:
    """The same paragraph, to be set once more, as an element of its own."""
    return as_element(copy(words), Tag(words.tag.kind))


def natural_width(words: Words) -> float:
    """How wide it is on one line."""
    if words.taken_as:
        return words.taken_as[0]
    parts: Any = words.frags
    return sum(width(part.text, part.fontName, part.fontSize) for part in parts)


@lru_cache(maxsize=512)
def _style(kind: Type, right: float) -> ParagraphStyle:
    make: Any = ParagraphStyle  # its stub wants a colour of its own
    return make(
        "",
        fontName=kind.face,
        fontSize=kind.size,
        leading=kind.leading,
        textColor=kind.colour,
        spaceBefore=kind.before,
        spaceAfter=kind.after,
        leftIndent=kind.indent,
        rightIndent=right,
        bulletFontName=kind.face,
        bulletFontSize=kind.size,
        keepWithNext=int(kind.keep),
        allowWidows=0,
        alignment=TA_CENTER if kind.centred else TA_LEFT,
        spaceShrinkage=0,  # no line is wider than it may be
    )
