"""The schedule: a day drawn and as a list, moved about in by arrows."""

import pytest
from PySide6.QtCore import QPointF

from app.clinic import Clinic
from app.domain.patients import Patient
from app.domain.scheduling import Kind
from app.ui.main_window import MainWindow
from app.ui.scheduling.day_needed import stretches
from app.ui.scheduling.day_zoom import Zoom
from app.use_cases.scheduling import Wish, book_visit
from app.use_cases.views import VisitView
from tests.small import at
from tests.ui.robots import Keyboard, turn_wheel


@pytest.fixture
def day(clinic: Clinic, ana: Patient, bruno: Patient) -> tuple[VisitView, VisitView]:
    """An infusion at 10:00 and a preparation at 14:00."""
    infusion = Wish(patient=ana.id, type="iv-dosing", start=at(clinic, 23, "10:00"))
    preparation = Wish(patient=bruno.id, type="preparation", start=at(clinic, 23, "14:00"))
    return book_visit(clinic, infusion), book_visit(clinic, preparation)


def test_every_visit_stands_in_the_columns_it_holds(
    day: tuple[VisitView, VisitView], window: MainWindow
) -> None:
    window.show_page(1)

    layout = window.schedule.canvas.layout_now
    assert layout is not None
    names = {(layout.columns[c.column].name, c.view.visit.id) for c in layout.cards}
    assert names == {("Room 2", day[0].visit.id), ("Room 1", day[1].visit.id)}


def test_people_and_pumps_are_shown_when_they_are_asked_for(
    day: tuple[VisitView, VisitView], window: MainWindow
) -> None:
    window.schedule.kinds["people"].click()
    window.schedule.kinds["pumps"].click()

    layout = window.schedule.canvas.layout_now
    assert layout is not None
    assert {column.kind for column in layout.columns} == {Kind.ROOM, Kind.PERSON, Kind.PUMP}
    pump = next(n for n, column in enumerate(layout.columns) if column.kind is Kind.PUMP)
    assert [(c.start, c.end) for c in layout.cards if c.column == pump] == [(620, 670)]


def test_arrows_choose_and_enter_opens(
    day: tuple[VisitView, VisitView], window: MainWindow, keyboard: Keyboard
) -> None:
    keyboard.press("Ctrl+2")
    first = window.schedule.canvas.current
    keyboard.press("Left")
    second = window.schedule.canvas.current
    keyboard.press("Return")

    assert first is not None
    assert second is not None
    assert [first.visit.id, second.visit.id] == [day[0].visit.id, day[1].visit.id]
    assert window.place.panel is window.visit
    assert window.visit.title.text() == "Soto, Bruno"


def test_the_list_has_the_same_visits(
    day: tuple[VisitView, VisitView], window: MainWindow, keyboard: Keyboard
) -> None:
    keyboard.press("Ctrl+2", "Ctrl+Shift+L")

    assert window.schedule.table.isVisible()
    assert [view.visit.id for view in window.schedule.model.views] == [
        view.visit.id for view in day
    ]


def test_days_are_turned_by_keys(window: MainWindow, keyboard: Keyboard) -> None:
    keyboard.press("Ctrl+2", "Alt+Right", "Alt+Right")
    later = window.schedule.bar.title.text()
    keyboard.press("Ctrl+T")

    assert later == "Wednesday 25 November 2026"
    assert window.schedule.bar.title.text() == "Monday 23 November 2026"


def test_space_shows_who_it_is(
    day: tuple[VisitView, VisitView], window: MainWindow, keyboard: Keyboard
) -> None:
    keyboard.press("Ctrl+2", "Space")

    assert window.schedule.hover.isVisible()
    assert window.schedule.hover.name.text() == "Romero Gil, Ana"


def test_its_name_says_the_day_and_how_much(
    day: tuple[VisitView, VisitView], window: MainWindow
) -> None:
    window.show_page(1)

    said = window.schedule.canvas.accessibleName()
    assert said == "Schedule of Monday 23 November 2026, 2 visits"


def test_the_day_is_zoomed_by_keys_and_the_zoom_is_kept(
    day: tuple[VisitView, VisitView], window: MainWindow, keyboard: Keyboard
) -> None:
    keyboard.press("Ctrl+2")
    before = window.schedule.canvas.scale().per_minute

    keyboard.press("Ctrl+Shift+Up")

    assert window.schedule.canvas.scale().per_minute > before
    assert Zoom(window.desk.settings).percent == 140


def test_the_wheel_with_ctrl_zooms_about_the_pointer(
    day: tuple[VisitView, VisitView], window: MainWindow
) -> None:
    window.show_page(1)
    canvas = window.schedule.canvas
    under = QPointF(400, 300)
    minute = (under - canvas.origin).y() / canvas.scale().per_minute

    for _ in range(3):
        turn_wheel(canvas, under, 120)

    after = (under - canvas.origin).y() / canvas.scale().per_minute
    assert Zoom(window.desk.settings).percent == 300
    assert after == pytest.approx(minute, abs=1)


def test_the_privacy_view_shows_initials_and_no_card(
    day: tuple[VisitView, VisitView], window: MainWindow, keyboard: Keyboard
) -> None:
    keyboard.press("Ctrl+2", "Ctrl+Shift+H")

    said = [box.text for box in window.schedule.canvas.text_boxes()]
    rows = [view.patient.listed for view in window.schedule.model.views]
    keyboard.press("Space")

    assert {"A.R.", "B.S."} <= set(said)
    assert [text for text in said if "Romero" in text or "Soto" in text] == []
    assert rows == ["A.R.", "B.S."]
    assert not window.schedule.hover.isVisible()


def test_the_today_board_keeps_to_the_privacy_view(
    day: tuple[VisitView, VisitView], window: MainWindow, keyboard: Keyboard
) -> None:
    keyboard.press("Ctrl+1", "Ctrl+Shift+H")

    assert [view.patient.listed for view in window.today.model.views] == ["A.R.", "B.S."]


def test_who_is_needed_when_is_worked_out_for_each_visit(
    day: tuple[VisitView, VisitView],
) -> None:
    found = [(s.skill, s.start, s.end, s.on_site) for s in stretches(day[0])]

    assert found == [
        ("prescriber", 0, 115, True),
        ("nurse", 0, 115, False),
        ("therapist", 0, 115, False),
    ]


def test_the_toast_keeps_to_the_privacy_view(
    day: tuple[VisitView, VisitView], window: MainWindow, keyboard: Keyboard
) -> None:
    keyboard.press("Ctrl+2", "Ctrl+Shift+H", "Alt+Shift+Down", "Ctrl+X")

    assert window.toast.text.text().startswith("On the shelf: A.R., IV infusion,")
    assert [row.title for row in window.schedule.shelf.list.rows] == ["A.R."]
