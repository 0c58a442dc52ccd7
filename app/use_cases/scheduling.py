"""Booking, holding, cancelling and checking in; the diary says why a time will not do."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import uuid4

from app.clinic import Clinic
from app.domain import gate
from app.domain import openings as search
from app.domain.access import Act
from app.domain.gate import Item, Stop
from app.domain.openings import Diary
from app.domain.refusal import Reason, refuse, refuse_if
from app.domain.scheduling import (
    NEXT_STATUS,
    NEXT_WITHOUT_DOSE,
    STANDING,
    Part,
    Resource,
    Status,
    Visit,
    VisitType,
    ends_at,
    off_grain,
)
from app.domain.time import MINUTE, local_day, midnight, minute, wall
from app.storage.scheduling import Overlap
from app.storage.unit import Unit
from app.use_cases.views import VisitView, judge, view_visits

HORIZON = 60
"""Days searched for the nearest start that works."""

FURTHEST = 730
"""Days ahead that a visit can be booked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody on the phone asks for; `hold_until` keeps the time before the gate is met."""

    patient: int
    type: str
    start: datetime
    hold_until: datetime | None = None
    token: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A start at which every need of the visit is met, and by whom."""

    start: datetime
    end: datetime
    parts: tuple[Part, ...]
    names: tuple[str, ...]
    """Room and people, in the order of the needs."""


def visit_type(clinic: Clinic, slug: str) -> VisitType:
    """A visit type of the clinic; an unknown one is refused."""
    kind = clinic.setup.types.get(slug)
    if kind is None:
        raise refuse("type-unknown", type=slug, known=tuple(clinic.setup.types))
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
    kind = visit_type(clinic, slug)
    with clinic.reading(Act.SEE_READINESS) as unit:
        unit.note(patient=patient)
        wished = _wished(clinic, kind, patient, midnight(on, clinic.zone) + timedelta(hours=12))
        return judge(clinic, unit, [wished])[0]


def _wished(clinic: Clinic, kind: VisitType, patient: int, start: datetime) -> Visit:
    return Visit(
        patient=patient,
        type=kind.slug,
        start=start,
        end=ends_at(kind, start),
        booked_by=clinic.person.login,
    )


def diary_for(
    clinic: Clinic, unit: Unit, patient: Resource | None, days: tuple[date, date]
) -> Diary:
    """The diary of some days; holds past their deadline count as free."""
    first = minute(midnight(days[0], clinic.zone))
    last = minute(midnight(days[1] + timedelta(days=2), clinic.zone))
    resources = unit.scheduling.resources() + ((patient,) if patient else ())
    lanes = [lane for resource in resources for lane in resource.lanes]
    late = {visit.id for visit in unit.scheduling.expired_holds(clinic.now())}
    claims = unit.scheduling.claims(first, last, lanes)
    return search.make_diary(
        resources=resources,
        claims=[claim for claim in claims if claim.holder not in late],
        blocks=unit.scheduling.block_claims(first, last),
        days=days,
        zone=clinic.zone,
    )


def find_openings(
    clinic: Clinic,
    slug: str,
    *,
    patient: int | None = None,
    from_day: date | None = None,
    days: int = 28,
    limit: int = 20,
) -> tuple[Opening, ...]:
    """The first starts at which such a visit fits, from now or from a day."""
    kind = visit_type(clinic, slug)
    with clinic.reading(Act.FIND_OPENINGS) as unit:
        begin = clinic.now() + MINUTE
        if from_day and from_day > clinic.today():
            begin = midnight(from_day, clinic.zone)
        return tuple(_openings(clinic, unit, kind, patient, begin=begin, days=days, limit=limit))


def _openings(
    clinic: Clinic,
    unit: Unit,
    kind: VisitType,
    patient: int | None,
    *,
    begin: datetime,
    days: int,
    limit: int,
) -> Iterator[Opening]:
    own = unit.scheduling.patient_resource(patient) if patient else None
    diary = diary_for(clinic, unit, own, search.days_searched(begin, days, clinic.zone))
    names = {resource.id: resource.name for resource in diary.resources}
    found = search.openings(kind, diary, own, not_before=begin)
    for (start, parts), _ in zip(found, range(limit), strict=False):
        held = dict.fromkeys(names[part.resource] for part in parts if part.role != "patient")
        yield Opening(start=start, end=ends_at(kind, start), parts=parts, names=tuple(held))


def book_visit(clinic: Clinic, wish: Wish) -> VisitView:
    """Book or hold a visit, or raise `Refused` with every reason at once."""
    kind = visit_type(clinic, wish.type)
    token = wish.token or uuid4().hex
    with clinic.writing(Act.BOOK_VISIT, token=token) as unit:
        done = unit.scheduling.visit_by_token(token)
        visit = done or _place(clinic, unit, kind, replace(wish, token=token))
        unit.note(patient=visit.patient, visit=visit.id, status=visit.status.value)
        return view_visits(clinic, unit, [visit])[0]


