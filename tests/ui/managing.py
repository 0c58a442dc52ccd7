"""Somebody who manages the clinic: opens the Settings page and goes through it by keys."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget

from app.clinic import Clinic
from app.domain.access import Act, Role
from app.domain.patients import Patient
from app.domain.staff import Person
from app.ui.main_window import MainWindow
from app.ui.settings.closures_pane import ClosuresPane
from app.ui.settings.resources_pane import ResourcesPane
from app.use_cases.scheduling import Wish, book_visit
from app.use_cases.views import VisitView
from tests.small import Small, at
from tests.ui.robots import Keyboard

FURTHEST = 60
"""Presses after which something cannot be reached by a key."""


def open_as_manager(small: Small) -> Clinic:
    """The small clinic, open for somebody who may change it."""
    desk = small.open()
    with desk.by_itself().writing(Act.ADD_STAFF) as unit:
        unit.staff.add(Person(login="boss", name="Mo", roles=frozenset({Role.MANAGER})), None)
    desk.close()
    return small.open("boss")


def resources_pane(window: MainWindow) -> ResourcesPane:
    """What visits hold."""
    return next(each for each in window.settings_page.panes if isinstance(each, ResourcesPane))


def closures_pane(window: MainWindow) -> ClosuresPane:
    """Closures and holidays."""
    return next(each for each in window.settings_page.panes if isinstance(each, ClosuresPane))


def infuse(clinic: Clinic, patient: Patient, day: int = 24) -> VisitView:
    """An infusion at nine on a day of November 2026."""
    wish = Wish(patient=patient.id, type="iv-dosing", start=at(clinic, day, "09:00"))
    return book_visit(clinic, wish)


def press_until(keyboard: Keyboard, key: str, done: Callable[[], bool]) -> None:
    """Press a key again and again until something is so."""
    for _ in range(FURTHEST):
        if done():
            return
        keyboard.press(key)
    pytest.fail(f"{key} does not lead there")


def tab_to(keyboard: Keyboard, widget: QWidget) -> None:
    """Tab until something has the keyboard."""
    press_until(keyboard, "Tab", widget.hasFocus)


def push(keyboard: Keyboard, button: QWidget) -> None:
    """Tab to a button and push it."""
    tab_to(keyboard, button)
    keyboard.press("Return")


def open_resource(keyboard: Keyboard, pane: ResourcesPane, name: str) -> None:
    """Ctrl+, and the arrows to a resource; Enter goes into its form."""
    keyboard.press("Ctrl+,", "Home", "Down", "Return")
    pane.list.choose(pane.list.rows[1].value)
    press_until(keyboard, "Down", lambda: pane.list.currentIndex().data() == name)
    keyboard.press("Return")


def open_new(keyboard: Keyboard, pane: ResourcesPane) -> None:
    """Ctrl+, and Add."""
    keyboard.press("Ctrl+,", "Home", "Down")
    push(keyboard, pane.add)


def open_closures(keyboard: Keyboard, window: MainWindow) -> None:
    """Ctrl+, and down to the closures; Enter goes into their pane."""
    open_section(keyboard, window, closures_pane(window))


def open_section(keyboard: Keyboard, window: MainWindow, pane: QWidget) -> None:
    """Ctrl+, and down to a section; Enter goes into its pane."""
    keyboard.press("Ctrl+,")
    press_until(keyboard, "Down", lambda: window.settings_page.pane is pane)
    keyboard.press("Return")


def write(keyboard: Keyboard, text: str) -> None:
    """Write over what stands in a field."""
    keyboard.press("Ctrl+A")
    keyboard.type(text)
