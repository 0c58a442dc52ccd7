"""Rows of people, of whom some are marked: what a small study found, one figure a person."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.documents.figures.picture import LABEL, SMALL, Picture, Words
from app.documents.pen import Pen
from app.documents.style import ACCENT, GREY, INK, REGULAR, SOFT, STRONG, WHITE, Hand

ROW = 52.0
"""The height of one row of people with its heading."""
_STEP = 13.5
_BESIDE = 10.0


@dataclass(frozen=True, slots=True)
class Row:
    """How many people a group had, and how many of them are marked; its words by this name."""

    name: str
    people: int
    marked: int


def draw_rows(pen: Pen, x: float, top: float, say: Words, rows: Sequence[Row]) -> None:
    """The groups below each other: a heading, the people, and what is said at their end."""
    for number, row in enumerate(rows):
        upper = top - number * ROW
        pen.write(x, upper - 9, say[row.name], Hand(STRONG, LABEL, INK))
        for place in range(row.people):
            person(pen, x + 5 + place * _STEP, upper - 18, marked=place < row.marked)
        end = x + row.people * _STEP + _BESIDE
        pen.write(end, upper - 29, say[f"{row.name}-count"], Hand(STRONG, 12, ACCENT))
        pen.write(end, upper - 40, say[f"{row.name}-words"], Hand(REGULAR, SMALL, GREY))


def person(pen: Pen, x: float, top: float, *, marked: bool) -> None:
    """A person, about as tall as two lines of text, filled when marked."""
    line, fill = (ACCENT, ACCENT) if marked else (SOFT, WHITE)
    pen.circle((x, top - 3.2), 2.7, stroke=line, fill=fill, thickness=0.8)
    shoulder, hip, foot = top - 7.2, top - 15.5, top - 23.5
    pen.curve(
        [
            (x - 4.6, hip + 0.6),
            (x - 4.6, hip + 3),
            (x - 5.2, shoulder),
            (x - 2.2, shoulder),
            (x - 1, shoulder),
            (x + 1, shoulder),
            (x + 2.2, shoulder),
            (x + 5.2, shoulder),
            (x + 4.6, hip + 3),
            (x + 4.6, hip + 0.6),
            (x + 4.2, hip - 0.6),
            (x + 3.2, hip - 0.6),
            (x + 2.9, hip + 0.8),
            (x + 2.8, hip - 2),
            (x + 2.6, foot + 2),
            (x + 2.4, foot),
            (x + 2.0, foot - 0.7),
            (x + 0.6, foot - 0.7),
            (x + 0.4, foot),
            (x + 0.3, foot + 3),
            (x + 0.1, hip - 1),
            (x, hip - 1),
            (x - 0.1, hip - 1),
            (x - 0.3, foot + 3),
            (x - 0.4, foot),
            (x - 0.6, foot - 0.7),
            (x - 2.0, foot - 0.7),
            (x - 2.4, foot),
            (x - 2.6, foot + 2),
            (x - 2.8, hip - 2),
            (x - 2.9, hip + 0.8),
            (x - 3.2, hip - 0.6),
            (x - 4.2, hip - 0.6),
            (x - 4.6, hip + 0.6),
        ],
        line,
        0.8,
        fill,
    )


def picture(rows: Sequence[Row], words: dict[str, Words]) -> Picture:
    """A figure of nothing but rows of people."""
    return Picture(
        high=ROW * len(rows) - 6,
        draw=lambda pen, x, top, say: draw_rows(pen, x, top, say, rows),
        words=words,
        wide=328,
    )
