"""The Lists page: whoever waits, is to be booked again, or is due, rung by keyboard alone."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtGui import QGuiApplication

from app.clinic import Clinic
from app.domain.patients import Patient
from app.domain.scheduling import Status, Visit
from app.ui.commands import Commands
from app.ui.lists.duplicates import DuplicateList
from app.ui.main_window import MainWindow
from app.use_cases.blocks import BlockWish, block_time
from app.use_cases.patients import see_patient
from app.use_cases.rebooking import rebook_list
from app.use_cases.recalls import recalls
from app.use_cases.scheduling import Wish, book_visit, cancel_visit
from app.use_cases.views import VisitView
from app.use_cases.waitlist import WaitWish, add_to_waitlist, change_entry, see_waitlist
from tests.small import NOW, add_patient, at, file_everything
from tests.ui.robots import Keyboard

WISHES = "mon fri mornings moss"


@pytest.fixture
def min_park(clinic: Clinic) -> Patient:
    """Somebody who waits for an infusion, urgently."""
    patient = add_patient(clinic, "Min", "Park", "+12025550131")
    file_everything(clinic, patient)
    wish = WaitWish(patient=patient.id, type="iv-dosing", urgent=True, note="any afternoon")
    add_to_waitlist(clinic, wish)
    return patient


@pytest.fixture
def waiting(clinic: Clinic, bruno: Patient, min_park: Patient) -> tuple[Patient, Patient]:
    """Bruno waits for a preparation, Min for an infusion."""
    wish = WaitWish(patient=bruno.id, type="preparation", weekdays=frozenset({0, 4}))
    add_to_waitlist(clinic, wish)
    return min_park, bruno


@pytest.fixture
def lost(clinic: Clinic, ana: Patient) -> VisitView:
    """Ana's infusion, called off."""
    booked = book_visit(
        clinic, Wish(patient=ana.id, type="iv-dosing", start=at(clinic, 27, "14:00"))
    )
    return cancel_visit(clinic, booked.visit.id, why="ill")


@pytest.fixture
def due(clinic: Clinic, ana: Patient) -> Patient:
    """Ana, whose last dose was 40 days ago."""
    start = NOW - timedelta(days=40)
    dose = Visit(
        patient=ana.id,
        type="iv-dosing",
        start=start,
        end=start + timedelta(hours=2),
        status=Status.LEFT,
    )
    with clinic.database.writing() as unit:
        unit.scheduling.add_visit(dose)
    return ana


def titles(window: MainWindow) -> list[str]:
    return [row.title for row in window.lists.shown.list.rows]


def tabs(window: MainWindow) -> list[str]:
    bar = window.lists.tabs
    return [bar.tabText(number).replace("&", "") for number in range(bar.count())]


def test_the_wait_list_says_who_what_since_when_and_how_ready(
    waiting: object, window: MainWindow, keyboard: Keyboard
) -> None:
    keyboard.press("Ctrl+8")

    first, second = window.lists.waiting.list.rows
    assert (first.title, first.detail) == ("Park, Min", "urgent · IV infusion · today · any time")
    assert second.detail == "Preparation · today · Mondays and Fridays"
    assert (first.icon, second.icon) == ("warning", "clock")
    assert first.chip.endswith("Waiting")
    keyboard.wait_for_work()  # the others are counted beside the window
    of_calls = [each for each in tabs(window) if not each.startswith("Duplicates")]
    assert of_calls == ["Wait list  2", "To rebook  0", "Recalls  0", "Letters  0"]


def test_everything_about_whoever_is_current_stands_beside_the_list(
    waiting: object, window: MainWindow, keyboard: Keyboard
) -> None:
    keyboard.press("Ctrl+8")
    card = window.lists.waiting.card

    assert (card.name.text(), card.phone.text()) == ("Park, Min", "(202) 555-0131")
    assert card.note.text() == "“any afternoon”"
    assert card.facts.said == {
        "Waits for": "Ketamine infusion (IV), urgent",
        "Since": "Mon 23 Nov 2026, today",
        "Can come": "Any time",
        "Has already": "No such visit yet",
        "Last call": "Nobody has called yet",
    }

    keyboard.press("Down")

    assert window.lists.waiting.list.accessibleDescription().startswith(
        "12 Mar 1988  ·  chart 10001. (202) 555-0142. Waits for: Preparation session."
    )
    assert card.name.text() == "Soto, Bruno"
    assert card.facts.said["Can come"] == "Mondays and Fridays"


