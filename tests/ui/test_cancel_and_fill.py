"""Calling a visit off and filling its time from the wait list, by keyboard alone."""

from dataclasses import dataclass

import pytest

from app.clinic import Clinic
from app.domain.patients import Patient
from app.domain.scheduling import Status
from app.ui.main_window import MainWindow
from app.use_cases.rebooking import rebook_list
from app.use_cases.scheduling import Wish, book_visit, see_visit
from app.use_cases.views import VisitView
from app.use_cases.waitlist import WaitWish, add_to_waitlist, see_waitlist
from tests.small import add_patient, at, file_everything
from tests.ui.robots import Keyboard

KEYS_TO_CANCEL_AND_FILL = 6


@dataclass(frozen=True)
class Waiting:
    """Two patients who wait for an infusion; the first one is urgent."""

    urgent: Patient
    other: Patient


@pytest.fixture
def infusion(clinic: Clinic, ana: Patient) -> VisitView:
    """Ana's infusion this afternoon."""
    wish = Wish(patient=ana.id, type="iv-dosing", start=at(clinic, 23, "14:00"))
    return book_visit(clinic, wish)


@pytest.fixture
def waiting(clinic: Clinic) -> Waiting:
    people = [add_patient(clinic, given, "Park", "+12025550131") for given in ("Min", "Jo")]
    for patient in people:
        file_everything(clinic, patient)
        wish = WaitWish(
            patient=patient.id, type="iv-dosing", urgent=patient is people[0], note="any afternoon"
        )
        add_to_waitlist(clinic, wish)
    return Waiting(*people)


@pytest.fixture
def chosen(
    infusion: VisitView, waiting: Waiting, window: MainWindow, keyboard: Keyboard
) -> VisitView:
    """The infusion, chosen on the Today board."""
    keyboard.press("Ctrl+1")
    keyboard.pressed = 0
    return infusion


def test_a_visit_is_called_off_and_its_time_filled_with_few_keys(
    chosen: VisitView, waiting: Waiting, keyboard: Keyboard, window: MainWindow, clinic: Clinic
) -> None:
    keyboard.press("Ctrl+Del", "Return", "Down", "Return")

    assert see_visit(clinic, chosen.visit.id).visit.status is Status.CANCELLED
    (still,) = see_waitlist(clinic)
    assert still.patient == waiting.urgent
    assert keyboard.pressed <= KEYS_TO_CANCEL_AND_FILL
    assert keyboard.dialogs == []
    assert window.place.panel is None
    assert window.toast.text.text().startswith("Booked from the wait list: Park, Jo, IV infusion")


def test_what_was_filled_is_taken_back_with_undo(
    chosen: VisitView, keyboard: Keyboard, clinic: Clinic
) -> None:
    keyboard.press("Ctrl+Del", "Return", "Return", "Ctrl+Z", "Ctrl+Z")

    assert see_visit(clinic, chosen.visit.id).visit.status is Status.BOOKED
    assert len(see_waitlist(clinic)) == 2


def test_the_reason_is_chosen_by_its_number_and_the_next_line_with_down(
    chosen: VisitView, keyboard: Keyboard, window: MainWindow, clinic: Clinic
) -> None:
    keyboard.press("Ctrl+Del", "1", "Down", "3", "Return")

    visit = see_visit(clinic, chosen.visit.id).visit
    assert (visit.why, visit.cancelled_by, visit.late) == ("ill", "patient", True)
    assert rebook_list(clinic).total == 0


def test_a_late_one_has_its_sentence_to_say(
    chosen: VisitView, keyboard: Keyboard, window: MainWindow
) -> None:
    keyboard.press("Ctrl+Del")

    assert window.cancel.policy.isVisible()
    assert "24 hours’ notice" in window.cancel.late.text()


def test_another_reason_is_kept_in_their_own_words(
    chosen: VisitView, keyboard: Keyboard, clinic: Clinic
) -> None:
    keyboard.press("Ctrl+Del", "6", "Tab")
    keyboard.type("moves away")
    keyboard.press("Return")

    assert see_visit(clinic, chosen.visit.id).visit.why == "moves away"


def test_the_panel_shows_phone_note_and_who_called_last(
    chosen: VisitView, keyboard: Keyboard, window: MainWindow, clinic: Clinic
) -> None:
    keyboard.press("Ctrl+Del", "Return")
    keyboard.press("Space", "1")

    assert window.fill.phone.text() == "(202) 555-0131"
    assert window.fill.note.text() == "“any afternoon”"
    assert window.fill.called.text() == "Called 09:00 by Ana Ruiz: no answer"
    assert see_waitlist(clinic)[0].entry.answer == "no-answer"


