"""What draws on a page: ReportLab's canvas with types, which also notes the boxes it drew."""

from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from threading import get_ident
from typing import Any

from typing_extensions import override

from app.documents.fonts import used, width
from app.documents.marked import Marked
from app.documents.style import BOX_LINE, INK, PAGE_SIZE, WHITE, Colour, Hand
from app.documents.tags import Tag, blank, outline
from app.documents.writer import OVER, Bound, Leaf, packed, write
from app.domain.packets import Box

Point = tuple[float, float]
Rectangle = tuple[float, float, float, float]
Segment = tuple[str, str, Colour]
"""A stretch of a line: its text, face and colour."""
PAGE_BEGINS = "q /Artifact <</Type/Pagination>> BDC"
PAGE_ENDS = "EMC Q"


@dataclass(frozen=True, slots=True)
class Pen:
    """A canvas, drawn on from wherever platypus has moved it."""

    canvas: Any  # platypus hands on what it calls any canvas; it is always our `Sheets`

    def line_of_text(self, x: float, y: float, size: float, segments: Sequence[Segment]) -> None:
        """Segments one after the other from a point on the baseline."""
        self.canvas.append(line_of_text(x, y, size, tuple(segments)))

    def write(self, x: float, y: float, words: str, hand: Hand) -> None:
        """Words that start at a point."""
        self.line_of_text(x, y, hand.size, [(words, hand.face, hand.colour)])

    def write_to(self, x: float, y: float, words: str, hand: Hand) -> None:
        """Words that end at a point."""
        self.write(x - width(words, hand.face, hand.size), y, words, hand)

    def write_at(self, x: float, y: float, words: str, hand: Hand) -> None:
        """Words centred on a point."""
        self.write(x - width(words, hand.face, hand.size) / 2, y, words, hand)

    def small(self, x: float, y: float, factor: float, draw: Callable[["Pen"], None]) -> None:
        """Something drawn around a point, at a part of its size."""
        self.canvas.saveState()
        self.canvas.translate(x, y)
        self.canvas.scale(factor, factor)
        draw(self)
        self.canvas.restoreState()

    def dots(self, start: Point, end: Point, colour: Colour) -> None:
        """A line of fine dots."""
        self.canvas.setDash(0.4, 2.4)
        self.rule(start, end, colour, 0.5)
        self.canvas.setDash()

    def outlined(self, rectangle: Rectangle, fill: Colour, line: Colour, thickness: float) -> None:
        """A filled rectangle with its outline."""
        self.canvas.setFillColorRGB(*fill)
        self.canvas.setStrokeColorRGB(*line)
        self.canvas.setLineWidth(thickness)
        self.canvas.rect(*rectangle, stroke=1, fill=1)

    def dashed(self, rectangle: Rectangle, fill: Colour, line: Colour, thickness: float) -> None:
        """A filled rectangle with a dashed outline."""
        self.canvas.setDash(2, 1.5)
        self.outlined(rectangle, fill, line, thickness)
        self.canvas.setDash()

    def hatch(
        self, rectangle: Rectangle, colour: Colour, step: float = 4.0, *, falling: bool = False
    ) -> None:
        """Slanting lines across a rectangle, that rise to the right or fall."""
        x, y, wide, high = rectangle
        path = self.canvas.beginPath()
        path.rect(*rectangle)
        self.canvas.saveState()
        self.canvas.clipPath(path, stroke=0, fill=0)
        self.canvas.setStrokeColorRGB(*colour)
        self.canvas.setLineWidth(0.5)
        for number in range(int((wide + high) / step) + 1):
            begin = x - high + number * step
            ends = (y + high, y) if falling else (y, y + high)
            self.canvas.line(begin, ends[0], begin + high, ends[1])
        self.canvas.restoreState()

    def write_spaced(self, x: float, y: float, words: str, hand: Hand) -> None:
        """Words with a little more room between the letters, as small capitals need."""
        text = self.canvas.beginText(x, y)
        text.setFont(hand.face, hand.size)
        text.setFillColorRGB(*hand.colour)
        text.setCharSpace(hand.size * 0.09)
        text.textOut(words)
        text.setCharSpace(0)
        self.canvas.drawText(text)

    def rule(self, start: Point, end: Point, colour: Colour, thickness: float = 0.6) -> None:
        """A straight line."""
        self.canvas.setStrokeColorRGB(*colour)
        self.canvas.setLineWidth(thickness)
        self.canvas.line(*start, *end)

    def fill(self, rectangle: Rectangle, colour: Colour) -> None:
        """A filled rectangle: x, y, width, height."""
        self.canvas.setFillColorRGB(*colour)
        self.canvas.rect(*rectangle, stroke=0, fill=1)

    def fill_all(self, rectangles: Iterable[Rectangle], colour: Colour) -> None:
        """Many rectangles as one shape."""
        path = self.canvas.beginPath()
        for rectangle in rectangles:
            path.rect(*rectangle)
        self.canvas.setFillColorRGB(*colour)
        self.canvas.drawPath(path, stroke=0, fill=1)

    def frame(
        self, rectangle: Rectangle, colour: Colour = INK, thickness: float = BOX_LINE
    ) -> None:
        """The outline of a rectangle on white."""
        self.outlined(rectangle, WHITE, colour, thickness)

    def panel(self, rectangle: Rectangle, fill: Colour, radius: float = 4.0) -> None:
        """A filled rectangle with rounded corners."""
        self.canvas.setFillColorRGB(*fill)
        self.canvas.roundRect(*rectangle, radius, stroke=0, fill=1)

    def shape(
        self,
        points: Sequence[Point],
        *,
        stroke: Colour | None = None,
        fill: Colour | None = None,
        thickness: float = 1.0,
        closed: bool = False,
    ) -> None:
        """A line through points, or the area inside them."""
        path = self.canvas.beginPath()
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        if closed:
            path.close()
        self._draw(path, stroke, fill, thickness)

    def curve(
        self, points: Sequence[Point], stroke: Colour, thickness: float, fill: Colour | None = None
    ) -> None:
        """Joined Bézier curves: a start, then three points for each."""
        path = self.canvas.beginPath()
        path.moveTo(*points[0])
        for one, two, end in zip(points[1::3], points[2::3], points[3::3], strict=True):
            path.curveTo(*one, *two, *end)
        self._draw(path, stroke, fill, thickness)

    def circle(
        self,
        centre: Point,
        radius: float,
        *,
        stroke: Colour | None = None,
        fill: Colour | None = None,
        thickness: float = 1.0,
    ) -> None:
        """A circle."""
        path = self.canvas.beginPath()
        path.circle(*centre, radius)
        self._draw(path, stroke, fill, thickness)

    def _draw(
        self, path: object, stroke: Colour | None, fill: Colour | None, thickness: float
    ) -> None:
        if stroke:
            self.canvas.setStrokeColorRGB(*stroke)
        if fill:
            self.canvas.setFillColorRGB(*fill)
        self.canvas.setLineWidth(thickness)
        self.canvas.setLineJoin(1)
        self.canvas.setLineCap(1)
        self.canvas.drawPath(path, stroke=int(stroke is not None), fill=int(fill is not None))
        self.canvas.setLineCap(0)
        self.canvas.setLineJoin(0)

    def slanted(self, centre: Point, words: str, hand: Hand) -> None:
        """Words across the page, rising to the right."""
        self.canvas.saveState()
        self.canvas.translate(*centre)
        self.canvas.rotate(52)
        self.write_at(0, -hand.size / 3, words, hand)
        self.canvas.restoreState()

    @contextmanager
    def seen_through(self) -> Generator[None]:
        """What is drawn now darkens what is there, and hides nothing of it."""
        self.canvas.append(f"q /{OVER} gs")
        yield
        self.canvas.append("Q")

    @contextmanager
    def told(self, tag: Tag) -> Generator[None]:
        """What is drawn now is this element, in the drawing it is part of."""
        sheets: Sheets = self.canvas
        sheets.hold(tag)
        around = sheets.turn(tag)
        yield
        sheets.turn(around)

    def blank(self, told: str, *, tick: bool = False) -> AbstractContextManager[None]:
        """What is drawn now is a box to be filled by hand or ticked, told in these words."""
        return self.told(blank(told, tick=tick))

    def box(self, name: str, kind: str, who: str, rectangle: Rectangle) -> None:
        """A box to be filled by hand, drawn, and noted where it lies on the page."""
        self.frame(rectangle)
        x, y = self.canvas.absolutePosition(*rectangle[:2])
        place = zip(("x", "y", "width", "height"), (x, y, *rectangle[2:]), strict=True)
        noted = {side: round(value, 2) for side, value in place}
        self.canvas.note(Box(id=name, kind=kind, who=who, page=self.canvas.next_page, **noted))


