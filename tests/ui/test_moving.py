"""Moving visits on the schedule: dragged, nudged, made longer, by the panel, over the shelf."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.clinic import Clinic
from app.domain.patients import Patient
from app.domain.scheduling import Kind, Status
from app.ui.main_window import MainWindow
from app.ui.scheduling.day_canvas import DayCanvas
from app.ui.scheduling.dragged import carry
from app.use_cases.scheduling import Wish, book_visit, see_visit
from app.use_cases.views import VisitView
from tests.small import at
from tests.ui.dragging import across, down, drag, let_go, press, pull
from tests.ui.dropping import drop
from tests.ui.robots import Keyboard, spot_of


@pytest.fixture
def infusion(clinic: Clinic, ana: Patient) -> VisitView:
    """An infusion at 10:00 in Room 2."""
    wish = Wish(patient=ana.id, type="iv-dosing", start=at(clinic, 23, "10:00"))
    return book_visit(clinic, wish)


@pytest.fixture
def preparation(clinic: Clinic, bruno: Patient) -> VisitView:
    """A preparation at 14:00 in Room 1."""
    wish = Wish(patient=bruno.id, type="preparation", start=at(clinic, 23, "14:00"))
    return book_visit(clinic, wish)


@pytest.fixture
def canvas(infusion: VisitView, window: MainWindow) -> DayCanvas:
    """The day with the infusion, all of it to be seen."""
    window.show_page(1)
    for _ in range(6):
        window.schedule.canvas.zoom_out()
    return window.schedule.canvas


def now_at(clinic: Clinic, view: VisitView) -> tuple[object, tuple[str, ...]]:
    """When and in which room a visit is now."""
    after = see_visit(clinic, view.visit.id)
    return after.visit.start, after.named(Kind.ROOM)


def test_a_visit_is_dragged_to_another_time(
    infusion: VisitView, canvas: DayCanvas, clinic: Clinic, window: MainWindow
) -> None:
    start = spot_of(canvas, infusion.visit.id)

    drag(canvas, start, start + down(canvas, 90))

    assert now_at(clinic, infusion) == (at(clinic, 23, "11:30"), ("Room 2",))
    assert window.toast.text.text() == (
        "Moved: Romero Gil, Ana, Mon 23 Nov 10:00 to Mon 23 Nov 11:30, Room 2."
    )


def test_a_visit_is_dragged_to_another_room(
    infusion: VisitView, canvas: DayCanvas, clinic: Clinic
) -> None:
    start = spot_of(canvas, infusion.visit.id)

    drag(canvas, start, start + across(canvas, 1))

    assert now_at(clinic, infusion) == (at(clinic, 23, "10:00"), ("Room 3",))


def test_a_drag_is_taken_back(
    infusion: VisitView, canvas: DayCanvas, clinic: Clinic, keyboard: Keyboard
) -> None:
    start = spot_of(canvas, infusion.visit.id)
    drag(canvas, start, start + across(canvas, 1))

    keyboard.press("Ctrl+Z")
    back = now_at(clinic, infusion)
    keyboard.press("Ctrl+Y")

    assert back == (at(clinic, 23, "10:00"), ("Room 2",))
    assert now_at(clinic, infusion) == (at(clinic, 23, "10:00"), ("Room 3",))


def test_only_lawful_columns_are_lit(infusion: VisitView, canvas: DayCanvas) -> None:
    start = spot_of(canvas, infusion.visit.id)

    press(canvas, start)
    pull(canvas, start + QPointF(0, 30))
    dragged = canvas.drag

    layout = canvas.layout_now
    assert dragged is not None
    assert layout is not None
    assert [layout.columns[shade.column].name for shade in dragged.lit()] == ["Room 2", "Room 3"]


def test_dropped_where_it_may_not_stand_it_snaps_back_and_says_why(
    infusion: VisitView, canvas: DayCanvas, clinic: Clinic, window: MainWindow
) -> None:
    start = spot_of(canvas, infusion.visit.id)

    drag(canvas, start, start - across(canvas, 1))

    assert now_at(clinic, infusion) == (at(clinic, 23, "10:00"), ("Room 2",))
    assert window.toast.text.text().startswith("Not moved. ")
    assert "Room 1" in window.toast.text.text()
    assert not window.toast.undo_button.isVisible()


def test_esc_lets_go_of_a_drag(
    infusion: VisitView, canvas: DayCanvas, clinic: Clinic, keyboard: Keyboard
) -> None:
    start = spot_of(canvas, infusion.visit.id)
    press(canvas, start)
    pull(canvas, start + down(canvas, 90))

    keyboard.press("Esc")
    let_go(canvas, start + down(canvas, 90))

    assert canvas.drag is None
    assert now_at(clinic, infusion) == (at(clinic, 23, "10:00"), ("Room 2",))


def test_a_visit_under_way_is_not_dragged(
    infusion: VisitView, canvas: DayCanvas, keyboard: Keyboard
) -> None:
    canvas.choose(infusion.visit.id)
    canvas.setFocus()
    keyboard.press("Ctrl+Return")
    start = spot_of(canvas, infusion.visit.id)

    press(canvas, start)
    pull(canvas, start + down(canvas, 90))

    assert canvas.current is not None
    assert canvas.current.visit.status is Status.ARRIVED
    assert canvas.drag is None


def test_the_lower_edge_makes_a_visit_longer(
    infusion: VisitView, canvas: DayCanvas, clinic: Clinic, window: MainWindow
) -> None:
    layout = canvas.layout_now
    assert layout is not None
    edge = canvas.area_of(layout.cards[0]).bottomLeft() + QPointF(30, -2)

    drag(canvas, edge, edge + down(canvas, 15))

    after = see_visit(clinic, infusion.visit.id).visit
    assert after.end - after.start == timedelta(minutes=130)
    assert window.toast.text.text() == "Romero Gil, Ana: 130 minutes, until 12:10."


@pytest.mark.parametrize(
    ("key", "minutes"), [("Alt+Shift+Down", 15), ("Alt+Shift+Up", -15)], ids=["later", "earlier"]
)
def test_a_visit_is_nudged_by_keys(
    infusion: VisitView, clinic: Clinic, keyboard: Keyboard, key: str, minutes: int
) -> None:
    keyboard.press("Ctrl+2", key)

    moved_by = see_visit(clinic, infusion.visit.id).visit.start - infusion.visit.start
    assert moved_by == timedelta(minutes=minutes)


@pytest.mark.parametrize(("key", "minutes"), [("Shift+Down", 120), ("Shift+Up", 110)])
def test_a_visit_is_made_longer_and_shorter_by_keys(
    infusion: VisitView, clinic: Clinic, keyboard: Keyboard, key: str, minutes: int
) -> None:
    keyboard.press("Ctrl+2", key)

    after = see_visit(clinic, infusion.visit.id).visit
    assert after.end - after.start == timedelta(minutes=minutes)


def test_a_visit_is_moved_in_five_keys_and_no_dialog(
    infusion: VisitView, canvas: DayCanvas, clinic: Clinic, window: MainWindow, keyboard: Keyboard
) -> None:
    canvas.setFocus()
    window.show()

    keyboard.press("Ctrl+M", "Down", "Down", "Return")

    assert keyboard.pressed <= 5
    assert keyboard.dialogs == []
    assert now_at(clinic, infusion)[0] != at(clinic, 23, "10:00")
    assert window.place.panel is None
    assert canvas.current is not None
    assert canvas.current.visit.id == infusion.visit.id


def test_a_visit_is_cut_and_pasted_over_the_shelf(
    infusion: VisitView, canvas: DayCanvas, clinic: Clinic, window: MainWindow, keyboard: Keyboard
) -> None:
    canvas.setFocus()

    keyboard.press("Ctrl+X")
    kept, said = now_at(clinic, infusion), window.status.shelf.text()
    keyboard.press("Alt+Right", "Ctrl+Down", "Ctrl+Right", "Ctrl+Down", "Ctrl+Down", "Ctrl+V")

    assert kept == (at(clinic, 23, "10:00"), ("Room 2",))
    assert said == "Shelf: 1 visit"
    assert now_at(clinic, infusion) == (at(clinic, 24, "08:30"), ("Room 2",))
    assert window.schedule.shelf.views == ()


def test_a_visit_on_the_shelf_is_outlined_where_it_was(
    infusion: VisitView, canvas: DayCanvas, keyboard: Keyboard
) -> None:
    canvas.setFocus()

    keyboard.press("Ctrl+X")

    layout = canvas.layout_now
    assert layout is not None
    assert [card.shelved for card in layout.cards] == [True]
    assert "On the shelf" in [box.text for box in canvas.text_boxes()]


def test_the_shelf_is_taken_back(
    infusion: VisitView, canvas: DayCanvas, window: MainWindow, keyboard: Keyboard
) -> None:
    canvas.setFocus()
    keyboard.press("Ctrl+X")

    keyboard.press("Ctrl+Z")
    empty = window.schedule.shelf.views
    keyboard.press("Ctrl+Y")

    assert empty == ()
    assert [view.visit.id for view in window.schedule.shelf.views] == [infusion.visit.id]


def test_what_is_pasted_where_it_may_not_stand_stays_on_the_shelf(
    infusion: VisitView,
    preparation: VisitView,
    canvas: DayCanvas,
    window: MainWindow,
    keyboard: Keyboard,
) -> None:
    canvas.choose(preparation.visit.id)
    canvas.setFocus()

    keyboard.press("Ctrl+X", "Ctrl+Down", "Ctrl+Right", "Ctrl+V")

    assert window.toast.text.text().startswith("Not moved. ")
    assert [view.visit.id for view in window.schedule.shelf.views] == [preparation.visit.id]


def test_a_visit_dropped_on_the_shelf_lies_there(
    infusion: VisitView, canvas: DayCanvas, window: MainWindow
) -> None:
    shelf = window.schedule.shelf

    assert drop(shelf, shelf.rect().center(), carry(infusion.visit.id))
    assert [view.visit.id for view in shelf.views] == [infusion.visit.id]


def test_the_shelf_finds_openings_and_puts_back(
    infusion: VisitView, canvas: DayCanvas, window: MainWindow, qtbot: QtBot
) -> None:
    shelf = window.schedule.shelf
    drop(shelf, shelf.rect().center(), carry(infusion.visit.id))

    shelf.openings.click()
    panel, rows = window.place.panel, window.move_panel.openings.rows
    window.place.close_panel()
    shelf.put_back.click()

    assert panel is window.move_panel
    assert rows
    assert shelf.views == ()


def test_a_visit_from_the_shelf_is_dropped_on_the_day(
    infusion: VisitView, canvas: DayCanvas, clinic: Clinic, window: MainWindow
) -> None:
    window.desk.show_day(infusion.day + timedelta(days=1))
    scale = canvas.scale()
    spot = canvas.origin + QPointF(2.5 * scale.column, scale.y(9 * 60))

    drop(canvas.viewport(), spot.toPoint(), carry(infusion.visit.id))

    assert now_at(clinic, infusion) == (at(clinic, 24, "09:00"), ("Room 3",))


def test_a_visit_dropped_on_a_day_keeps_its_time_of_day(
    infusion: VisitView, canvas: DayCanvas, clinic: Clinic, window: MainWindow
) -> None:
    grid = window.schedule.side.calendar.grid

    grid.dropped.emit(infusion.visit.id, infusion.day + timedelta(days=3))

    assert now_at(clinic, infusion) == (at(clinic, 26, "10:00"), ("Room 2",))


def test_a_visit_dropped_on_a_closed_day_stays_and_says_why(
    infusion: VisitView, canvas: DayCanvas, clinic: Clinic, window: MainWindow
) -> None:
    window.schedule.side.calendar.dropped.emit(infusion.visit.id, infusion.day + timedelta(days=5))

    assert now_at(clinic, infusion) == (at(clinic, 23, "10:00"), ("Room 2",))
    assert window.toast.text.text().startswith("Not moved. ")


def test_nothing_is_dragged_by_a_click(
    infusion: VisitView, canvas: DayCanvas, window: MainWindow, clinic: Clinic
) -> None:
    spot = spot_of(canvas, infusion.visit.id).toPoint()

    QTest.mouseClick(
        canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot
    )

    assert window.place.panel is window.visit
    assert now_at(clinic, infusion) == (at(clinic, 23, "10:00"), ("Room 2",))


def test_a_visit_is_nudged_again_from_where_it_is(
    infusion: VisitView, clinic: Clinic, keyboard: Keyboard
) -> None:
    keyboard.press("Ctrl+2", "Alt+Shift+Down", "Alt+Shift+Down", "Shift+Down", "Shift+Down")

    after = see_visit(clinic, infusion.visit.id).visit
    assert after.start == at(clinic, 23, "10:30")
    assert after.end - after.start == timedelta(minutes=125)


def test_the_visit_menu_stays_with_what_is_chosen_on_the_day(
    infusion: VisitView,
    preparation: VisitView,
    canvas: DayCanvas,
    window: MainWindow,
    keyboard: Keyboard,
) -> None:
    canvas.choose(preparation.visit.id)
    canvas.setFocus()

    keyboard.press("Ctrl+X", "Ctrl+M")

    assert window.desk.visit is not None
    assert window.desk.visit.visit.id == preparation.visit.id
    assert window.move_panel.view is not None
    assert window.move_panel.view.visit.id == preparation.visit.id
