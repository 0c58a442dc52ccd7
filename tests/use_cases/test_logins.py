"""Passwords given, changed, lost and taken away; tries that are kept; factors; the broken glass."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from pyotp.totp import TOTP

from app.clinic import Clinic
from app.domain.access import Act, Role
from app.domain.audit import Outcome
from app.domain.logins import Safety
from app.domain.patients import Patient
from app.domain.staff import Person
from app.use_cases import clinics, emergency, factors, locking, logins
from app.use_cases.backups import find_copies, make_backup, restore_backup
from app.use_cases.packets import draft_packet, issue_packet
from app.use_cases.patients import find_patients, see_patient
from app.use_cases.unlocking import TRIES_FILE
from app.use_cases.verifying import verify_clinic
from tests.small import CHEAP, NOW, PASSWORD, Small, add_patient, file_everything
from tests.use_cases.asking import book, refusal

OTHER = "nine slow herons landing"

pytestmark = pytest.mark.parametrize("kept_in", ["folder"])
"""A server has logins and passwords of its own."""


@pytest.fixture
def manager(small: Small) -> Iterator[Clinic]:
    """The clinic, open for its manager; nobody else is in."""
    desk = small.open()
    with desk.by_itself().writing(Act.ADD_STAFF) as unit:
        boss = Person(login="boss", name="Mo Reyes", roles=frozenset({Role.MANAGER}))
        unit.staff.add(boss, None)
    desk.close()
    opened = small.open("boss")
    yield opened
    opened.close()


def open_as(small: Small, login: str, password: str = PASSWORD, code: str = "") -> Clinic:
    return clinics.open_clinic(small.place, login, small.clock, password=password, code=code)


def audit(clinic: Clinic, act: Act) -> list[tuple[str, str]]:
    with clinic.database.reading() as unit:
        return [(e.who, e.outcome.value) for e in unit.audit.last(100) if e.act == act.value]


def folder_of(small: Small) -> Path:
    assert isinstance(small.place, Path)
    return small.place


def test_signing_in_is_kept(manager: Clinic) -> None:
    assert audit(manager, Act.SIGN_IN) == [("boss", Outcome.DONE), ("desk", Outcome.DONE)]


def test_ones_own_password_is_changed_only_with_the_old_one(small: Small, manager: Clinic) -> None:
    change = partial(logins.change_password, manager, cost=CHEAP)

    assert refusal(partial(change, OTHER, OTHER)) == ["login-or-password-wrong"]
    assert refusal(partial(change, PASSWORD, "short")) == ["password-short"]
    assert refusal(partial(change, PASSWORD, PASSWORD)) == ["password-the-same"]
    change(PASSWORD, OTHER)

    open_as(small, "boss", OTHER).close()
    assert refusal(partial(open_as, small, "boss")) == ["login-or-password-wrong"]


def test_a_password_that_a_manager_gave_opens_nothing_before_it_is_changed(
    small: Small, manager: Clinic
) -> None:
    logins.set_login(manager, "hale", OTHER, CHEAP)
    hers = open_as(small, "hale", OTHER)

    assert refusal(partial(find_patients, hers, "")) == ["password-temporary"]
    logins.change_password(hers, OTHER, "seven tall quiet poplars", CHEAP)
    assert find_patients(hers, "") == ()
    hers.close()
    open_as(small, "hale", "seven tall quiet poplars").close()


def test_only_a_manager_gives_passwords(small: Small, manager: Clinic) -> None:
    desk = small.open()

    assert refusal(partial(logins.set_login, desk, "hale", OTHER, CHEAP)) == ["not-permitted"]
    assert refusal(partial(logins.remove_login, desk, "hale")) == ["not-permitted"]
    assert refusal(partial(logins.renew_recovery, desk, CHEAP)) == ["not-permitted"]
    desk.close()


def test_whoever_is_removed_is_out_and_everything_has_a_new_key(
    small: Small, manager: Clinic
) -> None:
    before = logins.vault(manager).keys

    assert logins.remove_login(manager, "hale")

    assert refusal(partial(open_as, small, "hale")) == ["login-or-password-wrong"]
    assert logins.vault(manager).keys != before
    assert "hale" not in [view.person.login for view in logins.see_logins(manager)]
    manager.close()
    desk = small.open()
    assert find_patients(desk, "") == ()
    desk.close()


def test_the_audit_and_the_backups_outlive_the_key(
    small: Small, manager: Clinic, tmp_path: Path
) -> None:
    """Copies under the old key and under the new one lie beside each other, each whole."""
    stick = tmp_path / "stick"
    stick.mkdir()
    desk = small.open()
    patient = add_patient(desk, "Ana", "Romero")
    file_everything(desk, patient)
    issue_packet(desk, draft_packet(desk, book(desk, patient).visit.id))
    desk.close()
    key = manager.database.audit_key
    make_backup(manager, stick)
    manager.clock = lambda: NOW + timedelta(days=1)

    assert logins.remove_login(manager, "hale")
    assert make_backup(manager, stick).made.missing == 0

    assert verify_clinic(manager).is_whole
    assert (len(key), manager.database.audit_key) == (32, key)
    copies = find_copies(stick)
    assert len(copies) == 2
    for copy in copies:
        to = tmp_path / copy.folder.name
        restore_backup(stick, copy, to)
        back = clinics.open_clinic(to, "boss", manager.clock, password=PASSWORD)
        assert verify_clinic(back).is_whole
        assert back.database.audit_key == key
        back.close()
        assert len(list(to.glob("archive/*/*.*"))) == 1


def test_while_somebody_else_is_in_the_login_goes_at_once_and_the_key_later(
    small: Small, manager: Clinic
) -> None:
    desk = small.open()
    before = logins.vault(manager).keys
    assert before is not None

    assert not logins.remove_login(manager, "hale")
    assert refusal(partial(open_as, small, "hale")) == ["login-or-password-wrong"]

    desk.close()
    manager.close()
    again = small.open("boss")
    after = logins.vault(again).keys
    assert after is not None
    assert after.now != before.now
    again.close()


def test_somebody_who_manages_the_clinic_has_to_stay(small: Small, manager: Clinic) -> None:
    assert refusal(partial(logins.remove_login, manager, "boss")) == [
        "login-own",
        "login-last-manager",
    ]


def test_the_recovery_code_gives_a_password_and_can_be_renewed(
    small: Small, manager: Clinic
) -> None:
    code = logins.renew_recovery(manager, CHEAP)
    manager.close()
    recover = partial(logins.recover_login, folder_of(small), "boss", clock=small.clock, cost=CHEAP)

    assert refusal(partial(recover, code[:-1] + "?", OTHER)) == ["recovery-length"]
    recover(code.lower(), OTHER)

    opened = open_as(small, "boss", OTHER)
    assert audit(opened, Act.RECOVER_LOGIN) == [("clinic", Outcome.DONE)]
    opened.close()


def test_failed_tries_are_kept_until_somebody_is_in(small: Small, manager: Clinic) -> None:
    for _ in range(3):
        assert refusal(partial(open_as, small, "hale", OTHER)) == ["login-or-password-wrong"]

    desk = small.open()

    assert audit(desk, Act.SIGN_IN).count(("hale", Outcome.REFUSED)) == 3
    desk.close()


def test_too_many_tries_wait_even_with_the_right_password(small: Small, manager: Clinic) -> None:
    for _ in range(5):
        refusal(partial(open_as, small, "hale", OTHER))

    assert refusal(partial(open_as, small, "hale")) == ["login-wait"]
    small.open().close()  # somebody else opens it: the tries still count
    assert refusal(partial(open_as, small, "hale")) == ["login-wait"]
    later = Small(small.place, lambda: NOW + timedelta(minutes=1))
    later.open("hale").close()
    small.open("hale").close()


def test_a_manager_lets_a_login_be_tried_again(small: Small, manager: Clinic) -> None:
    for _ in range(5):
        refusal(partial(open_as, small, "hale", OTHER))

    logins.set_login(manager, "hale", OTHER, CHEAP)

    open_as(small, "hale", OTHER).close()


def test_tries_that_somebody_threw_away_are_told(small: Small, manager: Clinic) -> None:
    refusal(partial(open_as, small, "hale", OTHER))
    (folder_of(small) / TRIES_FILE).unlink()

    desk = small.open()

    with desk.database.reading() as unit:
        assert '"tries":"changed"' in unit.audit.last(1)[0].payload
    desk.close()


def test_a_second_factor_is_asked_for_where_the_clinic_says_so(
    small: Small, manager: Clinic
) -> None:
    enrolment = factors.begin_second_factor(manager)
    assert refusal(partial(factors.set_second_factor, manager, enrolment, "000")) == [
        "second-factor-wrong"
    ]
    factors.set_second_factor(manager, enrolment, TOTP(enrolment.secret).at(NOW))
    open_as(small, "boss").close()

    factors.edit_safety(manager, Safety(second_factor=True))

    assert refusal(partial(open_as, small, "boss")) == ["second-factor-needed"]
    assert refusal(partial(open_as, small, "boss", PASSWORD, "12")) == ["second-factor-wrong"]
    open_as(small, "boss", PASSWORD, TOTP(enrolment.secret).at(NOW)).close()
    for _ in range(4):
        refusal(partial(open_as, small, "boss", PASSWORD, "000000"))
    assert refusal(partial(open_as, small, "boss", PASSWORD, "000000")) == ["second-factor-wrong"]
    assert refusal(partial(open_as, small, "boss", PASSWORD, "000000")) == ["login-wait"]
    open_as(small, "desk").close()  # who has enrolled no telephone is asked for nothing


@pytest.mark.parametrize("minutes", [0, 16])
def test_a_window_locks_after_one_to_fifteen_minutes(manager: Clinic, minutes: int) -> None:
    wish = Safety(idle_minutes=minutes)

    assert refusal(partial(factors.edit_safety, manager, wish)) == ["idle-minutes"]


def test_a_pin_of_one_computer_opens_nothing_on_another(clinic: Clinic) -> None:
    factors.set_pin(clinic, "here", "417093")
    locking.lock(clinic)

    assert refusal(partial(locking.unlock_by_pin, clinic, "there", "417093")) == ["pin-forgotten"]
    locking.unlock_by_pin(clinic, "here", "417093")
    assert find_patients(clinic, "") == ()


def test_the_broken_glass_shows_and_keeps_everything(small: Small, ana: Patient) -> None:
    auditor = small.open("audit")
    assert refusal(partial(see_patient, auditor, ana.id)) == ["not-permitted"]
    assert refusal(partial(emergency.break_glass, auditor, "because")) == ["emergency-reason"]

    emergency.break_glass(auditor, "The ambulance asks what she was given")
    assert see_patient(auditor, ana.id).patient.id == ana.id

    with auditor.database.reading() as unit:
        assert '"emergency":true' in unit.audit.last(1)[0].payload
    assert [each.who for each in emergency.broken_lately(auditor)] == ["Uma Audit"]
    emergency.end_emergency(auditor)
    assert refusal(partial(see_patient, auditor, ana.id)) == ["not-permitted"]
    auditor.close()


def test_it_ends_after_half_an_hour(small: Small, ana: Patient) -> None:
    auditor = small.open("audit")
    emergency.break_glass(auditor, "The ambulance asks what she was given")

    auditor.clock = lambda: NOW + timedelta(minutes=30)

    assert refusal(partial(see_patient, auditor, ana.id)) == ["not-permitted"]
    auditor.close()
