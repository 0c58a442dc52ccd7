"""Gate rules on the Settings page."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.clinic import Clinic
from app.domain.access import Role
from app.domain.gate_policy import DOSING, GateRule, Stop
from app.domain.patients import Patient
from app.ui.common.fields import Choice
from app.ui.main_window import MainWindow
from app.ui.settings.gate_pane import GatePane
from app.use_cases.scheduling import Wish, book_visit
from tests.small import Small, at
from tests.ui.conftest import opened
from tests.ui.managing import open_as_manager, open_section, press_until, push, tab_to, write
from tests.ui.robots import Keyboard


@pytest.fixture
def clinic(small: Small) -> Clinic:
    """The small clinic, open for its manager."""
    return open_as_manager(small)


@pytest.fixture
def pane(window: MainWindow) -> GatePane:
    """Gate rules."""
    return next(each for each in window.settings_page.panes if isinstance(each, GatePane))


def rule_of(clinic: Clinic, item: str) -> GateRule:
    rule = clinic.setup.policy.rule(item)
    assert rule is not None
    return rule


def open_item(keyboard: Keyboard, pane: GatePane, item: str) -> None:
    """Down the list to an item; Enter goes into its fields."""
    window = pane.window()
    assert isinstance(window, MainWindow)
    open_section(keyboard, window, pane)
    press_until(keyboard, "Down", lambda: pane.list.current() == item)
    keyboard.press("Return")


def tick(keyboard: Keyboard, box: QWidget) -> None:
    tab_to(keyboard, box)
    keyboard.press("Space")


def choose(keyboard: Keyboard, field: Choice, value: str) -> None:
    tab_to(keyboard, field)
    press_until(keyboard, "Down", lambda: field.currentData() == value)


def start_new(keyboard: Keyboard, pane: GatePane, name: str) -> None:
    open_item(keyboard, pane, "diagnosis")
    push(keyboard, pane.add)
    keyboard.type(name)


def test_what_a_change_touches_is_told_before_it_is_saved_and_it_is_undone(
    qtbot: QtBot,
    pane: GatePane,
    keyboard: Keyboard,
    clinic: Clinic,
    ana: Patient,
) -> None:
    book_visit(clinic, Wish(patient=ana.id, type="iv-dosing", start=at(clinic, 30, "09:00")))
    window = pane.window()
    assert isinstance(window, MainWindow)
    open_section(keyboard, window, pane)
    keyboard.press("Down", "Return")
    tab_to(keyboard, pane.editor.days)
    write(keyboard, "10")
    told = "This change touches 1 visit to come: 1 newly stopped."
    qtbot.waitUntil(lambda: pane.editor.touched.said.text() == told)

    keyboard.press("Ctrl+Return")

    saved = clinic.setup.policy.referral_valid_days
    keyboard.press("Ctrl+Z")
    assert (saved, clinic.setup.policy.referral_valid_days) == (10, 180)
    assert pane.editor.days.text() == "180"


def test_who_files_it_and_what_it_stops_on_one_kind_of_visit_are_chosen_by_keys(
    pane: GatePane, keyboard: Keyboard, clinic: Clinic
) -> None:
    open_item(keyboard, pane, "vitals")
    tick(keyboard, pane.editor.asked.rows["preparation"].tick)
    choose(keyboard, pane.editor.asked.rows["im-dosing"].stop, "arrival")
    tick(keyboard, pane.editor.filers[Role.THERAPIST])
    keyboard.press("Ctrl+Return")

    rule = rule_of(clinic, "vitals")
    assert rule.needed_for == (DOSING, "preparation")
    assert (rule.stop("im-dosing"), rule.stop("iv-dosing")) == (Stop.ARRIVAL, Stop.START)
    assert rule.filed_by == {Role.NURSE, Role.PRESCRIBER, Role.MEDICAL_DIRECTOR, Role.THERAPIST}
    keyboard.press("Ctrl+Z")
    assert rule_of(clinic, "vitals").needed_for == (DOSING,)
    assert not pane.editor.asked.rows["preparation"].tick.isChecked()


def test_from_when_it_is_warned_of_and_by_when_it_is_done_are_typed_by_keys(
    pane: GatePane, keyboard: Keyboard, clinic: Clinic
) -> None:
    open_item(keyboard, pane, "monitoring-form")
    before = rule_of(clinic, "monitoring-form")
    tab_to(keyboard, pane.editor.warns)
    write(keyboard, "3")
    tab_to(keyboard, pane.editor.due)
    shown = pane.editor.due.text()
    write(keyboard, "5")
    keyboard.press("Ctrl+Return")

    rule = rule_of(clinic, "monitoring-form")
    assert (shown, rule.warns_from, rule.due_after) == (str(before.due_after), 3, 5)
    keyboard.press("Ctrl+Z")
    assert rule_of(clinic, "monitoring-form") == before


def test_the_desk_is_told_the_condition_no_more(
    pane: GatePane, keyboard: Keyboard, clinic: Clinic
) -> None:
    open_item(keyboard, pane, "diagnosis")
    tick(keyboard, pane.editor.told)
    keyboard.press("Ctrl+Return")

    kept = clinic.setup.policy.desk_sees_condition
    keyboard.press("Ctrl+Z")
    assert (kept, clinic.setup.policy.desk_sees_condition) == (False, True)


def test_an_item_of_the_clinics_own_is_added_and_switched_off_again(
    qtbot: QtBot, pane: GatePane, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    book_visit(clinic, Wish(patient=ana.id, type="iv-dosing", start=at(clinic, 30, "09:00")))
    said = pane.editor.touched.said
    start_new(keyboard, pane, "blood test")
    told = "This change touches 1 visit to come: 1 newly stopped."
    qtbot.waitUntil(lambda: said.text() == told)
    tab_to(keyboard, pane.editor.days)
    write(keyboard, "90")
    keyboard.press("Ctrl+Return")
    added = rule_of(clinic, "blood-test")

    keyboard.press("Alt+O")
    freed = "This change touches 1 visit to come: 1 no more."
    qtbot.waitUntil(lambda: said.text() == freed)
    keyboard.press("Return")

    assert (added.title, added.days, added.is_on) == ("Blood test", 90, True)
    assert not rule_of(clinic, "blood-test").is_on
    keyboard.press("Ctrl+Z")
    assert rule_of(clinic, "blood-test").is_on


ELSE = "perhaps among those that are off."


@pytest.mark.parametrize(
    ("name", "days", "said"),
    [
        (" ", "", "An item of the gate needs a name."),
        (
            "ride home",
            "",
            f"Another item is called Ride home already, {ELSE}",
        ),
        ("labs", "", f"Laboratory results is there already under the short name “labs”, {ELSE}"),
        (
            "Blood test",
            "0",
            "Blood test: it lasts 1 to 3650 days. Leave the days empty when it never ends.",
        ),
    ],
)
def test_what_cannot_be_is_said_in_place_and_stays_typed(
    pane: GatePane, keyboard: Keyboard, name: str, days: str, said: str
) -> None:
    start_new(keyboard, pane, name)
    tab_to(keyboard, pane.editor.days)
    keyboard.type(days)
    keyboard.press("Ctrl+Return")

    assert pane.editor.in_the_way.reasons.sentences == ("Not saved.", said)
    assert (pane.editor.name.text(), pane.editor.days.text()) == (name, days)


def test_who_may_only_read_a_rule_goes_through_it_by_keys(
    qtbot: QtBot, small: Small, tmp_path: Path
) -> None:
    with opened(small.open(), tmp_path / "desk.ini") as window:
        qtbot.waitUntil(window.isActiveWindow)
        pane = next(p for p in window.settings_page.panes if isinstance(p, GatePane))

        open_item(Keyboard(qtbot, window), pane, "age")

        assert pane.editor.area.hasFocus()
        assert not pane.editor.save.isVisible()
