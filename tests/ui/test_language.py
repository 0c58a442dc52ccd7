"""The window in another language: chosen in the menu, kept for the login, nothing lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from app.clinic import Clinic
from app.ui.commands import Commands
from app.ui.entrance.entrance import Entrance
from app.ui.main_window import MainWindow
from app.words.tongue import tongue
from tests.small import Small
from tests.ui.entrance_screens import entrance_of
from tests.ui.robots import Keyboard


@pytest.fixture
def entrance(qapp: QApplication, small: Small, tmp_path: Path) -> Iterator[Entrance]:
    """The page before the clinic, which spoke English last."""
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    settings.setValue("language/last", "en")
    with entrance_of(small, settings) as shown:
        yield shown


def choose(qtbot: QtBot, entrance: Entrance, language: str) -> MainWindow:
    """The window that stands there once the language was chosen in the menu."""
    before = entrance.window
    assert before is not None
    commands = before.findChild(Commands)
    assert isinstance(commands, Commands)
    commands.actions[f"language-{language}"].trigger()
    qtbot.waitUntil(lambda: entrance.window is not before)
    assert entrance.window is not None
    return entrance.window


def test_the_window_speaks_another_language_on_the_page_where_it_was(
    qtbot: QtBot, entrance: Entrance, clinic: Clinic
) -> None:
    entrance.enter(clinic).show_page(2)

    window = choose(qtbot, entrance, "es")

    assert tongue() == "es"
    assert window.about.title.text() == "Acerca de Anteroom"
    assert window.place.pages.currentWidget() is window.patients
    assert [w for w in QApplication.topLevelWidgets() if w.isVisible()] == [window]


def test_what_was_being_typed_is_kept_when_the_language_changes(
    qtbot: QtBot, entrance: Entrance, clinic: Clinic
) -> None:
    first = entrance.enter(clinic)
    qtbot.waitUntil(first.isActiveWindow)
    keyboard = Keyboard(qtbot, first)
    keyboard.press("Ctrl+N")
    keyboard.type("rom")

    window = choose(qtbot, entrance, "es")

    (draft,) = window.booking.keeper.every()
    assert "rom" in draft.draft.fields.values()


def test_each_login_keeps_its_language_and_a_new_one_has_the_last(
    qtbot: QtBot, entrance: Entrance, clinic: Clinic
) -> None:
    entrance.enter(clinic)
    choose(qtbot, entrance, "es")
    choose(qtbot, entrance, "en")
    entrance.speech.keep("doctor", "es")

    assert [entrance.speech.of(who) for who in ("desk", "doctor", "nobody")] == ["en", "es", "en"]


def test_qts_own_buttons_speak_it_too(qtbot: QtBot, entrance: Entrance, clinic: Clinic) -> None:
    entrance.enter(clinic)
    choose(qtbot, entrance, "es")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)

    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "Cancelar"


def test_the_page_before_the_clinic_changes_by_its_own_button(entrance: Entrance) -> None:
    entrance.ask()
    entrance.door.tongue.click()

    assert tongue() == "es"
    assert entrance.door.tongue.text() == "English"
    assert entrance.door.card is entrance.door.sign_in


def test_a_language_that_is_not_known_is_english(entrance: Entrance) -> None:
    entrance.speech.keep("desk", "xx")

    assert entrance.speech.of("desk") == "en"
