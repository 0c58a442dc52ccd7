from contextlib import closing

import psycopg
import pytest

from app.domain.audit import Entry
from app.domain.clinics import Place
from app.storage.database import FILE, Database
from app.storage.driver import DriverError, connect
from app.storage.folder import FolderDatabase
from app.storage.server import ServerDatabase
from tests.storage.samples import MONDAY, outside, without_guards


def _append(database: Database, count: int) -> None:
    with database.writing() as unit:
        for number in range(count):
            unit.audit.append(
                Entry(at=MONDAY, who="desk", act="see-day", payload=f'{{"n":{number}}}')
            )


def test_the_audit_is_one_chain(database: Database) -> None:
    _append(database, 3)

    with database.reading() as unit:
        third, second, first = unit.audit.last(9)
        assert (first.seq, second.seq, third.seq) == (1, 2, 3)
        assert (first.previous, second.previous) == ("", first.hash)
        assert unit.audit.head() == (3, third.hash)
        assert unit.audit.first_broken() is None


def test_entries_that_are_kept_together_are_links_as_well(database: Database) -> None:
    _append(database, 1)

    with database.writing() as unit:
        unit.audit.append(*(Entry(at=MONDAY, who="desk", act=act) for act in ("look", "see-day")))

    with database.reading() as unit:
        assert [entry.act for entry in unit.audit.last(2)] == ["see-day", "look"]
        assert unit.audit.first_broken() is None


@pytest.mark.parametrize(
    ("act", "patient", "token", "concerns"),
    [
        ("issue-packet", 8, "t", (8,)),
        ("issue-packet", 7, "t", (7,)),
        ("issue-packet", None, "t", (7, 8)),
        ("record-ride", 8, "t", (7, 8)),
        ("record-ride", 7, "", ()),
    ],
)
def test_what_is_about_others_is_told_from_what_may_concern_a_patient(
    database: Database, act: str, patient: int | None, token: str, concerns: tuple[int, ...]
) -> None:
    with database.writing() as unit:
        unit.audit.append(Entry(at=MONDAY, who="desk", act=act, patient=patient, token=token))

    with database.reading() as unit:
        since = {
            seq: [unit.audit.is_about_others("issue-packet", seq, each) for each in (7, 8)]
            for seq in (0, 1)
        }
    assert since == {0: [each not in concerns for each in (7, 8)], 1: [True, True]}


ROW = "INSERT INTO audit (seq, previous, hash, at, who, act, outcome, payload, token) VALUES "
LAST = "(SELECT hash FROM audit WHERE seq = 3)"
FACTS = "'2026', 'desk', 'see-day', 'done', '{}', '')"
ELSEWHERE = (
    "UPDATE audit SET who = 'other'",
    "DELETE FROM audit WHERE seq = 3",
    f"{ROW} (9, {LAST}, 'x', {FACTS}",
    f"{ROW} (4, 'x', 'y', {FACTS}",
    f"{ROW} (2, {LAST}, 'x', {FACTS}",
    f"{ROW} (4, {LAST}, 'x', {FACTS}, (6, {LAST}, 'y', {FACTS}",
)
"""What is refused on each kind of database."""


@pytest.mark.parametrize("statement", ELSEWHERE)
def test_the_audit_is_only_appended_to(database: Database, statement: str) -> None:
    _append(database, 3)

    _refused(database, statement)


@pytest.mark.parametrize(
    "statement",
    [
        f"{ROW.replace('INSERT', 'INSERT OR REPLACE')} (2, '', 'x', {FACTS}",
        f"{ROW} (NULL, {LAST}, 'y', {FACTS}",
    ],
)
def test_sqlites_own_ways_around_are_refused(in_folder: FolderDatabase, statement: str) -> None:
    _append(in_folder, 3)

    _refused(in_folder, statement)


@pytest.mark.parametrize(
    "statement",
    [
        f"{ROW} (3, '', 'x', {FACTS} ON CONFLICT (seq) DO UPDATE SET who = 'other'",
        f"{ROW} (3, '', 'x', {FACTS} ON CONFLICT DO NOTHING",
        f"{ROW} (DEFAULT, '', 'x', {FACTS}",
        "TRUNCATE audit",
        "MERGE INTO audit USING (VALUES (3)) v(n) ON seq = n WHEN MATCHED THEN DELETE",
    ],
)
def test_postgresqls_own_ways_around_are_refused(on_server: ServerDatabase, statement: str) -> None:
    _append(on_server, 3)

    _refused(on_server, statement)


def _refused(database: Database, statement: str) -> None:
    with pytest.raises((DriverError, psycopg.Error), match=r"audit (out|is)"):
        _as_the_program(database.place, statement)

    with database.reading() as unit:
        assert unit.audit.first_broken() is None
        assert unit.audit.head()[0] == 3


def _as_the_program(place: Place, statement: str) -> None:
    if isinstance(place, str):
        outside(place, statement)
        return
    with closing(connect(place / FILE)) as connection:
        connection.execute(statement)


COLUMNS = {
    "at": "'2020-01-01T00:00:00.000000+00:00'",
    "who": "'other'",
    "act": "'other'",
    "patient_id": "7",
    "outcome": "'refused'",
    "payload": "'{}'",
    "token": "'t'",
    "previous": "'x'",
    "hash": "'x'",
}


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("seq", [1, 3, 5])
def test_a_row_changed_from_outside_is_found(database: Database, column: str, seq: int) -> None:
    change = f"UPDATE audit SET {column} = {COLUMNS[column]} WHERE seq = {seq}"  # noqa: S608

    assert _broken_by(database, change) == seq


@pytest.mark.parametrize("seq", [1, 3, 5])
def test_a_row_removed_from_outside_is_found(database: Database, seq: int) -> None:
    assert _broken_by(database, f"DELETE FROM audit WHERE seq = {seq}") == seq  # noqa: S608


def test_an_act_that_was_not_kept_leaves_no_gap(database: Database) -> None:
    def act() -> None:
        with database.writing() as unit:
            unit.audit.append(Entry(at=MONDAY, who="desk", act="see-day"))
            raise KeyError

    with pytest.raises(KeyError):
        act()

    with database.reading() as unit:
        assert unit.audit.first_broken() is None
    _append(database, 1)
    with database.reading() as unit:
        assert unit.audit.first_broken() is None
        assert unit.audit.head()[0] == 1


def _broken_by(database: Database, change: str) -> int | None:
    """Where the chain of five is broken after somebody took the guards away and put them back."""
    _append(database, 5)
    without_guards(database.place, "audit", change)
    with database.reading() as unit:
        return unit.audit.first_broken()
