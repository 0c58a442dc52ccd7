"""Somebody typed again, and two charts of one person, at the desk."""

import pytest
from pytestqt.qtbot import QtBot

from app.clinic import Clinic
from app.domain.patients import Patient
from app.ui.desk import Ask
from app.ui.main_window import MainWindow
from app.use_cases.merging import merge_patients
from app.use_cases.patients import find_patients, see_patient
from app.use_cases.twins import tell_apart
from tests.small import add_patient
from tests.ui.robots import Keyboard
from tests.use_cases.asking import book


@pytest.fixture
def anita(clinic: Clinic) -> Patient:
    """Ana once more."""
    return add_patient(clinic, "Anita", "Romero", phone="+13035550123")


def type_ana(keyboard: Keyboard) -> None:
    """Ana's name and birth date, as somebody types them who does not know her."""
    keyboard.type("Ana")
    keyboard.press("Tab")
    keyboard.type("Romero")
    keyboard.press("Tab")
    keyboard.type("12 Mar 1988")


def test_somebody_typed_again_is_taken_in_one_key(
    qtbot: QtBot, window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    window.patient.open_new()
    type_ana(keyboard)
    known = window.patient.new.form.known
    (row,) = known.list.rows
    shown = known.isVisible()

    keyboard.press("Alt+R")
    qtbot.waitUntil(lambda: window.patients.card.card is not None)

    assert (row.title, row.detail) == (
        "Ana Romero Gil, 12 Mar 1988, chart 10001",
        "Same birth date and a similar name",
    )
    assert (shown, window.patients.card.card and window.patients.card.card.patient) == (True, ana)
    assert window.patient.new.form.given.text() == ""
    assert len(find_patients(clinic, "")) == 1


def test_in_a_booking_everything_else_stays(
    qtbot: QtBot, window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    window.open_booking(Ask(type="iv-dosing"))
    window.booking.wishes.line.setText("mornings")
    keyboard.type("Anna")
    keyboard.press("Down", "Return")
    keyboard.press("Ctrl+A")
    type_ana(keyboard)
    assert window.booking.caller.form.known.isVisible()

    keyboard.press("Alt+R")
    qtbot.waitUntil(lambda: window.booking.caller.patient is not None)

    assert window.booking.caller.patient == ana
    assert window.booking.kind.value == "iv-dosing"
    assert window.booking.wishes.line.text() == "mornings"
    assert not window.booking.caller.form.isVisible()


def test_it_never_stands_in_the_way(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    window.patient.open_new()
    type_ana(keyboard)

    keyboard.press("Return")

    assert len(find_patients(clinic, "romero")) == 2
    assert window.patient.new.form.known.list.rows == ()


def test_nobody_alike_is_not_shown(window: MainWindow, keyboard: Keyboard, ana: Patient) -> None:
    window.patient.open_new()
    type_ana(keyboard)
    keyboard.press("Backspace")

    assert not window.patient.new.form.known.isVisible()


def test_two_charts_are_merged_by_the_keyboard_and_apart_again(
    window: MainWindow,
    keyboard: Keyboard,
    ana: Patient,
    anita: Patient,
) -> None:
    book(window.desk.clinic, anita, kind="evaluation", day=25)
    window.open_card(ana.id)
    keyboard.press("Ctrl+Shift+J")
    keyboard.type(anita.chart)
    keyboard.press("Return")
    shown = window.patient.merge.charts.texts
    counted = window.patient.merge.kept.texts
    keyboard.press("Return", "Return")

    assert shown[1] == ("Romero Gil, Ana\nchart 10001", "Romero, Anita\nchart 10002")
    assert counted == [
        ("1 diagnosis\n1 referral\n1 clearance", "1 visit\n1 visit to come"),
    ]
    card = window.patients.card
    assert card.merged.isVisible()
    assert [row.title for row in card.visits.rows] == ["Wed 25 Nov 2026 at 09:00"]
    assert [phone.number for phone in see_patient(window.desk.clinic, ana.id).patient.phones] == [
        "+12025550177",
        "+13035550123",
    ]
    keyboard.press("Ctrl+Z")
    assert find_patients(window.desk.clinic, "anita") == (anita,)
    assert not card.merged.isVisible()


def test_visits_in_the_way_are_named_with_what_can_be_done(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient, anita: Patient
) -> None:
    book(clinic, ana, day=25, clock="10:00")
    other = book(clinic, anita, kind="evaluation", day=25, clock="10:30")
    window.patient.open_merge(ana.id)
    keyboard.type(anita.chart)
    keyboard.press("Return")
    panel = window.patient.merge
    said = panel.against.sentences
    assert not panel.do.isEnabled()

    panel.visits.choose(other.visit.id)
    panel.cancel_it.click()
    window.cancel.do.click()
    window.patient.open_merge(ana.id)

    assert said[0] == "First, because one person cannot be in two places:"
    assert "Romero, Anita has" in said[1]
    assert panel.do.isEnabled()
    assert panel.against.sentences == ()


def test_a_merged_chart_is_taken_apart_on_the_card(
    window: MainWindow, clinic: Clinic, ana: Patient, anita: Patient
) -> None:
    merge_patients(clinic, ana.id, anita.id)
    window.open_card(ana.id)
    (line,) = window.patients.card.merged_lines
    said = line.text.text()

    line.button.click()

    assert said == (
        "Chart 10002, Romero, Anita, was merged into this one on 23 Nov 2026 by Ana Ruiz."
    )
    assert find_patients(clinic, "anita") == (anita,)
    assert window.toast.text.text() == "Taken apart: chart 10002 is Romero, Anita again."


def test_sides_are_changed(
    qtbot: QtBot,
    window: MainWindow,
    keyboard: Keyboard,
    ana: Patient,
    anita: Patient,
) -> None:
    window.patient.open_merge(ana.id)
    keyboard.type(anita.chart)
    keyboard.press("Return")
    keyboard.press("Alt+C")
    qtbot.waitUntil(lambda: window.patient.merge.other.value == ana.id)

    window.patient.merge.do.click()

    assert see_patient(window.desk.clinic, ana.id).patient.id == anita.id


def test_what_is_not_ticked_is_not_taken_over(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient, anita: Patient
) -> None:
    window.patient.open_merge(ana.id)
    keyboard.type(anita.chart)
    keyboard.press("Return")
    (tick,) = window.patient.merge.takes.values()
    said = tick.text()
    tick.click()

    window.patient.merge.do.click()

    assert said == "Telephones: (303) 555-0123"
    assert see_patient(clinic, ana.id).patient == ana


def test_two_people_are_told_apart_in_one_key(
    qtbot: QtBot, window: MainWindow, keyboard: Keyboard, ana: Patient, anita: Patient
) -> None:
    again = add_patient(window.desk.clinic, "Ana", "Romero", phone="+13035550177")
    panel = window.patient.merge
    window.patient.open_merge(ana.id)
    offered = panel.other.value

    keyboard.press("Alt+M")
    qtbot.waitUntil(lambda: panel.other.value is None)
    told = panel.preview, window.toast.text.text()
    keyboard.press("Ctrl+Z")
    window.patient.open_merge(anita.id)
    window.patient.open_merge(ana.id)

    assert offered == again.id
    assert told == (None, "Two people: chart 10001 and chart 10003.")
    assert panel.other.value == again.id


def test_what_is_to_be_known_before_a_merge_is_said_and_stops_nothing(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient, anita: Patient
) -> None:
    tell_apart(clinic, ana.id, anita.id)
    window.patient.open_merge(ana.id)
    keyboard.type(anita.chart)
    keyboard.press("Return")

    assert window.patient.merge.warned.sentences == (
        "Before you merge them:",
        "It was said of these two charts that they are of two people.",
    )
    assert window.patient.merge.do.isEnabled()
