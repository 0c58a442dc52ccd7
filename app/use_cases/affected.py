"""Which visits a change of the house would hit, and how their time is taken from them."""

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.blocks import Block, Closure, span_of
from app.domain.refusal import Reason, refuse_if
from app.domain.scheduling import STANDING, Claim, Resource, Session, Visit, VisitType
from app.domain.time import from_minute, minute, wall
from app.storage.unit import Unit
from app.use_cases.lanes import relaned
from app.use_cases.shaken import Shaking, shaken
from app.use_cases.views import VisitView, view_visits

LONGEST_VISIT = timedelta(days=1)
"""A visit that began longer ago is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseChange:
    """What is to change about when people and things are to be had."""

    blocks: tuple[Block, ...] = ()
    closures: tuple[Closure, ...] = ()
    resources: tuple[Resource, ...] = ()
    """People and things as they are to be; `lanes` and `extra` name those that are left."""
    types: tuple[VisitType, ...] = ()
    """Kinds of visit as they are to be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A visit that a change would hit."""

    view: VisitView
    loses: bool = True
    """Whether its time would be taken from it."""
    until: datetime | None = None
    """A visit that is under way keeps its time until then, whatever is asked."""
    reasons: tuple[Reason, ...] = ()
    """What would stand against a visit that keeps its time."""


def affected(clinic: Clinic, change: HouseChange) -> tuple[Hit, ...]:
    """The visits that a change would hit, by start."""
    with clinic.reading(Act.SEE_DAY) as unit:
        return hits(clinic, unit, change)


def hits(clinic: Clinic, unit: Unit, change: HouseChange) -> tuple[Hit, ...]:
    """The same inside a door that is open already."""
    claims = (*_claims_in(unit, change.blocks), *_without_lane(clinic, unit, change.resources))
    losing = [*_holding_on(clinic, unit, claims), *_closed_out(clinic, unit, change)]
    found = losing + list(_shaken(clinic, unit, change, [hit.view.visit.id for hit in losing]))
    return tuple(sorted(found, key=lambda hit: (hit.view.visit.start, hit.view.visit.id)))


def _without_lane(clinic: Clinic, unit: Unit, resources: Sequence[Resource]) -> Iterator[Claim]:
    """What finds no lane any more when people and things serve fewer visits at once."""
    for then in resources:
        now = unit.resources.find(then.id)
        if now is not None:
            yield from relaned(clinic, unit, now, then).broken


def _holding_on(clinic: Clinic, unit: Unit, claims: Sequence[Claim]) -> Iterator[Hit]:
    """The visits whose claims are to be given up; those under way keep theirs."""
    ends = {claim.holder: claim.end for claim in sorted(claims, key=lambda claim: claim.end)}
    visits = tuple(_holding(unit, ends))
    for view in view_visits(clinic, unit, visits):
        until = ends.get(view.visit.id) or ends[view.visit.session or 0]
        coming = view.visit.status in STANDING
        yield Hit(view=view, loses=coming, until=None if coming else from_minute(until))


def _shaken(
    clinic: Clinic, unit: Unit, change: HouseChange, losing: Collection[int]
) -> Iterator[Hit]:
    """The visits that would keep their time, but not all that they need."""
    asked = Shaking(
        blocks=change.blocks,
        resources={each.id: each for each in change.resources},
        types={kind.slug: kind for kind in change.types},
    )
    found = shaken(clinic, unit, asked, losing)
    for view in view_visits(clinic, unit, unit.scheduling.visits(found)):
        yield Hit(view=view, loses=False, reasons=found[view.visit.id])


def _closed_out(clinic: Clinic, unit: Unit, change: HouseChange) -> Iterator[Hit]:
    """The visits to come that hold anything while the clinic is to be closed."""
    found: dict[int, Visit] = {}
    for closure in change.closures:
        begin, end = span_of(closure, clinic.zone)
        near = [
            visit
            for visit in unit.scheduling.visits_between(begin - LONGEST_VISIT, end)
            if visit.status in STANDING and visit.holds_time
        ]
        sessions = unit.scheduling.sessions({v.session for v in near if v.session is not None})
        for visit in near:
            session = sessions.get(visit.session or 0)
            claims = (*visit.claims, *(session.claims if session else ()))
            if any(c.start < minute(end) and minute(begin) < c.end for c in claims):
                found[visit.id] = visit
    yield from (Hit(view=view) for view in view_visits(clinic, unit, tuple(found.values())))


def _claims_in(unit: Unit, blocks: Sequence[Block]) -> tuple[Claim, ...]:
    """What visits and sessions hold of the time that is to be blocked."""
    found: list[Claim] = []
    lanes = {r.id: r.lanes + r.extra for r in unit.scheduling.resources()}
    for resource in {block.resource for block in blocks}:
        mine = [block for block in blocks if block.resource == resource]
        first, end = min(b.start for b in mine), max(b.end for b in mine)
        held = unit.scheduling.claims(minute(first), minute(end), lanes.get(resource, ()))
        found += [claim for claim in held if any(_reaches(claim, block) for block in mine)]
    return tuple(found)


def _reaches(claim: Claim, block: Block) -> bool:
    return claim.start < minute(block.end) and minute(block.start) < claim.end


def _holding(unit: Unit, holders: Collection[int]) -> Iterator[Visit]:
    """The visits among some holders, and the seats of the group sessions among them."""
    yield from unit.scheduling.visits(holders)
    for seats in unit.scheduling.seats_of(unit.scheduling.sessions(holders)).values():
        yield from (seat for seat in seats if seat.holds_time and seat.id not in holders)


def refuse_hits(clinic: Clinic, found: Sequence[Hit], *, displace: bool) -> None:
    """Refuse a change over visits, naming each; those whose time may be taken do not count."""
    refuse_if(_against(clinic, found, displace=displace))


def _against(clinic: Clinic, found: Sequence[Hit], *, displace: bool) -> Iterator[Reason]:
    for hit in found:
        if hit.until is not None:
            until = wall(hit.until, clinic.zone)
            yield Reason("visit-keeps-its-time", {**_told(clinic, hit), "until": until})
    waiting = [hit for hit in found if hit.until is None]
    if waiting and not displace:
        yield Reason("visits-in-the-way")
        for hit in waiting:
            yield Reason("visit-in-the-way", _told(clinic, hit))
            yield from hit.reasons


def _told(clinic: Clinic, hit: Hit) -> dict[str, str | int | datetime]:
    view = hit.view
    return {
        "name": view.patient.listed,
        "type": view.type.short,
        "start": wall(view.visit.start, clinic.zone),
        "visit": view.visit.id,
    }


def without_time(unit: Unit, found: Sequence[Hit]) -> list[Visit | Session]:
    """The visits that lose their time, and their group sessions, as they are to be kept."""
    visits = [hit.view.visit for hit in found if hit.loses]
    sessions = unit.scheduling.sessions({v.session for v in visits if v.session is not None})
    changed: list[Visit | Session] = [replace(visit, displaced=True) for visit in visits]
    return changed + [replace(session, displaced=True) for session in sessions.values()]


def asked_before(unit: Unit, token: str) -> dict[str, Any]:
    """What an act with this mark noted, when it was done before: asked again it is done once."""
    entry = unit.audit.by_token(token)
    return {} if entry is None else json.loads(entry.payload)
