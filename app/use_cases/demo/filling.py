"""Fills the demo clinic: house, patients, what is on file, four weeks of visits, papers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from random import Random

from app.clinic import Clinic
from app.domain.clinics import DEMO_MORNING
from app.domain.patients import Patient
from app.domain.scheduling import GONE, STANDING, Visit
from app.storage.unit import Unit
from app.use_cases import seats
from app.use_cases.demo.diary import Planner
from app.use_cases.demo.files import STORIES, Filing
from app.use_cases.demo.house import House, furnish, read_house
from app.use_cases.demo.lists import Lists
from app.use_cases.demo.papers import Papers, at_time
from app.use_cases.demo.people import People
from app.use_cases.demo.ticks import Ticks
from app.use_cases.demo.weeks import WEEKS, Groups, Standing, Weeks
from app.use_cases.forms import approve_at_the_start

PATIENTS = 300
DIRECTOR = "hale"
"""Who approves the demo clinic's forms."""
APPROVED_BEFORE = timedelta(days=60)
"""How long before its first visit."""
RIDES_NAMED = 0.4
"""How many of the coming dosing visits have a ride home already."""

ENDS_FROM, ENDS_WITHIN = 17, 26
"""Days ahead from which, and for how long, every other letter names its last day."""

SIZES: Mapping[str, int] = {
    "seasoned": 5,
    "infusion": 20,
    "pain": 4,
    "im": 4,
    "sublingual": 4,
    "group": 4,
    "esketamine": 5,
    "new": 95,
    "talk": 100,
}
"""How many of the patients come for what; the others have been here before."""

