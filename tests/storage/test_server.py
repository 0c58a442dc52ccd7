"""A clinic on a PostgreSQL server: how it is made and opened, and what can go wrong."""

from collections.abc import Callable

import pytest
from sqlalchemy import create_engine

from app.domain.refusal import Trouble
from app.storage.database import create, open_database
from app.storage.server_guards import SERVER_GUARDS
from app.storage.server_tables import server_metadata
from app.storage.tables import metadata
from app.words import say
from tests.postgresql import Server
from tests.storage.samples import outside, rows

COLUMNS = """
SELECT table_name, ordinal_position, column_name, data_type, is_nullable, column_default,
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
