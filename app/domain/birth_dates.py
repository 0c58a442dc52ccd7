"""Dates of birth as people and programs write them, read without a guess."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

from app.domain.names import fold
from app.domain.refusal import refuse

OLDEST = 1880
CENTURY = 100

MONTHS = tuple(
    english.split() + spanish.split()
    for english, spanish in (
        ("january", "enero"),
        ("february", "febrero"),
        ("march", "marzo"),
        ("april", "abril"),
        ("may", "mayo"),
        ("june", "junio"),
        ("july", "julio"),
        ("august", "agosto"),
        ("september", "septiembre setiembre"),
        ("october", "octubre"),
        ("november", "noviembre"),
        ("december", "diciembre"),
    )
)
LEAST_LETTERS = 3
"""Of a month's name that was cut short."""
MOST_LETTERS = 40

_YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})(?:[ T].*)?")
_NUMBERS = re.compile(r"(\d{1,2})[-/. ]+(\d{1,2})[-/. ]+(\d{4}|\d{2})(?: 0?0:00(?::00)?)?")
_JOINED = re.compile(r"(\d\d)(\d\d)(\d{4})")
_WORDS = re.compile(r"\d+|[a-z]+")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|o|º)\b")


class Order(StrEnum):
    """What comes first in a date that is only numbers."""

    MONTH = "month-first"
    DAY = "day-first"


def orders_shown(texts: Iterable[str]) -> frozenset[Order]:
    """The orders that these dates are in, by those that can be read in one way only."""
    shown: set[Order] = set()
    for first, second, _ in _numbered(texts):
        if first > len(MONTHS):
            shown.add(Order.DAY)
        if second > len(MONTHS):
            shown.add(Order.MONTH)
    return frozenset(shown)


def unclear(texts: Iterable[str]) -> str:
    """The first of these dates that would be another one in the other order, or nothing."""
    return next((text for text in texts for a, b, _ in _numbered([text]) if _is_unclear(a, b)), "")


def _is_unclear(first: int, second: int) -> bool:
    return first != second and max(first, second) <= len(MONTHS)


def _numbered(texts: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    for text in texts:
        if not _year_first(text):
            found = _NUMBERS.fullmatch(text.strip()) or _JOINED.fullmatch(text.strip())
            if found:
                yield int(found[1]), int(found[2]), found[3]


def read_birth(text: str, order: Order | None, today: date) -> date:
    """The date of birth that a text says; the order is needed for what is only numbers."""
    found = _year_first(text) or _in_order(text, order, today) or _in_words(text, today)
    if found is None:
        raise refuse("birth-unreadable", text=text[:MOST_LETTERS])
    if found > today:
        raise refuse("patient-born-later", born=found)
    if found.year < OLDEST:
        raise refuse("birth-long-ago", born=found)
    return found


def _year_first(text: str) -> date | None:
    plain = text.strip()
    found = _YEAR_FIRST.fullmatch(plain)
    if found:
        return _day(found[1], found[2], found[3])
    if len(plain) == len("19800302") and plain.isdecimal() and plain[:2] in {"18", "19", "20"}:
        return _day(plain[:4], plain[4:6], plain[6:])
    return None


def _in_order(text: str, order: Order | None, today: date) -> date | None:
    for first, second, year in _numbered([text]):
        if order is None and _is_unclear(first, second):
            raise refuse("birth-order", text=text)
        is_day_first = first > len(MONTHS) if order is None else order is Order.DAY
        month, day = (second, first) if is_day_first else (first, second)
        return _day(_century(year, text, today), month, day)
    return None


def _in_words(text: str, today: date) -> date | None:
    """With the month by its name, in English or in Spanish."""
    found: list[str] = _WORDS.findall(_ORDINAL.sub("", fold(text[:MOST_LETTERS])))
    months = [month for word in found if (month := _month(word))]
    numbers = [word for word in found if word.isdecimal()]
    if len(months) != 1 or len(numbers) != len(("day", "year")):
        return None
    day, year = reversed(numbers) if len(numbers[0]) == len("1980") else numbers
    return _day(_century(year, text, today), months[0], day)


def _month(word: str) -> int:
    if len(word) < LEAST_LETTERS:
        return 0
    fits = (i for i, names in enumerate(MONTHS, 1) if any(n.startswith(word) for n in names))
    return next(fits, 0)


def _century(year: str, text: str, today: date) -> int:
    """A year of two digits, when only one century is possible."""
    number = int(year)
    if len(year) > len("80"):
        return number
    if number <= today.year % CENTURY:
        raise refuse("birth-century", text=text[:MOST_LETTERS])
    return today.year // CENTURY * CENTURY - CENTURY + number


def _day(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
