"""What is on file about visits: read at once for many, handed out for each."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from app.clinic import Clinic, Setup
from app.domain.diagnoses import Listed
from app.domain.gate import Facts, Gate, Item, Subject
from app.domain.packet_rules import Asked, Occasion, asked_for, conditions_of, is_minor
from app.domain.scheduling import COUNTED, GONE, UNDERWAY, Route, Status, Visit
from app.domain.time import from_minute, local_day, minute
from app.storage.unit import Unit
from app.use_cases.diagnoses import codes_of

HERE = UNDERWAY | {Status.LEFT}
"""The patient is there, or was."""


def same_route_days(clinic: Clinic, visit: Visit, others: Iterable[Visit]) -> tuple[date, ...]:
    """Days of a patient's other visits on which a dose is given by the same route."""
    types = clinic.setup.types
    route = types[visit.type].route
    return tuple(
        local_day(other.start, clinic.zone)
        for other in others
        if other.id != visit.id and types[other.type].route is route and other.status not in GONE
    )


class Judge:
    """The gate under what a clinic has decided; what is the same for many visits is found once."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._gate = Gate(setup.policy)
        self._asked: dict[tuple[date, str, str, frozenset[str], frozenset[str]], Asked] = {}
        self._of_patient: dict[tuple[int, str, date, bool, bool], Asked] = {}

    def readiness(self, visit: Visit, facts: Facts) -> tuple[Item, ...]:
        """Every gate item of a visit, by the facts about it."""
        return self._gate.readiness(self.subject_of(visit, facts), facts)

    def subject_of(self, visit: Visit, facts: Facts) -> Subject:
        """What the gate judges about a visit."""
        kind = self._setup.types[visit.type]
        asked = self.asked_for(visit, facts)
        return Subject(
            type=kind,
            on=self._day_of(visit),
            dose_at=from_minute(minute(visit.start) + kind.dose_at),
            visit=visit.id,
            to_be_booked=visit.status not in COUNTED,
            forms=asked.to_sign,
            missing_forms=self._to_sign(asked.absent),
            booking_login=visit.booked_by,
            course=visit.course,
            arrived=visit.status in HERE,
        )

    def asked_for(self, visit: Visit, facts: Facts) -> Asked:
        """What the packet rules ask for on a visit; found once for all that are alike."""
        kind, on, patient = self._setup.types[visit.type], self._day_of(visit), facts.patient
        turned = self._setup.forms.turned(on)
        first_dose = not facts.dosing_days or facts.dosing_days[0] >= on
        minor = is_minor(patient, on, self._setup.papers)
        mine = patient.id, kind.slug, turned, first_dose, minor
        asked = self._of_patient.get(mine)
        if asked is None:
            conditions = conditions_of(kind, patient, on, self._setup.papers, first_dose=first_dose)
            occasion = Occasion(
                type=kind,
                conditions=conditions,
                indications=facts.conditions,
                language=patient.language,
            )
            asked = self._of_patient[mine] = self._asked_on(occasion, turned)
        return asked

    def _asked_on(self, occasion: Occasion, turned: date) -> Asked:
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
            self._asked[key] = asked_for(occasion, setup.rules, forms, setup.papers)
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
        self._clinic = clinic
        self._today, self._zone = clinic.today(), clinic.zone
        self._judge = Judge(clinic.setup)
        self._codes: dict[int, dict[str, tuple[Listed, ...]]] = {}
        self._counting: dict[int, list[tuple[int, date, Route]]] = {}
        self.people = unit.patients.many(ids)
        self._visits = unit.scheduling.visits_of_many(ids)
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
        return Facts(
            patient=self.people[who],
            today=self._today,
            diagnoses=self._diagnoses.get(who, ()),
            referrals=self._referrals.get(who, ()),
            clearances=self._clearances.get(who, ()),
            papers=self._papers.get(who, ()),
            waivers=self._waivers.get(who, ()),
            ride=self._rides.get(visit.id),
            dosing_days=self._dosing_days(visit, also),
            ticks=(*self._ticks.get(who, ()), *self._ticks.get(None, ())),
            route_days=self._dosing_days(visit, also, self._clinic.setup.types[visit.type].route),
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

    def _dosing_days(
        self, visit: Visit, also: Sequence[Visit], route: Route | None = None
    ) -> tuple[date, ...]:
        """Days of the patient's other visits that count against a referral, by one route or any."""
        replaced = {other.id for other in also} | {visit.id}
        stored = [
            day
            for number, day, by in self._counted(visit.patient)
            if number not in replaced and (route is None or by is route)
        ]
        if not also:
            return tuple(stored)
        others = self._counting_days(other for other in also if other.id != visit.id)
        return tuple(sorted((*stored, *(day for _, day, by in others if route in {None, by}))))

    def _counted(self, patient: int) -> list[tuple[int, date, Route]]:
        """The visits of a patient that count against a referral, as stored, by day."""
        if patient not in self._counting:
            counted = self._counting_days(self._visits.get(patient, ()))
            self._counting[patient] = sorted(counted, key=lambda each: each[1])
        return self._counting[patient]

    def _counting_days(self, visits: Iterable[Visit]) -> Iterator[tuple[int, date, Route]]:
        """The days and routes of the visits that count against a referral."""
        types = self._clinic.setup.types
        for visit in visits:
            kind = types[visit.type]
            if visit.status in COUNTED and kind.is_dosing:
                yield visit.id, local_day(visit.start, self._zone), kind.route
