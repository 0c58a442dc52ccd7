"""What a figure is made of, and the marks that several figures share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.documents.pen import Pen, Point, Rectangle
from app.documents.style import ACCENT, INK, REGULAR, SOFT, WHITE, Colour, Hand

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
    told: bool = True
    """Whether large print says under it what it shows, as its words cannot grow with the rest."""
    wide: float = 410.0


def leader(pen: Pen, start: Point, end: Point, words: str) -> None:
    """A thin line to something, with its name at the end."""
    pen.rule(start, end, SOFT, 0.6)
    pen.write(end[0] + 4, end[1] - 3, words, Hand(REGULAR, SMALL, INK))


_ROUND = 0.5523  # how far a Bézier curve's handles lie from the ends of a quarter circle


def rounded(
    pen: Pen,
    rectangle: Rectangle,
    radius: float,
    *,
    stroke: Colour = ACCENT,
    fill: Colour | None = WHITE,
    thickness: float = 1.1,
) -> None:
    """The outline of a rectangle with round corners."""
    x, y, wide, high = rectangle
    far, up, near = x + wide, y + high, radius * (1 - _ROUND)
    corners: tuple[tuple[Point, Point, Point, Point], ...] = (
        ((far - radius, y), (far - near, y), (far, y + near), (far, y + radius)),
        ((far, up - radius), (far, up - near), (far - near, up), (far - radius, up)),
        ((x + radius, up), (x + near, up), (x, up - near), (x, up - radius)),
        ((x, y + radius), (x, y + near), (x + near, y), (x + radius, y)),
    )
    points: list[Point] = [(x + radius, y)]
    for start, one, two, end in corners:
        points += [points[-1], start, start, one, two, end]
    points += [points[-1], points[0], points[0]]
    pen.curve(points, stroke, thickness, fill)


def arrow_down(pen: Pen, x: float, top: float, bottom: float, colour: Colour = INK) -> None:
    """An arrow that points down."""
    pen.rule((x, top), (x, bottom + 4), colour, 1.4)
    pen.shape(
        [(x - 3.5, bottom + 5.5), (x + 3.5, bottom + 5.5), (x, bottom)], fill=colour, closed=True
    )


def lines_at(pen: Pen, x: float, y: float, words: str, hand: Hand) -> None:
    """Words centred on a point, in a line for each part between bars."""
    for place, line in enumerate(words.split("|")):
        pen.write_at(x, y - place * (hand.size + 2), line, hand)
