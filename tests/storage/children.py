"""What other processes do to a clinic while a test looks on."""

import json
import os
import random
import shutil
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from pathlib import Path
from time import monotonic
from typing import NamedTuple

import psycopg

from app.domain.audit import Entry
from app.domain.clinics import Place
from app.domain.refusal import Trouble
from app.domain.scheduling import Resource, Status
from app.storage.claims import Overlap
from app.storage.database import FILE, create, open_database
from app.storage.driver import Raw, connect
from app.storage.server import LOCK
from app.storage.unit import Unit
from tests.storage.samples import ANA, MONDAY, packet_of, part, visit_of

NOBODY = 65534
HOT_STARTS = 60
"""So many starts does everybody fight for: five hours of one day."""
TAKE_THE_LOCK = f"SELECT pg_advisory_xact_lock({LOCK})"


def book_the_same(
    place: Place, held: Resource, slots: int, start: Barrier, tell: Connection
) -> None:
    """Try to book every slot that the other process tries too, and tell which were won."""
    database = open_database(place)
    with database.writing() as unit:
        mine = unit.patients.add(ANA)
    start.wait()
    won: list[int] = []
    for slot in range(slots):
        wish = visit_of(mine.id, part(held, end=60), start=MONDAY + timedelta(hours=slot))
        try:
            with database.writing() as unit:
                unit.scheduling.add_visit(wish)
        except Overlap:
            continue
        won.append(slot)
    database.close()
    tell.send(won)


class Fought(NamedTuple):
    """How often a process got the time it wanted, how often not, and how long each act took."""

    won: int
    lost: int
    seconds: list[float]


def fight(place: Place, seconds: int, number: int, start: Barrier, tell: Connection) -> None:
    """Book and cancel visits of one crowded day for a while, as fast as can be."""
    chance = random.Random(number)  # noqa: S311 -- which time is wanted is no secret
    database = open_database(place)
    with database.writing() as unit:
        mine = unit.patients.add(ANA)
        own = part(unit.scheduling.patient_resource(mine.id))
        held = unit.scheduling.resources()
    start.wait()
    won, lost, took = 0, 0, list[float]()
    until = monotonic() + seconds
    while monotonic() < until:
        first = MONDAY + timedelta(minutes=5 * chance.randrange(HOT_STARTS))
        parts = [part(each) for each in chance.sample(held, len(held))]
        begun = monotonic()
        try:
            with database.writing() as unit:
                kept = unit.scheduling.add_visit(visit_of(mine.id, own, *parts, start=first))
            won += 1
            with database.writing() as unit:
                unit.scheduling.keep([replace(kept, status=Status.CANCELLED)])
        except Overlap:
            lost += 1
        took.append(monotonic() - begun)
    database.close()
    tell.send(tuple(Fought(won, lost, took)))


def write_without_end(place: Place, tell: Connection) -> None:
    """Issue packet after packet, and tell the hash of each once it is kept."""
    database = open_database(place)
    while True:
        content = os.urandom(20_000)
        with database.writing() as unit:
            issue(unit, content)
        tell.send(sha256(content).hexdigest())


def issue(unit: Unit, content: bytes) -> None:
    """A patient, a visit, a packet in the archive and its audit row: one act."""
    patient = unit.patients.add(ANA)
    own = part(unit.scheduling.patient_resource(patient.id))
    visit = unit.scheduling.add_visit(visit_of(patient.id, own))
    code = sha256(content).hexdigest()[:8]
    unit.packets.add(packet_of(visit, sha256=unit.archive.put(content), code=code))
    unit.audit.append(Entry(at=MONDAY, who="desk", act="issue-packet", patient=patient.id))


def hold_the_lock(place: Place, tell: Connection) -> None:
    """Hold the write lock until told to end."""
    on_server = isinstance(place, str)
    opened: Raw = psycopg.connect(place) if on_server else connect(place / FILE)
    with closing(opened) as connection:
        connection.execute(TAKE_THE_LOCK if on_server else "BEGIN IMMEDIATE")
        tell.send("locked")
        tell.recv()


def work_without_rights(folder: Path, tell: Connection) -> None:
    """Try to open and to make clinics as somebody who may only read the folder."""
    if os.geteuid() == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    tell.send([_trouble(open_database, folder), _trouble(create, folder / "new")])


class Filled(NamedTuple):
    """How a full disk was called when a row and when a file was to be kept, and what was kept."""

    row: str
    file: str
    kept: int
    counted: int


def fill(folder: Path) -> Filled:
    """Write patients until there is no room."""
    database = open_database(folder)
    kept = 0
    code = ""
    while not code:
        try:
            with database.writing() as unit:
                issue(unit, os.urandom(20_000))
            kept += 1
        except Trouble as trouble:
            code = trouble.reason.code
    file = _trouble(_archive_much, folder)
    with database.reading() as unit:
        counted = unit.patients.count()
    database.close()
    return Filled(code, file, kept, counted)


def fill_limited(folder: Path, largest_file: int, tell: Connection) -> None:
    """Write until no file may grow any more."""
    import resource  # noqa: PLC0415 -- Windows has none

    resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))
    tell.send(tuple(fill(folder)))


def _archive_much(folder: Path) -> None:
    database = open_database(folder)
    with database.writing() as unit:
        unit.archive.put(os.urandom(4_000_000))


def _trouble(act: Callable[[Path], object], folder: Path) -> str:
    try:
        act(folder)
    except Trouble as trouble:
        return trouble.reason.code
    return ""


if __name__ == "__main__":
    whole, small, after = map(Path, sys.argv[1:])
    shutil.copytree(whole, small)
    sys.stdout.write(json.dumps(fill(small)))
    shutil.copytree(small, after)