def test_without_anybody_who_fits_the_panel_just_closes(
    infusion: VisitView, keyboard: Keyboard, window: MainWindow
) -> None:
    keyboard.press("Ctrl+1", "Ctrl+Del", "Return")

    assert window.place.panel is None
    assert window.toast.text.text().startswith("Cancelled: Romero Gil, Ana")


@pytest.fixture
def three(clinic: Clinic) -> list[VisitView]:
    """Three visits of today, by start."""
    found: list[VisitView] = []
    for given, clock in (("Min", "11:00"), ("Kim", "13:00"), ("Jo", "15:00")):
        patient = add_patient(clinic, given, "Park", "+12025550131")
        wish = Wish(patient=patient.id, type="preparation", start=at(clinic, 23, clock))
        found.append(book_visit(clinic, wish))
    return found


def gone(clinic: Clinic, visits: list[VisitView]) -> list[bool]:
    """Which of some visits are called off."""
    now = [see_visit(clinic, view.visit.id).visit.status for view in visits]
    return [status is Status.CANCELLED for status in now]


@pytest.mark.parametrize("ways", [("Ctrl+1",), ("Ctrl+2",), ("Ctrl+2", "Ctrl+Shift+L")])
def test_the_same_keys_again_never_call_off_another_visit(
    three: list[VisitView],
    keyboard: Keyboard,
    window: MainWindow,
    clinic: Clinic,
    ways: tuple[str, ...],
) -> None:
    keyboard.press(*ways)
    window.schedule.begin()
    keyboard.press("Down", "Ctrl+Del", "Return")
    once = gone(clinic, three)
    window.desk.turn_clock()

    keyboard.press("Ctrl+Del")
    panel = window.place.panel
    keyboard.press("Return")

    assert sum(once) == 1
    assert panel is None
    assert window.desk.visit is None
    assert gone(clinic, three) == once


def test_after_another_is_chosen_the_keys_call_that_one_off(
    three: list[VisitView], keyboard: Keyboard, clinic: Clinic
) -> None:
    keyboard.press("Ctrl+1", "Down", "Ctrl+Del", "Return")

    keyboard.press("Down", "Ctrl+Del", "Return")

    assert gone(clinic, three) == [False, True, True]


def test_the_time_that_a_visit_had_is_chosen_on_the_schedule(
    three: list[VisitView], keyboard: Keyboard, window: MainWindow
) -> None:
    keyboard.press("Ctrl+2")
    chosen = window.desk.visit
    assert chosen is not None

    keyboard.press("Ctrl+Del", "Return")

    spot = window.schedule.spot
    assert spot is not None
    assert spot[1] == chosen.visit.start


def test_initials_stand_in_for_names_also_of_who_fits_and_of_what_was_done_before(
    chosen: VisitView, keyboard: Keyboard, window: MainWindow
) -> None:
    keyboard.press("Ctrl+Del", "Return")
    assert [row.title for row in window.fill.list.rows] == ["Park, Min", "Park, Jo"]

    keyboard.press("Ctrl+Shift+H")

    assert [row.title for row in window.fill.list.rows] == ["M.P.", "J.P."]
    shown = [part.isVisible() for part in (window.fill.who, window.fill.note, window.toast)]
    assert shown == [False, False, False]
    keyboard.press("Ctrl+Z")
    assert window.toast.text.text() == "Taken back."
    keyboard.press("Ctrl+Y")
    assert window.toast.text.text() == "Done again."


def test_a_later_visit_that_is_to_stay_stays_also_when_something_happens_meanwhile(
    infusion: VisitView, window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    eva = add_patient(clinic, "Eva", "Park", "+12025550131")
    file_everything(clinic, eva)
    later = book_visit(
        clinic, Wish(patient=eva.id, type="iv-dosing", start=at(clinic, 25, "10:00"))
    )
    add_to_waitlist(clinic, WaitWish(patient=eva.id, type="iv-dosing"))
    keyboard.press("Ctrl+1", "Ctrl+Del", "Return")
    assert window.fill.forward.isChecked()

    window.fill.forward.click()
    keyboard.press("Space")

    assert window.fill.called.text() == "Called 09:00 by Ana Ruiz: waiting for the answer"
    assert not window.fill.forward.isChecked()
    window.fill.book.click()
    assert see_visit(clinic, later.visit.id).visit.status is Status.BOOKED
