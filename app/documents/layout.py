"""What platypus lays out here: a paper in its frame, rows, what stays together, our drawings."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    PageTemplate,
    Table,
)
from typing_extensions import override

from app.documents.pen import Kept, Pen, Sheets
from app.documents.style import BOTTOM, PAGE_SIZE, PAGE_WIDTH, REGULAR, TOP, WIDTH, Colour
from app.documents.tags import Tag, each_once, head
from app.documents.text import Words

PAGE_ROOM = TOP - BOTTOM
ONE_PIECE = 240.0  # a row up to this height is not divided
_LEAST_PART = 110
_TALL = 0.8 * PAGE_ROOM  # what is taller may fit no page

Act = Callable[[Pen, float, float, float], None]
Command = tuple[Any, ...]


class Drawing(Flowable):
    """Something of a fixed height, drawn by a function of pen, left, top and width.

    To who cannot see, it is the element it is given, or what its boxes are, or nothing.
    """

    canv: Sheets  # pyright: ignore[reportIncompatibleVariableOverride] -- it is always ours

    def __init__(
        self,
        high: float,
        act: Act,
        *,
        wide: float = 0.0,
        before: float = 0.0,
        after: float = 0.0,
        keep: bool = False,
        tag: Tag | None = None,
    ) -> None:
        super().__init__()
        self.act = act
        self.tag = tag
        self.tags = [tag] if tag else list[Tag]()
        self.wide = wide
        self.height = high
        self.spaceBefore = before
        self.spaceAfter = after
        self.keepWithNext = keep

    @override
    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Its own width, or all there is."""
        self.width = self.wide or aW
        return self.width, self.height

    def draw(self) -> None:
        """Let the function draw; platypus has moved the canvas to the lower left corner."""
        if self.tag and self.tag.kind == "Figure":
            self.tag.about = f"/O/Layout/BBox[{self._place()}]"
        with self.canv.drawing(self.tags, self.tag):
            self.act(Pen(self.canv), 0, self.height, self.width)

    def _place(self) -> str:
        x, y = self.canv.absolutePosition(0, 0)
        return f"{x:.2f} {y:.2f} {x + self.width:.2f} {y + self.height:.2f}"


class Keep(KeepTogether):
    """Flowables that stay on one page, of which the last may go on over the next."""

    _content: list[Flowable]
    _H: float

    @override
    def split(self, aW: float, aH: float, /) -> list[Flowable]:
        """Everything, when the last one can begin in the room; else platypus's own way."""
        *heads, last = self._content
        last.keepWithNext = 0
        used = self._H - last.wrapOn(self.canv, aW, aH)[1]
        parts = last.splitOn(self.canv, aW, aH - used) if used < aH < self._H else []
        return [*heads, *parts] if len(parts) > 1 else super().split(aW, aH)


class Grid(Table):
    """A table that is divided between its rows, and in a row only when that is very tall."""

    canv: Sheets  # pyright: ignore[reportIncompatibleVariableOverride] -- it is always ours
    whole_below = 0.0
    """Up to this height it is never divided."""
    kind = ""
    """The element it is; none when it only sets things side by side."""
    heads = 0
    """How many rows of headings a table has."""
    head_column = -1
    """Which column of a table says what its rows are about."""
    contents: Sequence[Sequence[object]] = ()
    _rowHeights: list[float]  # noqa: N815 -- platypus's name

    @override
    def split(self, aW: float, aH: float, /) -> list[Flowable]:
        """The rows that fit and the others."""
        _, high = self.wrap(aW, aH)
        if high <= self.whole_below:
            return []
        tallest, room = max(self._rowHeights), aH
        if tallest > ONE_PIECE:  # platypus takes the number for the least height of a part
            self.splitInRow = _LEAST_PART if tallest < _TALL else 1
            if tallest == high < _TALL:
                room = min(aH, high - _LEAST_PART)
        return super().split(aW, room)

    @property
    def tags(self) -> list[Tag]:
        """The elements in it, in reading order."""
        if not self.kind:
            return [tag for row in self.contents for cell in row for tag in tags_in(cell)]
        whole = Tag(self.kind)
        for number, row in enumerate(self.contents):
            cells = [self._cell(number, *each) for each in enumerate(row) if each[1] != ""]
            whole.kids.append(Tag("TR", kids=[*cells]))
        return [whole]

    def _cell(self, row: int, column: int, cell: object) -> Tag:
        about = head("Column") if row < self.heads else Tag("TD")
        made = head("Row") if column == self.head_column and row >= self.heads else about
        made.kids.extend(tags_in(cell))
        return made

    def _drawBkgrnd(self) -> None:  # noqa: N802 -- platypus's name
        self._untold(super(), "_drawBkgrnd")

    def _drawLines(self) -> None:  # noqa: N802 -- platypus's name
        self._untold(super(), "_drawLines")

    def _untold(self, of_table: Any, drawing: str) -> None:  # noqa: ANN401 -- platypus's, untyped
        self.canv.begin(None)
        getattr(of_table, drawing)()
        self.canv.end()


