"""A visit that is dragged or drawn longer: where it may stand, and where it would stand now.

What may be is fetched once when the drag begins; a frame of it only looks it up.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.domain.time import GRAIN, minute
from app.ui.scheduling.day_layout import Card, DayLayout, Shade
from app.use_cases.views import VisitView

Lawful = Mapping[int, frozenset[datetime]]
"""The starts at which a visit may stand so that it uses a resource, by the resource's number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drag:
    """A visit on its way to another column and time."""

    view: VisitView
    card: Card | None
    """Where it came from; None when it came from the shelf or another day."""
    lead: int
    """Minutes from the visit's start to the top of its card."""
    length: int
    grip: float
    """Minutes from the top of the card to the pointer."""
    starts: Sequence[frozenset[int]]
    """For each column, the minutes of the day at which the visit may start."""
    column: int = -1
    start: int = 0
    """Minute of the day at which the visit would start."""

    def to(self, column: int, at: float) -> "Drag":
        """The same drag with the pointer in a column at a minute of the day."""
        top = at - self.grip - self.lead
        return replace(self, column=column, start=round(top / GRAIN) * GRAIN)

    @property
    def is_placed(self) -> bool:
        """Whether the pointer is over a column."""
        return self.column >= 0

    @property
    def may_stand(self) -> bool:
        """Whether the visit may be dropped where it is."""
        return self.is_placed and self.start in self.starts[self.column]

    @property
    def is_home(self) -> bool:
        """Whether the visit is back where it came from."""
        card = self.card
        return card is not None and (self.column, self.start + self.lead) == (
            card.column,
            card.start,
        )

    def lit(self) -> Iterator[Shade]:
        """The spans of the columns in which the visit may stand."""
        for column, starts in enumerate(self.starts):
            for first, last in _runs(starts):
                top = first + self.lead
                yield Shade(column=column, start=top, end=last + self.lead + self.length)

    def begins(self) -> Iterator[Shade]:
        """The spans in which the top of its card may stand."""
        for column, starts in enumerate(self.starts):
            for first, last in _runs(starts):
                yield Shade(column=column, start=first + self.lead, end=last + self.lead + GRAIN)


def _runs(starts: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Starts that follow each other on the grain, as first and last of each run."""
    first = last = None
    for start in sorted(starts):
        if last is not None and first is not None and start - last > GRAIN:
            yield first, last
            first = None
        first, last = (start if first is None else first), start
    if first is not None and last is not None:
        yield first, last


def columns_of(layout: DayLayout, lawful: Lawful) -> tuple[frozenset[int], ...]:
    """The lawful starts of each column, in minutes of the day."""
    return tuple(
        frozenset(layout.minute_of(start) for start in lawful.get(resource.id, ()))
        for resource in layout.columns
    )


def pick_up(layout: DayLayout, card: Card, at: float, lawful: Lawful) -> Drag:
    """A visit picked up by one of its cards, at a minute of the day."""
    return Drag(
        view=card.view,
        card=card,
        lead=card.start - layout.minute_of(card.view.visit.start),
        length=card.end - card.start,
        grip=at - card.start,
        starts=columns_of(layout, lawful),
    )


def bring_in(layout: DayLayout, view: VisitView, lawful: Lawful) -> Drag:
    """A visit that is brought from the shelf or another day."""
    return Drag(
        view=view,
        card=None,
        lead=0,
        length=view.type.minutes,
        grip=0,
        starts=columns_of(layout, lawful),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretching:
    """A visit that is drawn longer or shorter by the lower edge of one of its cards."""

    card: Card
    grabbed: float
    """The minute of the day at which its edge was grabbed."""
    by: int = 0
    """Minutes."""

    def to(self, at: float) -> "Stretching":
        """The same with the pointer at a minute of the day."""
        by = round((at - self.grabbed) / GRAIN) * GRAIN
        least = GRAIN - self.minutes_now
        return replace(self, by=max(by, least))

    @property
    def minutes_now(self) -> int:
        """How long the patient stays as it is."""
        visit = self.card.view.visit
        return minute(visit.end) - minute(visit.start)

    @property
    def minutes(self) -> int:
        """How long the patient would stay."""
        return self.minutes_now + self.by

    @property
    def end(self) -> datetime:
        """When the patient would leave."""
        return self.card.view.visit.end + timedelta(minutes=self.by)
