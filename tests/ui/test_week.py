"""The week: the days side by side, moved about in by arrows, for all rooms or for one person."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.clinic import Clinic
from app.domain.patients import Patient
from app.ui.main_window import MainWindow
from app.ui.scheduling.columns import Columns
from app.ui.scheduling.dragged import carry
from app.ui.scheduling.saved_views import Span
from app.ui.scheduling.week_layout import Spot
from app.use_cases.days import see_day
from app.use_cases.loads import Gap
from app.use_cases.scheduling import Wish, book_visit
from app.use_cases.views import VisitView
from tests.small import at
from tests.ui.dropping import drop
from tests.ui.robots import Keyboard

TUESDAY = date(2026, 11, 24)


@pytest.fixture
def week(clinic: Clinic, ana: Patient, bruno: Patient) -> tuple[VisitView, ...]:
    """An infusion and a preparation on Tuesday, a preparation on Thursday."""
    infusion = Wish(patient=ana.id, type="iv-dosing", start=at(clinic, 24, "10:00"))
    preparation = Wish(patient=bruno.id, type="preparation", start=at(clinic, 24, "14:00"))
    other = Wish(patient=bruno.id, type="preparation", start=at(clinic, 26, "09:00"))
    return tuple(book_visit(clinic, wish) for wish in (infusion, preparation, other))


def shown_days(window: MainWindow) -> list[tuple[int, int]]:
    """Each day's number with its number of visits."""
    layout = window.schedule.week.layout_now
    return [
        (day.day.day, sum(isinstance(entry, VisitView) for entry in day.entries))
        for day in layout.days
    ]


def number_of(clinic: Clinic, name: str) -> int:
    return next(r.id for r in see_day(clinic, TUESDAY).resources if r.name == name)


def middle(window: MainWindow, spot: Spot) -> QPoint:
    return window.schedule.week.place.entry(spot).center().toPoint()


def test_the_open_days_stand_side_by_side(
    week: tuple[VisitView, ...], window: MainWindow, keyboard: Keyboard
) -> None:
    keyboard.press("Ctrl+2", "Ctrl+Shift+W")

    assert shown_days(window) == [(23, 0), (24, 2), (25, 0), (26, 1), (27, 0)]
    assert window.schedule.bar.title.text() == "23–29 November 2026"
    assert window.schedule.week.accessibleName() == "Week of 23–29 November 2026, 3 visits"


def test_arrows_move_between_visits_and_days_and_enter_opens(
    week: tuple[VisitView, ...], window: MainWindow, keyboard: Keyboard
) -> None:
    keyboard.press("Ctrl+2", "Ctrl+Shift+W", "Right", "Down", "Down")
    second = window.schedule.week.current
    spoken = window.schedule.week.accessibleDescription()
    keyboard.press("Right", "Right", "Down", "Return")

    assert second is not None
    assert second.visit == week[1].visit
    assert (
        spoken
        == "Tuesday 24 November 2026, 14:00, Soto, Bruno, Preparation session, Nothing needed"
    )
    assert window.desk.visit is not None
    assert window.desk.visit.visit == week[2].visit
    assert window.place.panel is window.visit


def test_enter_on_a_days_head_goes_to_that_day(
    week: tuple[VisitView, ...], window: MainWindow, keyboard: Keyboard
) -> None:
    keyboard.press("Ctrl+2", "Ctrl+Shift+W", "Right", "Return")

    assert window.schedule.bar.title.text() == "Tuesday 24 November 2026"
    assert window.schedule.canvas.hasFocus()


def test_a_click_on_a_days_head_goes_to_that_day(
    week: tuple[VisitView, ...], window: MainWindow, keyboard: Keyboard
) -> None:
    keyboard.press("Ctrl+2", "Ctrl+Shift+W")
    canvas = window.schedule.week

    spot = canvas.place.head(3).center().toPoint()
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=spot)

    assert window.schedule.bar.title.text() == "Thursday 26 November 2026"


