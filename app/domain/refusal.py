"""Why something may not be done, or cannot be: codes and facts, no sentences."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

T = TypeVar("T")
Fact = str | int | date | datetime | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: a code of the table of sentences, and the facts the sentence needs."""

    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict[str, Fact])


class Refused(Exception):
    """An act that may not be done, with every reason at once."""

    def __init__(self, reasons: Iterable[Reason]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(", ".join(reason.code for reason in self.reasons))


class Trouble(Exception):
    """An act that the surroundings prevented: disk, file, font, printer, a broken form."""

    def __init__(self, code: str, /, **facts: Fact) -> None:
        self.reason = Reason(code, facts)
        super().__init__(code)


def refuse_if(reasons: Iterable[Reason]) -> None:
    """Raise `Refused` with all the reasons, if there are any."""
    found = tuple(reasons)
    if found:
        raise Refused(found)


def refuse(code: str, /, **facts: Fact) -> Refused:
    """A refusal with one reason, to be raised."""
    return Refused([Reason(code, facts)])


def gathered(against: list[Reason], read: Callable[[], T], otherwise: T) -> T:
    """What is read, or something else with the reasons against it noted, to be said with others."""
    try:
        return read()
    except Refused as refused:
        against += refused.reasons
        return otherwise
