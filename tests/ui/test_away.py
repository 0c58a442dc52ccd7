"""The program is started while the clinic's server is away, and goes over to it by itself."""

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.clinic import Clinic
from app.domain.access import Act, Role
from app.domain.patients import Patient
from app.domain.staff import Person
from app.paths import copies_of_today
from app.ui.away.away_window import AwayWindow
from app.ui.away.copying import Copying
from app.ui.desk import PRIVATE
from app.ui.entrance.entrance import Entrance
from app.ui.scheduling.visit_model import Column
from app.ui.settings.logins_pane import LoginsPane
from app.use_cases.scheduling import Wish, book_visit
from tests.small import NOW, PASSWORD, Hands, Small, add_patient, at
from tests.ui.entrance_screens import entrance_of, show_section
from tests.ui.finding import faults, named_controls, shared_letters
from tests.ui.test_entrance import sign_in, texts_on_the_screen, typed
from tests.wires import Proxy, wire_to

SOON = 30_000
"""Milliseconds after which a test gives up: what it waits for comes within a few seconds."""


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer of this test's own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture
def ana(near: Clinic) -> Patient:
    """A patient with a visit this morning."""
    patient = add_patient(near, "Ana", "Romero Gil", "+12025550177")
    wish = Wish(patient=patient.id, type="preparation", start=at(near, 23, "10:00"))
    book_visit(near, wish)
    return patient


@pytest.fixture
def wire(made_on_server: Small, ana: Patient) -> Iterator[Proxy]:
    """The wire that may break."""
    with wire_to(str(made_on_server.place)) as proxy:
        yield proxy


@pytest.fixture
def far(made_on_server: Small, wire: Proxy, hands: Hands) -> Small:
    """The clinic as this computer reaches it."""
    return replace(made_on_server, place=wire.address, clock=hands)


@contextmanager
def started(far: Small, tmp_path: Path) -> Generator[Entrance]:
    """The program, which asks who it is."""
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    with entrance_of(far, settings) as shown:
        shown.ask()
        yield shown


@pytest.fixture
def copied(qtbot: QtBot, far: Small, wire: Proxy, tmp_path: Path) -> None:
    """Somebody has worked here, and the server has gone away since."""
    with started(far, tmp_path) as entrance:
        sign_in(qtbot, entrance, "desk")
        assert entrance.window is not None
        (copying,) = entrance.window.desk.findChildren(Copying)
        with qtbot.waitSignal(copying.kept, timeout=SOON):
            pass
    wire.shut()


@pytest.fixture
def entrance(copied: None, far: Small, tmp_path: Path, hands: Hands) -> Iterator[Entrance]:
    """The program, started an hour later."""
    hands.now = NOW + timedelta(hours=1)
    with started(far, tmp_path) as shown:
        yield shown


def read_on(qtbot: QtBot, entrance: Entrance) -> AwayWindow:
    typed(qtbot, PASSWORD)  # the login stands there from before
    qtbot.waitUntil(lambda: entrance.reading.window is not None, timeout=SOON)
    assert entrance.reading.window is not None
    qtbot.waitUntil(entrance.reading.window.isActiveWindow)
    return entrance.reading.window


def press(qtbot: QtBot, key: Qt.Key) -> None:
    focus: QWidget | None = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)


def test_today_is_read_as_it_was_and_nothing_can_be_done_to_it(
    qtbot: QtBot, entrance: Entrance
) -> None:
    away = read_on(qtbot, entrance)

    assert away.band.text.text() == (
        "The clinic’s server does not answer. This is as it was on Mon 23 Nov 2026 at 09:00, to "
        "be read and not to be changed. The server is tried again by itself."
    )
    assert [view.patient.listed for view in away.model.views] == ["Romero Gil, Ana"]
    assert away.table.isColumnHidden(Column.NEXT)
    assert away.table.hasFocus()
    assert entrance.door.isHidden()
    assert entrance.windows == {}


def test_whom_to_call_is_shown_for_whoever_is_chosen(qtbot: QtBot, entrance: Entrance) -> None:
    away = read_on(qtbot, entrance)
    assert "555-0177" not in texts_on_the_screen()

    press(qtbot, Qt.Key.Key_Return)

    assert away.card.name.text() == "Romero Gil, Ana"
    assert away.card.phones.text() == "(202) 555-0177"