def tags_in(contents: object) -> Iterator[Tag]:
    """The elements that a cell, a flowable or several of them are."""
    if isinstance(contents, Words | Drawing | Grid):
        yield from contents.tags
    elif isinstance(contents, list | tuple):
        for each in cast("Sequence[object]", contents):
            yield from tags_in(each)


def grid(
    rows: Sequence[Sequence[object]],
    widths: Sequence[float],
    *commands: Command,
    before: float = 0.0,
    after: float = 0.0,
    whole_below: float = 0.0,
    heads: int = 0,
    kind: str = "",
    head_column: int = -1,
) -> Grid:
    """Rows of cells that start at the top of their row, without padding unless told."""
    plain: list[Command] = [
        ("FONTNAME", (0, 0), (-1, -1), REGULAR),  # else platypus names one that is not shipped
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        *((f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")),
    ]
    made = Grid(
        [list(row) for row in rows],
        colWidths=list(widths),
        style=[*plain, *commands],
        repeatRows=heads,
        hAlign="LEFT",
        spaceBefore=before,
        spaceAfter=after,
    )
    made.whole_below = whole_below
    made.kind, made.heads, made.head_column, made.contents = kind, heads, head_column, rows
    return made


def padded(high: float, first: int = 0, last: int = -1) -> Iterator[Command]:
    """The padding above and below the rows from first to last."""
    for side in ("TOP", "BOTTOM"):
        yield f"{side}PADDING", (0, first), (-1, last), high


def ruled(side: str, colour: Colour, thick: float = 0.6, first: int = 0, last: int = -1) -> Command:
    """A line ABOVE or BELOW each row from first to last, or BEFORE them."""
    return f"LINE{side}", (0, first), (-1, last), thick, colour, "butt"


def together(*flowables: Flowable) -> Iterator[Flowable]:
    """The flowables, each but the last kept with what follows."""
    for flowable in flowables[:-1]:
        flowable.keepWithNext = 1
    yield from flowables


def columns(wide: float, shares: Sequence[float], between: float) -> list[float]:
    """The widths of columns with these shares of a width; each but the last with its distance."""
    room = wide - between * (len(shares) - 1)
    widths = [room * share / sum(shares) + between for share in shares]
    return [*widths[:-1], widths[-1] - between]


@dataclass(frozen=True, slots=True, kw_only=True)
class Typeset:
    """The pages of one paper, and how much of the last one is left."""

    pages: tuple[Kept, ...]
    left: float


def typeset(
    sheets: Sheets,
    story: Iterable[Flowable],
    /,
    top: float = TOP,
    bottom: float = BOTTOM,
    wide: float = WIDTH,
    *,
    language: str = "en",
) -> Typeset:
    """Lay a paper out, in the middle of pages that are set aside."""
    flowables = [*story]
    column = _Column((PAGE_WIDTH - wide) / 2, bottom, wide, top - bottom, 0, 0, 0, 0)
    template = PageTemplate(frames=[column])
    book = _Book("", pagesize=PAGE_SIZE, pageTemplates=[template], keepTogetherClass=Keep)

    def the_same(*_: object, **__: object) -> Sheets:
        return sheets

    book.build([*flowables], canvasmaker=the_same)
    paper = Tag("Sect", language=language, kids=each_once(tags_in(flowables)))
    return Typeset(pages=sheets.taken(paper), left=column.left())


class _Book(BaseDocTemplate):
    _doSave = False  # noqa: N815 -- platypus's name; the canvas goes on with the next paper


class _Column(Frame):
    _y: float
    _y1p: float

    def left(self) -> float:
        return self._y - self._y1p
