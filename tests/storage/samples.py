"""Values for tests of the store, true enough for any table."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import psycopg

from app.domain.access import Role
from app.domain.clinics import ClinicDetails, Place
from app.domain.packets import Box, Packet, Paper
from app.domain.patients import Patient, reached_at
from app.domain.refusal import Reason
from app.domain.scheduling import (
    Kind,
    Need,
    Part,
    Phase,
    Resource,
    Route,
    Shift,
    Status,
    Visit,
    VisitType,
)
from app.domain.staff import Person
from app.domain.time import minute
from app.security import keys
from app.security.sealing import Purpose
from app.storage.driver import Raw, connect
from app.storage.guards import GUARDS
from app.storage.places import FILE, is_encrypted, read_keys
from app.storage.unit import Unit
from app.use_cases.unlocking import DEMO_PASSWORD
from tests.small import PASSWORD

MONDAY = datetime(2026, 11, 30, 16, 0, tzinfo=UTC)
"""09:00 in Denver."""

DETAILS = ClinicDetails(
    uuid="7d0c0f3e-6d5e-4a0e-9a53-0d1f6a5c7b11",
    name="Juniper Hill",
    zone="America/Denver",
    address="12 Cedar Street",
    demo_day=date(2026, 11, 30),
)

DOSING = VisitType(
    slug="iv-dosing",
    title="Ketamine infusion (IV)",
    short="Infusion",
    route=Route.IV,
    phases=(
        Phase(name="set-up", minutes=30),
        Phase(name="infusion", minutes=40, dose=True),
        Phase(name="recovery", minutes=50),
        Phase(name="turnover", minutes=15, patient=False),
    ),
    needs=(
        Need(role="room", kind=Kind.ROOM, skill="ketamine", first="set-up", last="turnover"),
        Need(role="pump", kind=Kind.PUMP, skill="infusion", first="infusion", last="infusion"),
        Need(
            role="prescriber",
            kind=Kind.PERSON,
            skill="prescriber",
            first="set-up",
            last="recovery",
            presence=True,
        ),
    ),
)

ANA = Patient(
    given="Ana María",
    family="Núñez-de León",
    preferred="Anita",
    pronouns="she/her",
    born=date(1985, 3, 12),
    phones=reached_at("+13035550142"),
    alert="Latex",
)

MANAGER = Person(login="manager", name="Mo Reyes", roles=frozenset({Role.MANAGER, Role.FRONT_DESK}))


def set_up(unit: Unit) -> None:
    """Give a bare clinic its name and its one kind of visit."""
    unit.settings.set_clinic(DETAILS)
    unit.settings.keep_visit_types([DOSING])


def room(name: str = "Aspen") -> Resource:
    """A ketamine room, open on weekdays."""
    hours = tuple(Shift(weekday=day, start=time(8), end=time(17, 30)) for day in range(5))
    return Resource(kind=Kind.ROOM, name=name, skills=frozenset({"ketamine"}), hours=hours)


def visit_of(
    patient: int, *parts: Part, start: datetime = MONDAY, status: Status = Status.BOOKED
) -> Visit:
    """A booked infusion that holds these parts."""
    return Visit(
        patient=patient,
        type=DOSING.slug,
        start=start,
        end=start + timedelta(minutes=120),
        status=status,
        parts=parts,
        booked_by="desk",
    )


def part(resource: Resource, *, lane: int = 0, start: int = 0, end: int = 120) -> Part:
    """A lane of a resource for some minutes of a visit."""
    return Part(
        role=resource.kind.value,
        resource=resource.id,
        lane=resource.lanes[lane],
        start=start,
        end=end,
    )


def booked(unit: Unit, *, start: datetime = MONDAY, lanes: int = 1) -> Visit:
    """A visit of a new patient in a new room."""
    patient = unit.patients.add(ANA)
    held = unit.scheduling.add_resource(room(), lanes)
    own = part(unit.scheduling.patient_resource(patient.id))
    return unit.scheduling.add_visit(visit_of(patient.id, own, part(held, end=135), start=start))


def packet_of(visit: Visit, *, sha256: str = "0" * 64, code: str = "ABCD1234") -> Packet:
    """A packet with one paper, just issued."""
    box = Box(id="sign-1", kind="signature", page=2, x=72, y=100.5, width=200, height=24)
    paper = Paper(
        code=code,
        packet=0,
        visit=visit.id,
        patient=visit.patient,
        form="ketamine-consent",
        version=1,
        language="en",
        pages=4,
        first_page=3,
        why=Reason("why-expires", {"until": date(2026, 11, 1), "names": ("a", "b"), "at": MONDAY}),
        issued_at=MONDAY,
        boxes=(box, replace(box, id="date-1", kind="date", who="patient")),
    )
    return Packet(
        visit=visit.id,
        patient=visit.patient,
        made_at=MONDAY,
        made_by="desk",
        sha256=sha256,
        pages=8,
        papers=(paper,),
    )


def rows(place: Place, statement: str) -> list[tuple[object, ...]]:
    """What a plain program reads from a clinic."""
    if isinstance(place, str):
        with psycopg.connect(place) as connection:
            return connection.execute(statement.encode()).fetchall()
    with closing(_plain(place)) as connection:
        return connection.execute(statement).fetchall()


def _plain(folder: Path) -> Raw:
    """A plain program's connection; to an encrypted clinic one that knows a password of it."""
    if not is_encrypted(folder):
        return sqlite3.connect(folder / FILE)
    kept = read_keys(folder)
    held = keys.unlock(kept, "desk", DEMO_PASSWORD if kept.is_shared else PASSWORD)
    return connect(folder / FILE, held.now.key_for(Purpose.DATABASE))


def outside(place: Place, *statements: str) -> None:
    """What somebody does to a clinic with a plain program."""
    if isinstance(place, str):
        with psycopg.connect(place) as connection:
            connection.execute("; ".join(statements).encode())
        return
    with closing(_plain(place)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def without_guards(place: Place, table: str, *statements: str) -> None:
    """What somebody does who takes a table's guards away and puts them back."""
    if isinstance(place, str):
        switched = [f"ALTER TABLE {table} {word} TRIGGER ALL" for word in ("DISABLE", "ENABLE")]
        outside(place, switched[0], *statements, switched[1])
        return
    guards = {name: made for name, made in GUARDS.items() if name.startswith(f"{table}_")}
    outside(place, *(f"DROP TRIGGER {name}" for name in guards), *statements, *guards.values())


def span(visit: Visit) -> tuple[int, int]:
    """The minutes of a visit's patient."""
    return minute(visit.start), minute(visit.end)
