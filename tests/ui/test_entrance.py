"""Signing in, locking and coming back, as somebody at the keyboard does it."""

from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.clinic import ELSEWHERE, Change
from app.domain.access import Act
from app.domain.logins import Safety
from app.domain.patients import Patient
from app.domain.refusal import Refused
from app.ui.common.clip import copy_privately
from app.ui.common.look import nothing_collected
from app.ui.desk import Ask
from app.ui.entrance.entrance import Entrance
from app.ui.main_window import MainWindow
from app.use_cases import factors
from app.use_cases.patients import see_patient
from tests.small import PASSWORD, Small, add_patient
from tests.ui.entrance_screens import entrance_of

PIN = "417093"


@pytest.fixture
def ana(small: Small) -> Patient:
    """A patient of the clinic."""
    clinic = small.open()
    patient = add_patient(clinic, "Ana", "Romero Gil")
    clinic.close()
    return patient


@pytest.fixture
def entrance(qapp: QApplication, small: Small, ana: Patient, tmp_path: Path) -> Iterator[Entrance]:
    """The page before the clinic."""
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    with entrance_of(small, settings) as shown:
        shown.ask()
        yield shown


@pytest.fixture
def signed_in(qtbot: QtBot, entrance: Entrance) -> MainWindow:
    """The window of the front desk, who has signed in."""
    sign_in(qtbot, entrance, "desk")
    return window_of(entrance)


def window_of(entrance: Entrance) -> MainWindow:
    assert entrance.window is not None
    return entrance.window


def typed(qtbot: QtBot, text: str) -> None:
    """What is typed where the keyboard is, and Enter."""
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    field: QWidget | None = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def sign_in(qtbot: QtBot, entrance: Entrance, login: str, password: str = PASSWORD) -> None:
    typed(qtbot, login)
    typed(qtbot, password)
    qtbot.waitUntil(lambda: not entrance.is_shut, timeout=30_000)  # two passwords are stretched


def lock(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


def texts_on_the_screen() -> str:
    """Every word that anybody could read now, tool tips and window titles too."""
    found: list[str] = []
    with nothing_collected():
        for widget in QApplication.allWidgets():
            if not widget.isVisible():
                continue
            found += [widget.windowTitle(), widget.toolTip(), widget.accessibleName()]
            if isinstance(widget, QLabel | QLineEdit):
                found.append(widget.text())
    return " ".join(found)


def test_nothing_of_the_clinic_is_there_before_somebody_signs_in(entrance: Entrance) -> None:
    shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]

    assert shown == [entrance.door]
    assert entrance.windows == {}
    assert "Juniper" not in texts_on_the_screen()


def test_login_and_password_are_typed_and_the_window_opens(
    qtbot: QtBot, entrance: Entrance
) -> None:
    sign_in(qtbot, entrance, "desk")

    assert window_of(entrance).isVisible()
    assert window_of(entrance).desk.clinic.person.login == "desk"
    assert entrance.door.sign_in.password.text() == ""


def test_a_wrong_password_is_said_and_the_keyboard_stays_there(
    qtbot: QtBot, entrance: Entrance
) -> None:
    typed(qtbot, "desk")
    typed(qtbot, "something else here")
    qtbot.waitUntil(entrance.door.sign_in.reasons.isVisible)

    assert entrance.is_shut
    assert entrance.door.sign_in.password.hasFocus()
    assert entrance.door.sign_in.password.text() == ""


def test_whoever_signed_in_last_types_only_the_password(
    qtbot: QtBot, signed_in: MainWindow, entrance: Entrance
) -> None:
    entrance.close()
    entrance.ask()

    assert entrance.door.sign_in.login.text() == "desk"
    qtbot.waitUntil(entrance.door.sign_in.password.hasFocus)


def test_a_locked_window_shows_no_name_and_does_nothing(
    qtbot: QtBot, signed_in: MainWindow, entrance: Entrance, ana: Patient
) -> None:
    signed_in.open_card(ana.id)
    assert "Romero" in texts_on_the_screen()
    copy_privately("+12025550177")

    lock(qtbot, signed_in)
    qtbot.waitUntil(lambda: signed_in.desk.clinic.locked)

    assert [each for each in QApplication.topLevelWidgets() if each.isVisible()] == [entrance.door]
    assert "Romero" not in texts_on_the_screen()
    assert QApplication.clipboard().text() == ""
    with pytest.raises(Refused, match="window-locked"):
        see_patient(signed_in.desk.clinic, ana.id)


def test_what_others_did_just_before_is_told_when_somebody_is_back(
    qtbot: QtBot, signed_in: MainWindow, entrance: Entrance
) -> None:
    told: list[Change] = []
    signed_in.desk.changes.happened.connect(told.append)
    elsewhere = Thread(target=signed_in.desk.changes.hear, args=[ELSEWHERE])
    elsewhere.start()
    elsewhere.join()  # it is on its way now
    lock(qtbot, signed_in)
    qtbot.waitUntil(lambda: signed_in.desk.clinic.locked)
    signed_in.desk.news.heard.emit()
    qtbot.wait(50)
    assert told == []

    typed(qtbot, PASSWORD)

    qtbot.waitUntil(lambda: told == [ELSEWHERE])


