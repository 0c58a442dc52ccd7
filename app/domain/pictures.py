"""A picture of bars as values: what is drawn, in the picture's own measure, and what it says.

The window and the paper draw the same picture, each in its own way.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Pattern(StrEnum):
    """How a stretch of a bar is filled; colour alone never tells two apart."""

    SOLID = "solid"
    SLANTED = "slanted"
    CROSSED = "crossed"
    OPEN = "open"
    """The outline alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A part of a bar from one place of the measure to another."""

    start: float
    end: float
    pattern: Pattern


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something at one place of a bar; one that is trouble looks another way."""

    at: float
    trouble: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One line of the picture: whom or what it is about, its stretches and what they come to."""

    name: str
    said: str
    """What stands behind the bar: the numbers."""
    stretches: tuple[Stretch, ...] = ()
    marks: tuple[Mark, ...] = ()
    trouble: bool = False
    quiet: bool = False
    """Whether it tells little, and is told softly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Bars under a heading of their own; without one they stand alone."""

    title: str = ""
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A place of the measure with what is written at it."""

    at: float
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """What a pattern, or a mark, means."""

    said: str
    pattern: Pattern | None = None
    mark: Mark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A whole picture: its finding, its bars by group, and the measure they are drawn to."""

    title: str
    """The finding, as a sentence with its number."""
    about: str
    """Of what and of when it is."""
    groups: tuple[Group, ...] = ()
    end: float = 1.0
    """Where the measure ends; it begins at 0."""
    steps: tuple[Step, ...] = ()
    key: tuple[Sign, ...] = ()
    note: str = ""
    """What is said under it."""

    @property
    def bars(self) -> tuple[Bar, ...]:
        """Every bar, in their order."""
        return tuple(bar for group in self.groups for bar in group.bars)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of the table, and the patient it is about when it is about one."""

    cells: tuple[str, ...]
    patient: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A report in words: the picture, the table behind it, and what is said when it is empty."""

    picture: Picture
    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    why: str = ""
    """Why there is nothing to see, and what would bring something; only of an empty one."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to be seen."""
        return not self.lines


def even_steps(most: float, wanted: int = 4) -> tuple[float, ...]:
    """Round places for a measure that reaches so far: 0, and as many after it as lie within."""
    sizes: Sequence[float] = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000)
    size = next((each for each in sizes if most / each <= wanted), most / wanted)
    return tuple(float(size * step) for step in range(int(most // size) + 1))
