"""What is typed in a form about an item and not filed stands there when it is opened again."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.clinic import Clinic
from app.domain.patients import Patient
from app.ui.gate.diagnosis_form import DiagnosisForm
from app.ui.gate.form_place import FORM
from app.ui.gate.next_action import Way
from app.ui.gate.referral_forms import ArrivedForm, AskReferralForm
from app.ui.gate.ride_form import RideForm
from app.ui.gate.waiver_forms import WaiverForm
from app.ui.main_window import MainWindow
from app.use_cases.drafts import my_drafts
from app.use_cases.patients import see_patient
from app.use_cases.scheduling import Wish, book_visit
from app.use_cases.views import VisitView
from tests.small import Small, at
from tests.ui.conftest import opened
from tests.ui.robots import Keyboard

SAFE_WITHIN = 1_000
"""Milliseconds after the last key."""


@pytest.fixture
def infusion(clinic: Clinic, ana: Patient) -> VisitView:
    """An infusion for which nobody is named yet who takes Ana home."""
    return book_visit(clinic, Wish(patient=ana.id, type="iv-dosing", start=at(clinic, 27, "11:00")))


@pytest.fixture
def doctors(qtbot: QtBot, small: Small, tmp_path: Path, clinic: Clinic) -> Iterator[MainWindow]:
    """The window of the medical director."""
    with opened(small.open("hale"), tmp_path / "hale.ini") as shown:
        qtbot.waitUntil(shown.isActiveWindow)
        yield shown


def kept(clinic: Clinic) -> list[dict[str, str]]:
    return [dict(view.draft.fields) for view in my_drafts(clinic, FORM)]


def ride(window: MainWindow, view: VisitView) -> RideForm:
    """The form for the ride home, opened by its button."""
    window.desk.visit_wanted.emit(view.visit.id)
    window.visit.items.buttons["ride"].click()
    form = window.visit.form
    assert isinstance(form, RideForm)
    return form


def test_what_is_typed_is_kept_within_a_second(
    infusion: VisitView, window: MainWindow, keyboard: Keyboard, qtbot: QtBot, clinic: Clinic
) -> None:
    ride(window, infusion)
    keyboard.type("Tom Gil")

    qtbot.waitUntil(lambda: bool(kept(clinic)), timeout=SAFE_WITHIN)

    assert kept(clinic) == [
        {
            "patient": str(infusion.patient.id),
            "thing": f"ride {infusion.visit.id}",
            "Name of the adult": "Tom Gil",
        }
    ]


def test_it_stands_there_again_after_escape(
    infusion: VisitView, window: MainWindow, keyboard: Keyboard
) -> None:
    fresh = ride(window, infusion).begun.isVisible()
    keyboard.type("Tom Gil")
    keyboard.press("Tab")
    keyboard.type("202 555 01")
    keyboard.press("Esc")

    form = ride(window, infusion)

    assert (form.name.text(), form.phone.text()) == ("Tom Gil", "202 555 01")
    assert (fresh, form.begun.isVisible()) == (False, True)


def test_it_is_there_when_the_window_is_opened_again(
    infusion: VisitView, window: MainWindow, keyboard: Keyboard, small: Small, tmp_path: Path
) -> None:
    ride(window, infusion)
    keyboard.type("Tom Gil")
    window.close()

    with opened(small.open(), tmp_path / "again.ini") as again:
        assert ride(again, infusion).name.text() == "Tom Gil"


def test_not_now_keeps_it_and_filing_ends_it(
    infusion: VisitView, window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    form = ride(window, infusion)
    keyboard.type("Tom Gil")
    form.leave.click()
    before = len(kept(clinic))

    ride(window, infusion)
    keyboard.press("Tab")
    keyboard.type("202 555 0142")
    keyboard.press("Return")

    assert (before, kept(clinic)) == (1, [])
    assert window.toast.text.text() == "Ride home filed for Romero Gil, Ana."
    assert window.visit.form is None


def test_what_is_refused_is_still_a_draft(
    infusion: VisitView, window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    form = ride(window, infusion)
    keyboard.press("Tab")
    keyboard.type("not a number")
    keyboard.press("Return")
    refused = form.reasons.isVisible()
    keyboard.press("Esc")

    assert refused
    assert [fields["Telephone of the adult"] for fields in kept(clinic)] == ["not a number"]


def test_it_is_begun_again_in_one_key(
    infusion: VisitView, window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    ride(window, infusion)
    keyboard.type("Tom Gil")
    keyboard.press("Esc")

    form = ride(window, infusion)
    form.again.click()
    keyboard.press("Esc")

    assert form.name.text() == ""
    assert kept(clinic) == []


def test_another_visit_has_a_form_of_its_own(
    infusion: VisitView, window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    wish = Wish(patient=ana.id, type="iv-dosing", start=at(clinic, 30, "11:00"))
    other = book_visit(clinic, wish)
    ride(window, infusion)
    keyboard.type("Tom Gil")

    assert ride(window, other).name.text() == ""
    assert ride(window, infusion).name.text() == "Tom Gil"


def test_a_form_in_the_booking_that_is_let_go_while_it_is_filed_leaves_no_draft(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, bruno: Patient
) -> None:
    keyboard.press("Ctrl+N")
    keyboard.type("soto")
    keyboard.press("Return")
    keyboard.type("iv")
    keyboard.press("Return", "Alt+Q")
    keyboard.type("Dr. Quinn")
    window.booking.judged.refused.forms.keeper.keep()
    before = len(kept(clinic))
    keyboard.press("Return")

    assert [each.referrer for each in see_patient(clinic, bruno.id).referrals] == ["Dr. Quinn"]
    assert (before, kept(clinic)) == (1, [])


def test_the_referrer_typed_goes_along_when_the_letter_is_here_already(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, bruno: Patient
) -> None:
    window.desk.card_wanted.emit(bruno.id)
    window.patients.card.tabs.setCurrentIndex(2)
    window.patients.card.add_referral.click()
    asking = window.patients.card.form.form
    assert isinstance(asking, AskReferralForm)
    keyboard.type("Dr. Quinn")
    asking.who.practice.setText("Quinn Family Practice")
    asking.here.click()
    arrived = window.patients.card.form.form
    assert isinstance(arrived, ArrivedForm)
    arrived.letter.visits.setText("6")
    keyboard.press("Esc")
    window.patients.card.form.keeper.keep()

    (fields,) = kept(clinic)
    assert fields["Who refers"] == "Dr. Quinn"
    assert fields["Practice of the referrer"] == "Quinn Family Practice"
    assert fields["Visits the letter allows"] == "6"


def test_a_diagnosis_that_was_chosen_is_chosen_again(
    doctors: MainWindow, qtbot: QtBot, bruno: Patient
) -> None:
    keyboard = Keyboard(qtbot, doctors)
    doctors.desk.card_wanted.emit(bruno.id)
    card = doctors.patients.card
    card.tabs.setCurrentIndex(2)
    card.add_diagnosis.click()
    keyboard.type("F33.2")
    keyboard.press("Return")
    form = card.form.form
    assert isinstance(form, DiagnosisForm)
    form.resistant.setChecked(True)
    form.trials.setText("sertraline, 8 weeks")
    form.leave.click()

    card.add_diagnosis.click()
    again = card.form.form
    assert isinstance(again, DiagnosisForm)
    shown = (again.resistant.isChecked(), again.trials.text(), again.trials.isVisible())
    again.try_it()

    assert shown == (True, "sertraline, 8 weeks", True)
    (diagnosis,) = see_patient(doctors.desk.clinic, bruno.id).diagnoses
    assert (diagnosis.code, diagnosis.trials) == ("F33.2", "sertraline, 8 weeks")
    assert kept(doctors.desk.clinic) == []


def test_a_waiver_keeps_the_day_that_was_typed_and_not_the_one_that_its_scope_proposes(
    doctors: MainWindow, infusion: VisitView
) -> None:
    doctors.desk.visit_wanted.emit(infusion.visit.id)
    panel = doctors.visit
    panel.items.others["ride", Way.WAIVE].click()
    form = panel.form
    assert isinstance(form, WaiverForm)
    form.scope.setCurrentText("Every visit")
    form.until.line.setText("4 Dec 2026")
    form.leave.click()

    panel.items.others["ride", Way.WAIVE].click()
    again = panel.form

    assert isinstance(again, WaiverForm)
    assert (again.scope.currentText(), again.until.line.text()) == ("Every visit", "4 Dec 2026")


DESK = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from app.ui.application import make_application
from app.ui.behind import start
from tests.small import NOW, Small

application, window = start(Small(Path(sys.argv[1]), lambda: NOW).open())
window.desk.visit_wanted.emit(int(sys.argv[2]))
window.visit.items.buttons["ride"].click()
QTest.keyClicks(window.visit.form.name, "Tom Gil")
QTimer.singleShot(1000, lambda: print("a second later", flush=True))
application.exec()
"""


def test_it_survives_a_program_that_is_killed(
    small: Small, infusion: VisitView, clinic: Clinic, root: Path
) -> None:
    words = [sys.executable, "-c", DESK, str(small.place), str(infusion.visit.id)]
    with subprocess.Popen(words, cwd=root, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "a second later\n"
        program.send_signal(signal.SIGKILL)

    assert [fields["Name of the adult"] for fields in kept(clinic)] == ["Tom Gil"]
