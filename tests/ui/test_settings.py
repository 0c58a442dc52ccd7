"""The Settings page: resources, closures and holidays, changed by keyboard alone."""

from app.ui.main_window import MainWindow
from tests.ui.robots import Keyboard


def test_the_arrows_go_from_section_to_section(window: MainWindow, keyboard: Keyboard) -> None:
    keyboard.press("Ctrl+,", "Down")

    page = window.settings_page
    assert window.place.pages.currentWidget() is page
    assert page.pane is page.panes[-1]


def test_the_list_stands_under_kinds_which_the_arrows_skip(
    window: MainWindow, keyboard: Keyboard
) -> None:
    keyboard.press("Ctrl+,", "Return")
    pane = window.settings_page.panes[0]

    first = pane.list.currentIndex().data()
    keyboard.press("Down", "Down", "Down")

    names = [row.title for row in pane.list.rows if row.is_heading]
    assert (first, pane.list.currentIndex().data()) == ("Room 1", "Ana Ruiz")
    assert names == ["Rooms", "People", "Pumps"]
