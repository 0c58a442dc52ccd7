"""Reading what somebody types about the house: working hours, and how many."""

import re
from collections.abc import Sequence
from functools import partial

from app.domain.refusal import Reason, gathered, refuse, refuse_if
from app.domain.scheduling import Shift
from app.domain.spoken_days import RANGE, clock_of

APART = re.compile(r"[,;]|\band\b|(?<=\d) y (?=\d)")
"""What stands between two stretches of work on one day."""

LONGEST = 4
"""Digits of a number that somebody means."""

SPACES = re.compile(r"\s+")


def read_shifts(typed: str, weekday: int) -> tuple[Shift, ...]:
    """The stretches of work on a weekday, of "8-12, 13-17" or "08:00 to 6 pm"; none is fine."""
    parts = [SPACES.sub("", part) for part in APART.split(typed.casefold())]
    return tuple(_shift(part, weekday, typed) for part in parts if part)


def _shift(part: str, weekday: int, typed: str) -> Shift:
    ends = RANGE.fullmatch(part.replace("to", "-"))
    start, end = map(clock_of, ends.groups()) if ends else (None, None)
    if start is None or end is None:
        raise refuse("hours-unreadable", weekday=weekday, text=typed.strip())
    return Shift(weekday=weekday, start=start, end=end)


def read_week(typed: Sequence[str]) -> tuple[Shift, ...]:
    """The hours of a week, a text for each weekday; every one that cannot be read is named."""
    against: list[Reason] = []
    days = [
        gathered(against, partial(read_shifts, text, weekday), ())
        for weekday, text in enumerate(typed)
    ]
    refuse_if(against)
    return tuple(shift for day in days for shift in day)


def read_count(typed: str) -> int:
    """How many of something: "3"."""
    text = typed.strip()
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST):
        raise refuse("count-unreadable", text=text)
    return int(text)