def test_weeks_are_turned_by_the_keys_that_turn_days(
    window: MainWindow, keyboard: Keyboard
) -> None:
    keyboard.press("Ctrl+2", "Ctrl+Shift+W", "Alt+Right")
    later = window.schedule.bar.title.text()
    keyboard.press("Alt+Left", "Alt+Left")

    assert later == "30 November \N{EN DASH} 6 December 2026"
    assert window.schedule.bar.title.text() == "16–22 November 2026"


def test_the_week_of_one_person_shows_the_gaps_and_enter_books_into_one(
    week: tuple[VisitView, ...], window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    moss = number_of(clinic, "Ira Moss")
    keyboard.press("Ctrl+2", "Ctrl+Shift+W")
    window.schedule.views.show_columns(Columns(resources=(moss,)))
    tuesday = window.schedule.week.layout_now.days[1]
    keyboard.press("Right", "Down", "Return")

    kinds = [type(entry).__name__ for entry in tuesday.entries]
    assert kinds.count("Gap") == len([e for e in tuesday.entries if isinstance(e, Gap)])
    assert kinds[:3] == ["Gap", "VisitView", "Gap"]
    assert tuesday.notes[0].endswith("free")
    assert window.place.panel is window.booking


def test_a_visit_stays_chosen_when_something_changes(
    week: tuple[VisitView, ...],
    window: MainWindow,
    keyboard: Keyboard,
    clinic: Clinic,
    ana: Patient,
) -> None:
    keyboard.press("Ctrl+2", "Ctrl+Shift+W", "Right", "Down")
    book_visit(clinic, Wish(patient=ana.id, type="preparation", start=at(clinic, 23, "11:00")))
    book_visit(clinic, Wish(patient=ana.id, type="preparation", start=at(clinic, 24, "08:00")))

    current = window.schedule.week.current
    assert current is not None
    assert current.visit.id == week[0].visit.id


def test_the_list_says_the_day_of_each_visit(
    week: tuple[VisitView, ...], window: MainWindow, keyboard: Keyboard
) -> None:
    keyboard.press("Ctrl+2", "Ctrl+Shift+W", "Ctrl+Shift+L")

    model = window.schedule.model
    assert window.schedule.table.isVisible()
    assert [model.lines(view, 0) for view in model.views] == [
        ("Tue 24 Nov 2026", "10:00–11:55"),
        ("Tue 24 Nov 2026", "14:00–15:00"),
        ("Thu 26 Nov 2026", "09:00–10:00"),
    ]


def test_a_visit_dropped_on_a_day_is_handed_on_with_that_day(
    week: tuple[VisitView, ...], window: MainWindow, keyboard: Keyboard
) -> None:
    keyboard.press("Ctrl+2", "Ctrl+Shift+W")
    canvas = window.schedule.week
    heard: list[tuple[int, date]] = []

    def hear(visit: int, day: date) -> None:
        heard.append((visit, day))

    canvas.dropped.connect(hear)

    over = QPoint(round(canvas.place.head(4).center().x()), 200)
    taken = drop(canvas.viewport(), over, carry(week[0].visit.id))

    assert taken
    assert heard == [(week[0].visit.id, date(2026, 11, 27))]


def test_the_menu_key_opens_the_menu_of_a_visit(
    week: tuple[VisitView, ...], window: MainWindow, keyboard: Keyboard
) -> None:
    heard: list[QPoint] = []
    keyboard.press("Ctrl+2", "Ctrl+Shift+W", "Right")
    window.schedule.week.menu_wanted.connect(heard.append)
    window.schedule.menu_wanted.disconnect()

    def ask() -> None:
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
        QApplication.sendEvent(window.schedule.week.viewport(), event)

    ask()
    on_a_head = len(heard)
    keyboard.press("Down")
    ask()

    assert (on_a_head, len(heard)) == (0, 1)


def test_a_click_opens_a_visit(
    week: tuple[VisitView, ...], window: MainWindow, keyboard: Keyboard
) -> None:
    keyboard.press("Ctrl+2")
    window.schedule.views.show_span(Span.WEEK)
    canvas = window.schedule.week

    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=middle(window, Spot(1, 0)))

    assert window.place.panel is window.visit
    assert window.visit.title.text() == "Romero Gil, Ana"
