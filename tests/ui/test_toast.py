"""The toast stands at the foot of the page and covers no button."""

from PySide6.QtCore import QRect, QSize

from app.ui.common.toast import place_free
from app.ui.main_window import MainWindow
from app.ui.settings.rules_pane import RulesPane
from tests.ui.managing import open_section
from tests.ui.robots import Keyboard
from tests.ui.test_look import SMALL_SCREEN, settle

PAGE = QRect(0, 0, 600, 400)
TOAST = QSize(200, 40)


def test_it_stands_in_the_middle_of_a_free_foot() -> None:
    assert place_free(TOAST, PAGE, []) == QRect(200, 360, 200, 40)


def test_it_gives_way_to_the_side_and_then_upwards() -> None:
    button, line = QRect(250, 370, 100, 30), QRect(0, 350, 600, 40)

    assert place_free(TOAST, PAGE, [button]) == QRect(0, 360, 200, 40)
    assert place_free(TOAST, PAGE, [line]) == QRect(200, 304, 200, 40)
    assert place_free(TOAST, PAGE, [PAGE]) == QRect(200, 360, 200, 40)


def test_the_buttons_below_a_list_of_settings_stay_free(
    window: MainWindow, keyboard: Keyboard
) -> None:
    window.resize(SMALL_SCREEN)
    pane = next(each for each in window.settings_page.panes if isinstance(each, RulesPane))
    open_section(keyboard, window, pane)
    settle(window)

    window.desk.say("Something has happened that takes a sentence to say.", can_undo=True)
    settle(window)

    toast = QRect(window.toast.mapTo(window, window.toast.rect().topLeft()), window.toast.size())
    past = QRect(pane.past.mapTo(window, pane.past.rect().topLeft()), pane.past.size())
    assert window.toast.isVisible()
    assert not toast.intersects(past)
