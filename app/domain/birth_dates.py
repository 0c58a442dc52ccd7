"""Dates of birth as people and programs write them, read without a guess."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import StrEnum

from app.domain.names import fold
from app.domain.refusal import Refused, refuse

OLDEST = 1880
CENTURY = 100

JOINING = frozenset({"de", "del", "of"})
"""Words between those of a date."""

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
MOST_WORDS = 6

_YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})(?:[ T].*)?")
_NUMBERS = re.compile(r"(\d{1,2})[-/. ]+(\d{1,2})[-/. ]+(\d{4}|\d{2})(?: 0?0:00(?::00)?)?")
_JOINED = re.compile(r"(\d\d)(\d\d)(\d{4})")
_WORDS = re.compile(r"\d+|[a-z]+")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|o|º)\b")


Century = Callable[[str, str, date], int]
"""Gives the whole of a year that is said in a text."""


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


def read_birth(text: str, order: Order | None, today: date, *, guess: bool = False) -> date:
    """The date of birth that a text says; the order is needed for what is only numbers.

    Of a year of two digits that can be of this century, the century is guessed only when asked.
    """
    century = _latest if guess else _century
    found = _year_first(text) or _in_order(text, order, today, century)
    found = found or _in_words(text, today, century)
    if found is None:
        raise refuse("birth-unreadable", text=text[:MOST_LETTERS])
    if found > today:
        raise refuse("patient-born-later", born=found)
    if found.year < OLDEST:
        raise refuse("birth-long-ago", born=found)
    return found


def births(said: str, today: date) -> frozenset[date]:
    """The days that may be meant by "12 Mar 1988", "3/12/88", "1988-03-12" or "03121988".

    Where day and month may be either way round, both are given; of two centuries the later one.
    """
    if not _is_date_alone(said):
        return frozenset()
    return frozenset(day for order in Order for day in _meant(said, order, today))


def _is_date_alone(said: str) -> bool:
    """Whether nothing else is said than what a date is made of."""
    words: list[str] = _WORDS.findall(_ORDINAL.sub("", fold(said)))
    return len(words) <= MOST_WORDS and all(
        word.isdecimal() or word in JOINING or _month(word) for word in words
    )


def _meant(said: str, order: Order, today: date) -> Iterator[date]:
    try:
        yield read_birth(said, order, today, guess=True)
    except Refused:
        return


def _year_first(text: str) -> date | None:
    plain = text.strip()
    found = _YEAR_FIRST.fullmatch(plain)
    if found:
        return _day(found[1], found[2], found[3])
    if len(plain) == len("19800302") and plain.isdecimal() and plain[:2] in {"18", "19", "20"}:
        return _day(plain[:4], plain[4:6], plain[6:])
    return None


def _in_order(text: str, order: Order | None, today: date, century: Century) -> date | None:
    for first, second, year in _numbered([text]):
        if order is None and _is_unclear(first, second):
            raise refuse("birth-order", text=text)
        is_day_first = first > len(MONTHS) if order is None else order is Order.DAY
        month, day = (second, first) if is_day_first else (first, second)
        return _day(century(year, text, today), month, day)
    return None


def _in_words(text: str, today: date, century: Century) -> date | None:
    """With the month by its name, in English or in Spanish."""
    found: list[str] = _WORDS.findall(_ORDINAL.sub("", fold(text[:MOST_LETTERS])))
    months = [month for word in found if (month := _month(word))]
    numbers = [word for word in found if word.isdecimal()]
    if len(months) != 1 or len(numbers) != len(("day", "year")):
        return None
    day, year = reversed(numbers) if len(numbers[0]) == len("1980") else numbers
    return _day(century(year, text, today), months[0], day)


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


def _latest(year: str, _: str, today: date) -> int:
    """A year of two digits, the latest that is not to come."""
    number = int(year)
    return number if len(year) > len("80") else today.year - (today.year - number) % CENTURY


def _day(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
