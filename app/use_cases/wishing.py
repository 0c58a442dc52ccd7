"""What typed wishes can name here, and which wish to let go when nothing answers to all of them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.scheduling import Kind
from app.domain.wish_words import Known
from app.domain.wishes import NO_WISHES
from app.storage.unit import Unit
from app.use_cases.openings import Opening, Search, read_openings

FURTHER = (14, 60)
"""Days by which a search is made longer when it finds nothing, step by step."""

MOST = 3
"""Ways out that are offered at once."""


def nameable(clinic: Clinic) -> Known:
    """The people, rooms and pumps that wishes can name, and the day they count from."""
    with clinic.reading(Act.SEE_DAY) as unit:
        resources = unit.scheduling.resources()
    people = {each.id: each.name for each in resources if each.kind is Kind.PERSON}
    rooms = {each.id: each.name for each in resources if each.kind in {Kind.ROOM, Kind.PUMP}}
    return Known(today=clinic.today(), zone=clinic.zone, people=people, rooms=rooms)


@dataclass(frozen=True, slots=True, kw_only=True)
class Easier:
    """A search with one wish less, and the first opening that it finds."""

    code: str
    """The wish that is let go: any-person, any-room, any-time, any-weekday, any-day; or further."""
    search: Search
    opening: Opening


def easier(clinic: Clinic, asked: Search) -> tuple[Easier, ...]:
    """What would help a search that finds nothing: each way is tried, the soonest come first."""
    with clinic.reading(Act.FIND_OPENINGS) as unit:
        ways = list(_found(clinic, unit, _without_one(asked)))
        ways += list(_found(clinic, unit, _further(asked)))[:1]
        if not ways and asked.wishes != NO_WISHES:
            free = replace(asked, wishes=NO_WISHES, usual=False)
            none = (("no-wish", each) for each in (free, *(long for _, long in _further(free))))
            ways = list(_found(clinic, unit, none))[:1]
    return tuple(sorted(ways, key=lambda way: way.opening.start)[:MOST])


def _found(clinic: Clinic, unit: Unit, ways: Iterator[tuple[str, Search]]) -> Iterator[Easier]:
    """The ways that find something."""
    for code, search in ways:
        found = read_openings(clinic, unit, replace(search, limit=1))
        if found:
            yield Easier(code=code, search=search, opening=found[0])


def _without_one(asked: Search) -> Iterator[tuple[str, Search]]:
    """The search with each of its wishes let go."""
    wishes = asked.wishes
    if wishes.people:
        yield "any-person", replace(asked, wishes=replace(wishes, people=()))
    if wishes.rooms:
        yield "any-room", replace(asked, wishes=replace(wishes, rooms=()))
    if wishes.between:
        yield "any-time", replace(asked, wishes=replace(wishes, between=None))
    if wishes.weekdays:
        yield "any-weekday", replace(asked, wishes=replace(wishes, weekdays=frozenset()))
    if wishes.without:
        yield "any-day", replace(asked, wishes=replace(wishes, without=()))


def _further(asked: Search) -> Iterator[tuple[str, Search]]:
    for days in FURTHER:
        yield "further", replace(asked, days=asked.days + days)
