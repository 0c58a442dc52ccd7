from collections.abc import Generator, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from app.domain.blocks import Block
from app.domain.clinics import Place
from app.domain.scheduling import Claim, Status
from app.domain.time import from_minute, minute
from app.storage.claims import Overlap
from app.storage.database import FILE, Database, open_database
from app.storage.driver import DriverError, Raw, connect, driver
from tests.storage.conftest import ENGINES, Copies
from tests.storage.samples import ANA, MONDAY, booked, part, room, rows, span, visit_of

LANES = 3
MINUTES = st.integers(0, 40).map(lambda grain: grain * 5)
CLAIMS = st.tuples(st.integers(1, LANES), MINUTES, MINUTES)
WAYS = st.sampled_from(["insert", "ignore", "replace", "delete"])
SAID = {
    Path: {
        "insert": "INSERT INTO claim VALUES (1, {}, {}, {})",
        "ignore": "INSERT OR IGNORE INTO claim VALUES (1, {}, {}, {})",
        "replace": "INSERT OR REPLACE INTO claim VALUES (1, {}, {}, {})",
    },
    str: {
        "insert": "INSERT INTO claim VALUES (1, {}, {}, {})",
        "ignore": "INSERT INTO claim VALUES (1, {}, {}, {}) ON CONFLICT DO NOTHING",
        "replace": "INSERT INTO claim VALUES (1, {}, {}, {}) ON CONFLICT (lane_id, start_min) "
        "DO UPDATE SET end_min = excluded.end_min",
    },
}
"""The ways to insert a claim, on each kind of database."""

ERRORS = (DriverError, psycopg.Error)


@dataclass(frozen=True, slots=True)
class Bare:
    """A connection of any program to a clinic with three lanes and one holder."""

    connection: Raw
    said: Mapping[str, str]

    def tell(self, statement: str) -> None:
        self.connection.execute(statement)

    def claims(self) -> list[tuple[int, ...]]:
        query = "SELECT holder_id, lane_id, start_min, end_min FROM claim ORDER BY 2, 3"
        return self.connection.execute(query).fetchall()


@contextmanager
def bare_of(place: Place) -> Generator[Bare]:
    database = open_database(place)
    with database.writing() as unit:
        unit.scheduling.add_resource(room(), LANES)
    database.close()
    opened = psycopg.connect(place, autocommit=True) if isinstance(place, str) else None
    with closing(opened or connect(Path(place, FILE))) as connection:
        connection.execute("INSERT INTO holder VALUES (1, 'visit')")
        yield Bare(connection, SAID[str if opened else Path])


@pytest.fixture(scope="module", params=ENGINES)
def bare(request: pytest.FixtureRequest, copies: Copies) -> Iterator[Bare]:
    """On each kind of database."""
    with copies(request.param) as place, bare_of(place) as opened:
        yield opened


@pytest.fixture(scope="module")
def bare_file(copies: Copies) -> Iterator[Bare]:
    """On SQLite."""
    with copies("sqlite") as place, bare_of(place) as opened:
        yield opened


@pytest.fixture(scope="module")
def bare_server(copies: Copies) -> Iterator[Bare]:
    """On PostgreSQL."""
    with copies("postgresql") as place, bare_of(place) as opened:
        yield opened


@given(steps=st.lists(st.tuples(WAYS, CLAIMS), max_size=40))
def test_the_guard_agrees_with_comparing_every_pair(
    bare: Bare, steps: list[tuple[str, tuple[int, int, int]]]
) -> None:
    bare.tell("DELETE FROM claim")
    kept: set[tuple[int, int, int]] = set()
    for way, (lane, start, end) in steps:
        if way == "delete":
            bare.tell(f"DELETE FROM claim WHERE lane_id = {lane} AND start_min = {start}")  # noqa: S608
            kept = {claim for claim in kept if claim[:2] != (lane, start)}
            continue
        free = not any(a == lane and b < end and start < c for a, b, c in kept)
        try:
            bare.tell(bare.said[way].format(lane, start, end))
        except ERRORS:
            assert not free or end <= start
        else:
            if free and end > start:
                kept.add((lane, start, end))

    assert {claim[1:] for claim in bare.claims()} == kept


OVER = "INSERT INTO claim VALUES (1, 1, 0, 5)"
REFUSED = (
    "INSERT INTO claim VALUES (1, 1, 30, 40)",
    OVER,
    "INSERT INTO claim VALUES (1, 2, 0, 30), (1, 2, 30, 60), (1, 2, 25, 35)",
    "UPDATE claim SET end_min = 65",
    "UPDATE claim SET holder_id = holder_id",
    "INSERT INTO claim VALUES (1, 2, 3, 10)",
    "INSERT INTO claim VALUES (1, 2, 10, 10)",
    "INSERT INTO claim VALUES (1, 2, -5, 10)",
    "INSERT INTO claim VALUES (1, 2, 0, 4294967300)",
    "INSERT INTO claim VALUES (1, 2, 'abc', 10)",
    "INSERT INTO claim VALUES (1, 2, 0, NULL)",
    "INSERT INTO claim VALUES (1, 99, 0, 5)",
    "INSERT INTO claim VALUES (99, 2, 0, 5)",
)


