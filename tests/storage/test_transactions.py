import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, IntegrityError

from app.domain.refusal import Trouble
from app.storage.database import Database
from app.storage.folder import FolderDatabase
from app.storage.guards import GUARDS
from tests.storage.samples import ANA, rows, visit_of


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER claim_overlap",
        "DROP TABLE audit",
        "ALTER TABLE audit RENAME TO old_audit",
        "CREATE TRIGGER quiet BEFORE INSERT ON audit BEGIN SELECT RAISE(IGNORE); END",
        "PRAGMA writable_schema = ON",
        "PRAGMA recursive_triggers = OFF",
        "PRAGMA foreign_keys = OFF",
        "PRAGMA journal_mode = OFF",
        "ATTACH ':memory:' AS other",
    ],
)
def test_the_program_itself_cannot_take_a_guard_away(
    in_folder: FolderDatabase, statement: str
) -> None:
    with in_folder.writing() as unit, pytest.raises(DatabaseError, match="not authorized"):
        unit.audit._connection.execute(text(statement))  # pyright: ignore[reportPrivateUsage]

    found = rows(in_folder.folder, "SELECT count(*) FROM sqlite_master WHERE type='trigger'")
    assert found == [(len(GUARDS),)]


def test_a_reading_transaction_cannot_write(database: Database) -> None:
    with pytest.raises(Trouble, match="clinic-read-only"), database.reading() as unit:
        unit.patients.add(ANA)

    with database.writing() as unit:
        assert unit.patients.count() == 0


def test_what_raises_inside_a_transaction_is_not_kept(database: Database) -> None:
    def act() -> None:
        with database.writing() as unit:
            unit.patients.add(ANA)
            unit.scheduling.add_visit(visit_of(99))

    with pytest.raises(IntegrityError):
        act()

    with database.reading() as unit:
        assert unit.patients.count() == 0


def test_a_reading_sees_one_moment(database: Database) -> None:
    with database.reading() as early:
        assert early.patients.count() == 0
        with database.writing() as unit:
            unit.patients.add(ANA)
        assert early.patients.count() == 0

    with database.reading() as late:
        assert late.patients.count() == 1
