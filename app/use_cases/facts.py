"""What is on file about visits: read at once for many, handed out for each."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from app.clinic import Clinic
from app.domain.gate import Facts
from app.domain.scheduling import COUNTED, GONE, Route, Visit
from app.domain.time import local_day
from app.storage.unit import Unit
from app.use_cases.diagnoses import codes_of


def same_route_days(clinic: Clinic, visit: Visit, others: Iterable[Visit]) -> tuple[date, ...]:
    """Days of a patient's other visits on which a dose is given by the same route."""
    types = clinic.setup.types
    route = types[visit.type].route
    return tuple(
        local_day(other.start, clinic.zone)
        for other in others
        if other.id != visit.id and types[other.type].route is route and other.status not in GONE
    )


class Files:
    """What is on file for the patients of some visits, read in a fixed number of look-ups."""

    def __init__(self, clinic: Clinic, unit: Unit, visits: Sequence[Visit]) -> None:
        ids = sorted({visit.patient for visit in visits})
        self._clinic = clinic
        self._today = clinic.today()
        self._counting: dict[tuple[int, Route | None], list[tuple[int, date]]] = {}
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
            codes=codes_of(self._diagnoses.get(who, ())),
        )

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
        counted = self._counted(visit.patient, route)
        if not also:
            return tuple(day for number, day in counted if number != visit.id)
        replaced = {other.id for other in also} | {visit.id}
        stored = (day for number, day in counted if number not in replaced)
        others = (self._counting_day(other, route) for other in also if other.id != visit.id)
        return tuple(sorted((*stored, *(day for day in others if day is not None))))

    def _counted(self, patient: int, route: Route | None) -> list[tuple[int, date]]:
        """The visits of a patient that count against a referral, as stored, by day."""
        if (patient, route) not in self._counting:
            mine = self._visits.get(patient, ())
            days = ((each.id, self._counting_day(each, route)) for each in mine)
            counted = [(number, day) for number, day in days if day is not None]
            self._counting[patient, route] = sorted(counted, key=lambda each: each[1])
        return self._counting[patient, route]

    def _counting_day(self, visit: Visit, route: Route | None) -> date | None:
        """The day of a visit that counts against a referral; None when it does not."""
        kind = self._clinic.setup.types[visit.type]
        counts = visit.status in COUNTED and kind.is_dosing and route in {None, kind.route}
        return local_day(visit.start, self._clinic.zone) if counts else None
