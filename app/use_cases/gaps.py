"""Who on the wait list can fill a gap: when, with whom, and how ready they would be."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from app.clinic import Clinic
from app.domain import gate
from app.domain import openings as search
from app.domain.access import Act
from app.domain.diary import Diary, bits_of, erode, run_of_bits
from app.domain.gate import Item, Stop
from app.domain.patients import Patient
from app.domain.scheduling import Kind, Part, Resource, Visit, VisitType, ends_at
from app.domain.spacing import against_spacing
from app.domain.time import GRAIN, MINUTE, from_minute, local_day, minute, wall
from app.domain.waiting import Gap, WaitEntry, fits, is_waiting, later_visit, lies_in
from app.domain.wishes import Wishes
from app.storage.unit import Unit
from app.use_cases import seats
from app.use_cases.diaries import diary_for
from app.use_cases.facts import Files
from app.use_cases.placing import wished
from app.use_cases.views import VisitView, judge_one, kind_of

QUARTER = 15
"""Visits begin with the gap, or on a quarter hour within it."""

LEAST_GAP = 30
"""A shorter gap is not worth a line."""

ANY = 0
"""Stands for no resource in particular."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taker:
    """Somebody who can fill a gap."""

    entry: WaitEntry
    patient: Patient
    type: VisitType
    start: datetime
    end: datetime
    parts: tuple[Part, ...]
    names: tuple[str, ...]
    """Room and people, in the order of the needs."""
    items: tuple[Item, ...]
    """The readiness of the visit on that day."""
    later: Visit | None
    """Such a visit that they have already, and that can be brought forward."""
    called_by: str = ""
    """Name of whoever called them last."""

    @property
    def ready(self) -> bool:
        """Whether nothing is left to be done before they come."""
        return gate.is_ready(self.items)

    @property
    def held_only(self) -> bool:
        """Whether something on file does not let it be booked, so that it could only be held."""
        return any(True for _ in gate.against_booking(self.items))

    @property
    def wishes(self) -> Wishes:
        """What books it with the people and in the room that were named."""
        own = self.parts[0].resource
        return Wishes(people=tuple(p.resource for p in self.parts if p.resource != own))


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenGap:
    """Free time of a room, and how many on the wait list could fill it."""

    gap: Gap
    name: str
    takers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """Free time of a room, and who on the wait list could fill it, best first."""

    free: OpenGap
    takers: tuple[Taker, ...]


def asked_visit(clinic: Clinic, entry: WaitEntry, start: datetime, later: Visit | None) -> Visit:
    """The visit that somebody waits for: a new one, or the later one that they have, at a start."""
    if later is None:
        return wished(clinic, clinic.setup.types[entry.type], entry.patient, start)
    end = ends_at(kind_of(clinic, later), start)
    return replace(later, start=start, end=end, displaced=False)


