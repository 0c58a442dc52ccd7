"""Coming back to the locked window of a clinic on a server: who may, and what is kept of it."""

import json
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from time import sleep

import psycopg
import pytest
from pyotp.totp import TOTP

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.logins import Safety
from app.domain.refusal import Refused, Trouble
from app.security import second_factor
from app.use_cases import factors, locking
from app.use_cases.coming_in import Entered, Key, come_in
from app.use_cases.patients import find_patients
from tests.postgresql import Server, name_of
from tests.small import NOW, PASSWORD, Hands, make_small
from tests.wires import Proxy, wire_to

WRONG = "something else here"
OTHER = "a later one instead"
HERE, PIN = "this computer", "417093"


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer of this test's own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def wire(near: Clinic) -> Iterator[Proxy]:
    """The wire that may break."""
    with wire_to(str(near.place)) as proxy:
        yield proxy


@contextmanager
def entered(place: str, key: Key, hands: Hands) -> Generator[Clinic]:
    """The clinic, open for somebody who has typed a password."""
    found = come_in(place, key, hands)
    assert isinstance(found, Entered)
    yield found.clinic
    found.clinic.close()


@pytest.fixture
def desk(wire: Proxy, hands: Hands) -> Iterator[Clinic]:
    """The same, over a wire that may break."""
    with entered(wire.address, Key(login="desk", password=PASSWORD), hands) as clinic:
        yield clinic


@pytest.fixture
def strict(server: Server) -> Generator[str]:
    """The address of a clinic whose server asks Pia for her password."""
    small = make_small(server.empty())
    place = str(small.place)
    login = f"{name_of(place)}_pia"
    server.tell(f"CREATE ROLE {login} LOGIN PASSWORD '{PASSWORD}' IN ROLE {name_of(place)}_desk")
    owner = small.open()
    with owner.by_itself().writing(Act.ADD_STAFF) as unit:
        unit.staff.add(replace(owner.person, id=0, login=login, name="Pia Gil"), None)
    owner.close()
    with asking(server, login):
        yield place.replace("postgres@", "")


@contextmanager
def asking(server: Server, login: str) -> Generator[None]:
    """Have the server ask a login for its password, which it asks nobody else."""
    with psycopg.connect(server.address) as connection:
        row = connection.execute("SHOW hba_file").fetchone()
    assert row is not None
    rules = Path(str(row[0]))
    before = rules.read_text()
    rules.write_text(f"host all {login} 127.0.0.1/32 scram-sha-256\n{before}")
    server.tell("SELECT pg_reload_conf()")
    try:
        while lets_anybody_in(server.address.replace("postgres@", f"{login}@")):
            sleep(0.02)
        yield
    finally:
        rules.write_text(before)
        server.tell("SELECT pg_reload_conf()")


def lets_anybody_in(address: str) -> bool:
    try:
        psycopg.connect(address).close()
    except psycopg.OperationalError:
        return False
    return True


def refused(clinic: Clinic, password: str, code: str = "") -> list[str]:
    with pytest.raises(Refused) as caught:
        locking.unlock(clinic, password, code)
    assert clinic.locked
    return [reason.code for reason in caught.value.reasons]


def told(clinic: Clinic) -> list[tuple[str, str]]:
    """What the audit says of locking and unlocking: the act, and how or why not."""
    acts = {Act.LOCK_WINDOW.value, Act.UNLOCK_WINDOW.value}
    with clinic.database.reading() as unit:
        found = [each for each in unit.audit.last(20)[::-1] if each.act in acts]
    facts = [json.loads(each.payload) for each in found]
    why = [told.get("how", "") or " ".join(told.get("reasons", ())) for told in facts]
    return list(zip((each.act for each in found), why, strict=True))


def test_the_server_is_asked_whether_the_password_is_right(
    server: Server, strict: str, hands: Hands
) -> None:
    login = f"{name_of(strict)}_pia"
    with entered(strict, Key(login=login, password=PASSWORD), hands) as pia:
        locking.lock(pia)
        with pytest.raises(Refused, match="window-locked"):
            find_patients(pia, "")
        assert refused(pia, WRONG) == ["login-or-password-wrong"]
        assert refused(pia, "") == ["login-or-password-wrong"]

        locking.unlock(pia, PASSWORD)

        assert find_patients(pia, "") == ()
        assert told(pia) == [
            ("lock-window", ""),
            ("unlock-window", "login-or-password-wrong"),
            ("unlock-window", "login-or-password-wrong"),
            ("unlock-window", "password"),
        ]
        locking.lock(pia)
        server.tell(f"ALTER ROLE {login} PASSWORD '{OTHER}'")
        assert refused(pia, PASSWORD) == ["login-or-password-wrong"]
        locking.unlock(pia, OTHER)
        locking.lock(pia)
        server.tell(f"ALTER ROLE {login} NOLOGIN")
        with pytest.raises(Trouble, match="server-refused"):
            locking.unlock(pia, OTHER)
        assert pia.locked


