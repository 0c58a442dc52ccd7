"""The screens about who opens the clinic, its safe-keeping, and the program, as each is tested."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from pytestqt.qtbot import QtBot

from app.ui.application import make_application
from app.ui.behind import make_entrance
from app.ui.commands import Commands
from app.ui.entrance.doorstep import Doorstep
from app.ui.entrance.entrance import Entrance
from app.ui.main_window import MainWindow
from app.ui.settings.finding import Spot
from app.ui.settings.sections import SECTIONS
from app.use_cases.backups import make_backup, plan_backups
from tests.small import Small


@contextmanager
def entrance_of(small: Small, settings: QSettings) -> Generator[Entrance]:
    """The page before a clinic, which is gone for good afterwards with every window of it."""
    shown = make_entrance(Doorstep(make_application([]), settings), small.place, small.clock)
    yield shown
    gone(shown)


def gone(shown: Entrance) -> None:
    """Close the page before a clinic for good, with every window of it."""
    windows = [*shown.windows.values(), shown.door]
    shown.close()
    shown.speech.speak("en")
    shown.door.close()
    for each in windows:
        each.deleteLater()
    shown.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def show_section(window: MainWindow, title: str) -> None:
    """A section of the settings, with its first row taken."""
    window.place.close_panel()
    page = window.settings_page
    window.show_page(window.pages.index(page))
    if page.back.isVisible():
        page.back.click()
    page.open(Spot(section=[section for section, _, _ in SECTIONS].index(title)))


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


def show_drill(window: MainWindow, qtbot: QtBot) -> None:
    """What came of a restore drill, with its page beside it."""
    clinic, drilling = window.desk.clinic, window.desk.backing_up.drilling
    if drilling.last is None:
        stick = Path(clinic.place).with_name("stick")
        stick.mkdir(exist_ok=True)
        plan_backups(clinic.by_itself(), str(stick))
        make_backup(clinic)
        window.desk.backing_up.refresh()
        drilling.begin()
        qtbot.waitUntil(lambda: not drilling.is_running, timeout=60_000)
    show_section(window, "Backup")
    window.desk.drill_wanted.emit(drilling.last)
    panel = window.printing.drill
    qtbot.waitUntil(lambda: panel.paged.preview.count == 1, timeout=20_000)


def show_about(window: MainWindow, _qtbot: QtBot) -> None:
    window.place.open_panel(window.about)


def show_licences(window: MainWindow, _qtbot: QtBot) -> None:
    window.place.open_panel(window.about)
    window.about.button.click()


ENTRANCE_SCREENS: dict[str, Callable[[MainWindow, QtBot], None]] = {
    "your sign-in": show_sign_in,
    "logins": show_logins,
    "who may do what": show_permissions,
    "emergency access": show_emergency,
    "restore drill": show_drill,
    "about": show_about,
    "licences": show_licences,
}
