"""Today on this computer while the clinic's server is away: for its owner, for a while, sealed."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pyotp.totp import TOTP

from app import paths
from app.clinic import Clinic
from app.domain.access import Act
from app.domain.logins import Safety
from app.domain.patients import Patient
from app.domain.refusal import Refused, Trouble
from app.security import second_factor
from app.use_cases import copies
from app.use_cases.coming_in import Away, Entered, Key, come_in
from app.use_cases.copies import Look
from app.use_cases.days import see_day
from app.use_cases.factors import edit_safety
from tests.postgresql import Server, name_of
from tests.small import MONDAY, NOW, PASSWORD, Hands, Small, add_patient, make_small
from tests.use_cases.asking import book
from tests.wires import Proxy, wire_to

DESK = Key(login="desk", password=PASSWORD)
GIVEN, FAMILY, PHONE = "Zephyrine", "Quillfeather", "+12025550199"


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer of this test's own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def patient(near: Clinic) -> Patient:
    """Somebody with a visit today."""
    found = add_patient(near, GIVEN, FAMILY, PHONE)
    book(near, found, day=23, clock="11:00", kind="preparation")
    return found


@pytest.fixture
def wire(made_on_server: Small, patient: Patient) -> Iterator[Proxy]:
    """The wire that may break."""
    with wire_to(str(made_on_server.place)) as proxy:
        yield proxy


def entered(wire: Proxy, hands: Hands, key: Key = DESK) -> Entered:
    found = come_in(wire.address, key, hands)
    assert isinstance(found, Entered)
    return found


def read_on(wire: Proxy, hands: Hands, key: Key = DESK) -> Away:
    found = come_in(wire.address, key, hands)
    assert isinstance(found, Away)
    return found


def worked(wire: Proxy, hands: Hands, key: Key = DESK) -> Entered:
    """Somebody has been in, and a copy was kept."""
    found = entered(wire, hands, key)
    assert found.hold is not None
    copies.keep_copy(found.clinic, found.hold)
    found.clinic.close()
    return found


def folders() -> list[Path]:
    return sorted(paths.copies_of_today().glob("*"))


def audited(clinic: Clinic) -> list[tuple[int | None, str, str]]:
    """What the audit says of copies: whose, what came of it, and when it was seen."""
    with clinic.database.reading() as unit:
        entries = unit.audit.last(20)[::-1]
    return [
        (each.patient, each.outcome.value, json.loads(each.payload).get("seen", ""))
        for each in entries
        if each.act == Act.SEE_COPY.value
    ]


def refused(wire: Proxy, hands: Hands, key: Key) -> list[str]:
    with pytest.raises(Refused) as caught:
        come_in(wire.address, key, hands)
    return [reason.code for reason in caught.value.reasons]


def test_today_and_the_next_open_day_are_read_as_they_were(
    wire: Proxy, hands: Hands, near: Clinic
) -> None:
    worked(wire, hands)
    days = (see_day(near, MONDAY), see_day(near, MONDAY + timedelta(days=1)))
    wire.shut()
    hands.now = NOW + timedelta(hours=1)

    copy = read_on(wire, hands).copy

    assert copy.days == days
    assert [view.patient.family for view in copy.days[0].visits] == [FAMILY]
    assert (copy.at, copy.person.login, copy.clinic) == (NOW, "desk", "Juniper Clinic")


def test_a_wrong_password_opens_nothing_and_soon_has_to_wait(wire: Proxy, hands: Hands) -> None:
    worked(wire, hands)
    wire.shut()
    wrong = replace(DESK, password="quiet juniper mornink")

    told = [refused(wire, hands, wrong) for _ in range(5)]

    assert told == [["login-or-password-wrong", "server-unreachable"]] * 5
    assert refused(wire, hands, DESK) == ["login-wait", "server-unreachable"]
    hands.now = NOW + timedelta(seconds=31)
    assert read_on(wire, hands).copy.at == NOW


def test_nobody_elses_password_opens_it(wire: Proxy, hands: Hands) -> None:
    worked(wire, hands)
    wire.shut()

    with pytest.raises(Trouble, match="server-unreachable"):
        come_in(wire.address, replace(DESK, login="hale"), hands)


def test_a_copy_of_days_ago_is_not_shown(wire: Proxy, hands: Hands) -> None:
    worked(wire, hands)
    wire.shut()
    hands.now = NOW + copies.LONGEST
    assert read_on(wire, hands).copy.at == NOW

    hands.now = NOW + copies.LONGEST + timedelta(minutes=1)

    with pytest.raises(Trouble, match="copy-old"):
        come_in(wire.address, DESK, hands)


def test_a_copy_whose_time_is_over_goes_with_the_next_sign_in(wire: Proxy, hands: Hands) -> None:
    worked(wire, hands)
    hands.now = NOW + copies.LONGEST + timedelta(minutes=1)

    found = entered(wire, hands, replace(DESK, login="hale"))
    found.clinic.close()

    assert list(paths.copies_of_today().glob(f"*/{copies.TODAY}")) == []


def test_what_was_seen_meanwhile_goes_to_the_audit(
    wire: Proxy, hands: Hands, patient: Patient
) -> None:
    worked(wire, hands)
    wire.shut()
    refused(wire, hands, replace(DESK, password="something else here"))
    hands.now = NOW + timedelta(minutes=40)
    away = read_on(wire, hands)
    copies.note_looks(away.hold, [Look(at=hands.now, patient=patient.id)])
    wire.open()

    found = entered(wire, hands)

    later = hands.now.isoformat()
    assert audited(found.clinic) == [
        (None, "refused", NOW.isoformat()),
        (None, "done", later),
        (patient.id, "done", later),
    ]
    assert found.clinic.database.audit_key == b""
    found.clinic.close()
    again = entered(wire, hands)
    assert len(audited(again.clinic)) == 3
    again.clinic.close()


def test_another_password_makes_a_new_copy_and_the_audit_knows_what_it_lost(
    wire: Proxy, hands: Hands
) -> None:
    worked(wire, hands)
    wire.shut()
    read_on(wire, hands)
    wire.open()
    changed = replace(DESK, password="another juniper morning")

    found = worked(wire, hands, changed)

    assert found.hold is not None
    wire.shut()
    assert refused(wire, hands, DESK) == ["login-or-password-wrong", "server-unreachable"]
    assert read_on(wire, hands, changed).copy.at == NOW
    wire.open()
    again = entered(wire, hands, changed)
    assert audited(again.clinic)[0] == (None, "refused", "")
    again.clinic.close()


def test_the_clinic_decides_against_copies(wire: Proxy, hands: Hands, near: Clinic) -> None:
    found = worked(wire, hands)
    hold = found.hold
    assert hold is not None
    with near.by_itself().writing(Act.MAKE_CLINIC) as unit:
        unit.safety.keep_rules(Safety(keeps_today=False))

    again = entered(wire, hands)

    assert (again.hold, folders()) == (None, [])
    copies.keep_copy(again.clinic, hold)
    assert folders() == []
    again.clinic.close()


def test_what_was_seen_is_told_though_copies_are_no_longer_wanted(
    wire: Proxy, hands: Hands, near: Clinic
) -> None:
    worked(wire, hands)
    wire.shut()
    read_on(wire, hands)
    with near.by_itself().writing(Act.MAKE_CLINIC) as unit:
        unit.safety.keep_rules(Safety(keeps_today=False))
    wire.open()

    other = entered(wire, hands, replace(DESK, login="hale"))
    other.clinic.close()
    left = {path.name for path in folders()[0].iterdir()}
    found = entered(wire, hands)

    assert left == {"clinic.keys", "clinic.tries", copies.SEEN}
    assert audited(found.clinic) == [(None, "done", NOW.isoformat())]
    assert (found.hold, folders()) == (None, [])
    found.clinic.close()


def test_of_whoever_has_left_the_audit_knows_that_something_was_seen(
    wire: Proxy, hands: Hands, near: Clinic
) -> None:
    worked(wire, hands)
    wire.shut()
    read_on(wire, hands)
    with near.by_itself().writing(Act.MAKE_CLINIC) as unit:
        person = unit.staff.by_login("desk")
        assert person is not None
        unit.staff.change(replace(person, gone=True))
    wire.open()

    found = entered(wire, hands, replace(DESK, login="hale"))

    assert audited(found.clinic) == [(None, "refused", "")]
    assert len(folders()) == 0
    found.clinic.close()


def test_whoever_has_a_second_factor_has_no_copy(wire: Proxy, hands: Hands, near: Clinic) -> None:
    secret = second_factor.new_secret()
    with near.by_itself().writing(Act.MAKE_CLINIC) as unit:
        unit.safety.keep_rules(Safety(second_factor=True))
        unit.safety.set_second_factor("desk", secret)

    code = TOTP(secret).at(NOW)
    found = entered(wire, hands, replace(DESK, code=code))

    assert (found.hold, folders()) == (None, [])
    found.clinic.close()


def test_only_a_manager_decides_that(near: Clinic) -> None:
    with pytest.raises(Refused, match="not-permitted"):
        edit_safety(near, Safety(keeps_today=False))


def test_nothing_of_it_can_be_read_on_the_disk(wire: Proxy, hands: Hands, patient: Patient) -> None:
    worked(wire, hands)
    wire.shut()
    away = read_on(wire, hands)
    copies.note_looks(away.hold, [Look(at=NOW, patient=patient.id)])

    (folder,) = folders()
    kept = {path.name: path.read_bytes().lower() for path in folder.iterdir()}
    assert set(kept) == {"clinic.keys", "clinic.tries", copies.TODAY, copies.SEEN}
    for word in (GIVEN, FAMILY, PHONE, "Juniper", PASSWORD):
        assert not any(word.lower().encode() in content for content in kept.values())
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_a_damaged_copy_is_said_and_made_anew(wire: Proxy, hands: Hands) -> None:
    worked(wire, hands)
    (folder,) = folders()
    content = bytearray((folder / copies.TODAY).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / copies.TODAY).write_bytes(content)
    wire.shut()
    with pytest.raises(Trouble, match="copy-unreadable"):
        come_in(wire.address, DESK, hands)
    wire.open()

    worked(wire, hands)
    wire.shut()

    assert read_on(wire, hands).copy.at == NOW


def test_whom_the_server_lets_in_no_more_has_no_copy_either(server: Server, hands: Hands) -> None:
    small = make_small(server.empty())
    place = str(small.place).replace("postgres@", "")
    login = f"{name_of(place)}_pia"
    server.tell(f"CREATE ROLE {login} LOGIN IN ROLE {name_of(place)}_desk")
    owner = small.open()
    with owner.by_itself().writing(Act.ADD_STAFF) as unit:
        unit.staff.add(replace(owner.person, id=0, login=login, name="Pia Gil"), None)
    owner.close()
    pia = Key(login=login, password=PASSWORD)
    found = come_in(place, pia, hands)
    assert isinstance(found, Entered)
    assert found.hold is not None
    copies.keep_copy(found.clinic, found.hold)
    found.clinic.close()
    server.tell(f"ALTER ROLE {login} NOLOGIN")

    for password, left in (("something else here", 1), (PASSWORD, 0)):
        with pytest.raises(Trouble, match="server-refused"):
            come_in(place, replace(pia, password=password), hands)
        assert len(folders()) == left
