"""What a figure is made of, and the marks that several figures share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.documents.pen import Pen, Point
from app.documents.style import INK, REGULAR, SOFT, Hand

SMALL = 8.5
LABEL = 9.5
"""For figures narrow enough to grow with large print."""

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A figure: its size in points, who draws it from its upper left corner, its words."""

    high: float
    draw: Callable[[Pen, float, float, Words], None]
    words: Mapping[str, Words]
    """The words in it by language; under "alt", what it shows, for those who cannot see it."""
    wide: float = 410.0


def leader(pen: Pen, start: Point, end: Point, words: str) -> None:
    """A thin line to something, with its name at the end."""
    pen.rule(start, end, SOFT, 0.6)
    pen.write(end[0] + 4, end[1] - 3, words, Hand(REGULAR, SMALL, INK))