def _place(clinic: Clinic, unit: Unit, kind: VisitType, wish: Wish) -> Visit:
    """Judge every rule inside the lock, then insert every claim of every phase at once."""
    _release_late_holds(clinic, unit)
    own = unit.scheduling.patient_resource(wish.patient)
    items = judge(clinic, unit, [_wished(clinic, kind, wish.patient, wish.start)])[0]
    refuse_if(_against(clinic, unit, kind, own, wish=wish, items=items))
    day = local_day(wish.start, clinic.zone)
    diary = diary_for(clinic, unit, own, (day, day))
    parts = search.plan(kind, diary, own, diary.at(wish.start))
    if parts is None:
        raise refuse("taken-meanwhile")
    visit = _insert(unit, replace(_visit(clinic, kind, wish), parts=parts))
    unit.scheduling.keep_snapshot(visit.id, snapshot(clinic, items))
    return visit


def _visit(clinic: Clinic, kind: VisitType, wish: Wish) -> Visit:
    held = wish.hold_until is not None
    return replace(
        _wished(clinic, kind, wish.patient, wish.start),
        status=Status.HELD if held else Status.BOOKED,
        hold_until=wish.hold_until,
        token=wish.token,
    )


def _insert(unit: Unit, visit: Visit) -> Visit:
    try:
        return unit.scheduling.add_visit(visit)
    except Overlap:
        raise refuse("taken-meanwhile") from None


def snapshot(clinic: Clinic, items: tuple[Item, ...]) -> dict[str, object]:
    """What the gate saw when a visit was let through: states, codes and versions, no names."""
    return {
        "policy": clinic.setup.policy.version,
        "forms": {form.id: form.version for form in clinic.forms.values()},
        "items": {
            item.item: {"state": item.state.value, "code": item.reason.code} for item in items
        },
    }


def _against(
    clinic: Clinic,
    unit: Unit,
    kind: VisitType,
    own: Resource,
    *,
    wish: Wish,
    items: tuple[Item, ...],
) -> Iterator[Reason]:
    """Every reason against a wish: time, hold, papers and diary, the nearest fix last."""
    untimely = [*off_grain(wish.start), *_untimely(clinic, wish)]
    yield from untimely
    if wish.hold_until is None:
        yield from gate.against_booking(items)
    if not untimely:
        yield from _diary_against(clinic, unit, kind, own, wish.start)


def _untimely(clinic: Clinic, wish: Wish) -> Iterator[Reason]:
    now = clinic.now()
    if wish.start <= now:
        yield Reason("start-past", {"start": wall(wish.start, clinic.zone)})
    elif wish.start > now + timedelta(days=FURTHEST):
        yield Reason("start-far", {"start": wall(wish.start, clinic.zone), "days": FURTHEST})
    if wish.hold_until is not None and not now < wish.hold_until <= wish.start:
        yield Reason("hold-needs-deadline")


def _diary_against(
    clinic: Clinic, unit: Unit, kind: VisitType, own: Resource, start: datetime
) -> Iterator[Reason]:
    day = local_day(start, clinic.zone)
    diary = diary_for(clinic, unit, own, (day, day))
    found = list(search.why_not(kind, diary, own, start))
    yield from found
    if found:
        yield _nearest(clinic, unit, kind, own, start)


def _nearest(clinic: Clinic, unit: Unit, kind: VisitType, own: Resource, start: datetime) -> Reason:
    begin = max(clinic.now() + MINUTE, midnight(local_day(start, clinic.zone), clinic.zone))
    diary = diary_for(clinic, unit, own, search.days_searched(begin, HORIZON, clinic.zone))
    fits = search.openings(kind, diary, own, not_before=begin)
    best = min(_near(fits, start), key=lambda at: abs(at - start), default=None)
    if best is None:
        return Reason("no-start-near", {"days": HORIZON})
    return Reason("nearest-start", {"start": wall(best, clinic.zone)})


def _near(fits: Iterator[tuple[datetime, tuple[Part, ...]]], start: datetime) -> Iterator[datetime]:
    """The openings up to the first one after a start."""
    for at, _ in fits:
        yield at
        if at >= start:
            return


def cancel_visit(clinic: Clinic, visit_id: int) -> VisitView:
    """Cancel a visit that is still to come; its time is free at once."""
    with clinic.writing(Act.CANCEL_VISIT) as unit:
        view = read_visit(clinic, unit, visit_id)
        if view.visit.status not in STANDING:
            raise refuse("status-over", status=view.visit.status.value)
        unit.note(was=view.visit.status.value)
        unit.scheduling.release_claims(visit_id)
        unit.scheduling.set_status(visit_id, Status.CANCELLED)
        return read_visit(clinic, unit, visit_id)


