"""A form laid out once: where everything stands, with slots for what differs by patient.

The layout depends on the form, its language, size and conditions, and on how high each text with
fields is. For the next patient only those texts are set; where one of them is higher or lower than
ever before, the form is laid out anew, so that nothing is ever squeezed or cut.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from reportlab.platypus import Flowable
from reportlab.platypus.doctemplate import LayoutError

from app.documents.filled import Recipe, Slot, Snippet
from app.documents.fonts import used
from app.documents.layout import ONE_PIECE, Typeset, typeset
from app.documents.marked import SLOT
from app.documents.pen import Kept, Sheets
from app.documents.tags import Outline, outline
from app.documents.writer import Foreign, packed
from app.domain.packets import Box


class Story(Protocol):
    """Makes the flowables of a paper, with slots for its fields or without."""

    def __call__(self, *, slots: bool) -> Iterable[Flowable]:
        """The flowables."""
        ...


_MOST_PLANS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPage:
    """A page of a paper as it goes into the file."""

    stream: bytes
    fonts: frozenset[str]
    boxes: tuple[Box, ...]
    foreign: Foreign | None = None
    """What of somebody else's it shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPaper:
    """A paper's pages, and what they say to who cannot see them."""

    pages: tuple[SetPage, ...]
    outline: Outline


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """A page of a plan: its code, in pieces between which the slots' texts go."""

    pieces: tuple[bytes | tuple[int, int], ...]
    whole: bytes
    """The packed code, when there are no slots on the page."""
    fonts: frozenset[str]
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A form's pages for one set of heights."""

    pages: tuple[_Page, ...]
    left: float
    outline: Outline


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A plan with what one patient has in its slots."""

    plan: Plan
    snippets: Sequence[Snippet]

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self.plan.pages)

    @property
    def left(self) -> float:
        """How much of the last page is left."""
        return self.plan.left

    def paper(self) -> SetPaper:
        """The pages with everything in its place."""
        pages = tuple(_filled(page, self.snippets) for page in self.plan.pages)
        return SetPaper(pages=pages, outline=self.plan.outline)


def _filled(page: _Page, snippets: Sequence[Snippet]) -> SetPage:
    if page.whole:
        return SetPage(stream=page.whole, fonts=page.fonts, boxes=page.boxes)
    fonts = set(page.fonts)
    code: list[bytes] = []
    for piece in page.pieces:
        if isinstance(piece, bytes):
            code.append(piece)
        else:
            number, part = piece
            code += snippets[number].parts[part]
            fonts |= snippets[number].fonts
    return SetPage(stream=packed(b"\n".join(code)), fonts=frozenset(fonts), boxes=page.boxes)


class Layouts:
    """The layouts of one form in one language, size and choice of conditions."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._slots: tuple[Slot, ...] | None = None
        self._plans: dict[tuple[float, ...], Plan] = {}

    def planned(self, story: Story, values: Mapping[str, str]) -> Planned:
        """The pages for one patient's values."""
        try:
            first = self._plan(story) if self._slots is None else None
        except LayoutError:  # a text is higher than a page
            return self._divided(story)
        snippets = [slot.filled(values) for slot in self._slots or ()]
        heights = tuple(snippet.height for snippet in snippets)
        if max(heights, default=0) > ONE_PIECE:
            return self._divided(story)
        plan = self._plans.get(heights) or first or self._plan(story)
        self._plans[heights] = plan
        if len(self._plans) > _MOST_PLANS:
            self._plans.pop(next(iter(self._plans)))
        return Planned(plan=plan, snippets=snippets)

    def _plan(self, story: Story) -> Plan:
        sheets = Sheets("", self._language)
        sheets.slots = []
        made = typeset(sheets, story(slots=True), language=self._language)
        self._slots = tuple(_slots(sheets.slots))
        return _as_plan(made)

    def _divided(self, story: Story) -> Planned:
        """Laid out for this patient alone, since a text must go on over the page."""
        made = typeset(Sheets("", self._language), story(slots=False), language=self._language)
        return Planned(plan=_as_plan(made), snippets=())


def _slots(left: Sequence[tuple[object, float]]) -> Iterator[Slot]:
    for recipe, wide in left:
        assert isinstance(recipe, Recipe)  # noqa: S101 -- only texts with fields leave slots
        yield Slot(recipe, wide, recipe.fields)


def _as_plan(made: Typeset) -> Plan:
    return Plan(
        pages=tuple(_page(page) for page in made.pages),
        left=made.left,
        outline=outline_of(made.pages),
    )


def outline_of(pages: Sequence[Kept]) -> Outline:
    """What the pages of a paper say to who cannot see them."""
    paper = pages[0].paper
    assert paper is not None  # noqa: S101 -- what platypus has laid out is a paper
    return outline(paper, [page.tags for page in pages])


def _page(page: Kept) -> _Page:
    pieces = tuple(_pieces(page.drawn))
    whole = packed(b"\n".join(pieces)) if all(isinstance(each, bytes) for each in pieces) else b""  # type: ignore[arg-type]
    return _Page(
        pieces=() if whole else pieces,
        whole=whole,
        fonts=used("\n".join(page.drawn)),
        boxes=tuple(page.boxes),
    )


def _pieces(drawn: Iterable[str]) -> Iterator[bytes | tuple[int, int]]:
    for is_slot, lines in groupby(drawn, lambda line: line.startswith(SLOT)):
        if not is_slot:
            yield "\n".join(lines).encode("latin-1")
            continue
        for line in lines:
            number, part = line.removeprefix(SLOT).split()
            yield int(number), int(part)
