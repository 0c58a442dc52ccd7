"""A small real clinic for tests: a few people, rooms and pumps, and a clock that stands still."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from itertools import pairwise
from pathlib import Path

from app.clinic import Clinic
from app.domain.access import Act, Role
from app.domain.clinics import ClinicDetails, Place
from app.domain.patients import Patient, reached_at
from app.domain.records import Clearance, Diagnosis, Referral, ReferralState
from app.domain.scheduling import Claim, Kind, Resource, Shift
from app.domain.staff import Person
from app.domain.time import instant
from app.security import keys
from app.security.keys import Keys, Made
from app.security.sealing import Purpose
from app.security.slots import Cost
from app.storage.database import FILE, read_keys
from app.storage.driver import Raw, connect
from app.storage.unit import Unit
from app.use_cases import clinics
from app.use_cases.forms import approve_at_the_start

MONDAY = date(2026, 11, 23)
ZONE = "America/Denver"
NOW = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
"""Monday 23 November 2026, 09:00 at the clinic."""

PASSWORD = "quiet juniper morning"
"""What opens the clinic for everybody in it."""

LATER = ("boss", "iyer", "amin")
"""Whom tests put on staff; their password is known before."""

CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
"""What trying a password costs in a test."""

WEEK = tuple(Shift(weekday=day, start=time(8), end=time(18)) for day in range(5))

STAFF = (
    (Person(login="desk", name="Ana Ruiz", roles=frozenset({Role.FRONT_DESK})), "intake", 1),
    (
        Person(
            login="hale",
            name="Dr. Miriam Hale",
            credential="MD",
            roles=frozenset({Role.PRESCRIBER, Role.MEDICAL_DIRECTOR}),
        ),
        "prescriber",
        1,
    ),
    (
        Person(login="ortiz", name="Rosa Ortiz", credential="RN", roles=frozenset({Role.NURSE})),
        "nurse",
        3,
    ),
    (
        Person(login="moss", name="Ira Moss", credential="LCSW", roles=frozenset({Role.THERAPIST})),
        "therapist",
        1,
    ),
    (
        Person(login="lund", name="Eva Lund", credential="PhD", roles=frozenset({Role.THERAPIST})),
        "therapist",
        1,
    ),
    (Person(login="audit", name="Uma Audit", roles=frozenset({Role.AUDITOR})), "", 0),
)
THINGS = (
    (Resource(kind=Kind.ROOM, name="Room 1", skills=frozenset({"consult", "therapy"})), 1),
    (Resource(kind=Kind.ROOM, name="Room 2", skills=frozenset({"dosing"})), 1),
    (Resource(kind=Kind.ROOM, name="Room 3", skills=frozenset({"dosing"})), 1),
    (Resource(kind=Kind.PUMP, name="Pump 1", skills=frozenset({"infusion"})), 1),
)


@dataclass
class Hands:
    """A clock that a test sets."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@dataclass(frozen=True, slots=True)
class Small:
    """Where a clinic is kept, and how to open it as somebody."""

    place: Place
    clock: Callable[[], datetime]

    def open(self, login: str = "desk") -> Clinic:
        return clinics.open_clinic(self.place, login, self.clock, password=PASSWORD)


def make_small(place: Place, clock: Callable[[], datetime] = lambda: NOW) -> Small:
    """Make the clinic with its staff, rooms and one pump, and with no patient."""
    details = ClinicDetails(
        uuid="small",
        name="Juniper Clinic",
        zone=ZONE,
        address="12 Juniper Street, Denver, CO 80203",
        phone="+13035550100",
        after_hours_phone="+13035550199",
    )
    made = keys_of_all() if isinstance(place, Path) else None
    clinics.make_clinic_as(place, details, (), clock, made=made)
    database = clinics.database.open_database(place, keys=Keys(now=made.key) if made else None)
    with database.writing() as unit:
        _furnish(unit)
        approve_at_the_start(unit, "Dr. Miriam Hale, MD", date(2026, 11, 1))
    database.close()
    return Small(place, clock)