def restore_visit(clinic: Clinic, visit_id: int, status: Status) -> VisitView:
    """Take a cancelling back: the visit gets its old time again unless it has been taken."""
    with clinic.writing(Act.RESTORE_VISIT) as unit:
        view = read_visit(clinic, unit, visit_id)
        if view.visit.status is not Status.CANCELLED or status not in STANDING:
            raise refuse("already-there", status=view.visit.status.value)
        if status is Status.BOOKED:
            refuse_if(gate.against_booking(view.items))
        try:
            unit.scheduling.restore_claims(view.visit)
        except Overlap:
            raise refuse("cannot-restore") from None
        unit.scheduling.set_status(visit_id, status, hold_until=view.visit.hold_until)
        return read_visit(clinic, unit, visit_id)


def book_held_visit(clinic: Clinic, visit_id: int) -> VisitView:
    """Turn a hold into a booking once the gate lets it."""
    with clinic.writing(Act.BOOK_HELD_VISIT) as unit:
        view = read_visit(clinic, unit, visit_id)
        if view.visit.status is not Status.HELD:
            raise refuse("already-there", status=view.visit.status.value)
        refuse_if(gate.against_booking(view.items))
        unit.scheduling.keep_snapshot(visit_id, snapshot(clinic, view.items))
        unit.scheduling.set_status(visit_id, Status.BOOKED)
        return read_visit(clinic, unit, visit_id)


def next_status(view: VisitView) -> Status | None:
    """What a visit becomes next, None when it is over or only held."""
    steps = NEXT_STATUS if view.type.is_dosing else NEXT_WITHOUT_DOSE
    return steps.get(view.visit.status)


GUARDS: dict[Status, frozenset[Stop]] = {
    Status.ARRIVED: frozenset({Stop.ARRIVAL}),
    Status.IN_SESSION: frozenset({Stop.BOOKING, Stop.ARRIVAL, Stop.START}),
}
"""What stops a step: nothing that stops booking or arrival may be open when a session starts."""


def advance_visit(clinic: Clinic, visit_id: int) -> VisitView:
    """Take a visit to its next status, as far as the gate lets it."""
    with clinic.writing(Act.ADVANCE_VISIT) as unit:
        view = read_visit(clinic, unit, visit_id)
        wanted = next_status(view)
        refuse_if(_against_step(clinic, view, wanted))
        at = clinic.now() if wanted is Status.ARRIVED else view.visit.arrived_at
        status = wanted or view.visit.status
        unit.note(status=status.value)
        unit.scheduling.set_status(visit_id, status, arrived_at=at)
        return read_visit(clinic, unit, visit_id)


def _against_step(clinic: Clinic, view: VisitView, wanted: Status | None) -> Iterator[Reason]:
    if wanted is None:
        yield Reason("status-over", {"status": view.visit.status.value})
        return
    if view.day != clinic.today():
        yield Reason("visit-not-today", {"on": view.day})
    yield from gate.against_step(view.items, GUARDS.get(wanted, frozenset()))


def step_back(clinic: Clinic, visit_id: int, status: Status) -> VisitView:
    """Take the last step back: undo of a check-in or of any later step."""
    with clinic.writing(Act.ADVANCE_VISIT) as unit:
        view = read_visit(clinic, unit, visit_id)
        steps = NEXT_STATUS if view.type.is_dosing else NEXT_WITHOUT_DOSE
        if steps.get(status) is not view.visit.status:
            raise refuse("status-not-next", status=view.visit.status.value, wanted=status.value)
        unit.note(status=status.value, undone=view.visit.status.value)
        arrived = None if status is Status.BOOKED else view.visit.arrived_at
        unit.scheduling.set_status(visit_id, status, arrived_at=arrived)
        return read_visit(clinic, unit, visit_id)


def release_holds(clinic: Clinic) -> tuple[int, ...]:
    """Release every hold past its deadline, as an act of the clinic; gives the visits' numbers."""
    with clinic.database.reading() as unit:
        if not unit.scheduling.expired_holds(clinic.now()):
            return ()
    with clinic.by_itself().writing(Act.RELEASE_HOLDS) as unit:
        return _release_late_holds(clinic, unit)


def _release_late_holds(clinic: Clinic, unit: Unit) -> tuple[int, ...]:
    late = tuple(visit.id for visit in unit.scheduling.expired_holds(clinic.now()))
    for visit_id in late:
        unit.scheduling.release_claims(visit_id)
        unit.scheduling.set_status(visit_id, Status.CANCELLED)
    if late:
        unit.note(released=list(late))
    return late
