"""What is on in the demo clinic's four weeks, and where each visit stands this morning."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import cycle
from random import Random
from zoneinfo import ZoneInfo

from app import paths
from app.domain.attendance import WHYS
from app.domain.clinics import DEMO_MORNING
from app.domain.scheduling import GONE, STANDING, Status, Visit, VisitType
from app.domain.time import instant, local_day, minute
from app.library.templates import read_toml
from app.use_cases.demo.diary import Planner

WEEKS = timedelta(days=14)
"""As far back, and as far ahead, the diary is filled."""

LEFT_OUT = 0.12
"""How much of the usual week does not come about."""
CAME_TO_NOTHING = 0.06
"""How many past visits were cancelled, and as many again were missed."""

REST = {"infusion": 3, "new": 90, "talk": 5}
"""Days between two visits of one patient of a group."""
A_WEEK = 7

BOOKED_AHEAD = (1, 3, 5, 6, 9, 12, 17, 20, 24, 33)
"""Days before a visit on which it was booked."""
LONGER = 12
"""So many days more before one that came to nothing, as studies find it."""

LATE = timedelta(minutes=15)
EARLY = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """A kind of visit that is usually on, about when, and for which group of patients."""

    type: str
    group: str
    at: time


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """Patients' numbers by what they come for."""

    members: Mapping[str, tuple[int, ...]]
    seasoned: tuple[int, ...]
    """Patients who have infusions already: the past ones and this morning's are theirs."""
    actors: tuple[int, ...]
    """Those of the cast whose past infusions lie some days back."""


def usual(weekday: int) -> tuple[Usual, ...]:
    """What is usually on, on a weekday, in the order of the day."""
    found = [
        Usual(type=entry["type"], group=entry["group"], at=at)
        for entry in read_toml(paths.DEMO / "week.toml")["visit"]
        if weekday in entry["days"]
        for at in entry["at"]
    ]
    return tuple(sorted(found, key=lambda each: (each.at, each.type)))


class Weeks:
    """Fills the diary's open days with the usual visits."""

    def __init__(self, planner: Planner, groups: Groups, today: date, chance: Random) -> None:
        self._planner = planner
        self._groups = groups
        self._today = today
        self._chance = chance
        self._last: dict[int, date] = {}

    def fill(self, days: Sequence[date]) -> None:
        """Plan the usual visits of the days, but no infusions on the cast's own day."""
        tomorrow = next(day for day in days if day > self._today)
        for day in days:
            week = usual(day.weekday())
            for each in week:
                ours = day == tomorrow and each.group == "infusion"
                if not ours and self._chance.random() >= LEFT_OUT:
                    self._plan(day, each)

    def _plan(self, day: date, each: Usual) -> None:
        rest = timedelta(days=REST.get(each.group, A_WEEK))
        free = [
            patient
            for patient in self._who(day, each)
            if self._last.get(patient, date.min) <= day - rest
        ]
        if free:
            patient = min(
                free, key=lambda one: (self._last.get(one, date.min), self._chance.random())
            )
            if self._planner.place(each.type, patient, day, each.at):
                self._last[patient] = day

    def _who(self, day: date, each: Usual) -> tuple[int, ...]:
        groups = self._groups
        if each.group != "infusion":
            dosing_this_morning = (
                day == self._today and each.at < time(12) and each.group in PAPERED
            )
            return () if dosing_this_morning else groups.members[each.group]
        if day < self._today - timedelta(days=4):
            return groups.seasoned + groups.actors
        if day < self._today or (day == self._today and each.at < time(12)):
            return groups.seasoned
        return groups.seasoned + groups.members["infusion"]


PAPERED = frozenset({"im", "sublingual", "esketamine", "pain", "group"})
"""Groups whose visits of this morning would need papers on file to be under way."""


class Standing:
    """Says where each visit stands at a quarter to ten on the demo's day; `sure` come."""

    def __init__(
        self,
        types: Mapping[str, VisitType],
        today: date,
        zone: ZoneInfo,
        chance: Random,
        sure: frozenset[int] = frozenset(),
    ) -> None:
        self._types = types
        self._sure = sure
        self._today = today
        self._zone = zone
        self._chance = chance
        self._now = instant(datetime.combine(today, DEMO_MORNING), zone)
        self._whys = cycle(WHYS)

    def settled(self, visits: Sequence[Visit]) -> Iterator[Visit]:
        """The visits in the order of their start, each with its status and arrival."""
        for visit in sorted(visits, key=lambda visit: (visit.start, visit.patient)):
            status = self._status(visit)
            came = status not in STANDING | GONE
            early = timedelta(minutes=self._chance.randint(0, 12))
            stands = replace(
                visit,
                status=status,
                arrived_at=visit.start - early if came else None,
                booked_at=self._booked(visit, status),
            )
            yield self._called_off(stands) if status is Status.CANCELLED else stands

    def _booked(self, visit: Visit, status: Status) -> datetime:
        number = visit.patient * 7 + minute(visit.start) // (24 * 60)
        days = BOOKED_AHEAD[number % len(BOOKED_AHEAD)] + (LONGER if status in GONE else 0)
        return min(visit.start, self._now) - timedelta(days=days)

    def _called_off(self, visit: Visit) -> Visit:
        """A visit that its patient called off: each for another reason, some of them late."""
        why = next(self._whys)
        return replace(visit, cancelled_by="patient", why=why, late=why in {"ill", "weather"})

    def _status(self, visit: Visit) -> Status:
        if local_day(visit.start, self._zone) < self._today:
            return self._past(visit)
        if visit.status is Status.HELD or visit.start > self._now + EARLY:
            return visit.status
        if visit.end <= self._now:
            return Status.LEFT
        return self._under_way(visit)

    def _past(self, visit: Visit) -> Status:
        drawn = self._chance.random()
        always = visit.patient in self._sure or self._types[visit.type].route.value == "iv"
        if always or drawn > 2 * CAME_TO_NOTHING:
            return Status.LEFT
        return Status.CANCELLED if drawn < CAME_TO_NOTHING else Status.NO_SHOW

    def _under_way(self, visit: Visit) -> Status:
        kind = self._types[visit.type]
        if visit.start > self._now - LATE:
            return Status.ARRIVED
        gone = minute(self._now) - minute(visit.start)
        if kind.is_dosing and gone >= kind.begins(kind.phases[-2].name):
            return Status.RECOVERY
        return Status.IN_SESSION
