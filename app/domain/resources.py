"""What a person, a room, a pump or seats may be like."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto
from itertools import pairwise

from app.domain.openings import NEVER_EXTRA
from app.domain.refusal import Reason
from app.domain.scheduling import Kind, Resource, Shift
from app.domain.time import GRAIN

MOST_LANES = 50
"""Visits that one resource serves at once, at the most."""

SOON = timedelta(days=60)
"""How long before its last day somebody should see to a credential or a service."""


class Lapse(Enum):
    """How near the last day is on which somebody or something may be booked."""

    SOON = auto()
    PAST = auto()


def lapse(resource: Resource, today: date) -> Lapse | None:
    """Whether a credential or a pump's service ends soon, or is over; None is far off or never."""
    last = resource.good_until
    if last is None or last > today + SOON:
        return None
    return Lapse.PAST if last < today else Lapse.SOON


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceWish:
    """What a person, a room, a pump or seats are to be like."""

    kind: Kind
    name: str
    note: str = ""
    skills: frozenset[str] = frozenset()
    hours: tuple[Shift, ...] = ()
    good_until: date | None = None
    lanes: int = 1
    """Visits that it serves at once."""
    extra: int = 0
    """Visits beyond these that may be overbooked, each for a reason."""
    within: int | None = None
    """The room in which seats stand."""


def as_it_is(resource: Resource) -> ResourceWish:
    """What a resource is like now."""
    return ResourceWish(
        kind=resource.kind,
        name=resource.name,
        note=resource.note,
        skills=resource.skills,
        hours=resource.hours,
        good_until=resource.good_until,
        lanes=len(resource.lanes),
        extra=len(resource.extra),
        within=resource.within,
    )


def usual_hours(resources: Sequence[Resource]) -> tuple[Shift, ...]:
    """The hours that most of them have."""
    most = Counter(each.hours for each in resources).most_common(1)
    return most[0][0] if most else ()


def against_resource(wish: ResourceWish, others: Sequence[Resource]) -> Iterator[Reason]:
    """Say what is wrong with a resource as it is to be, beside the others."""
    if not wish.name:
        yield Reason("resource-nameless")
    if any(each.name.casefold() == wish.name.casefold() for each in others):
        yield Reason("resource-name-taken", {"name": wish.name})
    yield from against_hours(wish.hours)
    if not 1 <= wish.lanes <= MOST_LANES:
        yield Reason("resource-lanes", {"most": MOST_LANES})
    if wish.extra and wish.kind in NEVER_EXTRA:
        yield Reason("resource-never-overbooked")
    elif not 0 <= wish.extra <= max(1, wish.lanes):
        yield Reason("resource-extra", {"most": max(1, wish.lanes)})
    rooms = {each.id for each in others if each.kind is Kind.ROOM}
    if (wish.kind is Kind.SEAT) != (wish.within in rooms):
        yield Reason("resource-within")


def against_hours(hours: Sequence[Shift]) -> Iterator[Reason]:
    """Say which working hours are none: backwards, off the grain, or over each other."""
    ordered = sorted(hours, key=lambda shift: (shift.weekday, shift.start))
    for shift in ordered:
        ends = (shift.start, shift.end)
        if shift.end <= shift.start:
            yield Reason("hours-backwards", {"weekday": shift.weekday})
        elif any(each.minute % GRAIN or each.second or each.microsecond for each in ends):
            yield Reason("hours-off-grain", {"weekday": shift.weekday})
    for before, after in pairwise(ordered):
        if before.weekday == after.weekday and after.start < before.end:
            yield Reason("hours-overlap", {"weekday": after.weekday})
