"""The search reads spans of indexes: it walks through no table, however many patients there are."""

import re
from collections.abc import Callable, Generator
from typing import Any

import pytest
from sqlalchemy import Connection, event

from app.domain.asked import Asked, read_asked
from app.domain.clinics import Place
from app.storage.database import Database, open_database
from app.storage.unit import Unit
from tests.storage.test_search import PEOPLE, TODAY

SHAPES = {
    "nothing": "",
    "name": "ana",
    "two": "ana ort",
    "substring": "rtiz",
    "substring and initial": "rtiz a",
    "sound": "ortis ana",
    "birth date": "13 Mar 1985",
    "birth date and name": "13 Mar 1985 ana",
    "digits": "0142",
    "digits and name": "ana 0142",
    "two numbers": "ana 0142 1985",
    "chart": "M-7",
    "year": "1985 ana",
}
PATIENTS = "patient|patient_word|patient_phone|name_word|name_inside"
WALKS = re.compile(rf"(SCAN|Seq Scan on) ({PATIENTS})\b(?!.* ix_patient_by_name)|USE TEMP B-TREE")
"""A step that reads a whole table; the first by name are read from the start of their index."""


@pytest.fixture(scope="module")
def clinic(shared: Place) -> Generator[Database]:
    database = open_database(shared)
    with database.writing() as unit:
        for patient in PEOPLE:
            unit.patients.add(patient)
    yield database
    database.close()


def plan(unit: Unit, ask: Callable[[Asked, int], object], typed: str) -> list[str]:
    """How the database goes about every statement that a search runs."""
    connection: Connection = unit.audit._connection  # pyright: ignore[reportPrivateUsage]
    told: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, statement: str, filled: Any, *_: object) -> None:  # noqa: ANN401 -- the driver's
        told.append((statement, filled))

    event.listen(connection, "before_cursor_execute", note)
    ask(read_asked(typed, TODAY), 2)
    event.remove(connection, "before_cursor_execute", note)
    explain = "EXPLAIN QUERY PLAN" if connection.dialect.name == "sqlite" else "EXPLAIN"
    return [
        str(step)
        for statement, filled in told
        for *_, step in connection.exec_driver_sql(f"{explain} {statement}", filled)
    ]


@pytest.mark.parametrize("typed", SHAPES.values(), ids=SHAPES)
def test_search_walks_through_no_table(clinic: Database, typed: str) -> None:
    with clinic.reading() as unit:
        steps = [*plan(unit, unit.patients.find, typed), *plan(unit, unit.patients.guess, typed)]

    assert [step for step in steps if re.search("(?i)index|primary key", step)]
    assert [step for step in steps if WALKS.search(step)] == []