def freed_gap(clinic: Clinic, view: VisitView) -> Gap | None:
    """The time that a visit which is called off leaves; None when it is past."""
    held = [each for each in view.holds if each.kind is not Kind.PATIENT]
    if not held or view.visit.displaced:
        return None
    since = from_minute(-(-minute(clinic.now() + MINUTE) // GRAIN) * GRAIN)
    start, end = max(view.visit.start, since), max(each.end for each in held)
    if start >= end:
        return None
    resources = tuple(dict.fromkeys(each.resource for each in held))
    return Gap(start=start, end=end, resources=resources, left_by=view.patient.id)


def who_fits(clinic: Clinic, gap: Gap) -> tuple[Taker, ...]:
    """Who can fill a gap: ready to come first, then urgent, then whoever waits longest."""
    with clinic.reading(Act.SEE_LISTS) as unit:
        return _Fitting(clinic, unit, local_day(gap.start, clinic.zone)).takers(gap)


def gaps_with_takers(clinic: Clinic, day: date) -> tuple[OpenGap, ...]:
    """The free times of the rooms on a day that somebody on the wait list could fill, by time."""
    with clinic.reading(Act.SEE_LISTS) as unit:
        return _Fitting(clinic, unit, day).open_gaps()


def read_fillings(clinic: Clinic, unit: Unit, day: date) -> tuple[Filling, ...]:
    """The same with everybody who fits, inside a door that is open already."""
    fitting = _Fitting(clinic, unit, day)
    return tuple(
        Filling(free=free, takers=fitting.takers(free.gap)) for free in fitting.open_gaps()
    )


def gap_around(clinic: Clinic, resource: int, at: datetime) -> Gap | None:
    """The free time of a room, person or pump around a moment, as far as it is still to come."""
    with clinic.reading(Act.SEE_DAY) as unit:
        day = local_day(at, clinic.zone)
        diary = diary_for(clinic, unit, None, (day, day))
        since, grain = _since(clinic, diary), diary.at(at)
        for first, end in _runs(_free(diary, resource)):
            if first <= grain < end and since < end:
                span = diary.moment(max(first, since)), diary.moment(end)
                return Gap(start=span[0], end=span[1], resources=(resource,))
        return None


def _since(clinic: Clinic, diary: Diary) -> int:
    """The first grain that is still to come."""
    return max(0, diary.at(clinic.now()) + 1)


def _free(diary: Diary, resource: int) -> int:
    """The grains at which a lane is free."""
    free = 0
    for lane in next((each.lanes for each in diary.resources if each.id == resource), ()):
        free |= diary.free[lane]
    return free


class _Fitting:
    """The wait list beside the diary of one day, read in a fixed number of look-ups."""

    def __init__(self, clinic: Clinic, unit: Unit, day: date) -> None:
        self._clinic, self._unit, self._day = clinic, unit, day
        entries = unit.waiting.open()
        patients = {entry.patient for entry in entries}
        self._visits = unit.scheduling.visits_of_many(patients)
        self._own = unit.resources.of_patients(patients)
        self._diary = diary_for(clinic, unit, None, (day, day), patients=self._own.values())
        self._names = {resource.id: resource.name for resource in self._diary.resources}
        begin, end = self._diary.moment(0), self._diary.moment(self._diary.grains)
        self._sessions = unit.scheduling.sessions_between(begin, end)
        self._starts: dict[tuple[str, Wishes], int] = {}
        self._narrowed: dict[tuple[str, int, tuple[int, ...]], tuple[Wishes, ...]] = {}
        self._entries = [each for each in entries if self._waits(each)]
        self._asked = {each.id: self._asked_for(each, begin) for each in self._entries}
        self._files = Files(clinic, unit, list(self._asked.values()))

    def _waits(self, entry: WaitEntry) -> bool:
        """Whether somebody waits, and has no such visit before or on this day."""
        clinic, visits = self._clinic, self._visits.get(entry.patient, ())
        return is_waiting(entry, visits, clinic.now(), clinic.today())

    def _asked_for(self, entry: WaitEntry, day: datetime) -> Visit:
        """The visit as it would be on the day."""
        later = later_visit(entry, self._visits.get(entry.patient, ()), day)
        return asked_visit(self._clinic, entry, day, later)

    def takers(self, gap: Gap) -> tuple[Taker, ...]:
        """Who can fill a gap, best first; who has turned it down already comes last."""
        people = self._unit.patients.many({entry.patient for entry in self._entries})
        staff = {person.login: person.name for person in self._unit.staff.all()}
        found = [
            self._taker(entry, people[entry.patient], place, staff.get(entry.offered_by, ""))
            for entry in self._entries
            for place in self._places(entry, gap)
        ]
        return tuple(sorted(found, key=lambda taker: _rank(taker, gap)))

    def open_gaps(self) -> tuple[OpenGap, ...]:
        """The free times of the rooms that somebody could fill."""
        counted = (
            OpenGap(gap=gap, name=self._names[gap.resources[0]], takers=self._count(gap))
            for gap in self._free_times()
        )
        return tuple(
            sorted((each for each in counted if each.takers), key=lambda each: each.gap.start)
        )

    def _count(self, gap: Gap) -> int:
        return sum(1 for entry in self._entries for _ in self._places(entry, gap))

    def _free_times(self) -> Iterator[Gap]:
        """The times of the day, from now on, at which a lane of a room is free."""
        diary = self._diary
        since = _since(self._clinic, diary)
        for room in diary.resources:
            if room.kind is Kind.ROOM:
                for first, end in _runs(_free(diary, room.id) >> since << since):
                    if (end - first) * GRAIN >= LEAST_GAP:
                        span = diary.moment(first), diary.moment(end)
                        yield Gap(start=span[0], end=span[1], resources=(room.id,))

    def _places(self, entry: WaitEntry, gap: Gap) -> Iterator[tuple[datetime, tuple[Part, ...]]]:
        """The first start in a gap at which somebody fits, with its plan; nothing if none does."""
        if entry.patient == gap.left_by or self._too_soon(entry):
            return
        kind, own = self._clinic.setup.types[entry.type], self._own[entry.patient]
        found = [*self._seats(entry, kind, own, gap)]
        for wishes in self._wishes(entry.person, kind, gap):
            found += self._first(entry, kind, own, gap, wishes)
        if found:
            yield min(found, key=lambda place: place[0])

    def _too_soon(self, entry: WaitEntry) -> bool:
        """Whether the day is too near to other doses of the patient's."""
        spacing = self._clinic.setup.types[entry.type].spacing
        others = self._files.same_route_days(self._asked[entry.id])
        return any(True for _ in against_spacing(spacing, self._day, others))

    def _seats(
        self, entry: WaitEntry, kind: VisitType, own: Resource, gap: Gap
    ) -> Iterator[tuple[datetime, tuple[Part, ...]]]:
        """Free seats in the group sessions that begin in the gap."""
        for session in self._sessions:
            same = kind.is_group and session.type == kind.slug and not session.displaced
            if (
                same
                and gap.start <= session.start < gap.end
                and self._suits(entry, kind, session.start)
            ):
                seat = seats.seat_parts(kind, own, self._diary, session)
                if seat is not None:
                    yield session.start, (*seat, *session.parts)

    def _wishes(self, person: int, kind: VisitType, gap: Gap) -> tuple[Wishes, ...]:
        """What a search is to keep to so that the visit fills the gap: one for each resource."""
        key = (kind.slug, person, gap.resources)
        if key not in self._narrowed:
            self._narrowed[key] = tuple(self._narrow(person, kind, gap.resources))
        return self._narrowed[key]

    def _narrow(self, person: int, kind: VisitType, resources: tuple[int, ...]) -> Iterator[Wishes]:
        people = (person,) if person else ()
        for number in resources or (ANY,):
            if number in {ANY, person}:
                yield Wishes(people=people)
            elif self._adds(kind, person, number):
                yield Wishes(people=people, rooms=(number,))

    def _adds(self, kind: VisitType, person: int, number: int) -> bool:
        """Whether a resource meets a need of such a visit beside the person who is wished for."""
        pools = [
            {resource.id for resource in self._diary.pool(need)}
            for need in kind.needs
            if not need.presence
        ]
        able = [pool for pool in pools if number in pool]
        return bool(able) and not any(person in pool for pool in able)

    def _first(
        self, entry: WaitEntry, kind: VisitType, own: Resource, gap: Gap, wishes: Wishes
    ) -> Iterator[tuple[datetime, tuple[Part, ...]]]:
        """The first start at which every need is met, if there is one."""
        diary = self._diary
        window = run_of_bits(max(0, diary.at(gap.start)), min(diary.grains, diary.at(gap.end)))
        theirs = erode(diary.free[own.lanes[0]], kind.patient_minutes // GRAIN)
        for grain in bits_of(self._common(kind, wishes) & theirs & window):
            start = diary.moment(grain)
            on_grid = start == gap.start or wall(start, diary.zone).minute % QUARTER == 0
            inside = lies_in(gap, start, kind.patient_minutes)
            if on_grid and inside and self._suits(entry, kind, start):
                parts = search.plan(kind, diary, own, grain, wishes)
                if parts is not None:
                    yield start, parts
                    return

    def _common(self, kind: VisitType, wishes: Wishes) -> int:
        """The starts that do not depend on the patient; the same wishes are searched once."""
        key = (kind.slug, wishes)
        if key not in self._starts:
            self._starts[key] = search.starts(kind, self._diary, None, wishes)
        return self._starts[key]

    def _suits(self, entry: WaitEntry, kind: VisitType, start: datetime) -> bool:
        begin, end = (wall(at, self._clinic.zone) for at in (start, ends_at(kind, start)))
        return start > self._clinic.now() and fits(entry, begin, end)

    def _taker(
        self,
        entry: WaitEntry,
        patient: Patient,
        place: tuple[datetime, tuple[Part, ...]],
        called_by: str,
    ) -> Taker:
        kind, (start, parts) = self._clinic.setup.types[entry.type], place
        asked, end = self._asked[entry.id], ends_at(kind, start)
        on_the_day = replace(asked, start=start, end=end)
        return Taker(
            entry=entry,
            patient=patient,
            type=kind,
            start=start,
            end=end,
            parts=parts,
            names=tuple(_names(self._names, parts)),
            items=judge_one(self._clinic, self._files, on_the_day, self._files.of(asked)),
            later=later_visit(entry, self._visits.get(entry.patient, ()), start),
            called_by=called_by,
        )


def _names(names: dict[int, str], parts: Iterable[Part]) -> Iterator[str]:
    return iter(dict.fromkeys(names[part.resource] for part in parts if part.role != "patient"))


def _rank(taker: Taker, gap: Gap) -> tuple[bool, int, bool, datetime, int]:
    entry = taker.entry
    refused = entry.said_no_to(gap.start, gap.end)
    return refused, _open(taker), not entry.urgent, entry.since, entry.id


def _open(taker: Taker) -> int:
    """How far from ready: nothing open, something that can be done on the day, more than that."""
    if taker.ready:
        return 0
    stops = {item.stops for item in taker.items if item.open}
    return 2 if Stop.BOOKING in stops else 1


def _runs(bits: int) -> Iterator[tuple[int, int]]:
    """Runs of set bits: the first of each, and the one after its last."""
    while bits:
        first = (bits & -bits).bit_length() - 1
        length = (~(bits >> first) & (bits >> first) + 1).bit_length() - 1
        yield first, first + length
        bits &= ~run_of_bits(first, first + length)