@pytest.mark.parametrize("statement", REFUSED)
def test_every_other_way_into_the_claims_is_refused(bare: Bare, statement: str) -> None:
    _refused(bare, statement)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT OR REPLACE INTO claim VALUES (1, 1, 0, 5)",
        "REPLACE INTO claim VALUES (1, 1, 55, 65)",
        "INSERT OR IGNORE INTO claim VALUES (1, 1, 30, 40)",
        "UPDATE OR REPLACE claim SET lane_id = 2",
        "INSERT INTO claim VALUES (1, 1, 0, 1) ON CONFLICT DO UPDATE SET end_min = 1",
    ],
)
def test_sqlites_own_ways_are_refused(bare_file: Bare, statement: str) -> None:
    _refused(bare_file, statement)


@pytest.mark.parametrize(
    "statement",
    [
        f"{OVER} ON CONFLICT ON CONSTRAINT pk_claim DO UPDATE SET end_min = 5",
        "MERGE INTO claim USING holder h ON h.id = 1 WHEN MATCHED THEN UPDATE SET end_min = 65",
        "COPY claim FROM PROGRAM 'echo 1,1,30,40' WITH (FORMAT csv)",
        "WITH gone AS (DELETE FROM claim) INSERT INTO claim VALUES (1, 1, 30, 40)",
    ],
)
def test_postgresqls_own_ways_are_refused(bare_server: Bare, statement: str) -> None:
    _refused(bare_server, statement)


def _refused(bare: Bare, statement: str) -> None:
    bare.tell("DELETE FROM claim")
    bare.tell("INSERT INTO claim VALUES (1, 1, 0, 60)")

    with pytest.raises(ERRORS) as refused:
        bare.tell(statement)

    assert isinstance(
        refused.value, (driver.IntegrityError, psycopg.IntegrityError, psycopg.DataError)
    )
    assert bare.claims() == [(1, 1, 0, 60)]


def test_visits_that_touch_do_not_overlap(bare: Bare) -> None:
    bare.tell("DELETE FROM claim")
    bare.tell("INSERT INTO claim VALUES (1, 1, 60, 120), (1, 1, 0, 60), (1, 1, 120, 125)")

    assert len(bare.claims()) == 3


def test_the_last_minutes_of_a_lane_are_not_the_first_of_the_next(bare: Bare) -> None:
    bare.tell("DELETE FROM claim")
    bare.tell("INSERT INTO claim VALUES (1, 1, 4294967280, 4294967295), (1, 2, 0, 60)")

    assert len(bare.claims()) == 2


def test_a_taken_visit_leaves_nothing_and_the_transaction_goes_on(database: Database) -> None:
    with database.writing() as unit:
        kept = booked(unit)
        (held,) = unit.scheduling.resources()
        other = unit.patients.add(ANA)
        own = part(unit.scheduling.patient_resource(other.id))

        with pytest.raises(Overlap):
            unit.scheduling.add_visit(visit_of(other.id, own, part(held)))

        assert unit.scheduling.visits_of(other.id) == ()
        assert unit.scheduling.claims(*span(kept), (own.lane,)) == ()
        unit.scheduling.add_visit(visit_of(other.id, own))

    assert rows(database.place, "SELECT count(*) FROM holder") == [(2,)]


def test_restored_claims_that_are_taken_are_refused(database: Database) -> None:
    with database.writing() as unit:
        first = booked(unit)
        (held,) = unit.scheduling.resources()
        (first,) = unit.scheduling.keep([replace(first, status=Status.CANCELLED)])
        other = unit.patients.add(ANA)
        second = unit.scheduling.add_visit(visit_of(other.id, part(held)))

        with pytest.raises(Overlap):
            unit.scheduling.keep([replace(first, status=Status.BOOKED)])

        assert unit.scheduling.claims(*span(first)) == second.claims


def test_a_block_over_a_visit_is_refused(database: Database) -> None:
    with database.writing() as unit:
        kept = booked(unit)
        (held,) = unit.scheduling.resources()
        block = Block(resource=held.id, kind="lunch", start=kept.start, end=kept.end)

        with pytest.raises(Overlap):
            unit.scheduling.add_block(block)

        assert unit.scheduling.blocks(kept.start, kept.end) == ()


@given(
    wanted=st.lists(st.tuples(st.integers(0, 1), MINUTES, st.integers(1, 8)), max_size=25),
    span_of=st.tuples(MINUTES, st.integers(1, 20)),
)
def test_the_claims_of_a_span_are_those_that_overlap_it(
    spans: Database, wanted: list[tuple[int, int, int]], span_of: tuple[int, int]
) -> None:
    start, end = span_of[0], span_of[0] + span_of[1] * 5
    with spans.writing() as unit:
        held = unit.scheduling.add_resource(room(), 2)
        kept: list[Claim] = []
        for lane, first, grains in wanted:
            patient = unit.patients.add(ANA)
            mine = part(held, lane=lane, end=grains * 5)
            try:
                visit = visit_of(patient.id, mine, start=from_minute(first))
                kept += unit.scheduling.add_visit(visit).claims
            except Overlap:
                continue

        found = unit.scheduling.claims(start, end, held.lanes)

    expected = [claim for claim in kept if claim.start < end and start < claim.end]
    assert sorted(map(repr, found)) == sorted(map(repr, expected))


@pytest.fixture(scope="module")
def spans(shared: Place) -> Generator[Database]:
    database = open_database(shared)
    yield database
    database.close()


def test_minutes_are_whole_steps_of_the_grain(database: Database) -> None:
    with database.writing() as unit:
        patient = unit.patients.add(ANA)
        odd = visit_of(patient.id, start=from_minute(minute(MONDAY) + 3))

        with pytest.raises(IntegrityError):
            unit.scheduling.add_visit(odd)
