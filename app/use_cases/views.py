"""Visits as windows and commands show them: with patient, type, people, room and readiness."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.clinic import Clinic
from app.domain import gate
from app.domain.as_planned import Plan, against_plan
from app.domain.blocks import Closure
from app.domain.gate import Facts, Item, State, Stop
from app.domain.judged import Judged
from app.domain.patients import Patient
from app.domain.refusal import Reason
from app.domain.scheduling import (
    STANDING,
    Kind,
    Resource,
    Session,
    Status,
    Visit,
    VisitType,
    stretch_left,
    stretched,
)
from app.domain.time import from_minute, local_day, minute
from app.storage.unit import Unit
from app.use_cases.diagnoses import seen_items, seen_judged
from app.use_cases.diaries import working_hours
from app.use_cases.facts import Files


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One thing a visit holds, by name."""

    role: str
    resource: int
    kind: Kind
    name: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitView:
    """A visit with everything a line on the screen says about it."""

    visit: Visit
    patient: Patient
    type: VisitType
    day: date
    holds: tuple[Held, ...]
    items: tuple[Item, ...]
    met: int
    of: int
    ready: bool
    steps: int = 0
    """Visits of its course; 0 when it belongs to none."""
    lost: tuple[Reason, ...] = ()
    """What has become of its people, its room or the hours since it got its time."""
    judged: Judged | None = None
    """The visit as it was last judged, when it is to come."""

    @property
    def open_items(self) -> tuple[Item, ...]:
        """What is still to be done, what stops most first."""
        order = list(Stop)
        return tuple(
            sorted((i for i in self.items if i.open), key=lambda item: order.index(item.stops))
        )

    @property
    def overall(self) -> str:
        """The whole readiness in one state: blocked, waiting, waived, ready or not needed."""
        if not self.of:
            return "not_needed"
        if any(
            i.open and i.stops is Stop.BOOKING and i.state is not State.WAITING for i in self.items
        ):
            return "blocked"
        if not self.ready:
            return "waiting"
        waived = any(item.state is State.WAIVED for item in self.items)
        return "waived" if waived else "ready"

    @property
    def attention(self) -> tuple[Reason, ...]:
        """Why a visit to come needs attention: what would not let it be booked, and what is lost.

        Lost is what was on file when the visit was judged before, and is no longer.
        """
        if self.visit.status not in STANDING or self.visit.displaced:
            return self.why_not
        return (*self.why_not, *(item.reason for item in self.to_mend))

    @property
    def to_mend(self) -> tuple[Item, ...]:
        """The items for which a visit to come needs attention, what stops most first."""
        marked = {mark.item for mark in self.judged.marks} if self.judged else set[str]()
        booked = self.visit.status is Status.BOOKED
        return tuple(
            item
            for item in self.open_items
            if item.item in marked or (booked and item.stops is Stop.BOOKING)
        )

    @property
    def why_not(self) -> tuple[Reason, ...]:
        """Why a visit to come cannot be as it stands: its time was taken, or what it needs."""
        if self.visit.displaced and self.visit.status in STANDING:
            return (Reason("displaced"),)
        return self.lost

    @property
    def needs_time(self) -> bool:
        """Whether it is to come and is to have another time."""
        return bool(self.why_not)

    def named(self, *kinds: Kind) -> tuple[str, ...]:
        """The names of what it holds of these kinds, each once."""
        return tuple(dict.fromkeys(held.name for held in self.holds if held.kind in kinds))


def view_visits(clinic: Clinic, unit: Unit, visits: Sequence[Visit]) -> tuple[VisitView, ...]:
    """The visits as shown, judged each on its own date, with a fixed number of look-ups."""
    files = Files(clinic, unit, visits)
    people = files.people
    resources = {each.id: each for each in unit.scheduling.resources(retired=True)}
    sessions = unit.scheduling.sessions({v.session for v in visits if v.session is not None})
    steps = unit.courses.steps_of({v.course for v in visits if v.course is not None})
    lost = lost_of(clinic, unit, visits)
    judged = unit.judged.of([visit.id for visit in visits if visit.status in STANDING])
    return tuple(
        _view(
            clinic,
            visit,
            people[visit.patient],
            holds=_holds(visit, sessions, people[visit.patient], resources),
            items=judge_one(clinic, files, visit, files.of(visit)),
            steps=steps.get(visit.course or 0, 0),
            lost=lost.get(visit.id, ()),
            judged=seen_judged(clinic, judged.get(visit.id)),
        )
        for visit in visits
    )


def view_placed(
    clinic: Clinic,
    visit: Visit,
    patient: Patient,
    resources: Mapping[int, Resource],
    items: tuple[Item, ...],
) -> VisitView:
    """A visit that has its plan and is not kept yet, as shown."""
    holds = _holds(visit, {}, patient, resources)
    return _view(clinic, visit, patient, holds=holds, items=items, steps=0)


