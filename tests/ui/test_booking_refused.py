"""Booking when the gate fails: what is missing, and every way on, without leaving the panel."""

from datetime import date, datetime

import pytest

from app.clinic import Clinic
from app.domain.patients import Patient
from app.domain.records import ReferralState
from app.domain.scheduling import Status
from app.ui.main_window import MainWindow
from app.ui.scheduling.booking_refused import RefusedBox
from app.use_cases.drafts import my_drafts
from app.use_cases.patients import see_patient
from app.use_cases.views import VisitView
from app.use_cases.waitlist import see_waitlist
from tests.small import at, file_everything
from tests.ui.robots import Keyboard


@pytest.fixture
def refused(window: MainWindow, keyboard: Keyboard, bruno: Patient) -> RefusedBox:
    """An infusion for Bruno, of whom nothing is on file, is about to be booked."""
    keyboard.press("Ctrl+N")
    keyboard.type("soto")
    keyboard.press("Return")
    keyboard.type("iv")
    keyboard.press("Return")
    return window.booking.judged.refused


def visits(clinic: Clinic, patient: Patient) -> tuple[VisitView, ...]:
    return see_patient(clinic, patient.id).visits


def held_until(clinic: Clinic, patient: Patient) -> datetime | None:
    (view,) = visits(clinic, patient)
    assert view.visit.status is Status.HELD
    return view.visit.hold_until


def retype(keyboard: Keyboard, text: str) -> None:
    keyboard.press("Ctrl+A")
    keyboard.type(text)


def test_each_missing_item_has_its_next_action_and_a_key(
    refused: RefusedBox, window: MainWindow
) -> None:
    assert refused.isVisible()
    assert {item: button.toolTip() for item, button in refused.buttons.items()} == {
        "diagnosis": "Ask the clinician  (Alt+J)",
        "referral": "Ask for a referral  (Alt+Q)",
        "clearance": "Ask for clearance  (Alt+Z)",
    }
    assert window.booking.judged.short.text() == (
        "For now only a hold. Open: Diagnosis, Referral, Medical clearance."
    )


def test_the_time_is_held_until_the_day_that_is_shown(
    refused: RefusedBox, keyboard: Keyboard, clinic: Clinic, bruno: Patient
) -> None:
    keyboard.press("Down")
    shown = (refused.until.day.line.text(), refused.until.time.text())
    keyboard.press("Ctrl+H")

    start = visits(clinic, bruno)[0].visit.start
    assert shown == ("23 Nov 2026", f"{start.astimezone(clinic.zone):%H:%M}")
    assert held_until(clinic, bruno) == start


def test_the_deadline_of_a_hold_can_be_typed(
    refused: RefusedBox, keyboard: Keyboard, clinic: Clinic, bruno: Patient, window: MainWindow
) -> None:
    window.booking.openings.pick_start(at(clinic, 27, "09:00"))
    keyboard.press("Alt+B")
    retype(keyboard, "wed")
    keyboard.press("Tab")
    retype(keyboard, "12:00")
    keyboard.press("Return")

    assert held_until(clinic, bruno) == at(clinic, 25, "12:00")
    assert window.place.panel is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("someday", "“someday” is not a day"),
        ("20 Nov 2026", "A hold needs a deadline between now and the visit's start."),
    ],
)
def test_a_deadline_that_cannot_be_is_said_in_the_panel(
    refused: RefusedBox, keyboard: Keyboard, window: MainWindow, typed: str, said: str
) -> None:
    keyboard.press("Alt+B")
    retype(keyboard, typed)
    keyboard.press("Return")

    lead, reason = window.booking.reasons.sentences
    assert lead == "Not held."
    assert reason.startswith(said)
    assert refused.until.day.line.text() == typed


def test_what_is_missing_is_asked_for_without_leaving_the_panel(
    refused: RefusedBox, keyboard: Keyboard, clinic: Clinic, bruno: Patient, window: MainWindow
) -> None:
    start = window.booking.openings.start
    keyboard.press("Alt+Q")
    keyboard.type("Dr. Quinn, MD")
    keyboard.press("Tab")
    keyboard.type("+7")
    keyboard.press("Return")

    (letter,) = see_patient(clinic, bruno.id).referrals
    assert (letter.state, letter.expected_by) == (ReferralState.EXPECTED, date(2026, 11, 30))
    assert refused.buttons["referral"].text() == "Call the referrer"
    assert window.place.panel is window.booking
    assert window.booking.openings.start == start
    assert window.booking.openings.list.hasFocus()
    assert keyboard.dialogs == []


