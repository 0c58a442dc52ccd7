"""How a visit to come was last judged, and what has come to stand against it since."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from app.domain.gate import Item, State, Stop
from app.domain.refusal import Reason
from app.domain.scheduling import Status, Visit

PLAN = "plan"
"""Stands for the people, the room and the hours, which are no gate item."""

DAY_TURNED = "day-turned"
"""The cause when nobody did anything: a day has passed."""

DECIDED = "decided"
"""The cause when the clinic has decided something: its policy, its people, a kind of visit."""

HAD = frozenset({State.MET, State.WAIVED})
"""How an item stands of which it is noticed when it is lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One thing for which a visit to come needs attention: why, since when, and what did it."""

    item: str
    """The gate item, or `PLAN`."""
    reason: Reason
    since: datetime
    cause: str
    """The act after which it was found, or one of the two causes above."""
    had: bool = False
    """Whether it had been there: such a mark stays until it is there again, whatever it stops."""

    @property
    def key(self) -> tuple[str, str]:
        """What makes two marks the same: an item whose reason changes is still not met."""
        return self.item, self.reason.code if self.item == PLAN else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """By what is judged: the clinic's day, its policy, and all else that it has decided."""

    day: date
    policy: int
    house: int
    """Another one whenever visits may have lost their people, their room or the hours."""
    mark: str
    """Another one whenever the clinic, or this program, has decided something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A visit to come as last judged."""

    visit: int
    states: Mapping[str, State]
    day: date
    policy: int
    house: int
    """By which house it was last looked whether the visit has lost what it holds."""
    basis: str
    marks: tuple[Mark, ...] = ()
    since: datetime | None = None
    """When the newest mark came; None when nothing stands against the visit."""
    seen_at: datetime | None = None
    """When somebody last said that they know of the marks."""

    @property
    def is_news(self) -> bool:
        """Whether something stands against the visit that nobody has said they know of."""
        return self.since is not None and (self.seen_at is None or self.seen_at < self.since)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A visit judged now: its items, and what has become of its people, its room and the hours."""

    visit: Visit
    items: Sequence[Item]
    lost: Sequence[Reason] | None = None
    """None when that was not looked at, since nothing about it has changed."""


def judged_again(
    before: Judged | None, found: Found, basis: Basis, at: datetime, cause: str
) -> Judged:
    """The judgement to keep, with what stands against the visit that did not before.

    What was there and is no longer is marked, and what would not let a booked visit be booked.
    A mark stays with its first moment until what it is about is well again.
    """
    known = {mark.key: mark for mark in before.marks} if before else {}
    missed = _missed(before)
    now = [
        Mark(item=item, reason=reason, since=at, cause=cause, had=_was_there(before, item, missed))
        for item, reason in _against(before, found)
    ]
    marks = tuple(_as_known(mark, known.get(mark.key)) for mark in now)
    return Judged(
        visit=found.visit.id,
        states={item.item: item.state for item in found.items},
        day=basis.day,
        policy=basis.policy,
        house=basis.house,
        basis=basis.mark,
        marks=marks,
        since=max((mark.since for mark in marks), default=None),
        seen_at=before.seen_at if before and marks else None,
    )


def _as_known(mark: Mark, known: Mark | None) -> Mark:
    return mark if known is None else replace(mark, since=known.since, cause=known.cause)


def _against(before: Judged | None, found: Found) -> Iterator[tuple[str, Reason]]:
    """What is to be marked, by item."""
    if found.lost is None:
        yield from ((m.item, m.reason) for m in (before.marks if before else ()) if m.item == PLAN)
    else:
        yield from ((PLAN, reason) for reason in found.lost)
    is_booked, missed = found.visit.status is Status.BOOKED, _missed(before)
    for item in found.items:
        if item.open:
            stops = is_booked and item.stops is Stop.BOOKING
            if stops or _was_there(before, item.item, missed):
                yield item.item, item.reason


def _missed(before: Judged | None) -> frozenset[str]:
    """The items that were met once, and are missed since."""
    if before is None or not before.marks:
        return frozenset()
    return frozenset(mark.item for mark in before.marks if mark.had)


def _was_there(before: Judged | None, item: str, missed: frozenset[str]) -> bool:
    """Whether an item was met when last judged, or has been missed since it was."""
    return before is not None and (item in missed or before.states.get(item) in HAD)


def newly_marked(before: Judged | None, after: Judged) -> tuple[Mark, ...]:
    """The marks that a judgement brought."""
    known = {mark.key for mark in before.marks} if before else set[tuple[str, str]]()
    return tuple(mark for mark in after.marks if mark.key not in known)
