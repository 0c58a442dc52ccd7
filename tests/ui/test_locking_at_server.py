"""The window of a clinic on a server is locked and opened again, also while the server is away."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.logins import Safety
from app.domain.patients import Patient
from app.ui.desk import Ask
from app.ui.entrance.entrance import Entrance
from app.ui.main_window import MainWindow
from app.use_cases import factors
from app.use_cases.clinics import open_clinic
from app.use_cases.scheduling import Wish, book_visit
from tests.small import NOW, PASSWORD, Small, add_patient, at
from tests.ui.entrance_screens import entrance_of
from tests.ui.test_connection import line
from tests.ui.test_entrance import PIN, lock, sign_in, texts_on_the_screen, typed, window_of
from tests.wires import Proxy, wire_to

SOON = 30_000
"""Milliseconds after which a test gives up: what it waits for comes within a few seconds."""


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer of this test's own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture
def ana(near: Clinic) -> Patient:
    """A patient with a visit this morning."""
    patient = add_patient(near, "Ana", "Romero Gil", "+12025550177")
    book_visit(near, Wish(patient=patient.id, type="preparation", start=at(near, 23, "10:00")))
    return patient


@pytest.fixture
def wire(made_on_server: Small, ana: Patient) -> Iterator[Proxy]:
    """The wire that may break."""
    with wire_to(str(made_on_server.place)) as proxy:
        yield proxy


@pytest.fixture
def entrance(
    qtbot: QtBot, made_on_server: Small, wire: Proxy, tmp_path: Path
) -> Iterator[Entrance]:
    """The page before the clinic as this computer reaches it."""
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    with entrance_of(replace(made_on_server, place=wire.address), settings) as shown:
        shown.ask()
        yield shown


@pytest.fixture
def signed_in(qtbot: QtBot, entrance: Entrance) -> MainWindow:
    """The window of the front desk, who has signed in."""
    sign_in(qtbot, entrance, "desk")
    return window_of(entrance)


def unlock(qtbot: QtBot, entrance: Entrance, secret: str = PASSWORD) -> None:
    typed(qtbot, secret)
    qtbot.waitUntil(lambda: not entrance.is_shut, timeout=SOON)


def test_it_locks_when_nobody_uses_it_and_opens_with_the_password_as_it_was(
    qtbot: QtBot, signed_in: MainWindow, entrance: Entrance, ana: Patient
) -> None:
    signed_in.desk.booking_wanted.emit(Ask(patient=ana.id))
    assert (entrance.idle.minutes, entrance.idle.is_counting) == (5, True)

    entrance.idle.end.timeout.emit()
    qtbot.waitUntil(lambda: signed_in.desk.clinic.locked, timeout=SOON)

    assert [each for each in QApplication.topLevelWidgets() if each.isVisible()] == [entrance.door]
    assert "Romero" not in texts_on_the_screen()
    typed(qtbot, "something else here")
    qtbot.waitUntil(entrance.door.sign_in.reasons.isVisible, timeout=SOON)
    assert entrance.is_shut
    unlock(qtbot, entrance)
    assert signed_in.isVisible()
    assert signed_in.place.panel is signed_in.booking
    assert not signed_in.desk.clinic.locked
    assert entrance.idle.is_counting


def test_it_locks_with_the_computer_and_opens_by_a_pin(
    qtbot: QtBot, signed_in: MainWindow, entrance: Entrance
) -> None:
    factors.set_pin(signed_in.desk.clinic, entrance.computer, PIN)

    entrance.system.hear(begins=True)

    assert entrance.is_shut
    qtbot.waitUntil(entrance.door.sign_in.pin.hasFocus, timeout=SOON)
    unlock(qtbot, entrance, PIN)


def test_while_the_server_is_away_it_locks_and_opens_and_today_is_read_on(
    qtbot: QtBot, signed_in: MainWindow, entrance: Entrance, wire: Proxy, near: Clinic
) -> None:
    factors.set_pin(signed_in.desk.clinic, entrance.computer, PIN)
    with qtbot.waitSignal(signed_in.desk.news.lost, timeout=SOON):
        wire.shut()
    lock(qtbot, signed_in)
    qtbot.waitUntil(lambda: signed_in.desk.clinic.locked, timeout=SOON)
    assert "Romero" not in texts_on_the_screen()
    qtbot.waitUntil(entrance.door.sign_in.password.hasFocus, timeout=SOON)

    unlock(qtbot, entrance)

    assert "Romero Gil, Ana" in [view.patient.listed for view in signed_in.today.model.views]
    assert line(signed_in).startswith("Connection lost since 09:00.")
    assert entrance.idle.minutes == 5
    with qtbot.waitSignal(signed_in.desk.news.found, timeout=SOON):
        wire.open()
    with near.database.reading() as unit:
        acts = {each.act for each in unit.audit.last(9)}
    assert {Act.LOCK_WINDOW.value, Act.UNLOCK_WINDOW.value} <= acts


def test_somebody_else_takes_the_desk(
    qtbot: QtBot, signed_in: MainWindow, entrance: Entrance, ana: Patient
) -> None:
    lock(qtbot, signed_in)
    entrance.door.sign_in.other.click()
    sign_in(qtbot, entrance, "hale")
    hers = window_of(entrance)
    assert hers is not signed_in
    lock(qtbot, hers)
    entrance.door.sign_in.other.click()

    sign_in(qtbot, entrance, "desk")

    assert window_of(entrance) is signed_in


def test_where_nobody_typed_a_password_it_says_what_would_be_asked_for(
    qtbot: QtBot, entrance: Entrance, wire: Proxy
) -> None:
    clinic = open_clinic(wire.address, "desk", lambda: NOW)
    window = entrance.enter(clinic)
    assert not entrance.idle.is_counting

    lock(qtbot, window)

    assert window.toast.text.text() == (
        "Nobody typed a password to come in here, so this window would have nothing to ask for. "
        "Choose a PIN in Settings, or lock the computer."
    )
    assert not entrance.is_shut
    factors.set_pin(clinic, entrance.computer, PIN)
    qtbot.waitUntil(lambda: entrance.idle.is_counting, timeout=SOON)
    lock(qtbot, window)
    assert entrance.is_shut
    unlock(qtbot, entrance, PIN)


def test_the_minutes_are_those_of_the_clinic(
    qtbot: QtBot, near: Clinic, entrance: Entrance
) -> None:
    with near.by_itself().writing(Act.MAKE_CLINIC) as unit:
        unit.safety.keep_rules(Safety(idle_minutes=1))

    sign_in(qtbot, entrance, "desk")

    assert entrance.idle.end.interval() == 60_000
