"""Wishes as they are typed while somebody is on the phone: "tue pm 2w", "moss mornings".

One field in English or Spanish, read from left to right; what says nothing is given back, to be
said.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from zoneinfo import ZoneInfo

from app.domain.months import DAY, WEEK, months_on, next_weekday
from app.domain.names import fold
from app.domain.spoken_days import RANGE, TO, clock_of, counted, dates, day_of, way, weekdays_of
from app.domain.time import local_day, midnight
from app.domain.wish_tongues import QUIET_IN_SPANISH, TOLD, Told, in_english
from app.domain.wishes import Wishes

DAWN, NOON, DUSK, NIGHT = time(0), time(12), time(17), time(23, 59)
PARTS: Mapping[str, tuple[time, time]] = {
    **dict.fromkeys(("am", "morning", "mornings"), (DAWN, NOON)),
    **dict.fromkeys(("pm", "afternoon", "afternoons"), (NOON, NIGHT)),
    **dict.fromkeys(("evening", "evenings"), (DUSK, NIGHT)),
}
FILLERS = "and any as at day dr in on only or please room the time with"
QUIET = frozenset(FILLERS.split(" "))
"""Words that may stand between the others."""

USUAL = frozenset({"usual", "same"})
NOT = frozenset({"not", "no", "without", "except"})
SINCE = frozenset({"from", "after", "since"})
UNTIL = frozenset({"before", "until", "till", "by"})
LEAST = 3
"""Letters of a name that say which one is meant."""

LONGEST = 3
"""Words of a name that are looked at."""

SPLIT = re.compile(r"[\s,;/]+")
DASH = re.compile(r"\s+[-\N{EN DASH}]\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What typed wishes can name, and the day they count from."""

    today: date
    zone: ZoneInfo
    people: Mapping[int, str] = field(default_factory=dict[int, str])
    rooms: Mapping[int, str] = field(default_factory=dict[int, str])
    """Rooms and pumps."""

    def is_called(self, word: str) -> bool:
        """Whether a word names somebody, or a room."""
        return any(
            _is_called(name, word) for names in (self.people, self.rooms) for name in names.values()
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wished:
    """What typed wishes say, and the words among them that say nothing."""

    wishes: Wishes
    usual: bool = False
    """Whether the patient's usual weekday and time go first."""
    unread: tuple[str, ...] = ()


def read_wishes(typed: str, known: Known) -> Wished:
    """The wishes that somebody typed."""
    reading = _Reading(known)
    spoken = in_english(DASH.sub(" to ", typed), known.is_called)
    words = [word.rstrip(".") for word in SPLIT.split(spoken) if word.rstrip(".")]
    at = 0
    while at < len(words):
        at += reading.take(words[at:])
    return reading.wished()


def write_wishes(wishes: Wishes, known: Known, *, usual: bool = False, language: str = "en") -> str:
    """Wishes as they could be typed in a language."""
    told = TOLD[language]
    words = [told.usual] if usual else []
    words += [told.weekdays[day] for day in sorted(wishes.weekdays)]
    if wishes.between:
        words.append(_write_span(wishes.between, told))
    words += [known.people[each] for each in wishes.people if each in known.people]
    words += [known.rooms[each] for each in wishes.rooms if each in known.rooms]
    if wishes.not_before:
        words.append(f"{told.not_before} {_day(local_day(wishes.not_before, known.zone))}")
    for first, last in wishes.without:
        days = (first,) if first == last else (first, last)
        words.append(f"{told.without} {f' {told.to} '.join(map(_day, days))}")
    return " ".join(words)


def _write_span(span: tuple[time, time], told: Told) -> str:
    start, end = span
    for part, known in told.parts.items():
        if PARTS[part] == span:
            return known
    if start == DAWN:
        return f"{told.before} {_clock(end)}"
    return f"{told.after} {_clock(start)}" if end == NIGHT else f"{_clock(start)}-{_clock(end)}"


def _clock(at: time) -> str:
    return f"{at.hour}:{at.minute:02}"


def _day(day: date) -> str:
    return day.isoformat()


Reader = Callable[["_Reading", Sequence[str]], int]
"""Takes so many words, 0 when they are not for it."""


class _Reading:
    """The wishes that have been read so far."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.people: list[int] = []
        self.rooms: list[int] = []
        self.weekdays: set[int] = set()
        self.free: set[int] = set(range(WEEK))
        self.spans: list[tuple[time, time]] = []
        self.since, self.until = DAWN, NIGHT
        self.first: date | None = None
        self.without: list[tuple[date, date]] = []
        self.usual = False
        self.unread: list[str] = []

    @property
    def named(self) -> tuple[tuple[list[int], Mapping[int, str]], ...]:
        """What can be named: rooms, then people."""
        return (self.rooms, self.known.rooms), (self.people, self.known.people)

    def not_before(self, day: date) -> None:
        """The first day that will do, the later one of two."""
        self.first = max(day, self.first or day)

    def take(self, words: Sequence[str]) -> int:
        """Read what stands first; gives how many words that were."""
        for reader in READERS:
            taken = reader(self, words)
            if taken:
                return taken
        if words[0] not in QUIET | QUIET_IN_SPANISH:
            self.unread.append(words[0])
        return 1

    def wished(self) -> Wished:
        """Everything that was read."""
        zone, days = self.known.zone, self.weekdays or set(range(WEEK))
        left = frozenset(days & self.free)
        wishes = Wishes(
            people=tuple(dict.fromkeys(self.people)),
            rooms=tuple(dict.fromkeys(self.rooms)),
            between=self._between(),
            weekdays=frozenset() if len(left) == WEEK else left,
            not_before=None if self.first is None else midnight(self.first, zone),
            without=tuple(self.without),
        )
        return Wished(wishes=wishes, usual=self.usual, unread=tuple(self.unread))

    def _between(self) -> tuple[time, time] | None:
        start = max(self.since, min((span[0] for span in self.spans), default=DAWN))
        end = min(self.until, max((span[1] for span in self.spans), default=NIGHT))
        return None if (start, end) == (DAWN, NIGHT) else (start, end)


def _usual(reading: _Reading, words: Sequence[str]) -> int:
    if words[0] not in USUAL:
        return 0
    reading.usual = True
    return 1


def _not(reading: _Reading, words: Sequence[str]) -> int:
    """Such as "not before 10 dec", "not fri", "not 24 dec to 26 dec"."""
    if words[0] not in NOT or not words[1:]:
        return 0
    if words[1] in UNTIL:
        taken = _since(reading, ("from", *words[2:]))
        return 1 + taken if taken else 0
    weekdays = weekdays_of(words[1])
    if weekdays:
        reading.free -= set(weekdays)
        return 2
    days = dates(words[1:], reading.known.today)
    if days is None:
        return 0
    reading.without.append((days[0], days[1]))
    return 1 + days[2]


def _since(reading: _Reading, words: Sequence[str]) -> int:
    """Such as "from 10 dec", "after 3pm", "from 9 to 12", "from 24"."""
    if words[0] not in SINCE or not words[1:]:
        return 0
    today, clock = reading.known.today, clock_of(words[1])
    day = day_of(words[1:], today)
    if day is None and clock is not None:
        end = clock_of(words[3]) if words[3:] and words[2] in TO else None
        if end is not None:
            reading.spans.append((clock, end))
            return 4
        if words[0] == "after" or not words[1].isdigit():
            reading.since = max(reading.since, clock)
            return 2
    day = day or way(words[1:], today)
    if day is None:
        return 0
    reading.not_before(day[0])
    return 1 + day[1]


def _until(reading: _Reading, words: Sequence[str]) -> int:
    """Such as "before 11" or "until 15:30"; until a day is no wish."""
    if words[0] not in UNTIL or not words[1:]:
        return 0
    day = day_of(words[1:], reading.known.today)
    if day is not None:
        reading.unread.append(" ".join(words[: 1 + day[1]]))
        return 1 + day[1]
    clock = clock_of(words[1])
    if clock is None:
        return 0
    reading.until = min(reading.until, clock)
    return 2


def _weekday(reading: _Reading, words: Sequence[str]) -> int:
    """Such as "tue", "tuesdays", "mon-thu", "mon to thu"."""
    found, taken = weekdays_of(words[0]), 1
    if found and words[2:] and words[1] == "to" and weekdays_of(words[2]):
        found, taken = weekdays_of(f"{words[0]}-{words[2]}"), 3
    reading.weekdays |= set(found)
    return taken if found else 0


def _part(reading: _Reading, words: Sequence[str]) -> int:
    span = PARTS.get(words[0])
    if span is None:
        return 0
    reading.spans.append(span)
    return 1


def _span(reading: _Reading, words: Sequence[str]) -> int:
    """Such as "9-12", "9:30-1pm", "9 to 12", "between 9 and 12"."""
    skipped = int(words[0] == "between")
    rest = words[skipped:]
    both = RANGE.fullmatch(rest[0]) if rest else None
    if both is not None:
        ends, taken = both.groups(), 1
    elif rest[2:] and rest[1] in TO:
        ends, taken = (rest[0], rest[2]), 3
    else:
        return 0
    start, end = map(clock_of, ends)
    if start is None or end is None:
        return 0
    reading.spans.append((start, end))
    return skipped + taken


def _ahead(reading: _Reading, words: Sequence[str]) -> int:
    """Such as "2w", "in 3 weeks", "next week" or "tomorrow": not before then."""
    today = reading.known.today
    said = {"today": today, "tomorrow": today + DAY}.get(words[0])
    coming = {
        "next week": next_weekday(0, today),
        "next month": months_on(today, 1).replace(day=1),
    }.get(" ".join(words[:2]))
    found = (said, 1) if said else (coming, 2) if coming else counted(words, today)
    if found is None:
        return 0
    reading.not_before(found[0])
    return found[1]


def _on(reading: _Reading, words: Sequence[str]) -> int:
    """Such as "10 dec" alone: from that day on."""
    found = day_of(words, reading.known.today)
    if found is None:
        return 0
    reading.not_before(found[0])
    return found[1]


def _name(reading: _Reading, words: Sequence[str]) -> int:
    """People and rooms by a part of their name; several that are called so are any of them."""
    for kept, names in reading.named:
        meant, taken = _called(names, words)
        if any(word not in QUIET for word in words[:taken]):
            kept.extend(sorted(meant))
            return taken
    return 0


def _called(names: Mapping[int, str], words: Sequence[str]) -> tuple[set[int], int]:
    """Whoever all of the first words name, and how many words that takes."""
    meant, taken = set(names), 0
    for word in words[:LONGEST]:
        both = {number for number in meant if _is_called(names[number], word)}
        if not both or (not taken and word.isdigit()):
            break
        meant, taken = both, taken + 1
    return meant, taken


def _is_called(name: str, word: str) -> bool:
    """Whether a word is a part of a name, or short for it: "moss", "mos", "r2"."""
    parts = fold(name).replace(".", "").split()
    short = "".join(part if part.isdigit() else part[:1] for part in parts)
    begins = len(word) >= LEAST and any(part.startswith(word) for part in parts)
    return begins or word in parts or (word == short and any(map(str.isdigit, word)))


READERS: tuple[Reader, ...] = (
    _usual,
    _not,
    _since,
    _until,
    _part,
    _weekday,
    _span,
    _ahead,
    _on,
    _name,
)
