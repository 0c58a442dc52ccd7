"""What the papers of the schedule are made of: plain values, every text ready to print.

Minutes count from midnight on the clinic's wall clock.
"""

from dataclasses import dataclass, replace
from datetime import date

from app.documents.values import ClinicDetails

HELD = "held, not yet booked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """One phase of a visit: medicine is given, the patient is there, or neither."""

    start: int
    end: int
    name: str
    dose: bool = False
    patient: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCard:
    """What one column does for one visit, and how much of its width that takes."""

    column: int
    start: int
    end: int
    left: float = 0.0
    right: float = 1.0
    title: str
    lines: tuple[str, ...] = ()
    phases: tuple[Stretch, ...] = ()
    state: str = ""
    """How the visit stands: one of `STATES`, or nothing."""
    held: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GridShade:
    """Time of a column that is not to be had: closed, or blocked with a note."""

    column: int
    start: int
    end: int
    note: str = ""
    closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GridColumn:
    """A room, a person, or a day; wider where several visits stand side by side."""

    title: str
    note: str = ""
    width: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class GridSheet:
    """A schedule by columns over the hours of a day, for one landscape page."""

    clinic: ClinicDetails
    title: str
    about: str
    printed: str
    first: int
    last: int
    columns: tuple[GridColumn, ...]
    cards: tuple[GridCard, ...] = ()
    shades: tuple[GridShade, ...] = ()
    note: str = ""

    def part(self, first: int, end: int) -> "GridSheet":
        """The same with the columns from the first to before the end only."""
        return replace(
            self,
            columns=self.columns[first:end],
            cards=tuple(
                replace(card, column=card.column - first)
                for card in self.cards
                if first <= card.column < end
            ),
            shades=tuple(
                replace(shade, column=shade.column - first)
                for shade in self.shades
                if first <= shade.column < end
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedVisit:
    """One visit of a day in the list of its week."""

    time: str
    title: str
    about: str
    state: str = ""
    held: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedDay:
    """One day of a week: what is off, and who comes when."""

    title: str
    notes: tuple[str, ...] = ()
    visits: tuple[ListedVisit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekSheet:
    """The visits of a week, a column a day, for one landscape page."""

    clinic: ClinicDetails
    title: str
    printed: str
    days: tuple[ListedDay, ...]


PLAN_MARKS = ("treatment", "talk", "call", "visit")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedVisit:
    """One visit as the patient's own plan has it, in neutral words."""

    on: date
    day: str
    clock: str
    """When it starts, and `time` from when to when."""
    time: str
    what: str
    mark: str
    """Its shape and word in the calendar: one of `PLAN_MARKS`."""
    where: str
    unsure: str = ""
    """Said of a time that is only kept; nothing when it is certain."""
    reminders: tuple[str, ...] = ()
    """What to think of beforehand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursePlan:
    """The patient's calendar and list of the visits to come, and what to bring to which."""

    clinic: ClinicDetails
    patient: str
    printed: str
    language: str
    visits: tuple[PlannedVisit, ...]
    bring: tuple[tuple[str, str], ...] = ()
    """What a visit is called, and what the patient brings to it."""
    large: bool = False
