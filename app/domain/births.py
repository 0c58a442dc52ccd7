"""Reading a date of birth as people say and type it: whole, with its year, and in the past."""

import re
from collections.abc import Iterator
from datetime import date

from app.domain.refusal import Refused
from app.domain.time import YEARS
from app.domain.typed_days import read_day

CENTURY = 100
NUMBERED = re.compile(r"(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})")
TOGETHER = re.compile(r"\d{8}")
SHORT_YEAR = re.compile(r"(?P<rest>.*[^\W\d_].*[ .,'’])(?P<year>\d{2})")
ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)
HAS_LETTER = re.compile(r"[^\W\d_]")
HAS_YEAR = re.compile(r"\b\d{4}\b")


def births(said: str, today: date) -> frozenset[date]:
    """The days that may be meant by "12 Mar 1988", "3/12/88", "1988-03-12" or "03121988".

    Where day and month may be either way round, both are given.
    """
    return frozenset(
        day for day in _days(said.strip(), today) if YEARS[0] <= day.year <= today.year
    )


def _days(said: str, today: date) -> Iterator[date]:
    numbered = NUMBERED.fullmatch(said)
    if numbered is not None:
        yield from _ordered(numbered[1], numbered[2], numbered[3], today)
    elif TOGETHER.fullmatch(said):
        yield from _ordered(said[:4], said[4:6], said[6:], today)
        yield from _ordered(said[:2], said[2:4], said[4:], today)
    elif HAS_LETTER.search(said):
        yield from _worded(said, today)


def _ordered(first: str, middle: str, last: str, today: date) -> Iterator[date]:
    """The days of three numbers, the year before or behind."""
    if len(first) == len("1988"):
        yield from _day(first, middle, last)
    elif len(first) <= len("12") and len(last) in {len("88"), len("1988")}:
        year = last if len(last) > len("88") else _whole(last, today)
        yield from _day(year, first, middle)
        yield from _day(year, middle, first)


def _day(year: str, month: str, day: str) -> Iterator[date]:
    try:
        yield date(int(year), int(month), int(day))
    except ValueError:
        return


def _whole(year: str, today: date) -> str:
    """The latest year in the past that ends in these two digits."""
    back = (today.year - int(year)) % CENTURY
    return str(today.year - back)


def _worded(said: str, today: date) -> Iterator[date]:
    said = ORDINAL.sub("", said)
    short = SHORT_YEAR.fullmatch(said)
    if short is not None:
        said = f"{short['rest']}{_whole(short['year'], today)}"
    if not HAS_YEAR.search(said):
        return
    try:
        yield read_day(said, today)
    except Refused:
        return
