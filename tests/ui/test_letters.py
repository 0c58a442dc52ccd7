"""Referral letters at the keyboard: asked for, printed, chased, filed with a scan, accepted."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from time import sleep

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.clinic import Clinic
from app.domain.patients import Patient
from app.domain.records import Referral, ReferralState
from app.ui.gate.letter_forms import AttachForm, CorrectForm, JudgeReferralForm, LetterForm
from app.ui.gate.referral_forms import ArrivedForm, AskReferralForm, ChaseForm
from app.ui.main_window import MainWindow
from app.use_cases import chasing, referrals
from app.use_cases.patients import see_patient
from app.use_cases.referral_views import see_referral
from tests.scans.making import pdf
from tests.small import Small, add_patient
from tests.ui.conftest import opened
from tests.ui.robots import Keyboard
from tests.use_cases.asking import book
from tests.use_cases.test_referrals import ASKED, CAME


@pytest.fixture
def asked(clinic: Clinic, bruno: Patient) -> Referral:
    """A letter that Bruno's held infusion waits for."""
    book(clinic, bruno, day=30, hold_until=(27, "12:00"))
    return referrals.request_referral(clinic, bruno.id, ASKED)


@pytest.fixture
def doctors(qtbot: QtBot, small: Small, tmp_path: Path, clinic: Clinic) -> Iterator[MainWindow]:
    """The window of the medical director."""
    with opened(small.open("hale"), tmp_path / "hale.ini") as shown:
        qtbot.waitUntil(shown.isActiveWindow)
        yield shown


def filed(clinic: Clinic, patient: Patient) -> tuple[Referral, ...]:
    return see_patient(clinic, patient.id).referrals


def named_in(folder: Path, _window: QWidget, name: str) -> str:
    return str(folder / name)


def always(name: str, _window: QWidget) -> str:
    return name


def test_a_letter_is_asked_for_from_the_readiness_list_and_printed_next(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, bruno: Patient
) -> None:
    visit = book(clinic, bruno, day=30, hold_until=(27, "12:00")).visit.id
    window.open_visit(visit)
    window.visit.items.buttons["referral"].click()
    keyboard.type("Dr. Quinn")
    keyboard.press("Return")
    keyboard.wait_for_work()

    (asked,) = filed(clinic, bruno)
    assert (asked.referrer, asked.state, asked.expected_by) == (
        "Dr. Quinn",
        ReferralState.EXPECTED,
        date(2026, 11, 30),
    )
    assert window.place.panel is window.letters.request
    assert window.letters.request.paged.preview.count == 1
    assert keyboard.dialogs == []


def test_one_key_prints_the_request_of_a_letter_that_is_expected(
    asked: Referral, window: MainWindow, keyboard: Keyboard, tmp_path: Path, clinic: Clinic
) -> None:
    visit = chasing.outstanding_referrals(clinic).lines[0].visit
    assert visit is not None
    window.open_visit(visit.visit.id)
    window.visit.items.buttons["request-letter"].click()
    keyboard.wait_for_work()
    request = window.letters.request
    request.choose_file = partial(named_in, tmp_path)
    request.save.click()

    saved = tmp_path / f"letter-{asked.id}.pdf"
    assert saved.read_bytes() == request.pdf
    (tried,) = see_referral(clinic, asked.id).attempts
    assert (tried.how, tried.answer, tried.next_call) == ("letter", "sent", date(2026, 11, 27))


