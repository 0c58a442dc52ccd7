"""What goes from one side to the other: a head line each way, then bytes."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from app.domain.refusal import Fact, Reason

Told = Mapping[str, Any]
"""What a reader is told beside the file: anything that JSON can hold."""


class Outcome(StrEnum):
    """How a reading ended, as the child says it; all but the first two are reasons."""

    DONE = "done"
    REFUSED = "refused"
    UNREADABLE = "foreign-unreadable"
    HUNGRY = "foreign-too-hungry"


def head(told: Told) -> bytes:
    """The line that comes before the file."""
    return json.dumps(told).encode() + b"\n"


def split(heard: bytes) -> tuple[Outcome, bytes]:
    """How it ended and what was said; `ValueError` when neither can be told."""
    line, end, payload = heard.partition(b"\n")
    if not end:
        raise ValueError("the child has said nothing")
    return Outcome(line.decode()), payload


def plain_reasons(reasons: Iterable[Reason]) -> list[Any]:
    """Reasons as what JSON can hold."""
    return [
        [each.code, {name: _plain(fact) for name, fact in each.facts.items()}] for each in reasons
    ]


def reasons(told: list[Any]) -> tuple[Reason, ...]:
    """The reasons that JSON held; an error when there is no sentence for one of them."""
    from app import words  # noqa: PLC0415 -- the child says nothing

    found = tuple(
        Reason(str(code), {str(name): _fact(fact) for name, fact in facts.items()})
        for code, facts in told
    )
    words.say_all(found)
    return found


def _plain(fact: Fact) -> object:
    """Words and numbers as they are; what JSON lacks as a mapping that says what it is."""
    match fact:
        case datetime():
            return {"moment": fact.isoformat()}
        case date():
            return {"day": fact.isoformat()}
        case tuple():
            return list(fact)
        case _:
            return fact


def _fact(told: Any) -> Fact:  # noqa: ANN401 -- whatever JSON held
    match told:
        case {"moment": str(moment)}:
            return datetime.fromisoformat(moment)
        case {"day": str(day)}:
            return date.fromisoformat(day)
        case str() | int():
            return told
        case [*words]:
            return tuple(map(str, words))
        case _:
            raise TypeError("a reason's fact is a word, a number, a day or a list of words")
