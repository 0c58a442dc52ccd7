"""The search box also finds what can be done, where to go and which day."""

from datetime import date

from app.clinic import Clinic
from app.domain.patients import Patient
from app.ui.common.lists import Row
from app.ui.main_window import MainWindow
from app.ui.settings.closures_pane import ClosuresPane
from tests.ui.robots import Keyboard


def rows(window: MainWindow) -> list[Row]:
    return [row for row in window.top.search.results.list.rows if not row.is_heading]


def find(keyboard: Keyboard, typed: str) -> None:
    keyboard.press("Ctrl+K")
    keyboard.type(typed)


def test_a_command_is_found_by_the_beginnings_of_its_words(
    window: MainWindow, keyboard: Keyboard
) -> None:
    find(keyboard, "hud pri")

    assert [(row.title, row.detail) for row in rows(window)] == [
        ("Print huddle sheet …", "Ctrl+Shift+T")
    ]


def test_enter_does_what_was_found(window: MainWindow, keyboard: Keyboard) -> None:
    find(keyboard, "block ti")
    keyboard.press("Return")

    assert window.place.panel is window.block
    assert window.top.search.text() == ""


def test_patients_come_first(window: MainWindow, keyboard: Keyboard, ana: Patient) -> None:
    find(keyboard, "ro")

    assert next(row.title for row in rows(window)) == "Romero Gil, Ana"
    assert "Rooms on the schedule" in [row.title for row in rows(window)]


def test_what_cannot_be_done_says_why_and_is_not_taken(
    window: MainWindow, keyboard: Keyboard
) -> None:
    find(keyboard, "redo")
    (row,) = rows(window)
    keyboard.press("Return")

    assert (row.side, row.detail) == ("Not now", "Nothing to do again.")
    assert window.top.search.text() == "redo"


def test_a_day_is_gone_to(window: MainWindow, keyboard: Keyboard) -> None:
    find(keyboard, "3 dic")
    keyboard.press("Return")

    assert window.desk.day == date(2026, 12, 3)
    assert window.place.pages.currentWidget() is window.schedule


def test_a_section_of_the_settings_is_opened(window: MainWindow, keyboard: Keyboard) -> None:
    find(keyboard, "closures")
    keyboard.press("Return")

    assert window.place.pages.currentWidget() is window.settings_page
    assert isinstance(window.settings_page.pane, ClosuresPane)
    assert window.settings_page.sections.currentIndex().data() == "Closures and holidays"


def test_a_number_is_a_chart_and_no_day(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    find(keyboard, ana.chart)

    assert [row.title for row in rows(window)] == ["Romero Gil, Ana"]