def test_a_referrer_known_before_is_filled_in(
    asked: Referral, window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    ida = add_patient(clinic, "Ida", "Wu")
    window.letters.open_referral(ida, AskReferralForm(window.desk, ida))
    keyboard.type("qui")
    keyboard.press("Return", "Return")

    (newest,) = filed(clinic, ida)
    assert (newest.titled, newest.phone, newest.practice) == (
        "Dr. Quinn, MD",
        "+12025550142",
        "Quinn Family Practice",
    )


def test_a_call_is_noted_by_two_keys_and_taken_back(
    asked: Referral, window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    keyboard.press("Ctrl+8", "Ctrl+PgUp")
    row = window.lists.letters.list.rows[0]
    before = keyboard.pressed
    keyboard.press("2")
    noted = see_referral(clinic, asked.id).attempts
    used = keyboard.pressed - before
    keyboard.press("Ctrl+Z")

    assert (row.title, row.chip) == ("Soto, Bruno", "Call Fri 27 Nov")
    assert row.detail == "Dr. Quinn, MD · IV infusion Mon 30 Nov"
    assert [(each.answer, each.next_call) for each in noted] == [("message", date(2026, 11, 25))]
    assert used == 1
    assert see_referral(clinic, asked.id).attempts == ()


def test_the_number_that_is_copied_is_the_referrers(
    asked: Referral, window: MainWindow, keyboard: Keyboard
) -> None:
    keyboard.press("Ctrl+8", "Ctrl+PgUp", "Ctrl+Shift+C")

    assert window.toast.text.text() == "Copied: (202) 555-0142, Dr. Quinn, MD."


def test_the_next_call_is_set_to_another_day(
    asked: Referral, window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    keyboard.press("Ctrl+8", "Ctrl+PgUp", "F2")
    keyboard.type("+4")
    window.lists.letters.list.setFocus()
    keyboard.press("3")

    assert chasing.outstanding_referrals(clinic).lines[0].next_call == date(2026, 11, 27)
    assert window.lists.letters.card.facts.said["Last call"] == (
        "Today 09:00 by Ana Ruiz: will send it"
    )


def test_a_letter_is_given_up_and_waited_for_again(
    asked: Referral, window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    keyboard.press("Ctrl+8", "Ctrl+PgUp", "Del")
    given_up = see_referral(clinic, asked.id).referral.state
    keyboard.press("Ctrl+Z")

    assert given_up is ReferralState.GIVEN_UP
    assert see_referral(clinic, asked.id).referral.state is ReferralState.EXPECTED


def test_a_letter_that_arrives_is_filed_with_its_scan(
    asked: Referral, window: MainWindow, keyboard: Keyboard, clinic: Clinic, tmp_path: Path
) -> None:
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(pdf(2))
    keyboard.press("Ctrl+8", "Ctrl+PgUp", "Return")
    form = window.letters.referral.place.form
    assert isinstance(form, ArrivedForm)
    keyboard.type("20 Nov")
    form.scan.choose_file = partial(always, str(scan))
    form.scan.choose.click()
    keyboard.press("Return")
    keyboard.wait_for_work()

    view = see_referral(clinic, asked.id)
    assert (view.referral.state, view.referral.letter_on) == (
        ReferralState.RECEIVED,
        date(2026, 11, 20),
    )
    assert [each.pages for each in view.scans] == [2]
    assert keyboard.dialogs == []


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("empty.pdf", "The file is empty. Scan the letter again."),
        ("nowhere.pdf", "could not be read"),
    ],
)
def test_a_scan_that_is_broken_is_said_and_nothing_typed_is_lost(  # noqa: PLR0917 -- fixtures
    asked: Referral,
    window: MainWindow,
    keyboard: Keyboard,
    tmp_path: Path,
    name: str,
    sentence: str,
) -> None:
    (tmp_path / "empty.pdf").write_bytes(b"")
    keyboard.press("Ctrl+8", "Ctrl+PgUp", "Return")
    form = window.letters.referral.place.form
    assert isinstance(form, ArrivedForm)
    keyboard.type("20 Nov")
    form.scan.line.setText(str(tmp_path / name))
    form.scan.line.setFocus()
    keyboard.press("Return")
    keyboard.wait_for_work()

    assert sentence in form.reasons.sentences[-1]
    assert form.letter.day.line.text() == "20 Nov"
    (kept,) = filed(window.desk.clinic, form.patient)
    assert kept == asked


@pytest.mark.parametrize("is_read_first", [False, True])
def test_a_form_that_is_left_while_its_scan_is_read_files_nothing(
    asked: Referral,
    window: MainWindow,
    keyboard: Keyboard,
    clinic: Clinic,
    tmp_path: Path,
    *,
    is_read_first: bool,
) -> None:
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(pdf(1))
    keyboard.press("Ctrl+8", "Ctrl+PgUp", "Return")
    form = window.letters.referral.place.form
    assert isinstance(form, ArrivedForm)
    keyboard.type("20 Nov")
    form.scan.line.setText(str(scan))
    form.try_it()
    if is_read_first:
        sleep(1)  # the answer waits for the window's thread when the form is left
    form.leave.click()
    keyboard.wait_for_work()

    assert see_referral(clinic, asked.id).referral.state is ReferralState.EXPECTED


def test_a_clinician_sees_the_letter_and_accepts_it_by_enter(
    clinic: Clinic, bruno: Patient, doctors: MainWindow, qtbot: QtBot
) -> None:
    referral = referrals.receive_referral(clinic, bruno.id, CAME)
    doctors.open_card(bruno.id)
    doctors.patients.card.file.taken.emit(("referral", referral.id))
    form = doctors.patients.card.form.form
    assert isinstance(form, JudgeReferralForm)
    Keyboard(qtbot, doctors).press("Return")

    assert form.facts.said["Good for"] == "Depression, IV"
    (kept,) = filed(clinic, bruno)
    assert (kept.state, kept.judged_by) == (ReferralState.ACCEPTED, "Dr. Miriam Hale, MD")


def test_a_clinician_rejects_with_one_of_the_usual_reasons(
    clinic: Clinic, bruno: Patient, doctors: MainWindow, qtbot: QtBot
) -> None:
    referral = referrals.receive_referral(clinic, bruno.id, CAME)
    doctors.letters.open_referral(
        bruno, JudgeReferralForm(doctors.desk, see_referral(clinic, referral.id))
    )
    Keyboard(qtbot, doctors).press("2", "Return")

    (kept,) = filed(clinic, bruno)
    assert (kept.state, kept.reason) == (ReferralState.REJECTED, "Not signed")


def test_a_filed_letter_is_corrected_and_given_its_scan_later(
    clinic: Clinic, bruno: Patient, window: MainWindow, keyboard: Keyboard, tmp_path: Path
) -> None:
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(pdf(1))
    referral = referrals.receive_referral(clinic, bruno.id, CAME)
    window.open_card(bruno.id)
    card = window.patients.card
    card.file.taken.emit(("referral", referral.id))
    assert isinstance(card.form.form, LetterForm)
    card.form.form.acts.correct.click()
    correction = card.form.form
    assert isinstance(correction, CorrectForm)
    correction.letter.visits.setText("3")
    correction.why.setText("Three, not six")
    correction.why.setFocus()
    keyboard.press("Return")
    card.file.taken.emit(("referral", referral.id))
    assert isinstance(card.form.form, LetterForm)
    card.form.form.acts.attach.click()
    attach = card.form.form
    assert isinstance(attach, AttachForm)
    attach.scan.line.setText(str(scan))
    keyboard.press("Return")
    keyboard.wait_for_work()

    view = see_referral(clinic, referral.id)
    assert (view.referral.visits, view.referral.corrected) == (3, "Three, not six")
    assert [each.pages for each in view.scans] == [1]


def test_the_desk_calls_about_what_is_expected(
    asked: Referral, window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    visit = chasing.outstanding_referrals(clinic).lines[0].visit
    assert visit is not None
    window.open_visit(visit.visit.id)
    window.visit.items.buttons["referral"].click()
    assert isinstance(window.visit.form, ChaseForm)
    assert window.visit.form.next_call.isVisible()
    keyboard.press("3", "Return")

    (tried,) = see_referral(clinic, asked.id).attempts
    assert (tried.answer, tried.how) == ("coming", "phone")


def test_a_clinician_marks_a_record_and_takes_it_back(
    clinic: Clinic, bruno: Patient, doctors: MainWindow, qtbot: QtBot
) -> None:
    doctors.open_card(bruno.id)
    doctors.patients.card.tabs.setCurrentIndex(2)
    doctors.patients.card.part2.click()
    marked = see_patient(clinic, bruno.id).patient.part2
    Keyboard(qtbot, doctors).press("Ctrl+Z")

    assert marked
    assert not see_patient(clinic, bruno.id).patient.part2
