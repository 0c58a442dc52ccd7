"""Settings: one's own sign-in, everybody's logins, the recovery sheet, who may do what."""

from functools import partial
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import zxingcpp
from PIL import Image
from pyotp.totp import TOTP
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.clinic import Clinic
from app.domain.access import PERMISSIONS, Role
from app.domain.logins import Safety
from app.security.recovery import read_code
from app.ui.entrance.emergency_panel import EmergencyPanel
from app.ui.main_window import MainWindow
from app.ui.settings.logins_pane import LoginsPane
from app.ui.settings.permissions_pane import PermissionsPane
from app.ui.settings.sign_in_pane import SignInPane
from app.use_cases import clinics, factors, logins
from tests.small import PASSWORD, Small
from tests.ui.entrance_screens import (
    show_emergency,
    show_logins,
    show_permissions,
    show_sign_in,
)
from tests.ui.managing import open_as_manager
from tests.ui.robots import Keyboard
from tests.use_cases.asking import refusal

OTHER = "nine slow herons landing"


@pytest.fixture
def clinic(small: Small) -> Clinic:
    """The small clinic, open for its manager."""
    return open_as_manager(small)


@pytest.fixture
def pane(window: MainWindow, qtbot: QtBot) -> LoginsPane:
    show_logins(window, qtbot)
    found = window.settings_page.pane
    assert isinstance(found, LoginsPane)
    return found


@pytest.fixture
def own(window: MainWindow, qtbot: QtBot) -> SignInPane:
    show_sign_in(window, qtbot)
    window.desk.computer = "here"
    found = window.settings_page.pane
    assert isinstance(found, SignInPane)
    return found


def open_as(small: Small, login: str, password: str) -> None:
    clinics.open_clinic(small.place, login, small.clock, password=password).close()


def test_a_manager_gives_somebody_a_password(
    pane: LoginsPane, window: MainWindow, keyboard: Keyboard, small: Small
) -> None:
    pane.list.choose("hale")
    pane.list.take_current()
    keyboard.type(OTHER)
    keyboard.press("Tab")
    keyboard.type(OTHER)
    keyboard.press("Return")

    assert pane.reasons["person"].sentences == ()
    open_as(small, "hale", OTHER)
    assert {v.person.login: v.temporary for v in logins.see_logins(window.desk.clinic)}["hale"]


def test_two_passwords_that_differ_are_said_and_nothing_is_kept(
    pane: LoginsPane, small: Small
) -> None:
    pane.list.choose("hale")
    pane.list.take_current()
    pane.first.setText(OTHER)
    pane.again.setText(OTHER + "x")
    pane.give.click()

    assert pane.reasons["person"].sentences == (
        "The two passwords are not the same. Type them again.",
    )
    open_as(small, "hale", PASSWORD)


def test_removing_says_what_it_does_before_it_does_it(
    pane: LoginsPane, window: MainWindow, small: Small
) -> None:
    pane.list.choose("hale")
    pane.list.take_current()
    pane.remove.click()
    assert "This cannot be taken back." in pane.going.text()
    assert pane.stays.isVisible()

    pane.for_good.click()

    assert window.toast.text.text() == "Dr. Miriam Hale does not open the clinic any more."
    assert refusal(partial(open_as, small, "hale", PASSWORD)) == ["login-or-password-wrong"]
    assert "hale" not in [row.value for row in pane.list.rows]


def test_a_new_recovery_sheet_is_shown_once(pane: LoginsPane, small: Small) -> None:
    pane.recovery.make.click()
    code = read_code(pane.recovery.code.text())
    assert isinstance(small.place, Path)

    pane.recovery.done.click()

    assert not pane.recovery.code.isVisible()
    assert pane.recovery.code.text() == ""
    logins.recover_login(small.place, "hale", code, OTHER, small.clock)
    open_as(small, "hale", OTHER)


def test_the_rules_of_signing_in_are_kept(pane: LoginsPane, window: MainWindow) -> None:
    pane.minutes.show_number(3)
    pane.second.setChecked(True)
    pane.keep_rules.click()

    assert factors.safety(window.desk.clinic) == Safety(idle_minutes=3, second_factor=True)


def test_ones_own_password_is_changed(own: SignInPane, small: Small) -> None:
    for field, text in ((own.old, PASSWORD), (own.first, OTHER), (own.again, OTHER)):
        field.setText(text)
    own.change.click()

    assert own.reasons["password"].sentences == ()
    assert [each.text() for each in (own.old, own.first, own.again)] == ["", "", ""]
    open_as(small, "boss", OTHER)


def test_a_pin_that_is_no_pin_is_refused_in_its_card(own: SignInPane, window: MainWindow) -> None:
    own.pin.setText("123456")
    own.set_pin.click()
    assert own.reasons["pin"].sentences[1:] == (
        "That PIN is one of the first that would be tried.",
    )

    own.pin.setText("417093")
    own.set_pin.click()

    assert factors.has_pin(window.desk.clinic, "here")


def test_a_telephone_reads_the_second_factor_from_the_screen(
    own: SignInPane, window: MainWindow, tmp_path: Path
) -> None:
    own.begin_factor.click()
    own.scanned.grab().save(str(tmp_path / "seen.png"))
    (read,) = zxingcpp.read_barcodes(Image.open(tmp_path / "seen.png"))

    secret = parse_qs(urlsplit(read.text).query)["secret"][0]
    own.code.setText(TOTP(secret).at(window.desk.clinic.clock()))
    own.take_factor.click()

    assert own.reasons["factor"].sentences == ()
    assert not own.scanned.isVisibleTo(own)


def test_the_table_of_who_may_do_what_is_the_one_that_the_program_asks(
    window: MainWindow, qtbot: QtBot
) -> None:
    show_permissions(window, qtbot)
    pane = window.settings_page.pane
    assert isinstance(pane, PermissionsPane)

    shown = {row.value: row.detail for row in pane.list.rows}

    people = {act for act, rule in PERMISSIONS.items() if rule.roles - {Role.CLINIC}}
    assert set(shown) == {act.value for act in people}
    assert shown["waive-item"] == "Medical director, Prescriber"


def test_the_broken_glass_is_shown_until_it_is_over(
    window: MainWindow, keyboard: Keyboard, qtbot: QtBot
) -> None:
    show_emergency(window, qtbot)
    keyboard.type("The ambulance asks for her")
    keyboard.press("Return")

    assert window.status.emergency.isVisible()
    show_emergency(window, qtbot)
    panel = window.place.panel
    assert isinstance(panel, EmergencyPanel)
    QTest.mouseClick(panel.end, Qt.MouseButton.LeftButton)
    assert not window.status.emergency.isVisible()
