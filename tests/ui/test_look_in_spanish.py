"""Every screen in Spanish: named, its letters its own, no text cut and none over another."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.main_window import MainWindow
from app.use_cases.closures import set_region
from app.words.tongue import speak
from tests.ui.conftest import open_copy, opened
from tests.ui.finding import faults, named_controls, shared_in_menus, shared_letters
from tests.ui.test_look import SCREENS, SMALL_SCREEN, in_looks, settle, wear
from tests.ui.test_settings_look import SHOWN

IN_SPANISH = {(100, "light"): 2, (200, "dark"): 0}
"""Looks, and the screens that the gate sees in each: every second, none."""


@pytest.fixture(scope="module", autouse=True)
def spanish(demo_made: Path) -> Iterator[Path]:
    """Spanish is spoken from before a window is made; the demo clinic was made in English."""
    speak("es")
    yield demo_made
    speak("en")


@pytest.fixture(scope="module")
def at_the_desk(
    qapp: QApplication, spanish: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MainWindow]:
    """The window of the front desk, shared by the tests that only look."""
    folder = tmp_path_factory.mktemp("escritorio")
    with opened(open_copy(spanish, folder), folder / "window.ini") as shown:
        yield shown


@pytest.fixture(scope="module")
def of_the_manager(
    qapp: QApplication, spanish: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MainWindow]:
    """The window of the manager, who may change what the settings show."""
    folder = tmp_path_factory.mktemp("gerencia")
    clinic = open_copy(spanish, folder, "manager")
    set_region(clinic, "US-CO")
    with opened(clinic, folder / "window.ini") as shown:
        yield shown


def wrong(window: MainWindow) -> list[str]:
    """Whatever makes a screen hard to read, to hear or to reach."""
    settle(window)
    unnamed = [f"{widget} has no name" for widget, name in named_controls(window) if not name]
    grown = [] if window.size() == SMALL_SCREEN else [f"is {window.size()}"]
    return [*grown, *faults(window), *unnamed, *shared_letters(window)]


def test_no_two_letters_of_a_menu_are_the_same(at_the_desk: MainWindow) -> None:
    assert shared_in_menus(at_the_desk.menuBar()) == []


@pytest.mark.parametrize(("screen", "percent", "mode"), in_looks(SCREENS, IN_SPANISH))
def test_a_screen_can_be_used(
    at_the_desk: MainWindow, qtbot: QtBot, screen: str, percent: int, mode: str
) -> None:
    wear(at_the_desk, percent, mode)

    SCREENS[screen](at_the_desk, qtbot)
    found = wrong(at_the_desk)
    at_the_desk.schedule.as_list.setChecked(False)
    at_the_desk.desk.show_day(at_the_desk.desk.clinic.today())

    assert found == []


@pytest.mark.parametrize(("screen", "percent", "mode"), in_looks(SHOWN, IN_SPANISH))
def test_a_screen_of_the_manager_can_be_used(
    of_the_manager: MainWindow, screen: str, percent: int, mode: str
) -> None:
    wear(of_the_manager, percent, mode)

    SHOWN[screen](of_the_manager)

    assert wrong(of_the_manager) == []