def test_the_password_unlocks_the_window_as_it_was(
    qtbot: QtBot, signed_in: MainWindow, entrance: Entrance, ana: Patient
) -> None:
    signed_in.desk.booking_wanted.emit(Ask(patient=ana.id))
    lock(qtbot, signed_in)

    typed(qtbot, PASSWORD)
    qtbot.waitUntil(lambda: not entrance.is_shut)

    assert signed_in.isVisible()
    assert signed_in.place.panel is signed_in.booking
    assert see_patient(signed_in.desk.clinic, ana.id).patient.id == ana.id


def test_a_pin_unlocks_it_and_five_wrong_ones_are_the_last(
    qtbot: QtBot, signed_in: MainWindow, entrance: Entrance
) -> None:
    factors.set_pin(signed_in.desk.clinic, entrance.computer, PIN)
    lock(qtbot, signed_in)
    typed(qtbot, PIN)
    assert not entrance.is_shut

    lock(qtbot, signed_in)
    for _ in range(5):
        typed(qtbot, "000111")

    assert entrance.is_shut
    assert not factors.has_pin(signed_in.desk.clinic, entrance.computer)
    assert entrance.door.sign_in.password.hasFocus()
    typed(qtbot, PASSWORD)
    qtbot.waitUntil(lambda: not entrance.is_shut)


def test_somebody_else_takes_the_desk_and_finds_the_other_window_again(
    qtbot: QtBot, signed_in: MainWindow, entrance: Entrance, ana: Patient
) -> None:
    signed_in.desk.booking_wanted.emit(Ask(patient=ana.id))
    lock(qtbot, signed_in)
    QTest.mouseClick(entrance.door.sign_in.other, Qt.MouseButton.LeftButton)
    sign_in(qtbot, entrance, "hale")
    hers = window_of(entrance)

    assert hers.desk.clinic.person.login == "hale"
    assert not signed_in.isVisible()
    assert signed_in.desk.clinic.locked

    lock(qtbot, hers)
    QTest.mouseClick(entrance.door.sign_in.other, Qt.MouseButton.LeftButton)
    sign_in(qtbot, entrance, "desk")
    assert window_of(entrance) is signed_in
    assert signed_in.place.panel is signed_in.booking


def test_an_unused_window_says_that_it_locks_and_locks(
    qtbot: QtBot, signed_in: MainWindow, entrance: Entrance
) -> None:
    assert (entrance.idle.warning.interval(), entrance.idle.end.interval()) == (280_000, 300_000)

    entrance.idle.warning.timeout.emit()
    assert "locks itself in 20 seconds" in signed_in.toast.text.text()
    entrance.idle.end.timeout.emit()

    assert entrance.is_shut
    assert not entrance.idle.is_counting


def test_a_key_begins_the_count_anew(
    qtbot: QtBot, signed_in: MainWindow, entrance: Entrance
) -> None:
    before = entrance.idle.end.timerId()

    QTest.keyClick(signed_in, Qt.Key.Key_Shift)

    assert entrance.idle.end.timerId() != before


def test_the_clinic_decides_after_how_many_minutes(
    qtbot: QtBot, small: Small, entrance: Entrance
) -> None:
    clinic = small.open()
    with clinic.by_itself().writing(Act.MAKE_CLINIC) as unit:
        unit.safety.keep_rules(Safety(idle_minutes=1))
    clinic.close()

    sign_in(qtbot, entrance, "desk")

    assert entrance.idle.end.interval() == 60_000


def test_what_is_decided_meanwhile_counts_at_once(
    qtbot: QtBot, signed_in: MainWindow, entrance: Entrance, small: Small
) -> None:
    with signed_in.desk.clinic.by_itself().writing(Act.MAKE_CLINIC) as unit:
        unit.safety.keep_rules(Safety(idle_minutes=2))

    assert entrance.idle.end.interval() == 120_000


def test_the_window_locks_with_the_computer(
    qtbot: QtBot, signed_in: MainWindow, entrance: Entrance
) -> None:
    entrance.system.hear(begins=False)
    assert not entrance.is_shut

    entrance.system.hear(begins=True)

    assert entrance.is_shut


def test_leaving_a_locked_window_keeps_what_was_begun(
    qtbot: QtBot, signed_in: MainWindow, entrance: Entrance, ana: Patient, small: Small
) -> None:
    signed_in.desk.booking_wanted.emit(Ask(patient=ana.id))
    lock(qtbot, signed_in)

    entrance.close()

    clinic = small.open()
    with clinic.database.reading() as unit:
        assert len(unit.drafts.of("desk")) == 1
    clinic.close()


def test_every_control_of_the_page_has_a_name(entrance: Entrance) -> None:
    for card in (entrance.door.sign_in, entrance.door.new_password, entrance.door.recovery):
        fields = card.findChildren(QLineEdit)
        assert [field for field in fields if not field.accessibleName()] == []
        assert isinstance(card, QWidget)
