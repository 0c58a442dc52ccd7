"""Booking, holding, calling off and checking in."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from app.clinic import Clinic, new_token
from app.domain import gate
from app.domain.access import Act
from app.domain.gate import Item, Stop
from app.domain.refusal import Reason, refuse, refuse_if
from app.domain.scheduling import (
    NEXT_STATUS,
    NEXT_WITHOUT_DOSE,
    STANDING,
    Status,
    Visit,
    VisitType,
)
from app.domain.time import midnight
from app.domain.timers import may_be_missed
from app.domain.wishes import NO_WISHES, Wishes
from app.storage.unit import Unit
from app.use_cases.callers import for_step
from app.use_cases.patients import by_number
from app.use_cases.placing import Want, place_all, snapshot, wished
from app.use_cases.views import VisitView, judge, view_placed, view_visits

BY = ("patient", "clinic")
"""Who can call a visit off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody on the phone asks for; `hold_until` keeps the time before the gate is met."""

    patient: int
    type: str
    start: datetime
    hold_until: datetime | None = None
    wishes: Wishes = NO_WISHES
    course: int | None = None
    step: int = 0
    """The step of that course, counted from 1, that the visit is to take."""
    overbook: str = ""
    """The reason for which an overbooking lane may be used where no other is free."""
    token: str = ""


def visit_type(clinic: Clinic, slug: str) -> VisitType:
    """A visit type of the clinic; an unknown one is refused."""
    kind = clinic.setup.types.get(slug)
    if kind is None:
        raise refuse("type-unknown", type=slug, known=tuple(clinic.setup.types))
    if kind.retired:
        raise refuse("type-retired", type=kind.title)
    return kind


def see_visit(clinic: Clinic, visit_id: int) -> VisitView:
    """One visit with its readiness; that is written to the audit."""
    with clinic.reading(Act.SEE_READINESS) as unit:
        return read_visit(clinic, unit, visit_id)


def read_visit(clinic: Clinic, unit: Unit, visit_id: int) -> VisitView:
    """One visit inside a door that is open already; an unknown one is refused."""
    visit = unit.scheduling.visit(visit_id)
    if visit is None:
        raise refuse("visit-unknown", visit=visit_id)
    unit.note(patient=visit.patient, visit=visit.id)
    return view_visits(clinic, unit, [visit])[0]


def judge_wish(clinic: Clinic, patient: int, slug: str, on: date) -> tuple[Item, ...]:
    """The readiness of a visit that is only wished for, on a day."""
    return see_wish(clinic, patient, slug, on).items


def see_wish(clinic: Clinic, patient: int, slug: str, on: date) -> VisitView:
    """A visit that is only wished for, on a day, with its readiness."""
    kind = visit_type(clinic, slug)
    with clinic.reading(Act.SEE_READINESS) as unit:
        unit.note(patient=patient)
        asked = wished(clinic, kind, patient, midnight(on, clinic.zone) + timedelta(hours=12))
        items = judge(clinic, unit, [asked])[0]
        return view_placed(clinic, asked, by_number(unit, patient), {}, items)


def book_visit(clinic: Clinic, wish: Wish) -> VisitView:
    """Book or hold a visit, or raise `Refused` with every reason at once."""
    kind = visit_type(clinic, wish.type)
    token = wish.token or new_token()
    act = Act.OVERBOOK_VISIT if wish.overbook.strip() else Act.BOOK_VISIT
    with clinic.writing(act, token=token) as unit:
        visit = unit.scheduling.visit_by_token(token)
        if visit is None:
            release_late_holds(clinic, unit)
            (visit,) = place_all(clinic, unit, [_want(clinic, unit, kind, wish, token)])
        unit.note(patient=visit.patient, visit=visit.id, status=visit.status.value)
        return view_visits(clinic, unit, [visit])[0]


def _want(clinic: Clinic, unit: Unit, kind: VisitType, wish: Wish, token: str) -> Want:
    asked = replace(
        wished(clinic, kind, wish.patient, wish.start),
        status=Status.BOOKED if wish.hold_until is None else Status.HELD,
        hold_until=wish.hold_until,
        overbooked=wish.overbook.strip(),
        course=wish.course,
        step=wish.step,
        token=token,
    )
    if wish.course is not None:
        asked = for_step(clinic, unit, asked)
    return Want(visit=asked, wishes=wish.wishes)


def cancel_visit(
    clinic: Clinic, visit_id: int, *, by: str = "patient", why: str = "", token: str = ""
) -> VisitView:
    """Call off a visit that is still to come; its time is free at once."""
    with clinic.writing(Act.CANCEL_VISIT, token=token) as unit:
        return cancel_inside(clinic, unit, visit_id, by=by, why=why)


def cancel_inside(clinic: Clinic, unit: Unit, visit_id: int, *, by: str, why: str) -> VisitView:
    """The same inside a door that is open already."""
    view = read_visit(clinic, unit, visit_id)
    if by not in BY:
        raise refuse("cancelled-by-unknown", by=by, known=BY)
    if view.visit.status not in STANDING:
        raise refuse("status-over", status=view.visit.status.value)
    late = by == "patient" and is_late(clinic, view.visit)
    unit.note(was=view.visit.status.value, by=by, late=late)
    unit.shelf.take([visit_id])
    gone = replace(view.visit, status=Status.CANCELLED, cancelled_by=by, why=why, late=late)
    return _kept(clinic, unit, gone)


def is_late(clinic: Clinic, visit: Visit) -> bool:
    """Whether the clinic asks for more notice than is left before a visit."""
    notice = timedelta(hours=clinic.setup.hours["cancel_hours"])
    return visit.start - clinic.now() < notice


def no_show(clinic: Clinic, visit_id: int, *, token: str = "") -> VisitView:
    """Record that the patient did not come; what the visit held ahead is free at once."""
    with clinic.writing(Act.NO_SHOW, token=token) as unit:
        return no_show_inside(clinic, unit, visit_id)


def no_show_inside(clinic: Clinic, unit: Unit, visit_id: int) -> VisitView:
    """The same inside a door that is open already."""
    view = read_visit(clinic, unit, visit_id)
    refuse_if(_against_no_show(clinic, view))
    unit.note(was=view.visit.status.value)
    gone = replace(view.visit, status=Status.NO_SHOW, freed_at=clinic.now())
    return _kept(clinic, unit, gone)


def _against_no_show(clinic: Clinic, view: VisitView) -> Iterator[Reason]:
    if view.visit.status not in STANDING:
        yield Reason("status-over", {"status": view.visit.status.value})
    elif not may_be_missed(view.visit, clinic.now()):
        yield Reason("no-show-early")


def _kept(clinic: Clinic, unit: Unit, visit: Visit) -> VisitView:
    return view_visits(clinic, unit, unit.scheduling.keep([visit]))[0]


def book_held_visit(clinic: Clinic, visit_id: int, *, token: str = "") -> VisitView:
    """Turn a hold into a booking once the gate lets it."""
    with clinic.writing(Act.BOOK_HELD_VISIT, token=token) as unit:
        view = read_visit(clinic, unit, visit_id)
        if view.visit.status is not Status.HELD:
            raise refuse("already-there", status=view.visit.status.value)
        refuse_if(gate.against_booking(view.items))
        unit.scheduling.keep_snapshot(visit_id, snapshot(clinic, view.visit, view.items))
        return _kept(clinic, unit, replace(view.visit, status=Status.BOOKED, hold_until=None))


def next_status(view: VisitView) -> Status | None:
    """What a visit becomes next, None when it is over or only held."""
    steps = NEXT_STATUS if view.type.is_dosing else NEXT_WITHOUT_DOSE
    return steps.get(view.visit.status)


GUARDS: dict[Status, frozenset[Stop]] = {
    Status.ARRIVED: frozenset({Stop.ARRIVAL}),
    Status.IN_SESSION: frozenset({Stop.BOOKING, Stop.ARRIVAL, Stop.START}),
}
"""What stops a step: nothing that stops booking or arrival may be open when a session starts."""


def advance_visit(clinic: Clinic, visit_id: int, *, token: str = "") -> VisitView:
    """Take a visit to its next status, as far as the gate lets it."""
    with clinic.writing(Act.ADVANCE_VISIT, token=token) as unit:
        view = read_visit(clinic, unit, visit_id)
        wanted = next_status(view)
        refuse_if(_against_step(clinic, view, wanted))
        now, visit = clinic.now(), view.visit
        status = wanted or visit.status
        unit.note(status=status.value)
        leaves_early = status is Status.LEFT and now < visit.end
        stepped = replace(
            visit,
            status=status,
            arrived_at=now if status is Status.ARRIVED else visit.arrived_at,
            freed_at=now if leaves_early else visit.freed_at,
        )
        return _kept(clinic, unit, stepped)


def _against_step(clinic: Clinic, view: VisitView, wanted: Status | None) -> Iterator[Reason]:
    if wanted is None:
        yield Reason("status-over", {"status": view.visit.status.value})
        return
    if view.day != clinic.today():
        yield Reason("visit-not-today", {"on": view.day})
    if view.visit.displaced:
        yield Reason("displaced")
    yield from gate.against_step(view.items, GUARDS.get(wanted, frozenset()))


def release_holds(clinic: Clinic, *, token: str = "") -> tuple[int, ...]:
    """Release every hold past its deadline, as an act of the clinic; gives the visits' numbers."""
    with clinic.database.reading() as unit:
        if not unit.scheduling.expired_holds(clinic.now()):
            return ()
    with clinic.by_itself().writing(Act.RELEASE_HOLDS, token=token) as unit:
        return release_late_holds(clinic, unit)


def release_late_holds(clinic: Clinic, unit: Unit) -> tuple[int, ...]:
    """The same inside a door that is open already."""
    late = unit.scheduling.expired_holds(clinic.now())
    if late:
        released = [
            replace(visit, status=Status.CANCELLED, cancelled_by="clinic", why="hold-released")
            for visit in late
        ]
        unit.scheduling.keep(released)
        unit.note(released=[visit.id for visit in late])
    return tuple(visit.id for visit in late)
