"""Visits as windows and commands show them: with patient, type, people, room and readiness."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.clinic import Clinic
from app.domain import gate
from app.domain.gate import Facts, Item, State, Stop, Subject
from app.domain.packets import asked_for
from app.domain.patients import Patient
from app.domain.refusal import Reason
from app.domain.scheduling import COUNTED, STANDING, Kind, Resource, Status, Visit, VisitType
from app.domain.time import from_minute, local_day, minute
from app.storage.unit import Unit


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
        """Why a booked visit needs attention: what would not let it be booked any more."""
        if self.visit.status is not Status.BOOKED:
            return ()
        return tuple(gate.against_booking(self.items))

    def named(self, *kinds: Kind) -> tuple[str, ...]:
        """The names of what it holds of these kinds, each once."""
        return tuple(dict.fromkeys(held.name for held in self.holds if held.kind in kinds))


def view_visits(clinic: Clinic, unit: Unit, visits: Sequence[Visit]) -> tuple[VisitView, ...]:
    """The visits as shown, judged each on its own date, with a fixed number of look-ups."""
    judged = judge(clinic, unit, visits)
    people = unit.patients.many({visit.patient for visit in visits})
    resources = {resource.id: resource for resource in unit.scheduling.resources()}
    return tuple(
        _view(clinic, visit, people[visit.patient], resources, judged[visit.id]) for visit in visits
    )


def _view(
    clinic: Clinic,
    visit: Visit,
    patient: Patient,
    resources: Mapping[int, Resource],
    items: tuple[Item, ...],
) -> VisitView:
    met, of = gate.count(items)
    return VisitView(
        visit=visit,
        patient=patient,
        type=clinic.setup.types[visit.type],
        day=local_day(visit.start, clinic.zone),
        holds=_holds(visit, patient, resources),
        items=items,
        met=met,
        of=of,
        ready=gate.is_ready(items),
    )


def _holds(visit: Visit, patient: Patient, resources: Mapping[int, Resource]) -> tuple[Held, ...]:
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
        for part in visit.parts
    )


def judge(clinic: Clinic, unit: Unit, visits: Sequence[Visit]) -> dict[int, tuple[Item, ...]]:
    """The readiness of each visit by its number."""
    files = Files(clinic, unit, visits)
    judged: dict[int, tuple[Item, ...]] = {}
    for visit in visits:
        facts = files.of(visit)
        judged[visit.id] = gate.readiness(
            subject_of(clinic, visit, facts), facts, clinic.setup.policy
        )
    return judged


def subject_of(clinic: Clinic, visit: Visit, facts: Facts) -> Subject:
    """What the gate judges about a visit."""
    kind = clinic.setup.types[visit.type]
    forms, absent = asked_for(kind, clinic.setup.rules, clinic.forms, facts.conditions)
    return Subject(
        type=kind,
        on=local_day(visit.start, clinic.zone),
        dose_at=from_minute(minute(visit.start) + kind.dose_at),
        visit=visit.id,
        forms=tuple(form for form in forms if form.signers),
        missing_forms=absent,
        booking_login=visit.booked_by,
    )


class Files:
    """What is on file for the patients of some visits, read in a fixed number of look-ups."""

    def __init__(self, clinic: Clinic, unit: Unit, visits: Sequence[Visit]) -> None:
        ids = sorted({visit.patient for visit in visits})
        self._clinic = clinic
        self._people = unit.patients.many(ids)
        self._visits = unit.scheduling.visits_of_many(ids)
        self._diagnoses = unit.records.diagnoses(ids)
        self._referrals = unit.records.referrals(ids)
        self._clearances = unit.records.clearances(ids)
        self._waivers = unit.records.waivers(ids)
        self._papers = unit.packets.papers_of(ids)
        self._rides = unit.records.rides([visit.id for visit in visits])

    def of(self, visit: Visit) -> Facts:
        """The facts about one visit."""
        who = visit.patient
        return Facts(
            patient=self._people[who],
            today=self._clinic.today(),
            diagnoses=self._diagnoses.get(who, ()),
            referrals=self._referrals.get(who, ()),
            clearances=self._clearances.get(who, ()),
            papers=self._papers.get(who, ()),
            waivers=self._waivers.get(who, ()),
            ride=self._rides.get(visit.id),
            dosing_days=self._dosing_days(visit),
        )

    def _dosing_days(self, visit: Visit) -> tuple[date, ...]:
        """Days of the patient's other visits that count against a referral."""
        types, zone = self._clinic.setup.types, self._clinic.zone
        return tuple(
            sorted(
                local_day(other.start, zone)
                for other in self._visits.get(visit.patient, ())
                if other.id != visit.id and other.status in COUNTED and types[other.type].is_dosing
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DayView:
    """One day of the clinic: its visits in order, what can be held and what is blocked."""

    day: date
    visits: tuple[VisitView, ...]
    resources: tuple[Resource, ...]
    blocks: tuple["BlockView", ...]

    @property
    def standing(self) -> tuple[VisitView, ...]:
        """The visits that are not cancelled."""
        return tuple(v for v in self.visits if v.visit.status is not Status.CANCELLED)

    @property
    def needs_you_first(self) -> tuple[VisitView, ...]:
        """Visits still to come that something stands against, soonest first."""
        return tuple(v for v in self.visits if v.visit.status in STANDING and not v.ready)


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockView:
    """Time a resource is not to be had."""

    resource: int
    kind: str
    note: str
    start: datetime
    end: datetime
