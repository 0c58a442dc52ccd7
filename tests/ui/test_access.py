"""Everybody can use it: keys, menus, what Tab reaches; the screens are in `test_look`."""

import sys
from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from app import words
from app.domain.patients import Patient
from app.domain.refusal import Trouble
from app.ui.application import watch
from app.ui.commands import Commands
from app.ui.desk import Ask
from app.ui.entries import ENTRIES
from app.ui.main_window import MainWindow
from tests.ui.finding import shared_in_menus
from tests.ui.robots import Keyboard
from tests.ui.test_look import SCREENS, settle


def test_no_two_letters_of_a_menu_are_the_same(demo_window: MainWindow) -> None:
    assert shared_in_menus(demo_window.menuBar()) == []


def test_no_two_actions_share_a_key() -> None:
    everywhere = Counter(key for entry in ENTRIES if not entry.within for key in entry.keys)
    for page in {entry.within for entry in ENTRIES if entry.within}:
        of_page = Counter(key for entry in ENTRIES if entry.within == page for key in entry.keys)
        assert [key for key, count in (everywhere + of_page).items() if count > 1] == []


def test_every_action_stands_in_a_menu(demo_window: MainWindow) -> None:
    commands = demo_window.findChild(Commands)
    assert isinstance(commands, Commands)
    in_menus: list[QAction] = []
    for menu in demo_window.menuBar().actions():
        in_menus += within(menu)

    assert in_menus == list(commands.actions.all)


def within(action: QAction) -> list[QAction]:
    """What a menu has in it, the menus within it unfolded."""
    found = action.menu()
    if not isinstance(found, QMenu):
        return [] if action.isSeparator() else [action]
    return [each for inner in found.actions() for each in within(inner)]


def test_what_cannot_be_done_says_why(demo_window: MainWindow) -> None:
    commands = demo_window.findChild(Commands)
    assert isinstance(commands, Commands)
    demo_window.desk.choose_visit(None)

    step = commands.actions["step"]

    assert not step.isEnabled()
    assert step.toolTip() == "Choose a visit first."


def test_the_demo_clinic_says_that_it_is_one(demo_window: MainWindow) -> None:
    assert demo_window.top.badge.isVisible()
    assert demo_window.top.badge.accessibleName() == "DEMO  ·  invented people"


def test_a_real_clinic_does_not(window: MainWindow) -> None:
    assert not window.top.badge.isVisible()


def test_the_title_names_nobody(demo_window: MainWindow, qtbot: QtBot) -> None:
    SCREENS["card"](demo_window, qtbot)

    assert demo_window.windowTitle() == "Anteroom"


@pytest.mark.parametrize("screen", ["booking", "booking that can only be held", "packet"])
def test_tab_goes_as_people_read(demo_window: MainWindow, qtbot: QtBot, screen: str) -> None:
    SCREENS[screen](demo_window, qtbot)
    settle(demo_window)
    panel = demo_window.place.panel
    assert panel is not None

    stops = [widget for widget in focus_chain(panel) if panel.area.isAncestorOf(widget)]
    heights = [widget.mapTo(panel, widget.rect().center()).y() for widget in stops]

    assert heights == sorted(heights)
    assert len(stops) > 1


def focus_chain(panel: QWidget) -> list[QWidget]:
    """What Tab stops at in a panel, in order."""
    chain: list[QWidget] = []
    each = panel.nextInFocusChain()
    while each is not None and each is not panel:
        tabbed = each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.focusProxy() is None
        if tabbed and each.isVisible() and panel.isAncestorOf(each):
            chain.append(each)
        each = each.nextInFocusChain()
    return chain


def test_f6_goes_round_the_panes(window: MainWindow, keyboard: Keyboard, ana: Patient) -> None:
    window.open_booking(Ask(patient=ana.id))
    seen: list[QWidget] = []

    for _ in range(3):
        keyboard.press("F6")
        seen.append(window.focusWidget())

    assert seen[0] is window.top.search
    assert window.place.pages.isAncestorOf(seen[1])
    assert window.booking.isAncestorOf(seen[2])


def test_refusals_that_nobody_caught_are_said_in_words(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    watch(window.desk.say)
    error = Trouble("printer-none")

    sys.excepthook(Trouble, error, None)

    assert window.toast.text.text() == words.say(error.reason)
