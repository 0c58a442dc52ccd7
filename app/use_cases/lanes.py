"""Serving fewer visits at once: who goes to another lane, and for whom none is left."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from app.clinic import Clinic
from app.domain.lanes import relane
from app.domain.scheduling import Claim, Part, Resource, Session, Visit
from app.domain.time import minute
from app.storage.unit import Unit
from app.use_cases.placing import FURTHEST


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaned:
    """What a resource with other lanes makes of the visits and sessions that hold it."""

    changes: tuple[Visit | Session, ...]
    """With other lanes in their plans."""
    broken: tuple[Claim, ...]
    """What finds no lane any more."""


def relaned(clinic: Clinic, unit: Unit, now: Resource, then: Resource) -> Relaned:
    """Who goes where when only the lanes of `then` are left; none when it is retired."""
    goes: dict[Claim, int | None] = {}
    broken: list[Claim] = []
    for lanes, left in ((now.lanes, then.lanes), (now.extra, then.extra)):
        held = _held(clinic, unit, lanes)
        found = relane(held, () if then.retired else left)
        goes |= dict(found.moved) | dict.fromkeys(found.spared)
        broken += found.broken
    return Relaned(changes=tuple(_changes(unit, goes)), broken=tuple(broken))


def _held(clinic: Clinic, unit: Unit, lanes: tuple[int, ...]) -> tuple[Claim, ...]:
    """What visits and sessions hold of some lanes from now on."""
    now = clinic.now()
    last = minute(now + timedelta(days=FURTHEST + 1))
    return unit.scheduling.claims(minute(now), last, lanes) if lanes else ()


def _changes(unit: Unit, goes: Mapping[Claim, int | None]) -> Iterator[Visit | Session]:
    holders = {claim.holder for claim in goes}
    held = {(claim.holder, claim.lane, claim.start): lane for claim, lane in goes.items()}
    sessions = unit.scheduling.sessions(holders)
    for each in (*unit.scheduling.visits(holders), *sessions.values()):
        yield replace(each, parts=tuple(_parts(each, held)))


def _parts(
    holder: Visit | Session, goes: Mapping[tuple[int, int, int], int | None]
) -> Iterator[Part]:
    for part in holder.parts:
        lane = goes.get((holder.id, part.lane, minute(holder.start) + part.start), part.lane)
        if lane is not None:
            yield replace(part, lane=lane)
