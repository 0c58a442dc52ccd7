"""What two desks have made of the same thing at once: neither overwrites the other unseen."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from enum import Enum
from typing import Any, Generic, TypeVar, cast

from app.domain.refusal import Fact, Reason

T = TypeVar("T")
Dataclass = Any
"""A value with fields."""

COUNTED = ("id", "version")
"""Fields in which nobody writes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Met(Generic[T]):
    """Both brought together: each field as whoever changed it left it."""

    value: T
    theirs: tuple[str, ...]
    """The fields that only the others have changed."""
    both: tuple[str, ...]
    """The fields that both have changed, each otherwise; in the value they are as mine."""


def meet(seen: T, mine: T, now: T, leave: Collection[str] = COUNTED) -> Met[T]:
    """What became of something that I saw and changed, while others have made it what it is now."""
    my, their = changed(seen, mine, leave), changed(seen, now, leave)
    kept = {name: getattr(mine, name) for name in my}
    return Met(
        value=_with(now, kept),
        theirs=tuple(name for name in their if name not in my),
        both=tuple(n for n in my if n in their and getattr(mine, n) != getattr(now, n)),
    )


def changed(one: T, other: T, leave: Collection[str] = COUNTED) -> tuple[str, ...]:
    """The fields that are not the same in both, in their order."""
    value: Dataclass = one
    names = (each.name for each in fields(value) if each.name not in leave)
    return tuple(name for name in names if getattr(one, name) != getattr(other, name))


def _with(value: Dataclass, kept: dict[str, Any]) -> Dataclass:
    return replace(value, **kept)


def against_both(met: Met[T], now: T) -> Iterator[Reason]:
    """Say of each field that both have changed what the others have made it."""
    for name in met.both:
        said = told(getattr(now, name))
        code = "both-changed" if said else "both-emptied"
        yield Reason(code, {"field": name, "now": said} if said else {"field": name})


def told(value: object) -> Fact:
    """What stands in a field, to be said; nothing for what is empty."""
    match value:
        case bool():
            return "yes" if value else "no"
        case str() | int() | date():
            return value
        case None:
            return ""
        case Enum():
            return str(value.value)
        case tuple() | frozenset():
            items = cast("Collection[object]", value)
            return ", ".join(each for each in map(str, map(told, items)) if each)
        case _:
            return _told_parts(value) if is_dataclass(value) else str(value)


def _told_parts(value: Dataclass) -> str:
    """The parts of something that are said, in a row; a yes says its name."""
    parts = ((each.name, getattr(value, each.name)) for each in fields(value))
    said = (name if part is True else part and str(told(part)) for name, part in parts)
    return ", ".join(each for each in said if each)