def test_a_time_is_found_and_booked_and_they_wait_no_longer(
    waiting: tuple[Patient, Patient],
    window: MainWindow,
    keyboard: Keyboard,
    clinic: Clinic,
) -> None:
    keyboard.press("Ctrl+8", "Down", "Return")

    assert window.place.panel is window.booking
    assert window.booking.patient.value == waiting[1].id
    assert window.booking.kind.value == "preparation"
    assert window.booking.wishes.line.text() == "mon fri"

    keyboard.press("Return")

    (view,) = see_patient(clinic, waiting[1].id).visits
    assert (view.visit.status, view.day.weekday()) == (Status.BOOKED, 0)
    assert titles(window) == ["Park, Min"]
    assert window.lists.waiting.list.hasFocus()
    assert keyboard.dialogs == []


def test_wishes_that_were_typed_while_booking_are_not_written_over(
    waiting: tuple[Patient, Patient], window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    keyboard.press("Ctrl+8", "Down", "Return", "Esc", "F2")
    keyboard.press("Ctrl+A")
    keyboard.type("tue")
    keyboard.press("Return", "Return")
    changed = window.booking.wishes.line.text()
    keyboard.type("pm")
    keyboard.press("Esc", "Return")

    assert changed == "tue"
    assert window.booking.wishes.line.text() == "tue pm"


def test_whoever_has_a_later_visit_has_it_brought_forward_when_they_can_come(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    later = book_visit(
        clinic, Wish(patient=ana.id, type="iv-dosing", start=at(clinic, 27, "14:00"))
    )
    wish = WaitWish(patient=ana.id, type="iv-dosing", weekdays=frozenset({2, 3}))
    add_to_waitlist(clinic, wish)

    keyboard.press("Ctrl+8")
    fact = window.lists.waiting.card.facts.said["Has already"]
    verb = window.lists.waiting.seek.text()
    keyboard.press("Return")
    shown = (window.place.panel is window.move_panel, window.move_panel.wished.text())
    keyboard.press("Return")

    (view,) = see_patient(clinic, ana.id).visits
    assert (fact, verb) == ("Fri 27 Nov 2026 at 14:00", "Bring forward")
    assert shown == (True, "Wednesdays and Thursdays")
    assert (view.visit.id, view.day) == (later.visit.id, date(2026, 11, 25))
    assert see_waitlist(clinic) == ()


def test_a_call_and_its_answer_are_noted_with_who_and_when(
    waiting: object, window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    keyboard.press("Ctrl+8", "Space")
    calling = window.lists.waiting.card.facts.said["Last call"]
    keyboard.press("1")

    assert calling == "Called 09:00 by Ana Ruiz: waiting for the answer"
    assert window.lists.waiting.card.facts.said["Last call"] == (
        "Called 09:00 by Ana Ruiz: no answer"
    )
    assert window.lists.waiting.list.rows[0].detail.endswith("tried 09:00, no answer")
    assert window.toast.text.text() == "Noted: Park, Min, no answer."
    assert see_waitlist(clinic)[0].entry.answer == "no-answer"


def test_an_answer_is_taken_back_to_the_call_before(
    waiting: object, keyboard: Keyboard, clinic: Clinic
) -> None:
    keyboard.press("Ctrl+8", "2", "3", "Ctrl+Z")
    once = see_waitlist(clinic)[0].entry.answer
    keyboard.press("Ctrl+Z")
    entry = see_waitlist(clinic)[0].entry
    keyboard.press("Ctrl+Y")

    assert once == "message"
    assert (entry.answer, entry.offered_at) == ("", None)
    assert see_waitlist(clinic)[0].entry.answer == "message"


def test_somebody_whom_another_desk_rings_is_not_rung_twice(
    waiting: object, window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    view = see_waitlist(clinic)[0]
    with clinic.by_itself().database.writing() as unit:
        unit.waiting.keep(replace(view.entry, offered_at=NOW, offered_by="moss"))

    keyboard.press("Ctrl+8", "Space")

    (sentence,) = window.lists.waiting.reasons.sentences
    assert sentence.startswith("Ira Moss offered this patient a time at 09:00")


def test_taken_off_the_list_and_put_back_in_their_place(
    waiting: object, window: MainWindow, keyboard: Keyboard
) -> None:
    keyboard.press("Ctrl+8", "Del")
    after = titles(window)
    current = window.lists.waiting.card.name.text()
    keyboard.press("Ctrl+Z")

    assert (after, current) == (["Soto, Bruno"], "Soto, Bruno")
    assert titles(window) == ["Park, Min", "Soto, Bruno"]


def test_what_another_desk_notes_of_somebody_who_waits_is_asked_about(
    waiting: object, window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    keyboard.press("Ctrl+8", "Down", "F2")
    entry = see_waitlist(clinic)[1].entry
    theirs = WaitWish(patient=entry.patient, type=entry.type, note="By car")
    change_entry(clinic, entry.id, theirs)
    window.wait.note.setText("By bus")

    keyboard.press("Ctrl+Return")

    asked, still = window.wait.reasons.sentences, see_waitlist(clinic)[1].entry.note
    keyboard.press("Ctrl+Return")
    assert "Note: somebody else has made it “By car” meanwhile." in asked
    assert (still, see_waitlist(clinic)[1].entry.note) == ("By car", "By bus")


def test_wishes_are_changed_as_they_are_typed_and_taken_back(
    waiting: object, window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    keyboard.press("Ctrl+8", "Down", "F2")
    before = window.wait.wishes.line.text()
    keyboard.press("Ctrl+A")
    keyboard.type(WISHES)
    window.wait.until.line.setFocus()
    keyboard.type("18 dec 2026")
    keyboard.press("Tab")
    keyboard.type("by bus")
    keyboard.press("Return")

    entry = see_waitlist(clinic)[1].entry
    assert before == "mon fri"
    assert (entry.until, entry.note) == (date(2026, 12, 18), "by bus")
    assert window.lists.waiting.card.facts.said["Can come"] == (
        "Mondays and Fridays, mornings, with Ira Moss, until Fri 18 Dec 2026"
    )
    assert window.place.panel is None

    keyboard.press("Ctrl+Z")

    assert window.lists.waiting.card.facts.said["Can come"] == "Mondays and Fridays"


def put_on(keyboard: Keyboard, name: str, kind: str) -> None:
    """Somebody is put on the wait list as far as their wishes."""
    keyboard.type(name)
    keyboard.press("Return")
    keyboard.type(kind)
    keyboard.press("Return")


def test_somebody_is_put_on_the_wait_list_by_keyboard_alone(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    keyboard.press("Ctrl+8", "Return")
    put_on(keyboard, "rom", "prep")
    keyboard.type("tue afternoons moss")
    keyboard.press("Return")

    (view,) = see_waitlist(clinic)
    assert (view.patient.id, view.type.slug, view.person) == (ana.id, "preparation", "Ira Moss")
    assert view.entry.weekdays == {1}
    assert window.toast.text.text() == "On the wait list: Romero Gil, Ana, Preparation."
    assert titles(window) == ["Romero Gil, Ana"]

    keyboard.press("Ctrl+Z")

    assert see_waitlist(clinic) == ()
    assert keyboard.dialogs == []


def test_the_patient_menu_and_the_card_put_the_patient_on_it(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    window.open_card(ana.id)
    keyboard.press("Ctrl+Shift+A")
    from_menu = window.wait.caller.patient
    keyboard.press("Esc")
    window.patients.card.wait.click()
    keyboard.type("prep")
    keyboard.press("Return", "Return")

    assert from_menu == ana
    assert [view.patient.id for view in see_waitlist(clinic)] == [ana.id]


def test_a_refused_entry_says_why_and_keeps_what_was_typed(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    keyboard.press("Ctrl+8", "Ins")
    put_on(keyboard, "rom", "prep")
    keyboard.type("mornings")
    window.wait.until.line.setFocus()
    keyboard.type("1 nov 2026")
    keyboard.press("Return")

    assert window.wait.reasons.sentences == (
        "Not put on the wait list.",
        "The last day 1 Nov 2026 has passed. Choose a day that is still to come.",
    )
    assert see_waitlist(clinic) == ()

    keyboard.press("Esc")
    window.lists.add.click()

    typed = (window.wait.caller.patient, window.wait.kind.value, window.wait.wishes.line.text())
    assert typed == (ana, "preparation", "mornings")
    assert window.wait.until.line.text() == "1 nov 2026"


def test_what_is_typed_for_one_waits_while_another_is_put_on(
    window: MainWindow, keyboard: Keyboard, ana: Patient, bruno: Patient
) -> None:
    window.open_wait(ana.id)
    keyboard.type("prep")
    keyboard.press("Return")
    keyboard.type("mornings")

    window.open_wait(bruno.id)
    between = (window.wait.caller.patient, window.wait.wishes.line.text())
    window.open_wait(ana.id)

    assert between == (bruno, "")
    assert (window.wait.caller.patient, window.wait.wishes.line.text()) == (ana, "mornings")


def test_wishes_for_which_the_list_has_no_place_go_into_the_note(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    window.open_wait(ana.id)
    keyboard.type("prep")
    keyboard.press("Return")
    keyboard.type("mornings r1 not before 10 dec")

    said = window.wait.to_note.text()
    window.wait.note.setText("lives near by")
    keyboard.press("Return")

    (waits,) = see_waitlist(clinic)
    assert said == "This goes into the note: in Room 1, not before Thu 10 Dec 2026."
    assert waits.entry.note == "lives near by; in Room 1, not before Thu 10 Dec 2026"


def test_who_lost_a_visit_is_booked_again(
    lost: VisitView, window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    keyboard.press("Ctrl+8", "Ctrl+PgDown")
    card = window.lists.rebooking.card
    (row,) = window.lists.rebooking.list.rows

    assert (row.title, row.detail) == ("Romero Gil, Ana", "IV infusion · Fri 27 Nov · ill")
    assert (row.chip, row.shape) == ("Cancelled", "cancel")
    assert card.facts.said == {
        "Visit": "Ketamine infusion (IV)",
        "Was": "Fri 27 Nov 2026 at 14:00",
        "Why": "Cancelled by the patient, ill",
        "Last call": "Nobody has called yet",
    }

    keyboard.press("Return")
    asked = (window.booking.patient.value, window.booking.kind.value)
    keyboard.press("Return")

    assert asked == (ana.id, "iv-dosing")
    assert rebook_list(clinic).total == 0
    assert tabs(window)[1] == "To rebook  0"


def test_a_call_about_another_visit_is_noted_and_taken_back(
    lost: VisitView, window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    keyboard.press("Ctrl+8", "Ctrl+PgDown", "2")
    said = window.lists.rebooking.card.facts.said["Last call"]
    keyboard.press("Ctrl+Z")

    assert said == "Called 09:00 by Ana Ruiz: left a message"
    assert rebook_list(clinic).lines[0].rebooking.tried_at is None


def test_nobody_need_call_and_somebody_must_after_all(
    lost: VisitView, window: MainWindow, keyboard: Keyboard
) -> None:
    keyboard.press("Ctrl+8", "Ctrl+PgDown", "Del")
    after = titles(window)
    said = window.toast.text.text()
    keyboard.press("Ctrl+Z")

    assert (after, said) == ([], "Nobody need call Romero Gil, Ana, IV infusion.")
    assert titles(window) == ["Romero Gil, Ana"]


def test_a_visit_that_lost_its_time_is_given_another_and_stays_until_then(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    booked = book_visit(
        clinic, Wish(patient=ana.id, type="iv-dosing", start=at(clinic, 27, "14:00"))
    )
    room = next(held.resource for held in booked.holds if held.name == "Room 2")
    wish = BlockWish(
        resource=room,
        start=at(clinic, 27, "08:00"),
        end=at(clinic, 27, "18:00"),
        kind="service",
    )
    block_time(clinic, wish, displace=True)

    keyboard.press("Ctrl+8", "Ctrl+PgDown", "Del")
    (row,) = window.lists.rebooking.list.rows
    shown = (row.chip, row.look, window.lists.rebooking.off.isEnabled())
    keyboard.press("Return")

    assert shown == ("Lost its time", "blocked", False)
    assert window.place.panel is window.move_panel

    keyboard.press("Return")

    assert titles(window) == []
    assert not see_patient(clinic, ana.id).visits[0].visit.displaced


def test_who_is_due_is_rung_and_booked(
    due: Patient, window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    keyboard.press("Ctrl+8", "Ctrl+PgUp", "Ctrl+PgUp")
    (row,) = window.lists.recalls.list.rows
    card = window.lists.recalls.card
    keyboard.press("1")

    assert (row.title, row.detail, row.chip) == (
        "Romero Gil, Ana",
        "last IV infusion Wed 14 Oct",
        "Due Wed 11 Nov",
    )
    assert card.facts.said == {
        "Due": "Wed 11 Nov 2026, 12 days ago",
        "Last visit": "Ketamine infusion (IV), Wed 14 Oct 2026 at 10:00",
        "Last call": "Called 09:00 by Ana Ruiz: no answer",
    }

    keyboard.press("Return", "Return")

    assert recalls(clinic).total == 0
    assert see_patient(clinic, due.id).visits[-1].visit.status is Status.BOOKED


def test_another_due_day_is_typed_and_taken_back(
    due: Patient, window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    keyboard.press("Ctrl+8", "Ctrl+PgUp", "Ctrl+PgUp", "F2")
    keyboard.type("2w")
    keyboard.press("Return")
    now, ahead = recalls(clinic).total, recalls(clinic, ahead=28).lines
    said = window.toast.text.text()
    keyboard.press("Ctrl+Z")

    assert (now, [line.due for line in ahead]) == (0, [date(2026, 12, 7)])
    assert said == "Due Mon 7 Dec 2026: Romero Gil, Ana."
    assert [line.due for line in recalls(clinic).lines] == [date(2026, 11, 11)]


def test_a_due_day_that_has_passed_is_refused_and_kept_as_typed(
    due: Patient, window: MainWindow, keyboard: Keyboard
) -> None:
    keyboard.press("Ctrl+8", "Ctrl+PgUp", "Ctrl+PgUp", "F2")
    keyboard.type("-3")
    keyboard.press("Return")
    refused = window.lists.recalls.reasons.sentences
    window.lists.refresh()

    assert refused
    assert window.lists.recalls.due.line.text() == "-3"
    assert window.lists.recalls.reasons.sentences == refused


def test_off_the_recall_list_and_on_it_again(
    due: Patient, window: MainWindow, keyboard: Keyboard
) -> None:
    keyboard.press("Ctrl+8", "Ctrl+PgUp", "Ctrl+PgUp", "Del")
    after = titles(window)
    keyboard.press("Ctrl+Z")

    assert (after, titles(window)) == ([], ["Romero Gil, Ana"])


def test_who_is_due_soon_is_listed_on_demand(
    due: Patient, window: MainWindow, keyboard: Keyboard
) -> None:
    keyboard.press("Ctrl+8", "Ctrl+PgUp", "Ctrl+PgUp", "F2")
    keyboard.type("2w")
    keyboard.press("Return")
    before = titles(window)
    keyboard.press("Return")

    assert (before, titles(window)) == ([], ["Romero Gil, Ana"])
    assert window.lists.recalls.ahead.isChecked()


def test_the_number_is_copied_for_whoever_is_current(
    waiting: object, window: MainWindow, keyboard: Keyboard
) -> None:
    keyboard.press("Ctrl+8", "Ctrl+Shift+C")
    by_key = window.toast.text.text()
    window.lists.waiting.list.setCurrentIndex(window.lists.waiting.list.model().index(1, 0))
    window.lists.waiting.card.copy.click()

    assert by_key == "Copied: (202) 555-0131, Park, Min."
    assert QGuiApplication.clipboard().mimeData().text() == "(202) 555-0142"


def test_the_card_of_whoever_is_current_is_opened(
    waiting: tuple[Patient, Patient], window: MainWindow, keyboard: Keyboard
) -> None:
    keyboard.press("Ctrl+8", "Down", "Ctrl+O")

    card = window.patients.card.card
    assert card is not None
    assert card.patient == waiting[1]


def test_initials_stand_for_names_and_no_note_is_shown(
    waiting: object, window: MainWindow, keyboard: Keyboard
) -> None:
    keyboard.press("Ctrl+8", "Ctrl+Shift+H")
    card = window.lists.waiting.card
    keyboard.press("1")

    assert titles(window) == ["M.P.", "B.S."]
    assert card.name.text() == "M.P."
    assert not card.note.isVisible()
    assert not card.who.isVisible()
    assert window.toast.text.text() == "Noted: M.P., no answer."


@pytest.mark.parametrize(
    ("key", "title", "way"),
    [
        ("F5", "Nobody waits", "Put somebody on it"),
        ("Ctrl+PgDown", "Nobody is to be booked again", "See who waits"),
        ("Ctrl+PgUp Ctrl+PgUp", "Nobody is due", "Also the next four weeks"),
        ("Ctrl+PgUp", "No letter is waited for", "Look at the recalls"),
    ],
)
def test_an_empty_list_says_what_why_and_what_next(
    window: MainWindow, keyboard: Keyboard, key: str, title: str, way: str
) -> None:
    keyboard.press("Ctrl+8", *key.split())
    shown = window.lists.shown
    assert not isinstance(shown, DuplicateList)

    assert (shown.empty.title.text(), shown.way.text()) == (title, way)
    assert shown.empty.isVisible()
    assert shown.way.hasFocus()


def test_what_happens_elsewhere_is_seen_at_once(
    waiting: tuple[Patient, Patient],
    window: MainWindow,
    keyboard: Keyboard,
    clinic: Clinic,
) -> None:
    keyboard.press("Ctrl+8", "Down")

    book_visit(
        clinic,
        Wish(patient=waiting[0].id, type="iv-dosing", start=at(clinic, 24, "09:00")),
    )

    assert titles(window) == ["Soto, Bruno"]
    assert tabs(window)[0] == "Wait list  1"


def visit_menu(window: MainWindow) -> Commands:
    """The commands, once the Visit menu is about to open."""
    commands = window.findChild(Commands)
    assert isinstance(commands, Commands)
    commands.actions.menus["V&isit"].aboutToShow.emit()
    return commands


def test_free_time_is_filled_from_the_wait_list(
    waiting: tuple[Patient, Patient], window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    keyboard.press("Ctrl+2", "Ctrl+Down", "Ctrl+Right")
    fill = visit_menu(window).actions["fill-here"]
    spot = window.schedule.canvas.spot
    said = fill.text()
    fill.trigger()

    assert spot is not None
    assert spot[0].name == "Room 2"
    assert said == "Fill from the &wait list (1)"
    assert window.place.panel is window.fill
    assert window.fill.title.text() == "Fill 09:05\N{EN DASH}18:00"

    keyboard.press("Return")

    (view,) = see_patient(clinic, waiting[0].id).visits
    assert "Room 2" in {held.name for held in view.holds}


def test_filling_says_why_it_cannot_be_had(
    ana: Patient, window: MainWindow, keyboard: Keyboard
) -> None:
    keyboard.press("Ctrl+2")
    without = visit_menu(window).actions["fill-here"].toolTip()
    keyboard.press("Ctrl+Down")
    fill = visit_menu(window).actions["fill-here"]
    nobody = (fill.isEnabled(), fill.toolTip())

    assert without.startswith("Choose a time on the schedule first")
    assert nobody == (False, "Nobody on the wait list fits this time.")


def test_a_time_is_held_from_the_menu_although_nothing_stands_against_booking(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    keyboard.press("Ctrl+2", "Ctrl+Down", "Ctrl+Down")
    visit_menu(window).actions["hold-here"].trigger()
    spot = window.schedule.canvas.spot
    keyboard.type("rom")
    keyboard.press("Return", "Esc", "Ctrl+N")
    keyboard.type("prep")
    keyboard.press("Return", "Return")

    (view,) = see_patient(clinic, ana.id).visits
    assert spot is not None
    assert (view.visit.status, view.visit.start) == (Status.HELD, spot[1])
    assert view.visit.hold_until is not None
    assert window.booking.book.toolTip() == "Book  (Enter)"
