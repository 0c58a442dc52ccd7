"""What somebody on the phone would like of a time: with whom, where, when."""

from dataclasses import dataclass
from datetime import date, datetime, time


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What narrows a search for openings; whatever is empty is no wish."""

    people: tuple[int, ...] = ()
    """Resources; any of them will do for a need that they can meet."""
    rooms: tuple[int, ...] = ()
    """The same for rooms and pumps."""
    between: tuple[time, time] | None = None
    """The clinic's wall clock: the patient is there within it."""
    weekdays: frozenset[int] = frozenset()
    """Monday is 0."""
    not_before: datetime | None = None
    without: tuple[tuple[date, date], ...] = ()
    """Days on which it cannot be, each stretch from its first to its last day."""

    @property
    def resources(self) -> frozenset[int]:
        """Everything wished for by its number."""
        return frozenset((*self.people, *self.rooms))


NO_WISHES = Wishes()
