"""Help > About Anteroom: what the program is, and what it is made of."""

import pytest
from pytestqt.qtbot import QtBot

from app.library.licences import licences
from app.ui.commands import Commands
from app.ui.licences_view import LicencesView
from app.ui.main_window import MainWindow
from tests.ui.robots import Keyboard


@pytest.fixture
def keyboard(qtbot: QtBot, window: MainWindow) -> Keyboard:
    qtbot.waitUntil(window.isActiveWindow)
    return Keyboard(qtbot, window)


@pytest.fixture
def view(window: MainWindow, keyboard: Keyboard) -> LicencesView:
    """The licences, reached by keys alone."""
    commands = window.findChild(Commands)
    assert isinstance(commands, Commands)
    commands.actions["about"].trigger()
    keyboard.press("Return")
    assert window.about.licences is not None
    return window.about.licences


def test_every_part_is_listed_with_its_version_and_licence(view: LicencesView) -> None:
    parts = licences()

    assert view.list.hasFocus()
    assert [row.title for row in view.list.rows] == [part.name for part in parts]
    assert [row.whole for row in view.list.rows if not row.detail] == []
    assert view.list.rows[0].whole == f"Anteroom, MIT, {parts[0].version}"


def test_the_text_of_the_chosen_licence_is_shown(view: LicencesView, keyboard: Keyboard) -> None:
    first = view.text.toPlainText()

    keyboard.press("Down")

    assert first.startswith("MIT License")
    assert view.text.toPlainText() == licences()[1].text
    assert view.named.text() == f"{licences()[1].name} {licences()[1].version}"


def test_it_goes_back_to_what_the_program_is(
    view: LicencesView, window: MainWindow, keyboard: Keyboard
) -> None:
    keyboard.press("Shift+Tab", "Return")

    assert window.about.button.hasFocus()
    assert not view.isVisible()
