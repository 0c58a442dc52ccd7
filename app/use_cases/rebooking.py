"""The rebook list: patients whose visit came to nothing, and who have none to come."""

from dataclasses import dataclass, replace
from datetime import timedelta

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.attendance import Attendance, Rebooking, attendance
from app.domain.patients import Patient
from app.domain.refusal import refuse
from app.domain.scheduling import GONE, Visit, VisitType
from app.domain.waiting import ANSWERS
from app.storage.unit import Unit

LOOK_BACK = timedelta(days=90)
"""Whoever has not been there for longer is on no list of the desk's any more."""

MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class RebookView:
    """Somebody to be called about another visit."""

    visit: Visit
    """The one that came to nothing."""
    patient: Patient
    type: VisitType
    attendance: Attendance
    rebooking: Rebooking
    called_by: str
    """Name of whoever called them last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RebookList:
    """The first lines of the list, and how many it has."""

    lines: tuple[RebookView, ...]
    total: int


def rebook_list(clinic: Clinic, limit: int = MOST) -> RebookList:
    """Whose visit came to nothing in the last weeks and who has none to come, the latest first."""
    with clinic.reading(Act.SEE_LISTS) as unit:
        now = clinic.now()
        lost = unit.recalls.to_rebook(now - LOOK_BACK, now)
        shown = unit.scheduling.visits(lost[:limit])[::-1]
        return RebookList(lines=_lines(clinic, unit, shown), total=len(lost))


def lost_their_time(clinic: Clinic) -> tuple[RebookView, ...]:
    """Whose visit is still to come, but has lost its time, by start."""
    with clinic.reading(Act.SEE_LISTS) as unit:
        return _lines(clinic, unit, unit.scheduling.displaced_visits())


def _lines(clinic: Clinic, unit: Unit, lost: tuple[Visit, ...]) -> tuple[RebookView, ...]:
    ids = {visit.patient for visit in lost}
    people, visits = unit.patients.many(ids), unit.scheduling.visits_of_many(ids)
    known = unit.recalls.rebookings(visit.id for visit in lost)
    staff = {person.login: person.name for person in unit.staff.all()}
    lines: list[RebookView] = []
    for visit in lost:
        rebooking = known.get(visit.id, Rebooking(visit=visit.id))
        line = RebookView(
            visit=visit,
            patient=people[visit.patient],
            type=clinic.setup.types[visit.type],
            attendance=attendance(visits.get(visit.patient, ()), clinic.now()),
            rebooking=rebooking,
            called_by=staff.get(rebooking.tried_by, ""),
        )
        lines.append(line)
    return tuple(lines)


def note_call(clinic: Clinic, visit_id: int, said: str) -> Rebooking:
    """Note what a call about another visit came to."""
    if said not in ANSWERS:
        raise refuse("answer-unknown", known=ANSWERS)
    with clinic.writing(Act.RECALL_PATIENT) as unit:
        called = replace(
            _known(unit, visit_id),
            tried_at=clinic.now(),
            tried_by=clinic.person.login,
            answer=said,
        )
        unit.note(answer=said)
        return _kept(unit, called)


def take_call_back(clinic: Clinic, before: Rebooking) -> Rebooking:
    """What was noted of a call never was: the last call is the one before it."""
    with clinic.writing(Act.RECALL_PATIENT) as unit:
        called = replace(
            _known(unit, before.visit),
            tried_at=before.tried_at,
            tried_by=before.tried_by,
            answer=before.answer,
        )
        return _kept(unit, called)


def close_rebooking(clinic: Clinic, visit_id: int) -> Rebooking:
    """Nobody need call the patient about another visit."""
    with clinic.writing(Act.RECALL_PATIENT) as unit:
        known = _known(unit, visit_id, over=True)
        return _kept(unit, replace(known, closed_at=clinic.now()))


def reopen_rebooking(clinic: Clinic, visit_id: int) -> Rebooking:
    """The patient is to be called after all."""
    with clinic.writing(Act.RECALL_PATIENT) as unit:
        return _kept(unit, replace(_known(unit, visit_id), closed_at=None))


def _known(unit: Unit, visit_id: int, *, over: bool = False) -> Rebooking:
    """What is known of a visit that came to nothing, or has lost its time unless it must be over.

    Any other is refused.
    """
    visit = unit.scheduling.visit(visit_id)
    if visit is None or (visit.status not in GONE and (over or not visit.displaced)):
        raise refuse("rebook-unknown", visit=visit_id)
    unit.note(patient=visit.patient, visit=visit.id)
    return unit.recalls.rebookings([visit_id]).get(visit_id, Rebooking(visit=visit_id))


def _kept(unit: Unit, rebooking: Rebooking) -> Rebooking:
    unit.recalls.keep_rebooking(rebooking)
    return rebooking
