"""What a desk's own login may do at the server, with no program of ours in between."""

from collections.abc import Generator
from dataclasses import replace

import psycopg
import pytest

from app.domain.audit import Entry
from app.domain.refusal import Trouble
from app.storage.database import open_database
from app.storage.migrating import SHIPPED
from tests.postgresql import Server, name_of
from tests.storage.conftest import make_blank
from tests.storage.samples import ANA, MONDAY, booked, outside, rows

GRANTED = """
    SELECT tablename, coalesce(string_agg(kind, ' '), '')
    FROM pg_tables LEFT JOIN
        unnest('{{SELECT,INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER}}'::text[]) AS kind
        ON has_table_privilege('{}', 'public.' || tablename, kind)
    WHERE schemaname = 'public' GROUP BY tablename
"""
USUAL = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE"})
LESS = {
    "audit": frozenset({"SELECT", "INSERT"}),
    "archive": frozenset({"SELECT", "INSERT"}),
    "claim": frozenset({"SELECT", "INSERT", "DELETE"}),
    "audit_count": frozenset({"SELECT"}),
    "alembic_version": frozenset({"SELECT"}),
}
"""Tables with which the program does less than with the others."""


@pytest.fixture(scope="module")
def made(server: Server) -> Generator[str]:
    """The address of a clinic with the role of its desks, made anew."""
    address = server.empty()
    make_blank(address)
    yield address
    server.drop(address)


@pytest.fixture(scope="module")
def desk(server: Server, made: str) -> str:
    """The address of the clinic for a login of a desk."""
    login = f"{name_of(made)}_ana"
    server.tell(f"CREATE ROLE {login} LOGIN IN ROLE {name_of(made)}_desk")
    return made.replace("postgres@", f"{login}@")


def login_of(address: str) -> str:
    return f"{name_of(address)}_ana"


def test_a_desk_may_do_to_each_table_what_the_program_does(made: str, desk: str) -> None:
    found = {
        str(name): set(str(kinds).split())
        for name, kinds in rows(made, GRANTED.format(login_of(desk)))
    }

    assert found == {table: set(LESS.get(table, USUAL)) for table in found}
    assert {"visit", "audit", *LESS} <= found.keys()


FORBIDDEN = (
    "UPDATE audit SET who = 'somebody'",
    "DELETE FROM audit",
    "TRUNCATE audit",
    "UPDATE audit_count SET given = 0",
    "UPDATE claim SET end_min = end_min + 5",
    "ALTER TABLE audit DISABLE TRIGGER ALL",
    "ALTER TABLE claim DROP CONSTRAINT claim_overlap",
    "DROP TABLE audit",
    "DROP TRIGGER audit_no_delete ON audit",
    "CREATE TABLE mine (one int)",
    "CREATE TEMP TABLE mine (one int)",
    "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'",
    "COMMENT ON TABLE clinic IS 'mine'",
    "UPDATE alembic_version SET version_num = '0001'",
    "SET session_replication_role = replica",
    "SET ROLE postgres",
    "SET SESSION AUTHORIZATION postgres",
    "ALTER TABLE draft DISABLE ROW LEVEL SECURITY",
    "SELECT pg_read_file('pg_hba.conf')",
    "COPY patient TO PROGRAM 'cat'",
    "CREATE ROLE mine",
    "GRANT postgres TO CURRENT_USER",
)


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_what_the_program_never_does_the_server_refuses_a_desk(desk: str, statement: str) -> None:
    with psycopg.connect(desk) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(statement.encode())


def test_somebody_who_is_no_desk_of_the_clinic_is_not_let_in(server: Server, made: str) -> None:
    login = f"{name_of(made)}_nobody"
    server.tell(f"CREATE ROLE {login} LOGIN")

    with pytest.raises(Trouble, match="server-refused"):
        open_database(made.replace("postgres@", f"{login}@"))

    server.tell(f"DROP ROLE {login}")


def entry(who: str) -> Entry:
    return Entry(at=MONDAY, who=who, act="book-visit", token="mark")


@pytest.mark.parametrize("who", ["somebody", "manager", ""])
def test_nobody_writes_into_the_audit_as_somebody_else(desk: str, who: str) -> None:
    database = open_database(desk)
    with database.reading() as unit:
        before = unit.audit.head()

    with pytest.raises(Trouble, match="server-other-login"), database.writing() as unit:
        unit.audit.append(entry(who))

    with database.reading() as unit:
        assert unit.audit.head() == before
    database.close()


def test_a_desk_works_and_its_acts_are_its_own(desk: str) -> None:
    database = open_database(desk)

    with database.writing() as unit:
        booked(unit)
        unit.audit.append(entry(login_of(desk)))
        unit.audit.append(entry("clinic"))

    with database.reading() as unit:
        assert [each.who for each in unit.audit.last(2)] == ["clinic", login_of(desk)]
        assert unit.audit.first_broken() is None
    database.close()


def test_what_somebody_has_begun_to_type_only_they_see(desk: str, made: str) -> None:
    add = "INSERT INTO draft (login, kind, document, at) VALUES ('{}', 'record', '{{}}', '2026')"
    outside(made, add.format("somebody"))
    outside(desk, add.format(login_of(desk)))

    assert rows(desk, "SELECT login FROM draft") == [(login_of(desk),)]
    with psycopg.connect(desk) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(add.format("somebody").encode())


def test_what_is_kept_of_a_pin_only_its_owner_sees(desk: str, made: str) -> None:
    add = "INSERT INTO pin (login, computer, kept, failed) VALUES ('{}', 'here', 'aa:bb', 0)"
    outside(made, add.format("somebody"))
    outside(desk, add.format(login_of(desk)))

    assert rows(desk, "SELECT login FROM pin") == [(login_of(desk),)]
    outside(desk, "UPDATE pin SET failed = 4; DELETE FROM pin")
    assert rows(made, "SELECT login, failed FROM pin") == [("somebody", 0)]
    with psycopg.connect(desk) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(add.format("somebody").encode())


def test_only_the_owner_brings_a_clinic_forward(desk: str) -> None:
    newer = replace(SHIPPED, revisions=(*SHIPPED.revisions, "9999"))

    with pytest.raises(Trouble, match="server-owner-first"):
        open_database(desk, newer)


def test_a_desk_that_only_reads_and_books_keeps_nothing_of_a_forbidden_act(desk: str) -> None:
    database = open_database(desk)
    with database.reading() as unit:
        before = unit.patients.count()

    def act() -> None:
        with database.writing() as unit:
            unit.patients.add(ANA)
            unit.audit._connection.exec_driver_sql("DELETE FROM audit")  # pyright: ignore[reportPrivateUsage]

    with pytest.raises(Trouble, match="server-forbids"):
        act()

    with database.reading() as unit:
        assert unit.patients.count() == before
    database.close()
