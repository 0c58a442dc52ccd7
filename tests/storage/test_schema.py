import re
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from shutil import copytree

import pytest
from sqlalchemy import create_engine

from app.domain.refusal import Trouble
from app.storage.database import FILE, open_database
from app.storage.driver import connect, driver, one
from app.storage.guards import GUARDS
from app.storage.migrating import SHIPPED, Lineage, upgrade
from app.storage.tables import metadata
from tests.storage.samples import ANA, booked, outside, rows

TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%STRICT%'"
INDEXES = "SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
EVERYTHING = "SELECT type, name, sql FROM sqlite_master WHERE name != 'alembic_version'"
COLUMNS = "SELECT name, type, [notnull], dflt_value, pk FROM pragma_table_xinfo('{}')"
KEYS = "SELECT [table], [from], [to] FROM pragma_foreign_key_list('{}')"
CHECKS = "SELECT sql FROM sqlite_master WHERE name = '{}'"


def structure(ask: Callable[[str], list[tuple[object, ...]]]) -> dict[str, object]:
    """Every table with its columns, keys and checks, whatever the order they were added in."""
    tables = [str(name) for (name,) in ask(TABLES)]
    told: dict[str, object] = {"indexes": sorted(ask(INDEXES))}
    for table in tables:
        sql = str(ask(CHECKS.format(table)))
        checks = sorted(re.findall(r"CONSTRAINT (\w+) (?:CHECK|UNIQUE|PRIMARY)", sql))
        columns = sorted(ask(COLUMNS.format(table)))
        told[table] = (columns, sorted(ask(KEYS.format(table))), checks)
    return told


def test_the_migrations_make_what_the_tables_say(folder: Path) -> None:
    engine = create_engine("sqlite://", module=driver)
    with engine.begin() as connection:
        metadata.create_all(connection)

        def ask(sql: str) -> list[tuple[object, ...]]:
            return [tuple(row) for row in connection.exec_driver_sql(sql)]

        made = structure(ask)

    assert structure(partial(rows, folder)) == made


def test_the_guards_a_file_has_are_the_guards_on_the_list(folder: Path) -> None:
    found = rows(folder, "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")

    assert sorted(found) == sorted(GUARDS.items())


def test_every_table_takes_only_what_its_columns_say(folder: Path) -> None:
    tables = rows(folder, "SELECT sql FROM sqlite_master WHERE type = 'table' AND sql LIKE '%(%'")

    loose = [sql for (sql,) in tables if not re.search("STRICT", str(sql))]
    names = [re.findall(r"TABLE (\w+)", str(sql))[0] for sql in loose]
    assert sorted(names) == ["alembic_version", "sqlite_sequence"]


def test_a_newer_programs_revision_follows_the_last_one(folder: Path) -> None:
    assert rows(folder, "SELECT version_num FROM alembic_version") == [(SHIPPED.head,)]
    assert rows(folder, "PRAGMA user_version") == [(len(SHIPPED.revisions),)]
    scripts = sorted((SHIPPED.scripts / "versions").glob("*.py"))
    assert [path.stem.split("_")[0] for path in scripts] == list(SHIPPED.revisions)


NEXT = """
from alembic import op
import sqlalchemy as sa

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("patient", sa.Column("email", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("lane", table_kwargs={"sqlite_strict": True}) as batch:
        batch.add_column(sa.Column("colour", sa.Text(), nullable=False, server_default=""))
"""


@pytest.fixture
def later(tmp_path: Path) -> Lineage:
    """The lineage of a program one revision newer than this one."""
    scripts = tmp_path / "migrations"
    copytree(SHIPPED.scripts, scripts)
    (scripts / "versions" / "0005_next.py").write_text(NEXT)
    return Lineage(
        revisions=("0001", "0002", "0003", "0004", "0005"), scripts=scripts, guards=GUARDS
    )


def test_an_older_clinic_is_brought_forward_with_a_copy_beside(
    folder: Path, later: Lineage
) -> None:
    database = open_database(folder)
    with database.writing() as unit:
        booked(unit)
    database.close()
    before = rows(folder, "SELECT * FROM claim")

    open_database(folder, later).close()

    assert rows(folder, "SELECT email FROM patient") == [("",)]
    assert rows(folder, "SELECT * FROM claim") == before
    assert rows(folder, "PRAGMA user_version") == [(5,)]
    assert rows(folder, "PRAGMA foreign_key_check") == []
    copy = folder / "before-0005.db"
    assert copy.stat().st_mode & 0o777 == 0o600
    with closing(connect(copy)) as connection:
        assert one(connection, "SELECT version_num FROM alembic_version") == "0004"
        assert one(connection, "SELECT count(*) FROM patient") == 1
    assert sorted(path.name for path in folder.iterdir()) == [
        "archive",
        "before-0005.db",
        "clinic.db",
    ]


def test_a_clinic_of_a_newer_program_is_refused(folder: Path, later: Lineage) -> None:
    upgrade(folder / FILE, later)
    content = (folder / FILE).read_bytes()

    with pytest.raises(Trouble, match="clinic-newer"):
        open_database(folder)

    assert (folder / FILE).read_bytes() == content


@pytest.mark.parametrize("broken", ["raise OSError", "op.execute('DROP TRIGGER claim_overlap')"])
def test_a_migration_that_fails_leaves_the_clinic_as_it_was(
    folder: Path, later: Lineage, broken: str
) -> None:
    script = later.scripts / "versions" / "0005_next.py"
    script.write_text(f"{NEXT}    {broken}\n")
    before = rows(folder, EVERYTHING)

    with pytest.raises(Trouble):
        open_database(folder, later)

    assert rows(folder, EVERYTHING) == before
    assert rows(folder, "PRAGMA user_version") == [(4,)]
    script.write_text(NEXT)
    database = open_database(folder, later)
    with database.writing() as unit:
        unit.patients.add(ANA)
    database.close()


def test_a_migration_that_breaks_a_reference_is_not_kept(folder: Path, later: Lineage) -> None:
    database = open_database(folder)
    with database.writing() as unit:
        booked(unit)
    database.close()
    script = later.scripts / "versions" / "0005_next.py"
    script.write_text(NEXT.replace("add_column(", "drop_table('holder'); op.add_column(", 1))

    with pytest.raises(Trouble, match="clinic-damaged"):
        open_database(folder, later)

    assert rows(folder, "SELECT count(*) FROM holder") == [(1,)]
    assert rows(folder, "PRAGMA user_version") == [(4,)]


def test_a_changed_guard_is_noticed(folder: Path) -> None:
    outside(
        folder,
        "DROP TRIGGER claim_overlap",
        "CREATE TRIGGER claim_overlap BEFORE INSERT ON claim BEGIN SELECT 1; END",
    )

    with pytest.raises(Trouble, match="clinic-guard-missing"):
        open_database(folder)
