"""What two desks have made of the same thing at once: neither overwrites the other unseen."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from enum import Enum
from typing import Any, Generic, TypeVar, cast

from app.domain.refusal import Fact, Reason, Refused

T = TypeVar("T")
Dataclass = Any
"""A value with fields."""

COUNTED = ("id", "version")
"""Fields in which nobody writes."""


AGAIN = "both-again"
OF_BOTH = frozenset({"both-changed", "both-emptied", AGAIN})
"""The codes of what stands against overwriting somebody else."""


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


def without_mine(seen: T, mine: T, kept: T) -> T:
    """What was kept of both, with my changes taken back and the others' left."""
    return _with(kept, {name: getattr(seen, name) for name in changed(seen, mine)})


def _with(value: Dataclass, kept: dict[str, Any]) -> Dataclass:
    return replace(value, **kept)


def both_kept(seen: T, mine: T, now: T) -> T:
    """Both brought together, or refused with what the others have made of the same fields."""
    met = meet(seen, mine, now)
    refuse_both(against_both(met, now))
    return met.value


def refuse_both(reasons: Iterable[Reason]) -> None:
    """Refuse to overwrite somebody else, if anything was changed by both; it can be done anyway."""
    found = tuple(reasons)
    if found:
        raise Refused([*found, Reason(AGAIN)])


def against_both(met: Met[T], now: T) -> Iterator[Reason]:
    """Say of each field that both have changed what the others have made it."""
    for name in met.both:
        yield others_made(name, getattr(now, name))


def others_made(field: str, now: object) -> Reason:
    """What others have made of a field that is typed over here, told before it is overwritten."""
    said = told(now)
    facts = {"part": field, "now": said} if said else {"part": field}
    return Reason("both-changed" if said else "both-emptied", facts)


def is_of_both(error: Exception) -> bool:
    """Whether nothing but what somebody else has changed stands against an act."""
    every = error.reasons if isinstance(error, Refused) else ()
    return bool(every) and all(reason.code in OF_BOTH for reason in every)


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
