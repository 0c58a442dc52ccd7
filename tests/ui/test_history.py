"""What was done is taken back later, from the panel that lists it."""

import pytest

from app.clinic import Clinic
from app.domain.patients import Patient
from app.domain.scheduling import Status
from app.ui.commands import Commands
from app.ui.history_panel import HistoryPanel
from app.ui.main_window import MainWindow
from app.use_cases.patients import see_patient
from tests.ui.robots import Keyboard


@pytest.fixture
def panel(window: MainWindow) -> HistoryPanel:
    """The panel, closed."""
    commands = window.findChild(Commands)
    assert isinstance(commands, Commands)
    return commands.history


@pytest.fixture
def booked(keyboard: Keyboard, ana: Patient) -> Patient:
    """Ana, booked and checked off again by keys: two steps."""
    keyboard.press("Ctrl+N")
    keyboard.type("rom")
    keyboard.press("Return")
    keyboard.type("iv")
    keyboard.press("Return", "Return")
    keyboard.press("Ctrl+1", "Ctrl+Return")
    return ana


def states(clinic: Clinic, patient: Patient) -> list[Status]:
    return [view.visit.status for view in see_patient(clinic, patient.id).visits]


def test_steps_stand_there_newest_first_with_their_time(
    booked: Patient, panel: HistoryPanel, keyboard: Keyboard
) -> None:
    keyboard.press("Ctrl+Shift+Y")

    assert [row.title.split(":")[0] for row in panel.list.rows] == [
        "Romero Gil, Ana is checked in.",
        "Booked",
    ]
    assert {row.detail for row in panel.list.rows} == {"Mon 23 Nov 2026 at 09:00"}
    assert panel.list.hasFocus()


def test_an_older_step_is_taken_back_with_what_came_after_it(
    booked: Patient, panel: HistoryPanel, keyboard: Keyboard, clinic: Clinic
) -> None:
    keyboard.press("Ctrl+Shift+Y", "Down", "Return")

    assert states(clinic, booked) == [Status.CANCELLED]
    assert [row.chip for row in panel.list.rows] == ["Taken back", "Taken back"]


def test_what_was_taken_back_is_done_again(
    booked: Patient, panel: HistoryPanel, keyboard: Keyboard, clinic: Clinic
) -> None:
    keyboard.press("Ctrl+Shift+Y", "Return")
    panel.list.choose(-1)
    keyboard.press("Return")

    assert states(clinic, booked) == [Status.ARRIVED]


def test_with_nothing_done_it_says_what_will_stand_there(
    window: MainWindow, panel: HistoryPanel, keyboard: Keyboard
) -> None:
    keyboard.press("Ctrl+Shift+Y")

    assert panel.nothing.isVisible()
    assert not panel.back.isEnabled()
    keyboard.press("Esc")
    assert window.place.panel is None