def keys_of_all() -> Made:
    """Keys that everybody opens with the same password, which costs next to nothing to try."""
    logins = [*(person.login for person, _, _ in STAFF), *LATER]
    made = keys.make(logins[0], PASSWORD, CHEAP)
    file = made.file
    for login in logins[1:]:
        file = keys.with_login(file, made.key, login, PASSWORD, cost=CHEAP)
    return replace(made, file=file)


def _furnish(unit: Unit) -> None:
    for person, skill, lanes in STAFF:
        own = None
        if skill:
            wanted = Resource(
                kind=Kind.PERSON, name=person.name, skills=frozenset({skill}), hours=WEEK
            )
            own = unit.scheduling.add_resource(wanted, lanes)
        unit.staff.add(person, own)
    for thing, lanes in THINGS:
        unit.scheduling.add_resource(
            Resource(kind=thing.kind, name=thing.name, skills=thing.skills, hours=WEEK), lanes
        )


def keys_of(folder: Path) -> Keys:
    """What opens the clinic in a folder."""
    return keys.unlock(read_keys(folder), "desk", PASSWORD)


def key_of(folder: Path) -> bytes:
    """What the clinic's file is encrypted with."""
    return keys_of(folder).now.key_for(Purpose.DATABASE)


def connected(folder: Place) -> Raw:
    """SQLite itself on the clinic's file, for whoever goes past the program."""
    assert isinstance(folder, Path)
    return connect(folder / FILE, key_of(folder))


def add_patient(clinic: Clinic, given: str, family: str, phone: str = "") -> Patient:
    """A new patient of the clinic."""
    with clinic.by_itself().writing(Act.ADD_PATIENT) as unit:
        phones = reached_at(phone)
        wanted = Patient(given=given, family=family, born=date(1988, 3, 12), phones=phones)
        return unit.patients.add(wanted)


def file_everything(clinic: Clinic, patient: Patient, visits: int | None = None) -> None:
    """Put on file what booking an infusion asks for."""
    with clinic.by_itself().writing(Act.MAKE_CLINIC) as unit:
        unit.records.add_diagnosis(
            Diagnosis(
                patient=patient.id,
                code="F33.2",
                title="Major depressive disorder, recurrent severe without psychotic features",
                condition="depression",
                made_on=date(2026, 11, 3),
                made_by="Dr. Miriam Hale, MD",
            )
        )
        unit.records.add_referral(
            Referral(
                patient=patient.id,
                state=ReferralState.ACCEPTED,
                referrer="Dr. Quinn, MD",
                condition="depression",
                letter_on=date(2026, 11, 2),
                visits=visits,
                judged_by="Dr. Miriam Hale, MD",
            )
        )
        unit.records.add_clearance(
            Clearance(
                patient=patient.id,
                route="iv",
                cleared_on=date(2026, 11, 18),
                cleared_by="Dr. Miriam Hale, MD",
            )
        )


def at(clinic: Clinic, day: int, clock: str) -> datetime:
    """The instant of a time on a day of November 2026 at the clinic."""
    wall = datetime.combine(date(2026, 11, day), time.fromisoformat(clock))
    return instant(wall, clinic.zone)


def everything_held(unit: Unit, first: int, end: int, lanes: Iterable[int]) -> tuple[Claim, ...]:
    """What visits, sessions and blocks hold of these lanes from one minute to another."""
    return tuple(
        Claim(*span) for spans in unit.scheduling.spans(first, end, lanes) for span in spans
    )


def disjoint(claims: Sequence[Claim]) -> bool:
    """Whether no two claims of one lane overlap."""
    ordered = sorted(claims, key=lambda claim: (claim.lane, claim.start))
    return all(a.lane != b.lane or a.end <= b.start for a, b in pairwise(ordered))
