"""What other processes write without end, until they are killed."""

from dataclasses import replace
from datetime import timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from uuid import uuid4

from app.domain.audit import Entry
from app.domain.scheduling import Status, Visit
from app.storage.claims import Overlap
from app.storage.database import open_database
from tests.storage.samples import ANA, MONDAY, part, visit_of

CROWDED, FREE = 60, 20_000
"""Starts that everybody fights for, and all that there are: what was killed keeps its time."""


def book_without_end(folder: Path, number: int, tell: Connection) -> None:
    """Book a time, then another in its place, often a crowded one, and tell each that is kept."""
    chance = Random(number)  # noqa: S311 -- which time is wanted is no secret
    database = open_database(folder)
    with database.writing() as unit:
        mine = unit.patients.add(ANA)
        own = part(unit.scheduling.patient_resource(mine.id))
        held = unit.scheduling.resources()
    last: Visit | None = None
    while True:
        token = uuid4().hex
        start = MONDAY + timedelta(minutes=5 * chance.randrange(chance.choice((CROWDED, FREE))))
        parts = [part(each, end=30) for each in chance.sample(held, 2)]
        try:
            with database.writing() as unit:
                if last is not None:
                    unit.scheduling.keep([replace(last, status=Status.CANCELLED)])
                kept = unit.scheduling.add_visit(visit_of(mine.id, own, *parts, start=start))
                unit.audit.append(Entry(at=MONDAY, who="desk", act="book-visit", token=token))
        except Overlap:
            continue
        last = kept
        tell.send(token)
