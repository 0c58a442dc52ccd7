"""What is on file about visits: read at once for many, handed out for each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

from app.clinic import Clinic, Setup
from app.domain.diagnoses import Listed
from app.domain.forms import Form
from app.domain.gate import Facts, Gate, Item, Subject
from app.domain.packet_rules import Asked, Occasion, asked_for, conditions_of, is_minor
from app.domain.scheduling import COUNTED, GONE, UNDERWAY, Dose, Route, Status, Visit
from app.domain.time import from_minute, local_day, minute
from app.storage.unit import Unit
from app.use_cases.diagnoses import codes_of

HERE = UNDERWAY | {Status.LEFT}
"""The patient is there, or was."""

Counted = tuple[date, Route, int]
"""A visit that counts against a referral: its day, how the medicine is given, its number."""


def same_route_days(clinic: Clinic, visit: Visit, others: Iterable[Visit]) -> tuple[date, ...]:
    """Days of a patient's other visits on which a dose is given by the same route."""
    types = clinic.setup.types
    route = types[visit.type].route
    return tuple(
        local_day(other.start, clinic.zone)
        for other in others
        if other.id != visit.id and types[other.type].route is route and other.status not in GONE
    )


class Papers(NamedTuple):
    """What the packet rules ask for, and what of it is to be signed."""

    asked: Asked
    to_sign: tuple[Form, ...]
    missing: tuple[str, ...]
    """Of the forms that are not in force, those that would be signed."""


