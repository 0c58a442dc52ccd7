from contextlib import closing
from pathlib import Path

import pytest

from app.domain.audit import Entry
from app.storage.database import FILE, Database
from app.storage.driver import DriverError, connect
from app.storage.guards import GUARDS
from tests.storage.samples import MONDAY, outside


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


ROW = "INSERT INTO audit (seq, previous, hash, at, who, act, outcome, payload, token) VALUES "
LAST = "(SELECT hash FROM audit WHERE seq = 3)"
FACTS = "'2026', 'desk', 'see-day', 'done', '{}', '')"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET who = 'other'",
        "DELETE FROM audit WHERE seq = 3",
        f"{ROW.replace('INSERT', 'INSERT OR REPLACE')} (2, '', 'x', {FACTS}",
        f"{ROW} (9, {LAST}, 'x', {FACTS}",
        f"{ROW} (4, 'x', 'y', {FACTS}",
        f"{ROW} (NULL, {LAST}, 'y', {FACTS}",
    ],
)
def test_the_audit_is_only_appended_to(database: Database, statement: str) -> None:
    _append(database, 3)

    with (
        pytest.raises(DriverError, match=r"audit (out|is)"),
        closing(connect(database.folder / FILE)) as connection,
    ):
        connection.execute(statement)

    with database.reading() as unit:
        assert unit.audit.first_broken() is None
        assert unit.audit.head()[0] == 3


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
def test_a_row_changed_from_outside_is_found(folder: Path, column: str, seq: int) -> None:
    change = f"UPDATE audit SET {column} = {COLUMNS[column]} WHERE seq = {seq}"  # noqa: S608

    assert _broken_by(folder, change) == seq


@pytest.mark.parametrize("seq", [1, 3, 5])
def test_a_row_removed_from_outside_is_found(folder: Path, seq: int) -> None:
    assert _broken_by(folder, f"DELETE FROM audit WHERE seq = {seq}") == seq  # noqa: S608


def _broken_by(folder: Path, *statements: str) -> int | None:
    """Where the chain of five is broken after somebody took the guards away and put them back."""
    database = Database(folder)
    _append(database, 5)
    database.close()
    names = [name for name in GUARDS if name.startswith("audit")]
    dropped = [f"DROP TRIGGER {name}" for name in names]
    outside(folder, *dropped, *statements, *(GUARDS[name] for name in names))
    database = Database(folder)
    with database.reading() as unit:
        found = unit.audit.first_broken()
    database.close()
    return found
