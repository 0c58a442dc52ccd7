"""The wait list: who would come sooner, when they can, and what they have been offered."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.domain.refusal import Reason
from app.domain.scheduling import GONE, STANDING, Visit
from app.domain.time import MINUTE
from app.domain.wishes import Wishes

OFFER_STANDS = timedelta(minutes=30)
"""So long nobody else rings a patient whom somebody has offered a time."""

DAWN, NIGHT = time(0), time(23, 59)

ANSWERS = ("no-answer", "message", "no")
"""What a call can come to, but for a booking: nobody answers, a message is left, not this time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitEntry:
    """One patient who waits for one kind of visit."""

    id: int = 0
    patient: int
    type: str
    since: datetime
    sooner_than: datetime | None = None
    """The start of the visit of this kind that the patient has; None when they have none."""
    urgent: bool = False
    weekdays: frozenset[int] = frozenset()
    """The weekdays on which they can come, Monday is 0; empty when any will do."""
    after: time | None = None
    """They can be there from this time of the clinic's wall clock on."""
    before: time | None = None
    """They have to leave by this time."""
    until: date | None = None
    """The last day on which they would come."""
    person: int = 0
    """The resource with whom it has to be, 0 when anybody will do."""
    note: str = ""
    offered_at: datetime | None = None
    """When they were last called."""
    offered_by: str = ""
    """Login of whoever called."""
    offered_start: datetime | None = None
    """What they were offered then, None when it was no time in particular."""
    answer: str = ""
    """What the call came to; empty while it is open."""
    closed_at: datetime | None = None
    version: int = 1

    @property
    def wishes(self) -> Wishes:
        """What a search for openings is to keep to."""
        people = (self.person,) if self.person else ()
        between = (self.after or DAWN, self.before or NIGHT)
        limited = self.after is not None or self.before is not None
        return Wishes(people=people, weekdays=self.weekdays, between=between if limited else None)

    def said_no_to(self, start: datetime, end: datetime) -> bool:
        """Whether they have turned down a time in this span."""
        offered = self.offered_start
        return self.answer == "no" and offered is not None and start <= offered < end


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Time that is free, and what is free in it."""

    start: datetime
    end: datetime
    resources: tuple[int, ...] = ()
    """A visit that fills it uses one of these; empty when anything will do."""
    left_by: int = 0
    """The patient who had it; it is not offered to them again."""

    @property
    def minutes(self) -> int:
        """How long it is."""
        return (self.end - self.start) // MINUTE


def fits(entry: WaitEntry, start: datetime, end: datetime) -> bool:
    """Whether somebody can come from one time to another, both on the clinic's wall clock."""
    if entry.weekdays and start.weekday() not in entry.weekdays:
        return False
    if entry.until is not None and start.date() > entry.until:
        return False
    if entry.after is not None and start.time() < entry.after:
        return False
    ends_in_time = end.date() == start.date() and end.time() <= (entry.before or time.max)
    return entry.before is None or ends_in_time


def lies_in(gap: Gap, start: datetime, minutes: int) -> bool:
    """Whether a visit that begins then lies in a gap, or fills it from its start to its end."""
    length = min(timedelta(minutes=minutes), gap.end - gap.start)
    return gap.start <= start and start + length <= gap.end


def is_waiting(entry: WaitEntry, visits: Iterable[Visit], now: datetime, today: date) -> bool:
    """Whether somebody still waits: not taken off, not past their last day, no such visit yet."""
    if entry.closed_at is not None or (entry.until is not None and entry.until < today):
        return False
    return not any(_answers(visit, entry, now) for visit in visits)


def _answers(visit: Visit, entry: WaitEntry, now: datetime) -> bool:
    """Whether a visit is what somebody waited for."""
    if visit.type != entry.type or visit.status in GONE or visit.start < entry.since:
        return False
    limit = entry.sooner_than
    return limit is None or visit.start < limit or visit.start <= now


def later_visit(entry: WaitEntry, visits: Iterable[Visit], start: datetime) -> Visit | None:
    """The first visit of the kind that the patient has after a start: it can be brought forward."""
    later = [
        visit
        for visit in visits
        if visit.type == entry.type and visit.status in STANDING and visit.start > start
    ]
    return min(later, key=lambda visit: visit.start, default=None)


def against_entry(entry: WaitEntry, minutes: int, today: date) -> Iterator[Reason]:
    """Say what is wrong with somebody's wishes for a visit of so many minutes."""
    if entry.until is not None and entry.until < today:
        yield Reason("wait-until-past", {"until": entry.until})
    earliest, latest = (_minutes(each) for each in (entry.after, entry.before))
    if entry.before is not None and latest - earliest < minutes:
        yield Reason("wait-hours", {"minutes": minutes})


def _minutes(clock: time | None) -> int:
    return 0 if clock is None else clock.hour * 60 + clock.minute


def offer_stands(entry: WaitEntry, by: str, now: datetime) -> bool:
    """Whether somebody else has just offered a time and has no answer yet."""
    if entry.offered_at is None or entry.answer or entry.offered_by == by:
        return False
    return now - entry.offered_at < OFFER_STANDS
