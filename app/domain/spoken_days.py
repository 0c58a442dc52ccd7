"""Days, weekdays and times in the words that people say them with."""

import re
from collections.abc import Sequence
from datetime import date, time

from app.domain.months import MONTHS, WEEK, months_on
from app.domain.refusal import Refused
from app.domain.typed_days import WEEKDAYS, read_way

TO = frozenset({"to", "and", "until"})
LEAST = 2
"""Letters of a weekday that say which one is meant."""

LONGEST = 3
"""Words of a day, like 10 Dec 2026."""

LATER = 7
"""From this hour on a bare number is a time of the morning; a smaller one is after noon."""

HOURS, HALF, MINUTES = 24, 12, 60
CLOCK = re.compile(r"(\d{1,2})(?:[:.]?(\d{2}))?(am|pm)?")
COUNTED = re.compile(r"\+\d{1,3}|\+?\d{1,3} ?(d|days?|w|weeks?|m|months?)")
RANGE = re.compile(r"(.+?)[-\N{EN DASH}](.+)")
YEAR = re.compile(r"\d{4}")
HAS_LETTERS = re.compile(r"[a-z]")


def weekdays_of(word: str) -> tuple[int, ...]:
    """The weekdays of "tue", "tuesdays" or "mon-thu"."""
    ends = RANGE.fullmatch(word)
    if ends is not None:
        first, last = (weekdays_of(end) for end in ends.groups())
        if not (first and last):
            return ()
        return tuple((first[0] + step) % WEEK for step in range((last[0] - first[0]) % WEEK + 1))
    forms = {each for each in (word, word.removesuffix("s")) if len(each) >= LEAST}
    return tuple(n for n, name in enumerate(WEEKDAYS) if any(map(name.startswith, forms)))[:1]


def clock_of(word: str) -> time | None:
    """The time of "9", "9:30", "930", "3pm"; a bare number before 7 is after noon."""
    read = CLOCK.fullmatch(word)
    if read is None:
        return None
    hour, minutes, half = int(read[1]), int(read[2] or 0), read[3]
    if half:
        hour = hour % HALF + (HALF if half == "pm" else 0)
    elif hour < LATER and not word.startswith("0"):
        hour += HALF
    return time(hour, minutes) if hour < HOURS and minutes < MINUTES else None


def day_of(words: Sequence[str], today: date) -> tuple[date, int] | None:
    """A day to come said with its month, and how many words that takes."""
    for length in range(min(LONGEST, len(words)), 0, -1):
        said = " ".join(words[:length])
        dated = any(map(str.isdigit, said)) and (said.count("-") > 1 or HAS_LETTERS.search(said))
        if dated and not COUNTED.fullmatch(said):
            day = _read(said, today)
            if day is not None and day < today and not YEAR.search(said):
                day = months_on(day, MONTHS)
            if day is not None:
                return day, length
    return None


def way(words: Sequence[str], today: date) -> tuple[date, int] | None:
    """A day said in any way, like "24", "fri" or "2w", and how many words that takes."""
    for length in range(min(2, len(words)), 0, -1):
        day = _read(" ".join(words[:length]), today)
        if day is not None:
            return day, length
    return None


def _read(said: str, today: date) -> date | None:
    try:
        return read_way(said, today)
    except Refused:
        return None


def counted(words: Sequence[str], today: date) -> tuple[date, int] | None:
    """The day of "2w" or "3 weeks" from now, and how many words that takes."""
    length = next((n for n in (2, 1) if COUNTED.fullmatch(" ".join(words[:n]))), 0)
    return way(words[:length], today) if length else None


def dates(words: Sequence[str], today: date) -> tuple[date, date, int] | None:
    """The days of "24 dec", "24-26 dec" or "24 dec to 2 jan", and how many words that takes."""
    both = RANGE.fullmatch(words[0])
    if both is not None and words[1:]:
        ends = [day_of((end, words[1]), today) for end in both.groups()]
        if ends[0] and ends[1] and ends[0][0] <= ends[1][0]:
            return ends[0][0], ends[1][0], 2
    first = day_of(words, today)
    if first is None:
        return None
    rest = words[first[1] :]
    last = day_of(rest[1:], first[0]) if rest and rest[0] in TO else None
    if last is None or last[0] < first[0]:
        return first[0], first[0], first[1]
    return first[0], last[0], first[1] + 1 + last[1]
