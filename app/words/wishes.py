"""What somebody wishes for, in words: read out while it is typed."""

from collections.abc import Iterable, Mapping
from datetime import date, time

from app.domain.months import DAY
from app.domain.wishes import Wishes
from app.words.plurals import listed
from app.words.times import day as said_day
from app.words.times import long_weekday

MONDAY = date(2026, 11, 23)
PARTS: Mapping[tuple[time, time], str] = {
    (time(0), time(12)): "mornings",
    (time(12), time(23, 59)): "afternoons",
    (time(17), time(23, 59)): "evenings",
}
NIGHT = time(23, 59)


def say_wishes(
    wishes: Wishes, names: Mapping[int, str], first: date | None, *, usual: bool = False
) -> str:
    """Such as “Tuesdays, mornings, with Ira Moss, not before Thu 10 Dec 2026”."""
    parts = ("the usual day and time first" if usual else "", *_parts(wishes, names, first))
    said = ", ".join(part for part in parts if part)
    return said[:1].upper() + said[1:]


def _parts(wishes: Wishes, names: Mapping[int, str], first: date | None) -> Iterable[str]:
    yield listed([f"{_weekday(day)}s" for day in sorted(wishes.weekdays)])
    yield _between(wishes.between)
    people = [names[each] for each in wishes.people if each in names]
    rooms = [names[each] for each in wishes.rooms if each in names]
    yield f"with {listed(people, 'or')}" if people else ""
    yield f"in {listed(rooms, 'or')}" if rooms else ""
    yield f"not before {said_day(first)}" if first else ""
    for since, until in wishes.without:
        days = said_day(since) if since == until else f"{said_day(since)} to {said_day(until)}"
        yield f"not on {days}" if since == until else f"not {days}"


def _weekday(number: int) -> str:
    return long_weekday(MONDAY + number * DAY)


def _between(span: tuple[time, time] | None) -> str:
    if span is None:
        return ""
    start, end = span
    if end == NIGHT and span not in PARTS:
        return f"after {start:%H:%M}"
    if start == time(0) and span not in PARTS:
        return f"before {end:%H:%M}"
    return PARTS.get(span) or f"between {start:%H:%M} and {end:%H:%M}"
