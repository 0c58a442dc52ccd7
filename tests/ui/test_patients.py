"""Finding a patient, the card, and filing on it."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.patients import Patient
from app.domain.records import ReferralState
from app.ui.gate.referral_forms import ArrivedForm
from app.ui.main_window import MainWindow
from app.ui.today.needs import NeedRow
from app.use_cases.patients import find_patients, see_patient
from app.use_cases.scheduling import Wish, book_visit
from tests.small import at
from tests.ui.robots import Keyboard


def test_the_search_box_opens_the_card(
    window: MainWindow, keyboard: Keyboard, ana: Patient, bruno: Patient
) -> None:
    keyboard.press("Ctrl+K")
    keyboard.type("sot")
    keyboard.press("Return")

    assert window.patients.card.name.text() == "Soto, Bruno"
    assert window.place.pages.currentWidget() is window.patients


@pytest.mark.parametrize("typed", ["rome", "2025550177", "1988-03-12", "gil ana"])
def test_patients_are_found_by_what_people_know(
    window: MainWindow, keyboard: Keyboard, ana: Patient, typed: str
) -> None:
    keyboard.press("Ctrl+K")
    keyboard.type(typed)

    assert [row.value for row in window.top.search.results.list.rows] == [ana.id]


def test_nobody_found_is_said(window: MainWindow, keyboard: Keyboard) -> None:
    keyboard.press("Ctrl+K")
    keyboard.type("zzz")

    assert window.top.search.results.none.text() == "No patient answers to “zzz”."


def test_somebody_with_a_mistyped_name_is_taken_by_arrow_and_enter(
    window: MainWindow, keyboard: Keyboard, ana: Patient, bruno: Patient
) -> None:
    keyboard.press("Ctrl+K")
    keyboard.type("romreo")
    keyboard.wait_for_work()
    results = window.top.search.results

    said = (results.none.text(), [row.title for row in results.list.rows])
    keyboard.press("Return")
    nobody = window.patients.card.name.text()
    keyboard.press("Down", "Return")

    assert said == (
        "No patient answers to “romreo”.",
        ["Did you mean", "Romero Gil, Ana"],
    )
    assert (nobody, window.patients.card.name.text()) == ("", "Romero Gil, Ana")


def test_the_patients_page_asks_whether_somebody_else_was_meant(
    window: MainWindow, keyboard: Keyboard, ana: Patient, bruno: Patient
) -> None:
    keyboard.press("Ctrl+3")
    window.patients.search.setFocus()
    keyboard.type("soot")
    keyboard.wait_for_work()

    said = (window.patients.count.text(), [row.title for row in window.patients.list.rows])
    keyboard.press("Down", "Return")

    assert said == ("No patient answers to “soot”.", ["Did you mean", "Soto, Bruno"])
    assert window.patients.card.name.text() == "Soto, Bruno"


def test_what_was_guessed_is_gone_once_somebody_answers(
    window: MainWindow, keyboard: Keyboard, ana: Patient, bruno: Patient
) -> None:
    keyboard.press("Ctrl+K")
    keyboard.type("soot")
    keyboard.press("Backspace", "Backspace")
    keyboard.wait_for_work()

    assert [row.title for row in window.top.search.results.list.rows] == ["Soto, Bruno"]


def test_a_name_with_marks_is_shown_as_it_was_typed(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    keyboard.press("Ctrl+Shift+N")
    window.patient.new.form.given.setText('<b>Zoë & "Q"</b>')
    window.patient.new.form.family.setText("Nguyễn")
    window.patient.new.form.born.line.setText("1 Feb 1990")
    window.patient.new.form.add.click()

    assert window.patients.card.name.text() == 'Nguyễn, <b>Zoë & "Q"</b>'
    assert len(find_patients(clinic, "nguyen")) == 1


def test_a_referral_is_filed_on_the_card(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, bruno: Patient, qtbot: QtBot
) -> None:
    window.open_card(bruno.id)
    window.patients.card.tabs.setCurrentIndex(2)
    window.patients.card.add_referral.click()
    keyboard.type("Dr. Quinn, MD")
    keyboard.press("Alt+Y")
    qtbot.waitUntil(lambda: isinstance(window.patients.card.form.form, ArrivedForm))
    keyboard.type("20 Nov")
    keyboard.press("Return")

    referrals = see_patient(clinic, bruno.id).referrals
    assert [(r.referrer, r.state) for r in referrals] == [("Dr. Quinn, MD", ReferralState.RECEIVED)]
    assert window.patients.card.file.rows[0].title == "Referral: Dr. Quinn, MD"


def test_the_card_books_for_its_patient(
    window: MainWindow, keyboard: Keyboard, bruno: Patient
) -> None:
    window.open_card(bruno.id)

    keyboard.press("Ctrl+B")

    assert window.booking.patient.value == bruno.id


def test_the_card_says_what_a_visit_to_come_has_lost(
    window: MainWindow, clinic: Clinic, ana: Patient
) -> None:
    start = at(clinic, 30, "09:00")
    book_visit(clinic, Wish(patient=ana.id, type="iv-dosing", start=start))
    window.open_card(ana.id)
    before = window.patients.card.attention.isVisible()
    with clinic.by_itself().writing(Act.MAKE_CLINIC) as unit:
        (referral,) = unit.records.referrals([ana.id])[ana.id]
        unit.records.update_referral(replace(referral, state=ReferralState.REJECTED))

    window.open_card(ana.id)

    (row,) = window.patients.card.attention.rows
    assert (before, window.patients.card.attention.isVisible()) == (False, True)
    assert isinstance(row, NeedRow)
    assert row.name.text() == "IV infusion, Mon 30 Nov 2026 at 09:00"
    assert [button.text() for button in row.buttons] == ["Ask for a referral"]
