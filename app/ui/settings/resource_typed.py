"""What is typed about a person, room, pump or seats: kept as it stands, read when it is saved."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from app import words
from app.domain.access import Role
from app.domain.openings import NEVER_EXTRA
from app.domain.refusal import Reason, gathered, refuse_if
from app.domain.resources import ResourceWish, usual_hours
from app.domain.scheduling import Kind, Resource, Shift
from app.domain.staff import Person
from app.domain.typed_days import read_way
from app.domain.typed_house import read_count, read_week


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What stands in the fields, whether it can be read or not."""

    kind: Kind = Kind.ROOM
    name: str = ""
    note: str = ""
    skills: frozenset[str] = frozenset()
    """Those ticked."""
    others: str = ""
    """Further ones, with commas between."""
    hours: tuple[str, ...] = ("",) * 7
    lanes: str = "1"
    extra: str = "0"
    good_until: str = ""
    within: int | None = None
    login: str = ""
    credential: str = ""
    roles: frozenset[Role] = frozenset()
    since: Resource | None = None
    """The resource as it was when this was begun."""


def typed_of(resource: Resource, known: Collection[str]) -> Typed:
    """The fields of a resource as it is kept; known skills are ticked, others typed."""
    last = resource.good_until
    return Typed(
        kind=resource.kind,
        name=resource.name,
        note=resource.note,
        skills=resource.skills & frozenset(known),
        others=", ".join(sorted(resource.skills - frozenset(known))),
        hours=_hours(resource.hours),
        lanes=str(len(resource.lanes)),
        extra=str(len(resource.extra)),
        good_until=words.short_day(last) if last else "",
        within=resource.within,
        since=resource,
    )


def typed_new(resources: Sequence[Resource]) -> Typed:
    """The fields of something new: it has the hours of most others."""
    return Typed(hours=_hours(usual_hours(resources)))


def _hours(shifts: Sequence[Shift]) -> tuple[str, ...]:
    return tuple(words.day_hours(shifts, weekday) for weekday in range(7))


def wish_of(typed: Typed, today: date) -> ResourceWish:
    """What was typed, read; whatever cannot be read is refused at once."""
    against: list[Reason] = []
    never = typed.kind in NEVER_EXTRA
    wish = ResourceWish(
        kind=typed.kind,
        name=typed.name,
        note=typed.note,
        skills=typed.skills | frozenset(typed.others.split(",")),
        hours=gathered(against, partial(read_week, typed.hours), ()),
        lanes=gathered(against, partial(read_count, typed.lanes), 1),
        extra=0 if never else gathered(against, partial(read_count, typed.extra), 0),
        within=typed.within if typed.kind is Kind.SEAT else None,
    )
    if typed.good_until.strip():
        last = gathered(against, partial(read_way, typed.good_until, today), today)
        wish = replace(wish, good_until=last)
    refuse_if(against)
    return wish


def person_of(typed: Typed) -> Person | None:
    """The login that comes with somebody new on staff."""
    if typed.kind is not Kind.PERSON:
        return None
    return Person(
        login=typed.login,
        name=typed.name,
        credential=typed.credential.strip(),
        roles=typed.roles,
    )
