"""The screens about who opens the clinic, as the looks and the access of each are tested."""

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from app.ui.commands import Commands
from app.ui.main_window import MainWindow
from app.ui.settings.page import SECTIONS


def show_section(window: MainWindow, title: str) -> None:
    """A section of the settings, with its first row taken."""
    window.place.close_panel()
    page = window.settings_page
    window.show_page(window.pages.index(page))
    if page.back.isVisible():
        page.back.click()
    page.sections.choose([section for section, _, _ in SECTIONS].index(title))
    page.sections.take_current()


def show_sign_in(window: MainWindow, _qtbot: QtBot) -> None:
    show_section(window, "Your sign-in")


def show_logins(window: MainWindow, _qtbot: QtBot) -> None:
    show_section(window, "Logins")


def show_permissions(window: MainWindow, _qtbot: QtBot) -> None:
    show_section(window, "Who may do what")


def show_emergency(window: MainWindow, _qtbot: QtBot) -> None:
    commands = window.findChild(Commands)
    assert isinstance(commands, Commands)
    commands.actions["emergency"].trigger()


ENTRANCE_SCREENS: dict[str, Callable[[MainWindow, QtBot], None]] = {
    "your sign-in": show_sign_in,
    "logins": show_logins,
    "who may do what": show_permissions,
    "emergency access": show_emergency,
}