def test_a_form_that_is_put_away_gives_the_keyboard_back(
    refused: RefusedBox, keyboard: Keyboard, window: MainWindow
) -> None:
    keyboard.press("Alt+J", "Return")

    assert refused.form is None
    assert window.booking.openings.list.hasFocus()


def test_what_is_typed_in_a_form_stays_when_another_time_is_looked_at(
    refused: RefusedBox, keyboard: Keyboard, window: MainWindow
) -> None:
    keyboard.press("Alt+Q")
    keyboard.type("Dr. Quinn")
    window.booking.openings.list.setFocus()
    keyboard.press("Down", "Down")
    form = refused.form
    keyboard.press("Esc", "Ctrl+N")

    assert form is not None
    assert refused.form is form
    assert form.isVisible()


def test_another_kind_of_visit_is_booked_at_the_same_time(
    refused: RefusedBox, keyboard: Keyboard, clinic: Clinic, bruno: Patient, window: MainWindow
) -> None:
    keyboard.press("Down", "Down")
    start = window.booking.openings.start
    verb = refused.instead.text().replace("&", "")
    keyboard.press("Alt+K")
    keyboard.press("Return")

    (view,) = visits(clinic, bruno)
    assert verb == "Book instead: Preparation"
    assert (view.type.slug, view.visit.status, view.visit.start) == (
        "preparation",
        Status.BOOKED,
        start,
    )


def test_the_patient_waits_instead_and_undo_takes_that_back(
    refused: RefusedBox, keyboard: Keyboard, clinic: Clinic, bruno: Patient, window: MainWindow
) -> None:
    keyboard.press("Alt+S")
    (waits,) = see_waitlist(clinic)
    panel = window.place.panel
    keyboard.press("Ctrl+Z")

    assert (waits.patient.id, waits.type.slug) == (bruno.id, "iv-dosing")
    assert panel is None
    assert see_waitlist(clinic) == ()
    assert visits(clinic, bruno) == ()


def test_the_wishes_go_to_the_wait_list_too(
    refused: RefusedBox, keyboard: Keyboard, clinic: Clinic
) -> None:
    keyboard.type("fri")
    keyboard.press("Alt+S")

    (waits,) = see_waitlist(clinic)
    assert waits.entry.weekdays == frozenset({4})


def test_wishes_that_a_wait_list_has_no_place_for_become_its_note(
    refused: RefusedBox, keyboard: Keyboard, clinic: Clinic, window: MainWindow
) -> None:
    keyboard.type("fri r1 not before 10 dec with her dog")
    keyboard.press("Alt+S")

    (waits,) = see_waitlist(clinic)
    assert waits.entry.weekdays == frozenset({4})
    assert waits.entry.note == "in Room 1, not before Thu 10 Dec 2026, “her dog”"
    assert window.toast.text.text() == (
        "On the wait list: Soto, Bruno, IV infusion. "
        "Noted with it: in Room 1, not before Thu 10 Dec 2026, “her dog”."
    )


def test_a_typed_deadline_is_kept_with_the_draft(
    refused: RefusedBox, keyboard: Keyboard, clinic: Clinic, window: MainWindow
) -> None:
    keyboard.press("Alt+B")
    retype(keyboard, "wed")
    window.booking.put_aside()
    (draft,) = my_drafts(clinic, "booking")
    cleared = refused.until.day.line.text()
    window.booking.resume(draft)

    assert cleared == ""
    assert refused.until.day.line.text() == "wed"


def test_once_all_is_on_file_it_is_booked(
    refused: RefusedBox, keyboard: Keyboard, clinic: Clinic, bruno: Patient, window: MainWindow
) -> None:
    file_everything(clinic, bruno)
    gone = not refused.isVisible()
    keyboard.press("Return")

    assert gone
    assert [view.visit.status for view in visits(clinic, bruno)] == [Status.BOOKED]


def test_nothing_is_offered_to_whoever_is_ready(
    window: MainWindow, keyboard: Keyboard, ana: Patient
) -> None:
    keyboard.press("Ctrl+N")
    keyboard.type("rom")
    keyboard.press("Return")
    keyboard.type("iv")
    keyboard.press("Return")

    assert not window.booking.judged.refused.isVisible()
    assert not window.booking.judged.short.isVisible()
