"""Calling a visit off, or finding that nobody came, and what becomes of the patient."""

from dataclasses import dataclass

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.attendance import GOES_TO, Attendance, Rebooking, attendance
from app.domain.refusal import refuse
from app.domain.scheduling import Visit
from app.domain.waiting import Gap
from app.storage.unit import Unit
from app.use_cases.gaps import freed_gap
from app.use_cases.scheduling import cancel_inside, no_show_inside, read_visit
from app.use_cases.views import VisitView
from app.use_cases.waitlist import WaitWish, put_on


@dataclass(frozen=True, slots=True, kw_only=True)
class CalledOff:
    """A visit that is off, and the time that it leaves."""

    view: VisitView
    gap: Gap | None


def call_off(
    clinic: Clinic,
    visit_id: int,
    *,
    by: str = "patient",
    why: str = "",
    goes_to: str = "rebook",
    token: str = "",
) -> CalledOff:
    """Call off a visit that is still to come, and say what becomes of the patient."""
    with clinic.writing(Act.CANCEL_VISIT, token=token) as unit:
        gap = freed_gap(clinic, read_visit(clinic, unit, visit_id))
        view = cancel_inside(clinic, unit, visit_id, by=by, why=why.strip())
        _goes_to(clinic, unit, view.visit, goes_to)
        return CalledOff(view=view, gap=gap)


def did_not_come(
    clinic: Clinic, visit_id: int, *, goes_to: str = "rebook", token: str = ""
) -> CalledOff:
    """Record that the patient did not come, and say what becomes of them."""
    with clinic.writing(Act.NO_SHOW, token=token) as unit:
        gap = freed_gap(clinic, read_visit(clinic, unit, visit_id))
        view = no_show_inside(clinic, unit, visit_id)
        _goes_to(clinic, unit, view.visit, goes_to)
        return CalledOff(view=view, gap=gap)


def _goes_to(clinic: Clinic, unit: Unit, visit: Visit, goes_to: str) -> None:
    """The patient goes to the rebook list, to the wait list, or to none."""
    if goes_to not in GOES_TO:
        raise refuse("goes-to-unknown", known=GOES_TO)
    closed = None if goes_to == "rebook" else clinic.now()
    unit.recalls.keep_rebooking(Rebooking(visit=visit.id, closed_at=closed))
    waits = any(each.type == visit.type for each in unit.waiting.open([visit.patient]))
    if goes_to == "wait" and not waits:
        put_on(clinic, unit, WaitWish(patient=visit.patient, type=visit.type))
    unit.note(goes_to=goes_to, visit=visit.id)


def attendance_of(clinic: Clinic, patient: int) -> Attendance:
    """How often a patient did not come, or called off late, in the last twelve months."""
    with clinic.reading(Act.SEE_LISTS) as unit:
        return attendance(unit.scheduling.visits_of(patient), clinic.now())
