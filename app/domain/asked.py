"""What somebody looks for a patient by, taken from what was typed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.birth_dates import births
from app.domain.names import fold, parts
from app.domain.time import YEARS

LEAST_DIGITS = 3
"""Fewer digits at the end of a telephone number tell nobody apart."""
LONGEST = 3
"""Words of a date of birth, like 12 Mar 1988."""
NUMBER = re.compile(r"[\d()+.-]*\d[\d()+.-]*")
ALL_NUMBER = re.compile(r"[\d\s()+.-]*\d[\d\s()+.-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A number that was typed, and the days that it may be."""

    digits: str = ""
    days: frozenset[date] = frozenset()

    @property
    def year(self) -> int | None:
        """The year of birth that it may be."""
        whole = len(self.digits) == len("1988") and int(self.digits) in YEARS
        return int(self.digits) if whole else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Words of a name, of which each has to be there, and numbers that tell somebody apart."""

    text: str
    names: tuple[str, ...] = ()
    told: tuple[Told, ...] = ()


def read_asked(typed: str, today: date) -> Asked:
    """What is looked for."""
    text = " ".join(typed.split())
    if not ALL_NUMBER.fullmatch(text) or births(text, today):
        found = tuple(_each(text.split(), today))
    else:  # a telephone number may have been typed with spaces in it
        found = (Told(digits=_digits(text)),)
    names = dict.fromkeys(each for each in found if isinstance(each, str))
    told = tuple(each for each in found if isinstance(each, Told))
    return Asked(text=text, names=tuple(names), told=told)


def _each(words: Sequence[str], today: date) -> Iterator[str | Told]:
    at = 0
    while at < len(words):
        days, length = _born(words[at : at + LONGEST], today)
        if days:
            digits = _digits(words[at]) if length == 1 and NUMBER.fullmatch(words[at]) else ""
            yield Told(digits=digits, days=days)
        elif NUMBER.fullmatch(words[at]):
            yield Told(digits=_digits(words[at]))
        else:
            yield from parts(fold(words[at]))
        at += length


def _born(words: Sequence[str], today: date) -> tuple[frozenset[date], int]:
    """The days of a date of birth that the words begin with, and how many words that takes."""
    for length in range(len(words), 0, -1):
        days = births(" ".join(words[:length]), today)
        if days:
            return days, length
    return frozenset(), 1


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
