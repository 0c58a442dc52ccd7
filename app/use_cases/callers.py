"""What the desk knows of a caller before anything is booked."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.attendance import Attendance, attendance
from app.domain.next_step import NextStep, next_step
from app.domain.refusal import refuse
from app.domain.scheduling import GONE, Visit, VisitType
from app.storage.unit import Unit
from app.use_cases.visit_types import offered_types


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Somebody who calls: how reliably they come, what is next for them, what they come for."""

    attendance: Attendance
    next: NextStep | None
    """The next step of their course that has no visit."""
    kinds: tuple[VisitType, ...]
    """The kinds of visit, first those that they came for last."""


def see_caller(clinic: Clinic, patient: int) -> Caller:
    """What is known of a caller, by the number of their card."""
    with clinic.reading(Act.FIND_OPENINGS) as unit:
        visits = unit.scheduling.visits_of(patient)
        return Caller(
            attendance=attendance(visits, clinic.now()),
            next=read_next(clinic, unit, patient, visits),
            kinds=_theirs_first(offered_types(clinic), visits),
        )


def read_next(clinic: Clinic, unit: Unit, patient: int, visits: Iterable[Visit]) -> NextStep | None:
    """The next step without a visit of the patient's latest course."""
    courses, mine = unit.courses.of_patient(patient), list(visits)
    found = (next_step(each, clinic.setup.types, mine, clinic.zone) for each in courses[:1])
    return next(found, None)


def for_step(clinic: Clinic, unit: Unit, visit: Visit) -> Visit:
    """A visit that is to take a step of a course; refused when that step is not the next."""
    wanted = read_next(clinic, unit, visit.patient, unit.scheduling.visits_of(visit.patient))
    asked = (visit.course, visit.step, visit.type)
    if wanted is None or (wanted.course, wanted.number, wanted.type) != asked:
        raise refuse("course-step-taken")
    return visit


def _theirs_first(kinds: tuple[VisitType, ...], visits: Iterable[Visit]) -> tuple[VisitType, ...]:
    latest = {visit.type: visit.start for visit in visits if visit.status not in GONE}
    came = [kind for kind in kinds if kind.slug in latest]
    came.sort(key=lambda kind: latest[kind.slug], reverse=True)
    return (*came, *(kind for kind in kinds if kind.slug not in latest))
