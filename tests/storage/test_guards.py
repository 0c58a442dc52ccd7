from collections.abc import Generator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from app.domain.scheduling import Block, Claim
from app.domain.time import from_minute, minute
from app.storage.claims import Overlap
from app.storage.database import FILE, Database
from app.storage.driver import DriverError, Raw, connect, driver
from tests.storage.samples import ANA, MONDAY, booked, part, room, rows, span, visit_of

LANES = 3
MINUTES = st.integers(0, 40).map(lambda grain: grain * 5)
CLAIMS = st.tuples(st.integers(1, LANES), MINUTES, MINUTES)
WAYS = st.sampled_from(["INSERT", "INSERT OR IGNORE", "INSERT OR REPLACE", "REPLACE", "DELETE"])


@pytest.fixture(scope="module")
def bare(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Generator[Raw]:
    """A connection to a clinic with three lanes and one holder."""
    path = tmp_path_factory.mktemp("bare") / FILE
    path.write_bytes((blank / FILE).read_bytes())
    with closing(connect(path)) as connection:
        connection.execute("INSERT INTO resource VALUES (1, 'room', 'Aspen', '[]', '', NULL)")
        for lane in range(1, LANES + 1):
            connection.execute("INSERT INTO lane VALUES (?, 1, ?)", (lane, lane))
        connection.execute("INSERT INTO holder VALUES (1, 'visit')")
        yield connection


@given(steps=st.lists(st.tuples(WAYS, CLAIMS), max_size=40))
def test_the_guard_agrees_with_comparing_every_pair(
    bare: Raw, steps: list[tuple[str, tuple[int, int, int]]]
) -> None:
    bare.execute("DELETE FROM claim")
    kept: set[tuple[int, int, int]] = set()
    for way, (lane, start, end) in steps:
        if way == "DELETE":
            bare.execute("DELETE FROM claim WHERE lane_id = ? AND start_min = ?", (lane, start))
            kept = {claim for claim in kept if claim[:2] != (lane, start)}
            continue
        free = not any(a == lane and b < end and start < c for a, b, c in kept)
        try:
            bare.execute(f"{way} INTO claim VALUES (1, ?, ?, ?)", (lane, start, end))
        except DriverError:
            assert not free or end <= start
        else:
            if free and end > start:
                kept.add((lane, start, end))

    found = bare.execute("SELECT lane_id, start_min, end_min FROM claim").fetchall()
    assert set(found) == kept


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO claim VALUES (1, 1, 30, 40)",
        "INSERT OR REPLACE INTO claim VALUES (1, 1, 0, 5)",
        "REPLACE INTO claim VALUES (1, 1, 55, 65)",
        "INSERT OR IGNORE INTO claim VALUES (1, 1, 30, 40)",
        "INSERT INTO claim VALUES (1, 2, 0, 30), (1, 2, 30, 60), (1, 2, 25, 35)",
        "UPDATE claim SET end_min = 65",
        "UPDATE OR REPLACE claim SET lane_id = 2",
        "INSERT INTO claim VALUES (1, 1, 0, 1) ON CONFLICT DO UPDATE SET end_min = 1",
        "INSERT INTO claim VALUES (1, 2, 3, 10)",
        "INSERT INTO claim VALUES (1, 2, 10, 10)",
        "INSERT INTO claim VALUES (1, 2, -5, 10)",
        "INSERT INTO claim VALUES (1, 2, 0, 4294967300)",
        "INSERT INTO claim VALUES (1, 2, 'abc', 10)",
        "INSERT INTO claim VALUES (1, 2, 0, NULL)",
        "INSERT INTO claim VALUES (1, 99, 0, 5)",
        "INSERT INTO claim VALUES (99, 2, 0, 5)",
    ],
)
def test_every_other_way_into_the_claims_is_refused(bare: Raw, statement: str) -> None:
    bare.execute("DELETE FROM claim")
    bare.execute("INSERT INTO claim VALUES (1, 1, 0, 60)")

    with pytest.raises(driver.IntegrityError):
        bare.execute(statement)

    assert bare.execute("SELECT * FROM claim").fetchall() == [(1, 1, 0, 60)]


def test_visits_that_touch_do_not_overlap(bare: Raw) -> None:
    bare.execute("DELETE FROM claim")
    bare.execute("INSERT INTO claim VALUES (1, 1, 60, 120), (1, 1, 0, 60), (1, 1, 120, 125)")

    assert bare.execute("SELECT count(*) FROM claim").fetchone() == (3,)


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

    assert rows(database.folder, "SELECT count(*) FROM holder") == [(2,)]


def test_restored_claims_that_are_taken_are_refused(database: Database) -> None:
    with database.writing() as unit:
        first = booked(unit)
        (held,) = unit.scheduling.resources()
        unit.scheduling.release_claims(first.id)
        other = unit.patients.add(ANA)
        second = unit.scheduling.add_visit(visit_of(other.id, part(held)))

        with pytest.raises(Overlap):
            unit.scheduling.restore_claims(first)

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
def spans(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Generator[Database]:
    folder = tmp_path_factory.mktemp("spans")
    (folder / FILE).write_bytes((blank / FILE).read_bytes())
    (folder / "archive" / "incoming").mkdir(parents=True)
    database = Database(folder)
    yield database
    database.close()


def test_minutes_are_whole_steps_of_the_grain(database: Database) -> None:
    with database.writing() as unit:
        patient = unit.patients.add(ANA)
        odd = visit_of(patient.id, start=from_minute(minute(MONDAY) + 3))

        with pytest.raises(IntegrityError):
            unit.scheduling.add_visit(odd)
