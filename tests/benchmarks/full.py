"""A clinic of 25 lanes that is 85 % full for 90 days, with as much past as wanted."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.patients import Patient
from app.domain.scheduling import Kind, Resource
from app.domain.time import instant, minute
from tests.small import MONDAY, WEEK, add_patient, connected, file_everything, make_small

DAYS = 90
FULL = 0.85
POOLS = (
    (Kind.ROOM, "dosing", 6, 1),
    (Kind.ROOM, "therapy", 3, 1),
    (Kind.PERSON, "nurse", 3, 2),
    (Kind.PERSON, "therapist", 5, 1),
    (Kind.PERSON, "prescriber", 3, 1),
    (Kind.PUMP, "infusion", 2, 1),
)
"""Kind, skill, how many, how many visits each serves at once: 22 resources, 25 lanes."""


@dataclass(frozen=True, slots=True)
class Full:
    """The clinic, and one patient with everything on file."""

    clinic: Clinic
    patient: Patient
    claims: int


def make_full(folder: Path, history: int = 0, share: float = FULL) -> Full:
    """Make the clinic; `history` is how many claims lie in the past."""
    clinic = make_small(folder).open()
    with clinic.by_itself().writing(Act.MAKE_CLINIC) as unit:
        for old in unit.scheduling.resources():  # the small clinic's own serve nobody here
            unit.resources.change(old.__class__(id=old.id, kind=old.kind, name=old.name))
        for kind, skill, count, lanes in POOLS:
            for number in range(count):
                wanted = Resource(
                    kind=kind,
                    name=f"{skill} {number}",
                    skills=frozenset({skill}),
                    hours=WEEK,
                )
                unit.scheduling.add_resource(wanted, lanes)
        every = unit.scheduling.resources()
    patient = add_patient(clinic, "Ana", "Romero")
    file_everything(clinic, patient)
    lanes = [lane for each in every if each.skills for lane in each.lanes]
    rows = [*_ahead(clinic, lanes, share), *_past(lanes, history)]
    with closing(connected(folder)) as raw:
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("INSERT INTO holder VALUES (1000000, 'visit')")
        raw.executemany("INSERT INTO claim VALUES (1000000, ?, ?, ?)", rows)
        raw.execute("COMMIT")
        raw.execute("ANALYZE")
    return Full(clinic, patient, len(rows))


def _ahead(clinic: Clinic, lanes: list[int], share: float) -> Iterator[tuple[int, int, int]]:
    """Claims of half an hour to two hours that take a share of the working hours."""
    chance = Random(7)  # noqa: S311 -- the same clinic each time
    for step in range(1, DAYS):
        day = MONDAY + timedelta(days=step)
        if day.weekday() < 5:
            first = minute(instant(datetime.combine(day, time(8)), clinic.zone))
            for lane in lanes:
                yield from _day(lane, (first, first + 600), share, chance)


def _day(
    lane: int, hours: tuple[int, int], share: float, chance: Random
) -> Iterator[tuple[int, int, int]]:
    """One lane's day: whole mornings or afternoons are free now and then, so that visits fit."""
    first, last = hours
    for begin, end in ((first, first + 300), (first + 300, last)):
        if chance.random() > share:
            continue
        at = begin
        while at < end:
            until = min(end, at + chance.choice((30, 45, 60, 90, 120)))
            yield lane, at, until
            at = until


def _past(lanes: list[int], history: int) -> Iterator[tuple[int, int, int]]:
    """Half-hour claims, back to back, day and night, ending a week ago."""
    last = minute(datetime.combine(MONDAY - timedelta(days=7), time(0)).astimezone()) // 5 * 5
    each = -(-history // len(lanes)) if history else 0
    for lane in lanes:
        for back in range(each, 0, -1):
            yield lane, last - back * 30, last - back * 30 + 30


def next_free_day(day: date) -> date:
    """The weekday after a day."""
    later = day + timedelta(days=1)
    return later if later.weekday() < 5 else next_free_day(later)
