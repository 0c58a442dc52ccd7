"""Blocking time from the schedule, over visits and without, and giving it back."""

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication

from app.clinic import Clinic
from app.domain.patients import Patient
from app.domain.time import wall
from app.ui.main_window import MainWindow
from app.use_cases.days import see_day
from app.use_cases.scheduling import Wish, book_visit, see_visit
from app.use_cases.views import VisitView
from tests.small import MONDAY, at
from tests.ui.robots import Keyboard


@pytest.fixture
def infusion(clinic: Clinic, ana: Patient) -> VisitView:
    """An infusion at 10:00 in Room 2."""
    wish = Wish(patient=ana.id, type="iv-dosing", start=at(clinic, 23, "10:00"))
    return book_visit(clinic, wish)


def blocked(clinic: Clinic) -> list[tuple[str, str, str]]:
    """The blocks of Monday: of what, from when, for what."""
    day = see_day(clinic, MONDAY)
    names = {resource.id: resource.name for resource in day.resources}
    return [
        (names[block.resource], f"{wall(block.start, clinic.zone):%H:%M}", block.kind)
        for block in day.blocks
    ]


def test_the_chosen_time_is_blocked_by_keys(
    infusion: VisitView, window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    keyboard.press("Ctrl+2", "Ctrl+Down", "Ctrl+Left", "Ctrl+Shift+B")
    keyboard.type("14:00")
    keyboard.press("Return")

    assert blocked(clinic) == [("Room 1", "12:15", "other")]
    assert window.toast.text.text() == ("Blocked: Room 1, Mon 23 Nov 12:15\N{EN DASH}14:00.")
    assert keyboard.dialogs == []


def test_a_block_is_taken_back(
    infusion: VisitView, window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    keyboard.press("Ctrl+2", "Ctrl+Down", "Ctrl+Left", "Ctrl+Shift+B", "Return")

    keyboard.press("Ctrl+Z")

    assert blocked(clinic) == []


def test_visits_in_the_way_are_named_and_lose_their_time_only_when_asked(
    infusion: VisitView, window: MainWindow, clinic: Clinic
) -> None:
    panel = window.block
    room = next(r for r in see_day(clinic, MONDAY).resources if r.name == "Room 2")
    window.open_block((room, at(clinic, 23, "10:30")))

    panel.keep.click()
    named = [row.title for row in panel.in_the_way.visits.rows]
    untouched = blocked(clinic)
    offered = panel.in_the_way.anyway.isVisible()
    panel.in_the_way.anyway.click()

    assert named == ["Romero Gil, Ana"]
    assert (untouched, offered) == ([], True)
    assert blocked(clinic) == [("Room 2", "10:30", "other")]
    assert see_visit(clinic, infusion.visit.id).visit.displaced
    assert window.toast.text.text().endswith("1 visit lost its time.")


def test_a_block_that_repeats_comes_every_week(window: MainWindow, clinic: Clinic) -> None:
    panel = window.block
    window.open_block(None)
    panel.start_at.setText("12:00")
    panel.end_at.setText("13:00")
    panel.rhythm.setCurrentIndex(1)
    panel.until.line.setText("+14")

    panel.keep.click()

    assert window.toast.text.text() == (
        "Blocked: Room 1, Mon 23 Nov 12:00\N{EN DASH}13:00, 3 times."
    )


def test_what_cannot_be_read_is_said_and_nothing_is_blocked(
    window: MainWindow, clinic: Clinic
) -> None:
    panel = window.block
    window.open_block(None)
    panel.start_at.setText("noonish")

    panel.keep.click()

    assert panel.in_the_way.reasons.sentences[-1].startswith("“noonish” is not a time.")
    assert blocked(clinic) == []


def test_a_right_click_on_blocked_time_gives_it_back(
    infusion: VisitView, window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    keyboard.press("Ctrl+2", "Ctrl+Down", "Ctrl+Left", "Ctrl+Shift+B", "Return")
    canvas = window.schedule.canvas
    spot = canvas.origin + QPointF(40, canvas.scale().y(12 * 60 + 30))
    viewport, reason = canvas.viewport(), QContextMenuEvent.Reason.Mouse
    event = QContextMenuEvent(reason, spot.toPoint(), viewport.mapToGlobal(spot.toPoint()))

    QApplication.sendEvent(viewport, event)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    give_back = next(each for each in menu.actions() if each.objectName() == "unblock")
    give_back.trigger()
    menu.close()

    assert blocked(clinic) == []
    assert window.toast.text.text().startswith("Given back: Room 1, ")