def test_where_the_server_asks_nobody_what_was_typed_is_asked_for_again(
    desk: Clinic, hands: Hands
) -> None:
    locking.lock(desk)
    for _ in range(5):
        assert refused(desk, WRONG) == ["login-or-password-wrong"]
    assert refused(desk, PASSWORD) == ["login-wait"]
    hands.now = NOW + timedelta(minutes=1)

    locking.unlock(desk, PASSWORD)

    locking.lock(desk)
    assert refused(desk, WRONG) == ["login-or-password-wrong"]
    locking.unlock(desk, PASSWORD)  # the right one has let the others be forgotten


def test_while_the_server_is_away_the_same_password_opens_and_the_audit_hears_of_it_later(
    desk: Clinic, wire: Proxy, near: Clinic, hands: Hands
) -> None:
    wire.shut()
    locking.lock(desk)
    assert desk.locked
    hands.now = NOW + timedelta(minutes=1)
    assert refused(desk, WRONG) == ["login-or-password-wrong"]
    hands.now = NOW + timedelta(minutes=2)
    locking.unlock(desk, PASSWORD)
    assert not desk.locked
    locking.tell(desk)
    assert told(near) == []

    wire.open()
    locking.tell(desk)
    locking.tell(desk)

    assert told(near) == [
        ("lock-window", ""),
        ("unlock-window", "login-or-password-wrong"),
        ("unlock-window", "password"),
    ]
    with near.database.reading() as unit:
        assert [each.at - NOW for each in unit.audit.last(3)[::-1]] == [
            timedelta(minutes=n) for n in range(3)
        ]
        assert unit.audit.first_broken() is None


def test_a_code_is_asked_for_here_too_and_nobody_does_without_it_while_the_server_is_away(
    wire: Proxy, hands: Hands, near: Clinic
) -> None:
    secret = second_factor.new_secret()
    with near.by_itself().writing(Act.MAKE_CLINIC) as unit:
        unit.safety.keep_rules(Safety(second_factor=True))
        unit.safety.set_second_factor("desk", secret)
    key = Key(login="desk", password=PASSWORD, code=TOTP(secret).at(NOW))
    with entered(wire.address, key, hands) as desk:
        locking.lock(desk)
        assert refused(desk, PASSWORD) == ["second-factor-needed"]
        assert refused(desk, PASSWORD, "000000") == ["second-factor-wrong"]
        wire.shut()
        with pytest.raises(Trouble, match="server-unreachable"):
            locking.unlock(desk, PASSWORD, key.code)
        assert desk.locked

        wire.open()
        locking.unlock(desk, PASSWORD, key.code)

        assert not desk.locked


def test_whoever_has_left_meanwhile_does_not_come_back(desk: Clinic, near: Clinic) -> None:
    locking.lock(desk)
    with near.by_itself().writing(Act.ADD_STAFF) as unit:
        gone = next(each for each in unit.staff.all() if each.login == "desk")
        unit.staff.change(replace(gone, gone=True))

    assert refused(desk, PASSWORD) == ["login-unknown"]


def test_who_typed_no_password_can_be_asked_for_a_pin_alone(near: Clinic, wire: Proxy) -> None:
    assert near.proof is None
    assert not locking.can_lock(near, HERE)
    factors.set_pin(near, HERE, PIN)
    assert locking.can_lock(near, HERE)

    locking.lock(near)

    assert refused(near, PASSWORD) == ["login-or-password-wrong"]
    locking.unlock_by_pin(near, HERE, PIN)
    assert not near.locked
    assert told(near)[-1] == ("unlock-window", "pin")


def test_a_pin_is_asked_for_while_the_server_is_away_only_where_there_is_nothing_else(
    desk: Clinic, wire: Proxy
) -> None:
    factors.set_pin(desk, HERE, PIN)
    assert locking.asks_pin(desk, HERE)
    wire.shut()

    assert locking.can_lock(desk, HERE)
    assert not locking.asks_pin(desk, HERE)
    desk.proof = None
    assert not locking.can_lock(desk, HERE)
    assert locking.asks_pin(desk, HERE)
