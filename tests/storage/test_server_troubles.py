"""What the network, the server and other programs do to a clinic, as people are told of it."""

import socket
from collections.abc import Callable

import pytest

from app.domain.clinics import shown
from app.domain.refusal import Trouble
from app.storage.database import create, open_database
from app.storage.server import ServerDatabase
from app.storage.server_faults import SERVER_TROUBLES
from app.words import say
from tests.postgresql import Server, free_port, name_of
from tests.storage.samples import ANA, outside, rows

SECRET = "s3same"


def _code(act: Callable[[], object]) -> str:
    with pytest.raises(Trouble) as caught:
        act()
    assert SECRET not in say(caught.value.reason) + str(caught.value)
    return caught.value.reason.code


def test_a_server_that_is_not_there_is_said_to_be_away() -> None:
    nobody = f"postgresql://desk:{SECRET}@127.0.0.1:{free_port()}/clinic"

    assert _code(lambda: open_database(nobody)) == "server-unreachable"
    assert _code(lambda: create(nobody)) == "server-unreachable"
    assert _code(lambda: open_database("postgresql://desk@no.such.invalid/clinic")) == (
        "server-unreachable"
    )


def test_a_server_that_never_answers_is_given_up() -> None:
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        where = f"postgresql://desk@127.0.0.1:{deaf.getsockname()[1]}/clinic?connect_timeout=2"

        assert _code(lambda: open_database(where)) == "server-unreachable"


def test_a_server_that_lets_nobody_in_says_why(address: str, server: Server) -> None:
    stranger = address.replace("postgres@", f"nobody:{SECRET}@")
    elsewhere = f"{address}_not"

    assert _code(lambda: open_database(elsewhere)) == "server-refused"
    assert _code(lambda: open_database(stranger)) == "server-refused"
    with pytest.raises(Trouble) as caught:
        open_database(elsewhere)
    assert "does not exist" in say(caught.value.reason)


@pytest.mark.parametrize(
    "written",
    [
        f"postgresql://desk:{SECRET}@127.0.0.1:port/clinic",
        f"postgresql://desk:{SECRET}@127.0.0.1/clinic?colour=red",
        f"postgresql://desk:1%{SECRET}@127.0.0.1/clinic",
        f"postgresql://desk:/{SECRET}@127.0.0.1/clinic",
        f"postgresql://desk:{SECRET}",
        f"postgresql://[{SECRET}",
    ],
)
def test_a_slip_in_the_address_shows_no_password(written: str) -> None:
    assert _code(lambda: open_database(written)) in {"server-address", "server-unreachable"}
    assert SECRET not in shown(written)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (f"postgresql://desk:{SECRET}@host:5432/clinic", "postgresql://desk@host:5432/clinic"),
        (f"postgresql://host/clinic?password={SECRET}", "postgresql://host/clinic"),
        ("postgresql://desk@a,b:5432/clinic", "postgresql://desk@a,b:5432/clinic"),
        ("postgresql:///clinic?host=/run/postgresql", "postgresql:///clinic"),
        (f"postgresql://desk:{SECRET}@[::1]:5432/a", "postgresql://desk@[::1]:5432/a"),
        (f"postgresql://desk:{SECRET}/x@host/clinic", "postgresql://…"),
    ],
)
def test_an_address_is_shown_without_its_password(written: str, read: str) -> None:
    assert shown(written) == read


@pytest.mark.parametrize(("reported", "code"), sorted(SERVER_TROUBLES.items()))
def test_what_the_server_reports_is_said_and_nothing_is_kept(
    on_server: ServerDatabase, reported: str, code: str
) -> None:
    outside(
        on_server.address,
        f"""CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'so it is' USING ERRCODE = '{reported}'; END $$""",
        "CREATE TRIGGER fail BEFORE INSERT ON patient FOR EACH ROW EXECUTE FUNCTION fail()",
    )

    def act() -> None:
        with on_server.writing() as unit:
            unit.settings.keep_text_policy({"hours": 1})
            unit.patients.add(ANA)

    assert _code(act) == code
    with on_server.reading() as unit:
        assert unit.settings.text_policy() == {}


def test_a_database_that_may_only_be_read_is_said_to_be(on_server: ServerDatabase) -> None:
    outside(
        on_server.address,
        f"ALTER DATABASE {name_of(on_server.address)} SET default_transaction_read_only = on",
    )

    def act() -> None:
        with on_server.writing() as unit:
            unit.patients.add(ANA)

    assert _code(act) == "clinic-read-only"
    with on_server.reading() as unit:
        assert unit.patients.count() == 0


def end_connections(address: str) -> None:
    outside(
        address,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid != pg_backend_pid()",
    )


def test_a_connection_that_breaks_in_an_act_keeps_nothing_of_it(on_server: ServerDatabase) -> None:
    def act() -> None:
        with on_server.writing() as unit:
            unit.patients.add(ANA)
            end_connections(on_server.address)
            unit.patients.add(ANA)

    assert _code(act) == "server-unreachable"
    with on_server.writing() as unit:
        assert unit.patients.count() == 0
        unit.patients.add(ANA)


def test_a_desk_that_is_cut_off_lets_the_others_write(on_server: ServerDatabase) -> None:
    with on_server.writing() as unit:
        unit.patients.add(ANA)
        waits = "SHOW idle_in_transaction_session_timeout"
        assert unit.audit._connection.exec_driver_sql(waits).scalar_one() == "30s"  # pyright: ignore[reportPrivateUsage]

    def act() -> None:
        with on_server.writing() as unit:
            hurry = "SET LOCAL idle_in_transaction_session_timeout = '1ms'"
            unit.audit._connection.exec_driver_sql(hurry)  # pyright: ignore[reportPrivateUsage]
            rows(on_server.address, "SELECT pg_sleep(0.1)")
            unit.patients.add(ANA)

    assert _code(act) == "server-unreachable"
    with on_server.writing() as unit:
        assert unit.patients.count() == 1


def test_a_server_started_anew_is_found_again(on_server: ServerDatabase) -> None:
    with on_server.writing() as unit:
        unit.patients.add(ANA)
    end_connections(on_server.address)

    with on_server.reading() as unit:
        assert unit.patients.count() == 1