@lru_cache(maxsize=4000)
def line_of_text(x: float, y: float, size: float, segments: tuple[Segment, ...]) -> str:
    """A line as the page draws it."""
    text = scratch(get_ident()).beginText(x, y)
    for words, face, colour in segments:
        text.setFont(face, size)
        text.setFillColorRGB(*colour)
        text.textOut(words)
    return str(text.getCode())


@dataclass(frozen=True, slots=True)
class Kept:
    """A page laid out and set aside: what was drawn on it, the boxes, whose its stretches are."""

    drawn: Sequence[str]
    boxes: Sequence[Box] = ()
    tags: Sequence[Tag] = ()
    paper: Tag | None = None


class Sheets(Marked):
    """A PDF being made: pages are set aside until it is known how many a paper has."""

    _startPage: Callable[[], None]  # noqa: N815 -- ReportLab's name

    def __init__(self, title: str, language: str, size: Point = PAGE_SIZE) -> None:
        super().__init__(size)
        self._title, self._language, self._size = title, language, size
        self._kept: list[Kept] = []
        self._boxes: list[Box] = []
        self._put: list[tuple[Kept, Leaf]] = []

    def note(self, box: Box) -> None:
        """Note a box on the page being laid out."""
        self._boxes.append(box)

    @override
    def showPage(self) -> None:
        """Set the page aside; platypus calls this at each page's end."""
        self._kept.append(Kept(self._code, tuple(self._boxes), tuple(self._tags)))
        self._boxes.clear()
        self._tags.clear()
        self._page += 1
        self._startPage()

    def drawn_page(self, paper: Tag, draw: Callable[[Pen], None]) -> None:
        """Set aside a page drawn by hand; what is told on it are the paper's next elements."""
        held: list[Tag] = []
        with self.drawing(held, None):
            draw(Pen(self))
        paper.kids.extend(held)
        self.showPage()

    def beside(self, page: Kept) -> None:
        """The next page will share a sheet with this one, so its stretches are counted on."""
        self._tags.extend(page.tags)

    def taken(self, paper: Tag) -> tuple[Kept, ...]:
        """The pages set aside since it was last asked, as those of a paper."""
        pages = tuple(replace(page, paper=paper) for page in self._kept)
        self._kept.clear()
        self._page = 1
        return pages

    def code_around(self, draw: Callable[[Pen], None]) -> str:
        """The code of what surrounds a page."""
        self._code = [PAGE_BEGINS]
        draw(Pen(self))
        self._code.append(PAGE_ENDS)
        return "\n".join(self._code)

    def put(self, page: Kept, draw: Callable[[Pen], None]) -> None:
        """Put a page into the file, over what is drawn around it."""
        code = "\n".join((self.code_around(draw), *page.drawn))
        self._put.append(
            (
                page,
                Leaf(streams=(packed(code.encode("latin-1")),), fonts=used(code), size=self._size),
            )
        )
        self._startPage()

    def bytes(self) -> bytes:
        """The finished file."""
        return write(self._title, self._language, [leaf for _, leaf in self._put], self._bound())

    def _bound(self) -> list[Bound]:
        papers: dict[int, tuple[int, Tag, list[Sequence[Tag]]]] = {}
        for place, (page, _) in enumerate(self._put):
            if page.paper is not None:
                first = (place, page.paper, list[Sequence[Tag]]())
                papers.setdefault(id(page.paper), first)[2].append(page.tags)
        return [
            Bound(first=first, outline=outline(paper, pages))
            for first, paper, pages in papers.values()
        ]


@lru_cache(maxsize=8)
def scratch(thread: int) -> Sheets:
    """A canvas of a thread's own, on which single things are drawn."""
    del thread
    return Sheets("", "")