ROUTES: Mapping[str, str] = {
    "seasoned": "iv",
    "infusion": "iv",
    "pain": "iv",
    "im": "im",
    "sublingual": "sublingual",
    "group": "sublingual",
    "esketamine": "esketamine",
}
"""The route whose files a group of patients has complete."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """When somebody of the cast comes: so many open days ahead or back, and how firmly."""

    story: str
    ahead: int
    at: time
    type: str = "iv-dosing"
    held_for: timedelta | None = None
    """How long before the visit the hold ends; None when it is booked."""
    ride: bool = False


HALF_AN_HOUR = timedelta(minutes=30)
A_DAY = timedelta(days=1)

PARTS = (
    Part(story="met", ahead=1, at=time(8, 0), ride=True),
    Part(story="ends", ahead=1, at=time(8, 30), ride=True),
    Part(story="waiting", ahead=1, at=time(9, 0), held_for=HALF_AN_HOUR),
    Part(story="expired", ahead=1, at=time(10, 15)),
    Part(story="waived", ahead=1, at=time(14, 0), ride=True),
    Part(story="undiagnosed", ahead=1, at=time(15, 0), held_for=HALF_AN_HOUR),
    Part(story="received", ahead=3, at=time(10, 0), held_for=A_DAY),
    Part(story="rejected", ahead=3, at=time(14, 0), held_for=A_DAY),
    Part(story="used-up", ahead=4, at=time(10, 0), held_for=A_DAY),
    Part(story="uncleared", ahead=4, at=time(14, 30)),
    Part(story="minor", ahead=5, at=time(14, 0), held_for=A_DAY),
    Part(story="first", ahead=-7, at=time(13, 30), type="evaluation"),
    Part(story="first", ahead=-2, at=time(15, 30), type="preparation"),
    Part(story="first", ahead=7, at=time(10, 0), ride=True),
    Part(story="fourth", ahead=-9, at=time(10, 0)),
    Part(story="fourth", ahead=-6, at=time(10, 0)),
    Part(story="fourth", ahead=-3, at=time(10, 0)),
    Part(story="fourth", ahead=7, at=time(14, 0), ride=True),
    Part(story="spray", ahead=8, at=time(13, 30), type="esketamine"),
    Part(story="seat", ahead=8, at=time(14, 0), type="group-dosing"),
)
"""The visits of the cast; who is not named has none."""

HAD_INFUSIONS = ("met", "expired", "waived", "used-up")
CAME_BEFORE = ("first", "fourth")
"""Who of the cast has papers from visits of their own."""


def chart_of(story: str) -> str:
    """The chart number of the patient of the cast who tells a story."""
    return str(FIRST_CHART + list(STORIES).index(story))


FIRST_CHART = 10_001


def fill(
    clinic: Clinic, unit: Unit, today: date, tell: Callable[[int], None] = lambda _: None
) -> None:
    """Keep everything that a demo clinic of a day holds; the same day gives the same.

    `tell` hears how many hundredths are done.
    """
    Filling(at_time(clinic, today, DEMO_MORNING), unit, today, tell).run()


class Filling:
    """The filling of one demo clinic, step by step."""

    def __init__(
        self, clinic: Clinic, unit: Unit, today: date, tell: Callable[[int], None]
    ) -> None:
        self._clinic = clinic
        self._unit = unit
        self._today = today
        self._tell = tell
        self._chance = Random(f"anteroom demo {today}")  # noqa: S311 -- no secrets, made-up people
        self._people = People(self._chance)
        self._days = open_days(today)
        self._actors: dict[str, int] = {}
        self._groups: dict[str, tuple[int, ...]] = {}

    def run(self) -> None:
        """Everything, in the order in which one thing needs the other."""
        house = furnish(self._unit, self._days, self._today, self._clinic.zone)
        self._approve_forms(house)
        self._tell(15)
        self._keep_people()
        self._tell(25)
        filing = self._file(house)
        visits = self._keep_visits(house)
        self._tell(50)
        self._name_rides(filing, visits)
        self._unit.records.add_ticks(Ticks(self._clinic, filing).of(visits))
        self._print_papers(visits)
        people = {**self._groups, **{story: (who,) for story, who in self._actors.items()}}
        Lists(self._clinic, self._unit, house, people, visits).fill()
        self._unit.noted.clear()
        self._unit.note(demo=str(self._today))

    def _approve_forms(self, house: House) -> None:
        day = (self._days[0] - APPROVED_BEFORE).replace(day=1)
        forms = approve_at_the_start(self._unit, house.titled(DIRECTOR), day)
        self._clinic.setup = replace(self._clinic.setup, forms=forms)

    def _keep_people(self) -> None:
        for actor in self._people.cast(self._today):
            self._actors[actor.story] = self._keep(actor.patient)
        crowd = map(self._keep, self._people.crowd(PATIENTS - len(self._actors), self._today))
        self._groups = {group: tuple(islice(crowd, size)) for group, size in SIZES.items()}
        self._groups["former"] = tuple(crowd)

    def _keep(self, patient: Patient) -> int:
        return self._unit.patients.add(patient).id

    def _file(self, house: House) -> Filing:
        filing = Filing(
            self._unit,
            house=house,
            people=self._people,
            now=self._clinic.now(),
            today=self._today,
            chance=self._chance,
        )
        for story, file in STORIES.items():
            file(filing, self._actors[story])
        for group, route in ROUTES.items():
            for number, patient in enumerate(self._groups[group]):
                condition = "pain" if group == "pain" else ""
                ends = self._today + timedelta(days=ENDS_FROM + 3 * number % ENDS_WITHIN)
                until = ends if number % 2 else None
                filing.complete(patient, route, condition, until=until)
        for patient in (*self._groups["talk"], *self._groups["former"]):
            filing.diagnosed(patient)
        for patient in self._groups["new"][::3]:
            filing.expected(patient, patient % 8 - 2)
        return filing

    def _keep_visits(self, house: House) -> list[Visit]:
        zone, types = self._clinic.zone, self._clinic.setup.types
        own = self._unit.scheduling.patient_resource
        planner = Planner(house, types, zone, own, self._chance)
        for part in PARTS:
            who, day = self._actors[part.story], self._day(part.ahead)
            planner.place(part.type, who, day, part.at, part.held_for)
        groups = Groups(
            members=self._groups,
            seasoned=self._groups["seasoned"],
            actors=tuple(self._actors[story] for story in HAD_INFUSIONS),
        )
        Weeks(planner, groups, self._today, self._chance).fill(self._days)
        sure = frozenset(self._actors.values())
        standing = Standing(types, self._today, zone, self._chance, sure)
        sessions: dict[tuple[str, datetime], int | None] = {}
        return [
            self._unit.scheduling.add_visit(self._seated(visit, sessions))
            for visit in standing.settled(planner.visits)
        ]

    def _day(self, ahead: int) -> date:
        """An open day so many ahead of the demo's own, or back."""
        coming = [day for day in self._days if day > self._today]
        past = [day for day in self._days if day < self._today]
        return coming[ahead - 1] if ahead > 0 else past[ahead]

    def _seated(self, visit: Visit, sessions: dict[tuple[str, datetime], int | None]) -> Visit:
        """A visit of a group with its session, opened by whoever comes first."""
        key = (visit.type, visit.start)
        if key not in sessions:
            seated = seats.with_session(self._clinic, self._unit, visit)
            sessions[key] = seated.session
            return seated
        if sessions[key] is None:
            return visit
        own, _ = seats.own_and_shared(self._unit, visit)
        return replace(visit, session=sessions[key], parts=own)

    def _name_rides(self, filing: Filing, visits: Sequence[Visit]) -> None:
        named = {self._actors[part.story]: part.ride for part in PARTS}
        types = self._clinic.setup.types
        for visit in visits:
            if not types[visit.type].is_dosing or visit.status in GONE:
                continue
            coming = visit.status in STANDING
            by_chance = self._chance.random() < RIDES_NAMED
            if not coming or named.get(visit.patient, by_chance):
                filing.ride(visit)

    def _print_papers(self, visits: Sequence[Visit]) -> None:
        papers = Papers(self._clinic, self._unit, self._days, self._chance)
        cast = (self._actors[story] for story in (*HAD_INFUSIONS, *CAME_BEFORE))
        infused = {*self._groups["seasoned"], *cast}
        early = {self._actors["met"], self._actors["waived"]}
        for number, visit in enumerate(visits):
            self._tell(50 + 48 * number // len(visits))
            if visit.patient in infused and visit.status not in STANDING:
                papers.signed_on_the_day(visit)
            elif visit.patient in early:
                papers.signed_before(visit)
            elif visit.patient == self._actors["ends"]:
                papers.handed_over(visit)


def open_days(today: date) -> tuple[date, ...]:
    """The days on which the demo clinic is open, two weeks back and two weeks ahead."""
    weekdays = {weekday for entry in read_house()["hours"] for weekday in entry["days"]}
    span = range(-WEEKS.days, WEEKS.days + 1)
    days = (today + timedelta(days=step) for step in span)
    return tuple(day for day in days if day.weekday() in weekdays)