class Judge:
    """The gate under what a clinic has decided; what is the same for many visits is found once."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._gate = Gate(setup.policy)
        self._asked: dict[tuple[date, str, str, frozenset[str], frozenset[str]], Papers] = {}
        self._of_patient: dict[tuple[int, str, date, bool, bool], Papers] = {}
        self._turned: dict[date, date] = {}
        self._dose_at = {slug: kind.dose_at for slug, kind in setup.types.items()}

    def readiness(self, visit: Visit, facts: Facts) -> tuple[Item, ...]:
        """Every gate item of a visit, by the facts about it."""
        return self._gate.readiness(self.subject_of(visit, facts), facts)

    def subject_of(self, visit: Visit, facts: Facts) -> Subject:
        """What the gate judges about a visit."""
        on = self._day_of(visit)
        papers = self._papers(visit, on, facts)
        return Subject(
            type=self._setup.types[visit.type],
            on=on,
            dose_at=from_minute(minute(visit.start) + self._dose_at[visit.type]),
            visit=visit.id,
            to_be_booked=visit.status not in COUNTED,
            forms=papers.to_sign,
            missing_forms=papers.missing,
            booking_login=visit.booked_by,
            course=visit.course,
            arrived=visit.status in HERE,
        )

    def asked_for(self, visit: Visit, facts: Facts) -> Asked:
        """What the packet rules ask for on a visit."""
        return self._papers(visit, self._day_of(visit), facts).asked

    def _papers(self, visit: Visit, on: date, facts: Facts) -> Papers:
        """What is asked for on a visit of a day; found once for all that are alike."""
        patient, turned = facts.patient, self._turned.get(on)
        if turned is None:
            turned = self._turned[on] = self._setup.forms.turned(on)
        first_dose = not facts.dosing_days or facts.dosing_days[0] >= on
        minor = is_minor(patient, on, self._setup.papers)
        mine = patient.id, visit.type, turned, first_dose, minor
        papers = self._of_patient.get(mine)
        if papers is None:
            kind = self._setup.types[visit.type]
            conditions = conditions_of(kind, patient, on, self._setup.papers, first_dose=first_dose)
            occasion = Occasion(
                type=kind,
                conditions=conditions,
                indications=facts.conditions,
                language=patient.language,
            )
            papers = self._of_patient[mine] = self._asked_on(occasion, turned)
        return papers

    def _asked_on(self, occasion: Occasion, turned: date) -> Papers:
        key = (
            turned,
            occasion.type.slug,
            occasion.language,
            occasion.conditions,
            occasion.indications,
        )
        if key not in self._asked:
            setup = self._setup
            forms = setup.forms.on(turned)
            asked = asked_for(occasion, setup.rules, forms, setup.papers)
            self._asked[key] = Papers(asked, asked.to_sign, self._to_sign(asked.absent))
        return self._asked[key]

    def _day_of(self, visit: Visit) -> date:
        return local_day(visit.start, self._setup.details.time_zone)

    def _to_sign(self, absent: Iterable[str]) -> tuple[str, ...]:
        """Of the forms that are not in force, those that would be signed."""
        newest = ((name, self._setup.forms.newest(name)) for name in absent)
        return tuple(name for name, form in newest if form is None or form.signers)


class Files:
    """What is on file for the patients of some visits, read in a fixed number of look-ups."""

    def __init__(self, clinic: Clinic, unit: Unit, visits: Sequence[Visit]) -> None:
        ids = sorted({visit.patient for visit in visits})
        self._clinic, self._unit, self._ids = clinic, unit, ids
        self._today, self._zone = clinic.today(), clinic.zone
        self._judge = Judge(clinic.setup)
        self._codes: dict[int, dict[str, tuple[Listed, ...]]] = {}
        self._counting: dict[int, list[Counted]] = {}
        self.people = unit.patients.many(ids)
        self._doses = unit.scheduling.doses_of_many(ids, dosing_kinds(clinic.setup))
        self._diagnoses = unit.records.diagnoses(ids)
        self._referrals = unit.records.referrals(ids)
        self._clearances = unit.records.clearances(ids)
        self._waivers = unit.records.waivers(ids)
        self._ticks = unit.records.ticks(ids)
        self._papers = unit.packets.papers_of(ids)
        self._rides = unit.records.rides([visit.id for visit in visits])

    def of(self, visit: Visit, *, also: Sequence[Visit] = ()) -> Facts:
        """The facts about one visit; `also` are others of the patient's, not stored yet."""
        who = visit.patient
        route = self._clinic.setup.types[visit.type].route
        counted = self._counted(visit, also)
        return Facts(
            patient=self.people[who],
            today=self._today,
            diagnoses=self._diagnoses.get(who, ()),
            referrals=self._referrals.get(who, ()),
            clearances=self._clearances.get(who, ()),
            papers=self._papers.get(who, ()),
            waivers=self._waivers.get(who, ()),
            ride=self._rides.get(visit.id),
            dosing_days=tuple([day for day, _ in counted]),
            ticks=(*self._ticks.get(who, ()), *self._ticks.get(None, ())),
            route_days=tuple([day for day, by in counted if by is route]),
            codes=self._codes_of(who),
        )

    def readiness(self, visit: Visit, facts: Facts) -> tuple[Item, ...]:
        """Every gate item of a visit, whoever asks, with everything that is known of it."""
        return self._judge.readiness(visit, facts)

    def subject_of(self, visit: Visit, facts: Facts) -> Subject:
        """What the gate judges about a visit."""
        return self._judge.subject_of(visit, facts)

    def asked_for(self, visit: Visit, facts: Facts) -> Asked:
        """What the packet rules ask for on a visit."""
        return self._judge.asked_for(visit, facts)

    def _codes_of(self, patient: int) -> dict[str, tuple[Listed, ...]]:
        if patient not in self._codes:
            self._codes[patient] = codes_of(self._diagnoses.get(patient, ()))
        return self._codes[patient]

    @cached_property
    def _visits(self) -> Mapping[int, tuple[Visit, ...]]:
        """The patients' visits with all there is of them, which few ask for."""
        return self._unit.scheduling.visits_of_many(self._ids)

    def stored(self, visit_id: int) -> Visit | None:
        """The visit as it is stored, None when it is new."""
        every = (visit for visits in self._visits.values() for visit in visits)
        return next((visit for visit in every if visit.id == visit_id), None)

    def same_route_days(self, visit: Visit, *, also: Sequence[Visit] = ()) -> tuple[date, ...]:
        """Days of the patient's other doses by the same route, held ones included."""
        return same_route_days(self._clinic, visit, self._others(visit, also))

    def _others(self, visit: Visit, also: Sequence[Visit]) -> Iterator[Visit]:
        """The patient's other visits, those of `also` in place of what is stored of them."""
        replaced = {other.id for other in also} | {visit.id}
        mine = self._visits.get(visit.patient, ())
        yield from (other for other in mine if other.id not in replaced)
        yield from (other for other in also if other.id != visit.id)

    def _counted(self, visit: Visit, also: Sequence[Visit]) -> list[tuple[date, Route]]:
        """The days of the patient's other visits that count against a referral, and by what."""
        if not also:
            return [
                (day, by) for day, by, number in self._stored(visit.patient) if number != visit.id
            ]
        replaced = {other.id for other in also} | {visit.id}
        stored = [
            (day, by) for day, by, number in self._stored(visit.patient) if number not in replaced
        ]
        others = (other for other in also if other.id != visit.id and other.status in COUNTED)
        new = [(day, by) for day, by, _ in self._counting_days(others)]
        return sorted((*stored, *new), key=itemgetter(0))

    def _stored(self, patient: int) -> list[Counted]:
        """The visits of a patient that count against a referral, as stored, by day."""
        if patient not in self._counting:
            counted = self._counting_days(self._doses.get(patient, ()))
            self._counting[patient] = sorted(counted, key=itemgetter(0))
        return self._counting[patient]

    def _counting_days(self, visits: Iterable[Visit | Dose]) -> Iterator[Counted]:
        """The days and routes of visits on which medicine is given, with their numbers."""
        types = self._clinic.setup.types
        for visit in visits:
            kind = types[visit.type]
            if kind.is_dosing:
                yield local_day(visit.start, self._zone), kind.route, visit.id


def dosing_kinds(setup: Setup) -> frozenset[str]:
    """The slugs of the kinds of visit on which medicine is given."""
    return frozenset(slug for slug, kind in setup.types.items() if kind.is_dosing)
