"""The small calendar beside the schedule."""

from datetime import date

import pytest
from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.clinic import Clinic
from app.domain.patients import Patient
from app.domain.time import wall
from app.ui.main_window import MainWindow
from app.ui.scheduling.dragged import carry
from app.use_cases.scheduling import Wish, book_visit, see_visit
from tests.small import at
from tests.ui.dropping import drop
from tests.ui.robots import Keyboard

WIDE = QSize(1366, 768)


@pytest.fixture
def wide(window: MainWindow, keyboard: Keyboard) -> MainWindow:
    """The schedule in a window with room for the calendar."""
    window.resize(WIDE)
    keyboard.press("Ctrl+2")
    return window


def test_arrows_and_enter_go_to_a_day(wide: MainWindow, keyboard: Keyboard) -> None:
    wide.schedule.side.calendar.grid.setFocus()

    keyboard.press("Down", "Right", "Return")

    assert wide.schedule.bar.title.text() == "Tuesday 1 December 2026"
    assert wide.schedule.canvas.hasFocus()


def test_page_keys_turn_months_and_the_page_stays(wide: MainWindow, keyboard: Keyboard) -> None:
    wide.schedule.side.calendar.grid.setFocus()

    keyboard.press("PgDown", "PgDown", "PgUp", "End")

    assert wide.schedule.side.calendar.title.text() == "December 2026"
    assert wide.schedule.side.calendar.grid.at == date(2026, 12, 31)
    assert wide.schedule.bar.title.text() == "Monday 23 November 2026"


def test_weeks_begin_as_the_computer_says(wide: MainWindow, keyboard: Keyboard) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    try:
        keyboard.press("Ctrl+Shift+W")
        title, weeks = wide.schedule.bar.title.text(), wide.schedule.side.calendar.grid.weeks
    finally:
        QLocale.setDefault(before)

    assert title == "22–28 November 2026"
    assert weeks[0][0] == date(2026, 11, 1)


def test_it_follows_the_page(wide: MainWindow, keyboard: Keyboard) -> None:
    keyboard.press("Alt+PgDown")

    assert wide.schedule.side.calendar.title.text() == "December 2026"


def test_a_click_goes_to_a_day(wide: MainWindow) -> None:
    grid = wide.schedule.side.calendar.grid

    spot = grid.area(date(2026, 11, 26)).center().toPoint()
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=spot)

    assert wide.schedule.bar.title.text() == "Thursday 26 November 2026"


def test_it_says_how_many_come(
    wide: MainWindow, keyboard: Keyboard, clinic: Clinic, bruno: Patient
) -> None:
    book_visit(clinic, Wish(patient=bruno.id, type="preparation", start=at(clinic, 24, "10:00")))
    grid = wide.schedule.side.calendar.grid
    grid.setFocus()

    keyboard.press("Right")

    assert grid.accessibleDescription() == "Tuesday 24 November 2026, 1 visit"


def test_a_visit_dropped_on_a_day_is_handed_on(wide: MainWindow) -> None:
    calendar = wide.schedule.side.calendar
    heard: list[tuple[int, date]] = []

    def hear(visit: int, day: date) -> None:
        heard.append((visit, day))

    calendar.dropped.connect(hear)
    spot = calendar.grid.area(date(2026, 11, 30)).center().toPoint()
    taken = drop(calendar.grid, spot, carry(7))

    assert taken
    assert heard == [(7, date(2026, 11, 30))]


def test_a_visit_dropped_where_its_time_is_taken_stays_and_says_why(
    wide: MainWindow, clinic: Clinic, ana: Patient, bruno: Patient
) -> None:
    start = at(clinic, 23, "10:00")
    visit = book_visit(clinic, Wish(patient=ana.id, type="preparation", start=start)).visit.id
    book_visit(clinic, Wish(patient=bruno.id, type="preparation", start=at(clinic, 24, "10:30")))
    grid = wide.schedule.side.calendar.grid

    drop(grid, grid.area(date(2026, 11, 24)).center().toPoint(), carry(visit))

    assert see_visit(clinic, visit).visit.start == start
    assert wide.toast.text.text().startswith("Not moved. No room is free from 10:00")
    assert wide.toast.text.text().endswith(
        "The nearest time that works is Tue 24 Nov 2026 at 09:15."
    )


def test_a_visit_dropped_on_a_free_day_keeps_its_time(
    wide: MainWindow, clinic: Clinic, ana: Patient
) -> None:
    start = at(clinic, 23, "10:00")
    visit = book_visit(clinic, Wish(patient=ana.id, type="preparation", start=start)).visit.id
    grid = wide.schedule.side.calendar.grid

    drop(grid, grid.area(date(2026, 12, 1)).center().toPoint(), carry(visit))

    moved = see_visit(clinic, visit).visit.start
    assert wall(moved, clinic.zone).isoformat() == "2026-12-01T10:00:00"


def test_it_makes_room_for_a_panel(wide: MainWindow, keyboard: Keyboard, qtbot: QtBot) -> None:
    side = wide.schedule.side
    assert side.isVisible()

    keyboard.press("Ctrl+N")
    qtbot.waitUntil(side.isHidden)
    keyboard.press("Esc")

    qtbot.waitUntil(side.isVisible)


def test_it_is_put_away_by_a_key(wide: MainWindow, keyboard: Keyboard) -> None:
    keyboard.press("Ctrl+Shift+G")

    assert not wide.schedule.side.isVisible()
    assert wide.desk.settings.value("schedule/calendar") == "no"
