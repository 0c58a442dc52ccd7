"""Group sessions: held once for everybody in them, and the seat of each patient."""

from dataclasses import dataclass, replace
from datetime import datetime

from app.clinic import Clinic
from app.domain.diary import Diary
from app.domain.openings import is_free, patient_part
from app.domain.resizing import minutes_of
from app.domain.scheduling import Kind, Part, Resource, Session, Visit, VisitType
from app.domain.time import GRAIN, from_minute, minute
from app.storage.unit import Unit

OWN = frozenset({Kind.PATIENT, Kind.SEAT})
"""What a seat holds itself; its session holds the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A free seat in a session that others already have, and what the patient would hold."""

    session: int
    end: datetime
    parts: tuple[Part, ...]


def free_seat(
    unit: Unit, kind: VisitType, patient: Resource, diary: Diary, start: datetime
) -> Seat | None:
    """A free seat in a session of this kind that begins then; None when there is none."""
    if not kind.is_group:
        return None
    same = unit.scheduling.sessions_between(start, from_minute(minute(start) + 1))
    for session in same:
        if session.type == kind.slug and not session.displaced:
            parts = seat_parts(kind, patient, diary, session)
            if parts is not None:
                return Seat(session=session.id, end=session.end, parts=parts)
    return None


def seat_parts(
    kind: VisitType, patient: Resource, diary: Diary, session: Session
) -> tuple[Part, ...] | None:
    """What a patient would hold of a session, None when no seat is free or they are not.

    It lasts as long as the session does, which its kind may since have changed.
    """
    rooms = {part.resource for part in session.parts}
    need = next(need for need in kind.needs if need.kind is Kind.SEAT)
    first, end = kind.span(need)
    grain, long = diary.at(session.start), minutes_of(session)
    own = replace(patient_part(kind, patient), end=long)
    first, end = min(first, long - GRAIN), long if end >= kind.patient_minutes else min(end, long)
    if not is_free(diary, own.lane, grain, own):
        return None
    for seats in diary.pool(need):
        part = Part(role=need.role, resource=seats.id, lane=0, start=first, end=end)
        lane = next((n for n in seats.lanes if is_free(diary, n, grain, part)), None)
        if seats.within in rooms and lane is not None:
            return (own, replace(part, lane=lane))
    return None


def own_and_shared(unit: Unit, visit: Visit) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """What a patient's seat holds of a plan, and what the session holds for everybody."""
    kinds = {resource.id: resource.kind for resource in unit.scheduling.resources()}
    own = tuple(p for p in visit.parts if kinds.get(p.resource, Kind.PATIENT) in OWN)
    return own, tuple(part for part in visit.parts if part not in own)


def with_session(clinic: Clinic, unit: Unit, visit: Visit) -> Visit:
    """A group's visit with its session, which is opened when it has none yet."""
    if visit.session is not None or not clinic.setup.types[visit.type].is_group:
        return visit
    own, shared = own_and_shared(unit, visit)
    session = Session(
        type=visit.type,
        start=visit.start,
        end=visit.end,
        parts=shared,
        made_by=clinic.person.login,
    )
    opened = unit.scheduling.keep([session])[0]
    return replace(visit, session=opened.id, parts=own)