def test_a_computer_that_shows_initials_shows_them_here_as_well(
    qtbot: QtBot, entrance: Entrance, tmp_path: Path
) -> None:
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    settings.setValue(PRIVATE, "yes")
    settings.sync()
    away = read_on(qtbot, entrance)

    shown = [view.patient.listed for view in away.model.views]
    press(qtbot, Qt.Key.Key_Return)

    assert shown == ["A.R."]
    assert away.card.name.text() == "Romero Gil, Ana"


def test_the_window_goes_over_to_the_clinic_by_itself(
    qtbot: QtBot, entrance: Entrance, wire: Proxy, ana: Patient
) -> None:
    away = read_on(qtbot, entrance)
    press(qtbot, Qt.Key.Key_Return)
    place = away.geometry()

    wire.open()

    qtbot.waitUntil(lambda: entrance.window is not None, timeout=SOON)
    window = entrance.window
    assert window is not None
    assert (entrance.reading.window, window.isVisible()) == (None, True)
    assert window.geometry() == place
    assert window.toast.text.text() == "Connected again."
    assert entrance.idle.is_counting
    with window.desk.clinic.database.reading() as unit:
        told = [each.patient for each in unit.audit.last(9) if each.act == Act.SEE_COPY.value]
    assert told[::-1] == [None, ana.id]


def test_a_wrong_password_opens_nothing(qtbot: QtBot, entrance: Entrance) -> None:
    typed(qtbot, "something else here")
    qtbot.waitUntil(entrance.door.sign_in.reasons.isVisible, timeout=SOON)

    sentences = entrance.door.sign_in.reasons.sentences
    assert len(sentences) == 2
    assert sentences[1].startswith("The server of ")
    assert (entrance.reading.window, entrance.is_shut) == (None, True)
    assert "Romero" not in texts_on_the_screen()


def test_a_copy_of_days_ago_is_not_shown(qtbot: QtBot, entrance: Entrance, hands: Hands) -> None:
    hands.now = NOW + timedelta(days=4)
    typed(qtbot, PASSWORD)
    qtbot.waitUntil(entrance.door.sign_in.reasons.isVisible, timeout=SOON)

    assert entrance.door.sign_in.reasons.sentences == (
        "The copy of today on this computer is older than 3 days and is not shown.",
    )


def test_it_is_hidden_when_nobody_uses_it_when_the_computer_is_locked_and_on_leaving(
    qtbot: QtBot, entrance: Entrance
) -> None:
    ends: tuple[Callable[[AwayWindow], object], ...] = (
        lambda _: entrance.idle.passed.emit(),
        lambda _: entrance.system.hear(begins=True),
        lambda away: away.leave.click(),
    )
    for end in ends:
        away = read_on(qtbot, entrance)
        press(qtbot, Qt.Key.Key_Return)
        assert entrance.idle.minutes == 5
        assert "Romero" in texts_on_the_screen()

        end(away)

        assert (entrance.reading.window, entrance.is_shut) == (None, True)
        assert "Romero" not in texts_on_the_screen()


def test_a_manager_decides_against_copies_and_the_one_here_goes(
    qtbot: QtBot, far: Small, near: Clinic, tmp_path: Path
) -> None:
    with near.by_itself().writing(Act.ADD_STAFF) as unit:
        unit.staff.add(Person(login="boss", name="Mo", roles=frozenset({Role.MANAGER})), None)
    with started(far, tmp_path) as entrance:
        sign_in(qtbot, entrance, "boss")
        window = entrance.window
        assert window is not None
        (copying,) = window.desk.findChildren(Copying)
        with qtbot.waitSignal(copying.kept, timeout=SOON):
            pass
        before = list(copies_of_today().glob("*/*"))
        show_section(window, "Logins")
        pane = window.settings_page.pane
        assert isinstance(pane, LoginsPane)
        pane.today.click()
        with qtbot.waitSignal(copying.kept, timeout=SOON):
            pane.keep_rules.click()

    assert {path.name for path in before} == {"clinic.keys", "today.sealed"}
    assert list(copies_of_today().glob("*")) == []


def test_everything_on_it_can_be_used_in_both_languages(qtbot: QtBot, entrance: Entrance) -> None:
    for _ in range(2):
        away = read_on(qtbot, entrance)
        press(qtbot, Qt.Key.Key_Return)
        QApplication.processEvents()

        assert [repr(each) for each, name in named_controls(away) if not name] == []
        assert shared_letters(away) == []
        assert faults(away) == []
        away.leave.click()
        entrance.speech.keep("desk", "es")