def lost_of(clinic: Clinic, unit: Unit, visits: Sequence[Visit]) -> dict[int, tuple[Reason, ...]]:
    """What stands by now against the plans of the visits to come, all judged by one diary."""
    coming = [v for v in visits if v.status in STANDING and v.holds_time and v.start > clinic.now()]
    if not coming:
        return {}
    key = (unit.scheduling.journal.turns, *((visit.id, visit.version) for visit in coming))
    return unit.seen.once(key, lambda: _lost(clinic, unit, coming))


def _lost(clinic: Clinic, unit: Unit, coming: Sequence[Visit]) -> dict[int, tuple[Reason, ...]]:
    sessions = unit.scheduling.sessions({v.session for v in coming if v.session is not None})
    days = [local_day(visit.start, clinic.zone) for visit in coming]
    resources = unit.scheduling.resources(retired=True)
    hours = working_hours(clinic, unit, resources, (min(days), max(days)))
    found = ((visit, plan_of(clinic, visit, sessions)) for visit in coming)
    return {visit.id: tuple(against_plan(plan, hours)) for visit, plan in found}


def plan_of(clinic: Clinic, visit: Visit, sessions: Mapping[int, Session]) -> Plan:
    """What a visit holds, for itself and by its session."""
    session = sessions.get(visit.session or 0)
    return Plan(
        kind=clinic.setup.types[visit.type],
        start=visit.start,
        end=visit.end,
        parts=(*visit.parts, *(session.parts if session else ())),
    )


def _view(
    clinic: Clinic,
    visit: Visit,
    patient: Patient,
    *,
    holds: tuple[Held, ...],
    items: tuple[Item, ...],
    steps: int,
    lost: tuple[Reason, ...] = (),
    judged: Judged | None = None,
) -> VisitView:
    met, of = gate.count(items)
    return VisitView(
        visit=visit,
        patient=patient,
        type=kind_of(clinic, visit),
        day=local_day(visit.start, clinic.zone),
        holds=holds,
        items=items,
        met=met,
        of=of,
        ready=gate.is_ready(items),
        steps=steps,
        lost=lost,
        judged=judged,
    )


def _holds(
    visit: Visit,
    sessions: Mapping[int, Session],
    patient: Patient,
    resources: Mapping[int, Resource],
) -> tuple[Held, ...]:
    """What the visit holds, and what its group session holds for it."""
    session = sessions.get(visit.session or 0)
    begin = minute(visit.start)
    return tuple(
        Held(
            role=part.role,
            resource=part.resource,
            kind=resources[part.resource].kind if part.resource in resources else Kind.PATIENT,
            name=resources[part.resource].name if part.resource in resources else patient.listed,
            start=from_minute(begin + part.start),
            end=from_minute(begin + part.end),
        )
        for part in (*visit.parts, *(session.parts if session else ()))
    )


def kind_of(clinic: Clinic, visit: Visit) -> VisitType:
    """The type of a visit, as long as this visit is."""
    kind = clinic.setup.types[visit.type]
    return stretched(kind, stretch_left(kind, visit.stretch)) if visit.stretch else kind


def judge(clinic: Clinic, unit: Unit, visits: Sequence[Visit]) -> dict[int, tuple[Item, ...]]:
    """The readiness of each visit by its number."""
    files = Files(clinic, unit, visits)
    return {visit.id: judge_one(clinic, files, visit, files.of(visit)) for visit in visits}


def judge_one(clinic: Clinic, files: Files, visit: Visit, facts: Facts) -> tuple[Item, ...]:
    """The readiness of a visit by what is on file, as the signed-in person is told of it."""
    return seen_items(clinic, files.readiness(visit, facts))


@dataclass(frozen=True, slots=True, kw_only=True)
class DayView:
    """One day of the clinic: its visits in order, what can be held and what is blocked."""

    day: date
    visits: tuple[VisitView, ...]
    resources: tuple[Resource, ...]
    blocks: tuple["BlockView", ...]
    sessions: tuple[Session, ...] = ()
    closures: tuple[Closure, ...] = ()
    note: str = ""
    """What the desk noted for the day."""
    shelf: frozenset[int] = frozenset()
    """Visits that lie on the shelf."""

    @property
    def standing(self) -> tuple[VisitView, ...]:
        """The visits that are not cancelled."""
        return tuple(v for v in self.visits if v.visit.status is not Status.CANCELLED)

    def seats_of(self, session: Session) -> tuple[VisitView, ...]:
        """Who has a seat in a group session of the day."""
        return tuple(v for v in self.standing if v.visit.session == session.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockView:
    """Time a resource is not to be had."""

    id: int = 0
    resource: int
    kind: str
    note: str
    start: datetime
    end: datetime
