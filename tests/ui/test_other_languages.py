"""Languages that nobody speaks: longer by far, or written from right to left; nothing breaks."""

import re
import shutil
from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.main_window import MainWindow
from app.use_cases.clinics import open_clinic
from app.words import tongue
from tests.ui.conftest import DEMO_NOW, opened
from tests.ui.finding import boxes_of, faults, visible
from tests.ui.test_look import SCREENS, settle, wear

GATE = ("today", "schedule", "card", "booking", "lists", "visit", "settings")
"""Screens that are looked at each time; the others in the long run."""

RIGHT_TO_LEFT = ("today", "schedule", "card", "lists", "forms", "settings", "booking", "visit")

ACCENTED = str.maketrans("aeiouAEIOU", "áéíóúÁÉÍÓÚ")
HOLE = re.compile(r"(\{[^}]*\})")
LONGER = 0.4

LOOKS_LIKE_DATA = re.compile(
    r"^[\w\-’. ]+, [\w\-’ ]+$"  # a patient, a staff member with their task
    r"|\d{4}|\d\d:\d\d|\(\d{3}\)|^\w{3} \d+$"  # days, times, telephones
    r"|[Rr]oom|pump|nasal spray|infusion|session|screen$"  # what the clinic has and does
    r"|^\d+ (visit|draft|attempt)s?$"  # English counts by itself
    r"|^(tue|24),? |^“"  # what a person can type, or has typed
)

DATA = {
    *("Aurora Clinic (demo)", "DEMO", "English", "Comes with a service dog."),
    *("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"),
    *("A1", "Ana", "Zeta", "Suharto", "MRN", "DOB", "First name", "Last name"),
    *("Evaluation", "Esketamine", "Follow-up", "IV infusion", "Infusion", "Integration"),
    *("Observation", "Preparation", "Recovery", "Turnover"),
}
"""What the demo clinic, its files and the calendar have named."""

some = [s if s in GATE else pytest.param(s, marks=pytest.mark.long) for s in SCREENS]


class Longer(NullTranslations):
    """English with accents, in brackets, two fifths longer; facts and letters stay."""

    def gettext(self, message: str) -> str:
        told = "".join(
            part if HOLE.fullmatch(part) else part.translate(ACCENTED)
            for part in HOLE.split(message)
        )
        return f"[{told}{' öööö' * max(1, round(len(message) * LONGER / 5))}]"

    def pgettext(self, context: str, message: str) -> str:
        return message if context == "key" else self.gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


def in_any_case(_language: str) -> Longer:
    """The longer language, whichever is spoken."""
    return Longer()


@pytest.fixture(scope="module")
def longer(
    qapp: QApplication, demo_made: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MainWindow]:
    """The window in the longer language."""
    folder = tmp_path_factory.mktemp("longer")
    shutil.copytree(demo_made, folder / "clinic")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tongue, "catalogue", in_any_case)
        clinic = open_clinic(folder / "clinic", clock=lambda: DEMO_NOW)
        with opened(clinic, folder / "window.ini") as shown:
            yield shown


@pytest.fixture
def right_to_left(demo_window: MainWindow, qapp: QApplication) -> Iterator[MainWindow]:
    """The shared window, turned round meanwhile."""
    wear(demo_window, 100, "light")
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield demo_window
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    demo_window.desk.show_day(demo_window.desk.clinic.today())


@pytest.mark.parametrize("screen", some)
def test_a_longer_language_has_room(longer: MainWindow, qtbot: QtBot, screen: str) -> None:
    wear(longer, 100, "light")

    SCREENS[screen](longer, qtbot)
    settle(longer)

    assert [fault for fault in faults(longer) if " share " in fault] == []


@pytest.mark.parametrize("screen", GATE[:-1])
def test_whatever_is_said_is_told_in_the_language(
    longer: MainWindow, qtbot: QtBot, screen: str
) -> None:
    SCREENS[screen](longer, qtbot)
    settle(longer)

    assert untold(longer) == []


def untold(window: MainWindow) -> list[str]:
    """What is shown as it stands in the code, though a person reads it."""
    shown = {box.text for widget in visible(window) for box in boxes_of(widget)}
    lettered = {text for text in shown if "[" not in text and re.search("[A-Za-z]", text)}
    return sorted(text for text in lettered - DATA if not LOOKS_LIKE_DATA.search(text))


@pytest.mark.parametrize("screen", RIGHT_TO_LEFT)
def test_a_window_that_is_read_from_the_right_holds(
    right_to_left: MainWindow, qtbot: QtBot, screen: str
) -> None:
    SCREENS[screen](right_to_left, qtbot)
    settle(right_to_left)

    found = [fault for fault in faults(right_to_left) if " share " in fault]
    assert right_to_left.rail.mapTo(right_to_left, right_to_left.rail.rect().center()).x() > 683
    assert found == []
