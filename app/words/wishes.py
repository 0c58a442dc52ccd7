"""What somebody wishes for, in words: read out while it is typed."""

from collections.abc import Iterable, Mapping
from datetime import date, time

from app.domain.wishes import Wishes
from app.words.plurals import listed
from app.words.times import day as said_day
from app.words.tongue import later, tr_of

WEEKDAYS = (
    later("Mondays"),
    later("Tuesdays"),
    later("Wednesdays"),
    later("Thursdays"),
    later("Fridays"),
    later("Saturdays"),
    later("Sundays"),
)
PARTS: Mapping[tuple[time, time], str] = {
    (time(0), time(12)): later("mornings"),
    (time(12), time(23, 59)): later("afternoons"),
    (time(17), time(23, 59)): later("evenings"),
}
NIGHT = time(23, 59)


def say_wishes(
    wishes: Wishes, names: Mapping[int, str], first: date | None, *, usual: bool = False
) -> str:
    """Such as “Tuesdays, mornings, with Ira Moss, not before Thu 10 Dec 2026”."""
    first_of_all = tr_of("wish", "the usual day and time first") if usual else ""
    parts = (first_of_all, *_parts(wishes, names, first))
    said = ", ".join(part for part in parts if part)
    return said[:1].upper() + said[1:]


def _parts(wishes: Wishes, names: Mapping[int, str], first: date | None) -> Iterable[str]:
    yield listed([tr_of("wish", WEEKDAYS[day]) for day in sorted(wishes.weekdays)])
    yield _between(wishes.between)
    people = [names[each] for each in wishes.people if each in names]
    rooms = [names[each] for each in wishes.rooms if each in names]
    yield tr_of("wish", "with {names}", names=listed(people, "or")) if people else ""
    yield tr_of("wish", "in {names}", names=listed(rooms, "or")) if rooms else ""
    yield tr_of("wish", "not before {day}", day=said_day(first)) if first else ""
    for since, until in wishes.without:
        if since == until:
            yield tr_of("wish", "not on {day}", day=said_day(since))
        else:
            yield tr_of(
                "wish", "not {first} to {last}", first=said_day(since), last=said_day(until)
            )


def _between(span: tuple[time, time] | None) -> str:
    if span is None:
        return ""
    start, end = span
    if end == NIGHT and span not in PARTS:
        return tr_of("wish", "after {clock}", clock=f"{start:%H:%M}")
    if start == time(0) and span not in PARTS:
        return tr_of("wish", "before {clock}", clock=f"{end:%H:%M}")
    if span in PARTS:
        return tr_of("wish", PARTS[span])
    return tr_of("wish", "between {start} and {end}", start=f"{start:%H:%M}", end=f"{end:%H:%M}")
