"""What this computer keeps, seen and changed in one place."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.clinic import Clinic
from app.printing import Sides
from app.ui.commands import Commands
from app.ui.entrance.entrance import Entrance
from app.ui.main_window import MainWindow
from app.ui.packets.print_settings import own_way
from app.ui.settings.computer_pane import ComputerPane
from app.ui.settings.printers_card import KINDS
from app.use_cases.batch_ways import PACKET, SLIPS
from app.words.tongue import tongue
from tests.cups_queue import QUEUE, TRAYED, Queue
from tests.small import Small
from tests.ui.entrance_screens import entrance_of, show_section
from tests.ui.managing import press_until, tab_to
from tests.ui.robots import Keyboard


def computer(window: MainWindow) -> ComputerPane:
    """The section, opened."""
    show_section(window, "This computer")
    pane = window.settings_page.pane
    assert isinstance(pane, ComputerPane)
    return pane


@pytest.fixture
def pane(window: MainWindow) -> Iterator[ComputerPane]:
    """The section; the look is as before afterwards."""
    yield computer(window)
    window.look.set_mode("system")
    window.look.set_contrast(always=False)
    window.look.set_percent(100)


@pytest.fixture
def entrance(qapp: QApplication, small: Small, tmp_path: Path) -> Iterator[Entrance]:
    """The page before the clinic, which spoke English last."""
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    settings.setValue("language/last", "en")
    with entrance_of(small, settings) as shown:
        yield shown


def ticked(window: MainWindow, name: str) -> bool:
    commands = window.findChild(Commands)
    assert isinstance(commands, Commands)
    return commands.actions[name].isChecked()


def test_the_look_is_chosen_and_the_menu_follows(
    window: MainWindow, pane: ComputerPane, keyboard: Keyboard
) -> None:
    tab_to(keyboard, pane.mode.buttons["dark"])
    keyboard.press("Space")

    assert (window.look.mode, window.look.is_dark) == ("dark", True)
    assert ticked(window, "look-dark")
    window.look.set_mode("light")
    assert [mode for mode, button in pane.mode.buttons.items() if button.isChecked()] == ["light"]


def test_high_contrast_is_chosen_and_the_menu_follows(
    window: MainWindow, pane: ComputerPane, keyboard: Keyboard
) -> None:
    tab_to(keyboard, pane.contrast)
    keyboard.press("Space")

    assert window.look.has_high_contrast
    assert ticked(window, "contrast")
    window.look.set_contrast(always=False)
    assert not pane.contrast.isChecked()


def test_the_text_becomes_larger(
    window: MainWindow, pane: ComputerPane, keyboard: Keyboard
) -> None:
    tab_to(keyboard, pane.size_)
    keyboard.press("Down")

    assert window.look.percent == 110
    keyboard.press("Ctrl+0")
    assert pane.size_.currentText() == "100 %"


def test_initials_are_chosen_and_the_menu_follows(
    window: MainWindow, pane: ComputerPane, keyboard: Keyboard
) -> None:
    tab_to(keyboard, pane.private)
    keyboard.press("Space")

    assert (window.desk.private, ticked(window, "privacy")) == (True, True)
    keyboard.press("Ctrl+Shift+H")
    assert (window.desk.private, pane.private.isChecked()) == (False, False)


def test_another_language_leaves_one_where_one_was(
    qtbot: QtBot, entrance: Entrance, clinic: Clinic
) -> None:
    first = entrance.enter(clinic)
    computer(first).language.buttons["es"].click()
    qtbot.waitUntil(lambda: entrance.window is not first)

    window = entrance.window
    assert window is not None
    pane = window.settings_page.pane
    assert (tongue(), window.pages.current) == ("es", window.settings_page)
    assert isinstance(pane, ComputerPane)
    assert pane.language.buttons["es"].isChecked()


def test_every_kind_of_paper_has_its_printer_tray_and_sides(
    queue: Queue, window: MainWindow, pane: ComputerPane, keyboard: Keyboard
) -> None:
    keyboard.wait_for_work()
    tab_to(keyboard, pane.printers.list)
    keyboard.press("Return")
    press_until(keyboard, "Down", lambda: pane.printers.usual.chosen == TRAYED)
    keyboard.wait_for_work()
    tab_to(keyboard, pane.printers.usual.tray)
    keyboard.press("Down")
    tab_to(keyboard, pane.printers.usual.both_sides)
    keyboard.press("Space")

    way = own_way(window.desk.settings, PACKET)
    assert way is not None
    assert (way.printer, way.sides, bool(way.tray)) == (TRAYED, Sides.ONE, True)
    told = {str(row.value): row.detail for row in pane.printers.list.rows}
    assert told.keys() == KINDS.keys()
    assert told[PACKET] == f"{TRAYED}  ·  one side"
    assert told[SLIPS] == f"As the last one: {TRAYED}"
    assert window.status.printer.text() == f"Printer: {TRAYED}"


def test_slips_come_out_in_several_copies(
    queue: Queue, window: MainWindow, pane: ComputerPane, keyboard: Keyboard
) -> None:
    keyboard.wait_for_work()
    tab_to(keyboard, pane.printers.list)
    keyboard.press("Down", "Return")
    keyboard.wait_for_work()
    press_until(keyboard, "Down", lambda: pane.printers.slips.chosen == TRAYED)
    press_until(keyboard, "Up", lambda: pane.printers.slips.chosen == QUEUE)
    tab_to(keyboard, pane.printers.slips.copies)
    keyboard.type("2")

    row = next(row for row in pane.printers.list.rows if row.value == SLIPS)
    assert row.detail == f"{QUEUE}  ·  both sides  ·  2 copies"
    assert pane.printers.usual.isHidden()
