"""A clinic on a PostgreSQL server: how it is made and opened, and what can go wrong."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from shutil import copytree
from threading import Thread

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import ProgrammingError

from app.domain.refusal import Trouble
from app.storage.database import create, open_database
from app.storage.migrating import SHIPPED, Lineage
from app.storage.server_guards import SERVER_GUARDS
from app.storage.server_tables import server_metadata
from app.storage.tables import metadata
from app.words import say
from tests.postgresql import Server
from tests.storage.samples import booked, outside, rows

COLUMNS = """
SELECT table_name, column_name, data_type, is_nullable, column_default,
  collation_name
FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2
"""
CONSTRAINTS = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2
"""
INDEXES = "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"
TRIGGERS = "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1"
FUNCTIONS = """
SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY 1
"""


@pytest.mark.parametrize("query", [COLUMNS, CONSTRAINTS, INDEXES, TRIGGERS, FUNCTIONS])
def test_the_migrations_make_what_the_tables_say(server: Server, address: str, query: str) -> None:
    other = server.empty()
    engine = create_engine(other.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        metadata.create_all(connection)
        server_metadata.create_all(connection)
    engine.dispose()

    found = [row for row in rows(address, query) if "alembic_version" not in str(row)]

    assert found == rows(other, query)


def _code(act: Callable[[], object]) -> str:
    with pytest.raises(Trouble) as caught:
        act()
    assert say(caught.value.reason)
    return caught.value.reason.code


DROPPED = "ALTER TABLE claim DROP CONSTRAINT claim_overlap"
LOOSE = (
    DROPPED,
    f"""{DROPPED}; ALTER TABLE claim ADD CONSTRAINT claim_overlap
    EXCLUDE USING gist (int8range(start_min, end_min) WITH =)""",
    "ALTER TABLE claim DISABLE TRIGGER claim_immutable",
    "DROP TRIGGER audit_no_delete ON audit",
    "ALTER TABLE audit DISABLE TRIGGER ALL",
    "ALTER TABLE audit ENABLE REPLICA TRIGGER audit_no_update",
    """CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN RETURN NEW; END'""",
    "CREATE RULE quiet AS ON INSERT TO audit DO INSTEAD NOTHING",
    """CREATE TRIGGER quiet BEFORE INSERT ON audit FOR EACH ROW WHEN (false)
    EXECUTE FUNCTION refuse()""",
)


@pytest.mark.parametrize("statement", LOOSE)
def test_a_clinic_that_lost_a_guard_is_not_opened(address: str, statement: str) -> None:
    outside(address, statement)

    assert _code(lambda: open_database(address)) == "clinic-guard-missing"


def test_what_is_made_is_what_is_looked_for(address: str) -> None:
    triggers = {name for name, made in SERVER_GUARDS.items() if "TRIGGER" in made}

    found = rows(address, "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")

    assert {name for (name,) in found} == triggers


def test_a_clinic_is_made_only_in_an_empty_database(server: Server, address: str) -> None:
    other = server.empty()
    outside(other, "CREATE TABLE recipe (name text)")

    assert _code(lambda: create(address)) == "server-not-empty"
    assert _code(lambda: create(other)) == "server-not-empty"
    assert _code(lambda: open_database(other)) == "clinic-foreign"
    assert _code(lambda: open_database(server.empty())) == "clinic-missing"
    open_database(address).close()


def test_a_clinic_needs_every_letter(server: Server) -> None:
    other = server.empty("TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")

    assert _code(lambda: create(other)) == "server-encoding"
    assert rows(other, "SELECT * FROM pg_tables WHERE schemaname = 'public'") == []


NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "{next}"
down_revision = "{last}"


def upgrade() -> None:
    op.add_column("patient", sa.Column("nickname", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("lane") as batch:
        batch.add_column(sa.Column("colour", sa.Text(), nullable=False, server_default=""))
"""


@pytest.fixture
def later(tmp_path: Path) -> Lineage:
    """The lineage of a program one revision newer than this one."""
    scripts = tmp_path / "migrations"
    copytree(SHIPPED.scripts, scripts)
    newer = f"{len(SHIPPED.revisions) + 1:04}"
    script = NEXT.format(next=newer, last=SHIPPED.head)
    (scripts / "versions" / f"{newer}_next.py").write_text(script)
    return replace(SHIPPED, revisions=(*SHIPPED.revisions, newer), scripts=scripts)


def test_an_older_clinic_is_brought_forward(address: str, later: Lineage) -> None:
    database = open_database(address)
    with database.writing() as unit:
        booked(unit)
    before = rows(address, "SELECT * FROM claim")

    open_database(address, later).close()

    assert rows(address, "SELECT nickname FROM patient") == [("",)]
    assert rows(address, "SELECT * FROM claim") == before
    assert rows(address, "SELECT version_num FROM alembic_version") == [(later.head,)]
    assert _code(lambda: open_database(address)) == "clinic-newer"
    open_database(address, later).close()
    database.close()


@pytest.mark.parametrize("broken", ["raise OSError", f"op.execute({DROPPED!r})", "op.execute('?')"])
def test_a_migration_that_fails_leaves_the_clinic_as_it_was(
    address: str, later: Lineage, broken: str
) -> None:
    script = later.scripts / "versions" / f"{later.head}_next.py"
    whole = script.read_text()
    script.write_text(f"{whole}    {broken}\n")
    before = rows(address, COLUMNS)

    with pytest.raises((Trouble, OSError, ProgrammingError)):
        open_database(address, later)

    assert rows(address, COLUMNS) == before
    open_database(address).close()
    script.write_text(whole)
    open_database(address, later).close()


def test_programs_that_open_an_older_clinic_at_once_bring_it_forward_once(
    address: str, later: Lineage
) -> None:
    opening = [Thread(target=lambda: open_database(address, later).close()) for _ in range(3)]
    for thread in opening:
        thread.start()
    for thread in opening:
        thread.join()

    assert rows(address, "SELECT version_num FROM alembic_version") == [(later.head,)]


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("DROP TABLE alembic_version", "clinic-damaged"),
        ("UPDATE alembic_version SET version_num = '9999'", "clinic-newer"),
        ("DELETE FROM alembic_version", "clinic-newer"),
        ("COMMENT ON TABLE clinic IS NULL", "clinic-foreign"),
    ],
)
def test_what_cannot_be_understood_is_left_alone(address: str, statement: str, code: str) -> None:
    outside(address, statement)
    before = rows(address, COLUMNS)

    assert _code(lambda: open_database(address)) == code

    assert rows(address, COLUMNS) == before


def test_a_clinic_in_a_folder_starts_without_the_servers_driver(root: Path) -> None:
    ask = "import sys; import app.use_cases.clinics; print({'psycopg', 'alembic'} & {*sys.modules})"

    said = subprocess.run(
        [sys.executable, "-c", ask], cwd=root, capture_output=True, text=True, check=True
    )

    assert said.stdout.strip() == "set()"
