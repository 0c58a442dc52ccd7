"""The gate at the desk: ticks in two keys, who can do what, waivers and clearances in the panel."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.clinic import Clinic
from app.domain.gate import Item, State
from app.domain.patients import Patient
from app.ui.common.fields import FieldLabel
from app.ui.common.type import Text
from app.ui.gate.clearance_forms import GiveClearanceForm, WithdrawClearanceForm
from app.ui.gate.item_form import AskForm
from app.ui.gate.next_action import Way
from app.ui.gate.waiver_forms import ChangeWaiverForm, WaiverForm
from app.ui.main_window import MainWindow
from app.use_cases.scheduling import Wish, advance_visit, book_visit, see_visit
from app.use_cases.views import VisitView
from tests.small import Small, at
from tests.ui.conftest import opened
from tests.ui.robots import Keyboard


@pytest.fixture
def here(clinic: Clinic, ana: Patient) -> VisitView:
    """An infusion whose patient is at the desk."""
    wish = Wish(patient=ana.id, type="iv-dosing", start=at(clinic, 23, "11:00"))
    return advance_visit(clinic, book_visit(clinic, wish).visit.id)


@pytest.fixture
def doctors_window(
    here: VisitView, small: Small, qtbot: QtBot, tmp_path: Path
) -> Iterator[MainWindow]:
    """The window with that visit open, in front of the medical director."""
    with opened(small.open("hale"), tmp_path / "doctor.ini") as window:
        qtbot.waitUntil(window.isActiveWindow)
        window.desk.visit_wanted.emit(here.visit.id)
        yield window


def item(window: MainWindow, view: VisitView, name: str) -> Item:
    items = see_visit(window.desk.clinic, view.visit.id).items
    return next(item for item in items if item.item == name)


def test_a_tick_takes_two_keys_and_undo_takes_it_back(
    here: VisitView, window: MainWindow, keyboard: Keyboard
) -> None:
    window.desk.visit_wanted.emit(here.visit.id)
    before = keyboard.pressed

    keyboard.press("T", "Return")

    assert keyboard.pressed - before == 2
    assert item(window, here, "fasting").state is State.MET
    assert window.toast.text.text() == "Ticked for Romero Gil, Ana: Fasting told and asked."
    keyboard.press("Ctrl+Z")
    assert item(window, here, "fasting").state is State.MISSING


def test_one_tick_leads_to_the_next(
    doctors_window: MainWindow, qtbot: QtBot, here: VisitView
) -> None:
    keyboard = Keyboard(qtbot, doctors_window)

    keyboard.press("T", "Return", "Return", "Return")

    states = [item(doctors_window, here, n).state for n in ("fasting", "pregnancy", "vitals")]
    assert states == [State.MET] * 3
    assert QApplication.focusWidget() is doctors_window.visit.step


def test_a_letter_typed_into_a_form_stays_there(
    here: VisitView, window: MainWindow, keyboard: Keyboard
) -> None:
    window.desk.visit_wanted.emit(here.visit.id)
    window.visit.items.buttons["ride"].click()

    keyboard.type("Tt")

    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.property("text") == "Tt"


def test_who_may_not_tick_is_told_who_can(here: VisitView, window: MainWindow) -> None:
    window.desk.visit_wanted.emit(here.visit.id)

    window.visit.items.buttons["vitals"].click()

    form = window.visit.form
    assert isinstance(form, AskForm)
    said = [text.text() for text in form.findChildren(Text) if not isinstance(text, FieldLabel)]
    assert said[3:] == ["Dr. Miriam Hale, MD", "Rosa Ortiz, RN"]


def test_the_desk_is_told_who_can_waive(here: VisitView, window: MainWindow) -> None:
    window.desk.visit_wanted.emit(here.visit.id)

    window.visit.items.others["ride", Way.ASK_TO_WAIVE].click()

    assert isinstance(window.visit.form, AskForm)
    assert ("ride", Way.WAIVE) not in window.visit.items.others


def test_a_tick_is_taken_back_where_it_stands(
    here: VisitView, window: MainWindow, keyboard: Keyboard
) -> None:
    window.desk.visit_wanted.emit(here.visit.id)
    keyboard.press("T", "Return")

    window.visit.items.others["fasting", Way.TAKE_BACK].click()

    assert item(window, here, "fasting").state is State.MISSING


def test_a_prescriber_waives_for_the_visit_changes_and_ends_it(
    doctors_window: MainWindow, qtbot: QtBot, here: VisitView
) -> None:
    panel = doctors_window.visit
    keyboard = Keyboard(qtbot, doctors_window)
    panel.items.others["ride", Way.WAIVE].click()
    form = panel.form
    assert isinstance(form, WaiverForm)
    form.why.setText("Lives next door")
    keyboard.press("Ctrl+Return")
    waived = item(doctors_window, here, "ride")

    panel.items.others["ride", Way.CHANGE_WAIVER].click()
    change = panel.form
    assert isinstance(change, ChangeWaiverForm)
    change.end.click()
    refused = change.reasons.sentences
    change.why.setText("Moved house")
    change.end.click()

    assert (waived.state, waived.until) == (State.WAIVED, here.day)
    assert refused == ("Say why the waiver is changed.",)
    assert item(doctors_window, here, "ride").state is State.MISSING


def test_a_prescriber_withdraws_and_gives_clearance_until_a_day(
    doctors_window: MainWindow, here: VisitView
) -> None:
    panel = doctors_window.visit
    panel.items.others["clearance", Way.WITHDRAW].click()
    withdraw = panel.form
    assert isinstance(withdraw, WithdrawClearanceForm)
    withdraw.why.setText("New ECG")
    withdraw.file.click()
    gone = item(doctors_window, here, "clearance")

    panel.items.buttons["clearance"].click()
    give = panel.form
    assert isinstance(give, GiveClearanceForm)
    give.until.line.setText("30 Nov 2026")
    give.file.click()

    assert (gone.state, gone.reason.code) == (State.MISSING, "clearance-withdrawn")
    given = item(doctors_window, here, "clearance")
    assert (given.state, str(given.until)) == (State.MET, "2026-11-30")
