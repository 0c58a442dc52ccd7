"""The Today board: who comes, what needs somebody, checking in, and taking it back."""

from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import words
from app.clinic import Clinic
from app.domain.access import Act
from app.domain.blocks import Closure
from app.domain.months import DAY
from app.domain.patients import Patient
from app.domain.records import ReferralState
from app.domain.refusal import Refused
from app.domain.scheduling import Status
from app.ui.commands import Commands
from app.ui.desk import Ask
from app.ui.main_window import MainWindow
from app.ui.scheduling.visit_model import Column
from app.use_cases.day_notes import note_day
from app.use_cases.days import see_day
from app.use_cases.scheduling import Wish, advance_visit, book_visit, see_visit
from app.use_cases.views import VisitView
from app.use_cases.waitlist import WaitWish, add_to_waitlist
from tests.small import Small, at, file_everything
from tests.ui.finding import faults
from tests.ui.robots import Keyboard


@pytest.fixture
def booked(clinic: Clinic, ana: Patient) -> VisitView:
    """An infusion today at 10:00, whose ride and papers are still missing."""
    return book_visit(clinic, Wish(patient=ana.id, type="iv-dosing", start=at(clinic, 23, "10:00")))


def status_of(clinic: Clinic, view: VisitView) -> Status:
    return see_visit(clinic, view.visit.id).visit.status


def test_the_board_lists_the_visits_of_the_day(booked: VisitView, window: MainWindow) -> None:
    shown = [view.visit.id for view in window.today.model.views]

    assert shown == [booked.visit.id]
    assert window.today.bar.title.text() == "Monday 23 November 2026"
    assert window.today.tallies.visits.text == "1 visit"


def test_what_is_missing_needs_you_first_with_its_next_action(
    booked: VisitView, window: MainWindow
) -> None:
    rows = window.today.needs.rows

    assert [row.name.text() for row in rows] == ["Romero Gil, Ana"]
    assert [row.why.text() for row in rows] == [words.say(booked.open_items[0].reason)]
    assert [row.button.text() for row in rows] == ["Add the ride"]


def test_a_visit_whose_people_are_off_asks_for_another_time(
    booked: VisitView, window: MainWindow
) -> None:
    room = next(held.resource for held in booked.holds if held.role == "room")
    with window.desk.clinic.by_itself().writing(Act.CHANGE_RESOURCE) as unit:
        resource = unit.resources.find(room)
        assert resource is not None
        unit.resources.keep(replace(resource, hours=()))

    (row,) = window.today.needs.rows
    row.button.click()

    assert row.chip.text == "Blocked"
    assert row.why.text().startswith(f"{resource.name} does not work all the time from ")
    assert row.button.text() == "Find another time"
    assert window.place.panel is window.move_panel


def held_until_half_past_nine(clinic: Clinic, patient: Patient) -> VisitView:
    """A hold of today whose deadline the clock has just passed."""
    start, until = at(clinic, 23, "10:00"), at(clinic, 23, "09:30")
    wish = Wish(patient=patient.id, type="iv-dosing", start=start, hold_until=until)
    held = book_visit(clinic, wish)
    clinic.clock = lambda: at(clinic, 23, "09:31")
    return held


def test_a_hold_past_its_deadline_is_released_and_announced(
    clinic: Clinic, ana: Patient, window: MainWindow
) -> None:
    held = held_until_half_past_nine(clinic, ana)

    window.desk.turn_clock()

    assert status_of(clinic, held) is Status.CANCELLED
    assert window.toast.text.text() == (
        "Released, past the deadline: Romero Gil, Ana, IV infusion, Mon 23 Nov 2026 at 10:00."
    )


def test_a_released_hold_is_held_again_by_one_key_and_stays_so(
    clinic: Clinic, ana: Patient, window: MainWindow, keyboard: Keyboard
) -> None:
    held = held_until_half_past_nine(clinic, ana)
    window.desk.turn_clock()

    keyboard.press("Ctrl+Z")
    window.desk.turn_clock()
    kept = see_visit(clinic, held.visit.id).visit
    keyboard.press("Ctrl+Shift+Z")

    assert (kept.status, kept.hold_until) == (Status.HELD, at(clinic, 23, "10:00"))
    assert status_of(clinic, held) is Status.CANCELLED
    assert keyboard.dialogs == []


def test_a_released_hold_whose_time_is_taken_is_not_held_again(
    clinic: Clinic, ana: Patient, window: MainWindow, keyboard: Keyboard
) -> None:
    held = held_until_half_past_nine(clinic, ana)
    window.desk.turn_clock()
    wish = Wish(patient=ana.id, type="iv-dosing", start=at(clinic, 23, "10:00"))
    book_visit(clinic, wish)

    keyboard.press("Ctrl+Z")

    assert status_of(clinic, held) is Status.CANCELLED
    assert window.toast.text.text() == "Somebody else has the time now. Nothing was taken back."


def test_check_in_by_one_key(
    booked: VisitView, window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    keyboard.press("Ctrl+1", "Ctrl+Return")

    assert status_of(clinic, booked) is Status.ARRIVED
    assert window.toast.text.text() == "Romero Gil, Ana is checked in."
    assert keyboard.dialogs == []


def test_check_in_is_taken_back(booked: VisitView, keyboard: Keyboard, clinic: Clinic) -> None:
    keyboard.press("Ctrl+1", "Ctrl+Return", "Ctrl+Z")

    assert status_of(clinic, booked) is Status.BOOKED


def test_a_session_that_may_not_start_says_every_reason(
    booked: VisitView, window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    keyboard.press("Ctrl+1", "Ctrl+Return")
    with pytest.raises(Refused) as refused:
        advance_visit(clinic, booked.visit.id)

    keyboard.press("Ctrl+Return")

    said = tuple(words.say(reason) for reason in refused.value.reasons)
    assert window.visit.reasons.sentences[1:] == said
    assert window.place.panel is window.visit
    assert status_of(clinic, booked) is Status.ARRIVED


def test_the_ride_is_filed_where_it_is_missed(
    booked: VisitView, window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    window.today.needs.rows[0].button.click()
    keyboard.type("Luis Romero")
    keyboard.press("Tab")
    keyboard.type("202 555 0178")
    keyboard.press("Return")

    ride = next(item for item in see_visit(clinic, booked.visit.id).items if item.item == "ride")
    assert not ride.open
    assert window.today.rides.list.rows[0].detail == "with Luis Romero"


def test_a_ride_without_a_telephone_is_refused_in_its_form(
    booked: VisitView, window: MainWindow, keyboard: Keyboard
) -> None:
    window.today.needs.rows[0].button.click()
    keyboard.type("Luis Romero")
    keyboard.press("Return")

    assert window.visit.form is not None
    assert window.visit.form.reasons.sentences == (
        "A ride home needs the name and the telephone of an adult.",
    )


def test_cancelling_frees_the_time_and_undo_gives_it_back(
    booked: VisitView, keyboard: Keyboard, clinic: Clinic
) -> None:
    keyboard.press("Ctrl+1", "Ctrl+Del", "Return")
    cancelled = status_of(clinic, booked)
    keyboard.press("Ctrl+Z")

    assert cancelled is Status.CANCELLED
    assert status_of(clinic, booked) is Status.BOOKED


def test_an_empty_day_says_why_and_where_to_go(window: MainWindow, keyboard: Keyboard) -> None:
    keyboard.press("Ctrl+G")
    keyboard.type("28 Nov")
    keyboard.press("Return")

    assert window.today.empty.isVisible()
    assert window.today.empty.title.text() == "No visits on Sat 28 Nov 2026"
    assert window.today.empty.why.text() == "The clinic is closed on Saturdays."

    window.today.next_open.click()

    assert window.today.bar.title.text() == "Monday 30 November 2026"


def test_what_another_desk_changes_is_seen(
    qtbot: QtBot, window: MainWindow, clinic: Clinic, ana: Patient
) -> None:
    wish = Wish(patient=ana.id, type="preparation", start=at(clinic, 23, "11:00"))

    with qtbot.waitSignal(window.desk.changes.happened):
        book_visit(clinic, wish)

    assert [view.type.slug for view in window.today.model.views] == ["preparation"]


def test_a_hold_that_becomes_booked_by_itself_is_announced_and_taken_back(
    qtbot: QtBot, window: MainWindow, keyboard: Keyboard, clinic: Clinic, bruno: Patient
) -> None:
    start = at(clinic, 25, "10:00")
    wish = Wish(patient=bruno.id, type="iv-dosing", start=start, hold_until=at(clinic, 24, "18:00"))
    held = book_visit(clinic, wish)
    file_everything(clinic, bruno)

    window.desk.turn_clock()

    said = "Booked by itself, all is on file: Soto, Bruno, IV infusion, Wed 25 Nov 2026 at 10:00."
    qtbot.waitUntil(lambda: window.toast.text.text() == said)
    assert status_of(clinic, held) is Status.BOOKED
    keyboard.press("Ctrl+Z")
    assert status_of(clinic, held) is Status.HELD


def test_what_another_program_does_is_seen(
    qtbot: QtBot, window: MainWindow, small: Small, ana: Patient
) -> None:
    other = small.open()
    book_visit(other, Wish(patient=ana.id, type="preparation", start=at(other, 23, "11:00")))

    window.desk.news.ask()

    qtbot.waitUntil(lambda: len(window.today.model.views) == 1)
    other.close()


def shown_status(window: MainWindow) -> tuple[str, str]:
    """What the first row says of where its visit stands."""
    model = window.today.model
    return model.lines(model.views[0], Column.STATUS)


def test_who_waits_is_told_since_when_and_for_how_long_each_minute(
    booked: VisitView, window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    clinic.clock = lambda: at(clinic, 23, "09:52")
    keyboard.press("Ctrl+1", "Ctrl+Return")
    at_once = shown_status(window)

    clinic.clock = lambda: at(clinic, 23, "10:00")
    window.desk.turn_clock()

    assert at_once == ("Arrived", "since 09:52 · 0 min")
    assert shown_status(window) == ("Arrived", "since 09:52 · 8 min")


def test_who_does_not_come_is_late_and_then_a_no_show_by_one_key(
    booked: VisitView, window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    commands = window.findChild(Commands)
    assert isinstance(commands, Commands)
    action = commands.actions["no-show"]
    too_soon = (action.isEnabled(), action.toolTip())
    clinic.clock = lambda: at(clinic, 23, "10:12")

    window.desk.turn_clock()
    late = shown_status(window)
    keyboard.press("Ctrl+1", "Ctrl+Shift+Del")
    missed = status_of(clinic, booked)
    said = window.toast.text.text()
    keyboard.press("Ctrl+Z")

    assert too_soon == (False, "Once the visit was to begin it can be said that nobody came.")
    assert late == ("Late 12 min", "")
    assert missed is Status.NO_SHOW
    assert said == "Did not come: Romero Gil, Ana, IV infusion, Mon 23 Nov 2026 at 10:00."
    assert status_of(clinic, booked) is Status.BOOKED


def test_the_note_of_the_day_is_written_where_it_stands_and_taken_back(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    keyboard.press("Ctrl+1", "F2")
    keyboard.type("Pump 2 is in service until noon.")
    keyboard.press("Return")
    kept = (window.today.note.line.text.text(), see_day(clinic, window.desk.day).note)
    said = window.toast.text.text()
    keyboard.press("Ctrl+Z")

    assert kept == ("Pump 2 is in service until noon.",) * 2
    assert said == "Noted for Mon 23 Nov 2026."
    assert see_day(clinic, window.desk.day).note == ""
    assert not window.today.note.line.isVisible()


def test_a_note_that_is_left_stays_as_it_was_and_what_was_written_comes_back(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    note_day(clinic, window.desk.day, "Pump 2 is away.")
    keyboard.press("Ctrl+1", "F2")
    keyboard.type(" Call Ortiz.")

    keyboard.press("Esc")
    left = (window.today.note.line.text.text(), window.today.note.line.button.text())
    keyboard.press("F2")
    again = window.today.note.field.text()
    window.desk.show_day(window.desk.day + DAY)
    window.desk.show_day(window.desk.day - DAY)
    keyboard.press("F2", "Return")

    assert left == ("Pump 2 is away.", "Write on")
    assert again == "Pump 2 is away. Call Ortiz."
    assert see_day(clinic, window.desk.day).note == again


def test_what_another_desk_wrote_meanwhile_is_shown_before_it_is_replaced(
    qtbot: QtBot, window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    keyboard.press("F2")
    keyboard.type("Staff lunch.")
    with qtbot.waitSignal(window.desk.changes.happened):
        note_day(clinic, window.desk.day, "Pump 2 is away.")

    keyboard.press("Return")
    said = window.today.note.reasons.sentences
    typed = window.today.note.field.text()
    keyboard.press("Return")

    assert said[0] == "Not kept."
    assert said[1].startswith("Somebody else has written meanwhile: “Pump 2 is away.” ")
    assert typed == "Staff lunch."
    assert see_day(clinic, window.desk.day).note == "Staff lunch."


def test_who_is_late_needs_somebody_to_check_in_or_to_say_that_nobody_came(
    booked: VisitView, window: MainWindow, clinic: Clinic
) -> None:
    clinic.clock = lambda: at(clinic, 23, "10:12")
    window.desk.turn_clock()
    (row,) = window.today.needs.rows
    buttons = [button.text() for button in row.buttons]

    row.buttons[1].click()

    assert (row.chip.text, buttons) == ("Late 12 min", ["Check in", "No-show"])
    assert status_of(clinic, booked) is Status.NO_SHOW


def test_a_hold_that_runs_out_is_booked_where_it_is_told(
    clinic: Clinic, ana: Patient, window: MainWindow
) -> None:
    start, until = at(clinic, 30, "10:00"), at(clinic, 24, "12:00")
    wish = Wish(patient=ana.id, type="preparation", start=start, hold_until=until)
    held = book_visit(clinic, wish)
    window.today.refresh()
    (row,) = window.today.needs.rows
    told = (row.time.text(), row.chip.text, row.button.text())

    row.button.click()

    assert told == ("12:00", "Held", "Book")
    assert status_of(clinic, held) is Status.BOOKED


def test_the_keyboard_stays_on_its_row_when_the_clock_goes_on(
    booked: VisitView, window: MainWindow, clinic: Clinic, bruno: Patient
) -> None:
    start = at(clinic, 23, "14:00")
    book_visit(clinic, Wish(patient=bruno.id, type="preparation", start=start))
    window.today.refresh()
    window.today.needs.rows[0].button.setFocus()
    clinic.clock = lambda: at(clinic, 23, "14:05")

    window.desk.turn_clock()

    late = window.today.needs.rows
    assert [row.chip.text for row in late] == ["Late 4 h 5 min", "Late 5 min"]
    assert late[0].button.hasFocus()
    assert late[0].view.visit.id == booked.visit.id


def wait_for(clinic: Clinic, patient: Patient, kind: str = "preparation") -> None:
    """Put somebody on the wait list."""
    add_to_waitlist(clinic, WaitWish(patient=patient.id, type=kind))


def test_free_times_say_how_many_on_the_wait_list_fit_and_are_filled_from_there(
    booked: VisitView, window: MainWindow, keyboard: Keyboard, clinic: Clinic, bruno: Patient
) -> None:
    nobody = window.today.free.isVisible()
    wait_for(clinic, bruno)
    keyboard.wait_for_work()
    told = [(row.when.text(), row.fit.text()) for row in window.today.free.rows]

    window.today.free.rows[0].fill.setFocus()
    keyboard.press("Return", "Return")

    assert not nobody
    assert told == [("09:05–18:00  Room 1", "1 on the wait list fits")]
    assert [view.type.slug for view in window.today.model.views] == ["preparation", "iv-dosing"]
    keyboard.wait_for_work()
    assert not window.today.free.isVisible()


def test_the_free_times_of_an_empty_day_stand_there_too(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, bruno: Patient
) -> None:
    wait_for(clinic, bruno)

    keyboard.wait_for_work()

    assert window.today.empty.isVisible()
    assert [row.when.text() for row in window.today.free.rows] == ["09:05–18:00  Room 1"]
    assert not window.today.needs.isVisible()


def test_the_huddle_sheet_is_printed_as_it_is_previewed(
    booked: VisitView, window: MainWindow, keyboard: Keyboard, clinic: Clinic, tmp_path: Path
) -> None:
    panel, asked = window.print_schedule, list[str]()

    def choose(_window: object, name: str) -> str:
        asked.append(name)
        return str(tmp_path / name)

    panel.choose_file = choose
    window.desk.show_day(window.desk.day + DAY)
    keyboard.press("Ctrl+2", "Ctrl+Shift+T")
    keyboard.wait_for_work()
    panel.save.click()

    assert window.place.panel is panel
    assert panel.title.text() == "Print huddle sheet"
    assert panel.what.text() == "Tuesday 24 November 2026 · 1 page"
    assert panel.print.hasFocus()
    assert asked == ["day-sheet-2026-11-24.pdf"]
    assert (tmp_path / asked[0]).read_bytes() == panel.pdf
    assert window.toast.text.text() == "Day sheet saved."


def test_when_the_clinic_is_closed_for_a_part_of_the_day_is_told_before_the_note(
    window: MainWindow, clinic: Clinic
) -> None:
    with clinic.by_itself().writing(Act.CLOSE_CLINIC) as unit:
        unit.closures.add(Closure(day=window.desk.day, start=time(14), name="Staff meeting"))
    note_day(clinic, window.desk.day, "Pump 2 is away.")

    window.today.refresh()

    told = window.today.note.line.text.text()
    assert told == "Closed from 14:00: Staff meeting. Pump 2 is away."


@pytest.fixture
def talk(clinic: Clinic, bruno: Patient) -> VisitView:
    """A preparation today at 14:00, for which nothing is missing."""
    return book_visit(
        clinic, Wish(patient=bruno.id, type="preparation", start=at(clinic, 23, "14:00"))
    )


def test_keys_of_the_note_do_nothing_about_the_chosen_visit(
    booked: VisitView, window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    clinic.clock = lambda: at(clinic, 23, "10:30")
    keyboard.press("Ctrl+1", "F2")
    keyboard.type("Pump 2 is away")
    keyboard.press("Home", "Ctrl+Del", "Ctrl+Shift+Del")

    assert window.place.panel is None
    assert window.today.note.field.hasFocus()
    keyboard.press("Ctrl+Return")
    assert status_of(clinic, booked) is Status.BOOKED
    assert not window.today.note.is_written
    assert window.toast.text.text() == "Noted for Mon 23 Nov 2026."


def test_ctrl_enter_in_the_search_box_checks_nobody_in(
    booked: VisitView, keyboard: Keyboard, clinic: Clinic
) -> None:
    keyboard.press("Ctrl+1", "Ctrl+F")
    keyboard.type("x")
    keyboard.press("Ctrl+Return")

    assert status_of(clinic, booked) is Status.BOOKED


def test_ctrl_enter_in_the_panel_of_a_visit_is_about_that_visit(
    booked: VisitView, talk: VisitView, window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    keyboard.press("Ctrl+1")
    window.desk.visit_wanted.emit(talk.visit.id)

    keyboard.press("Ctrl+Return")

    assert [status_of(clinic, each) for each in (booked, talk)] == [Status.BOOKED, Status.ARRIVED]


def test_ctrl_enter_while_booking_checks_nobody_in(
    booked: VisitView, window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    keyboard.press("Ctrl+1", "Ctrl+N", "Ctrl+Return")
    keyboard.type("so")
    keyboard.press("Ctrl+Return")

    assert status_of(clinic, booked) is Status.BOOKED
    assert window.place.panel is window.booking


def test_a_visit_chosen_on_the_board_is_not_chosen_on_the_courses_page(
    booked: VisitView, window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    clinic.clock = lambda: at(clinic, 23, "10:30")
    keyboard.press("Ctrl+1", "Ctrl+4", "Ctrl+Shift+Del", "Ctrl+Del")

    assert status_of(clinic, booked) is Status.BOOKED
    assert window.place.panel is None


def test_the_buttons_of_a_panel_stand_whole_in_large_text_on_a_small_window(
    window: MainWindow, ana: Patient
) -> None:
    try:
        window.look.set_percent(200)
        window.resize(900, 600)
        window.desk.booking_wanted.emit(Ask(patient=ana.id))
        QApplication.processEvents()
        assert [fault for fault in faults(window) if "Book" in fault or "Hold" in fault] == []
    finally:
        window.look.set_percent(100)


def lose_referral(clinic: Clinic, patient: Patient) -> None:
    """The referral on file is rejected after all."""
    with clinic.by_itself().writing(Act.MAKE_CLINIC) as unit:
        (referral,) = unit.records.referrals([patient.id])[patient.id]
        unit.records.update_referral(replace(referral, state=ReferralState.REJECTED))


def test_what_a_far_visit_has_lost_is_seen_and_undone(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    start = at(clinic, 30, "09:00") + 14 * DAY
    book_visit(clinic, Wish(patient=ana.id, type="iv-dosing", start=start))
    lose_referral(clinic, ana)
    window.today.refresh()
    (row,) = window.today.needs.rows
    shown = [button.text() for button in row.buttons]

    row.buttons[1].setFocus()
    keyboard.press("Space")

    seen = [row.name.text() for row in window.today.needs.rows]
    said = window.toast.text.text()
    keyboard.press("Ctrl+Z")
    assert shown == ["Ask for a referral", "Seen"]
    assert said == (
        "Seen: Romero Gil, Ana, IV infusion, Mon 14 Dec 2026 at 09:00. "
        "It comes back two weeks before."
    )
    assert (seen, len(window.today.needs.rows)) == ([], 1)


def test_when_the_day_turns_the_desk_is_told_what_needs_attention(
    qtbot: QtBot, window: MainWindow, clinic: Clinic, ana: Patient
) -> None:
    book_visit(clinic, Wish(patient=ana.id, type="iv-dosing", start=at(clinic, 30, "09:00")))
    with clinic.by_itself().writing(Act.EDIT_SETTINGS) as unit:
        policy = unit.settings.policy()
        rule = policy.rule("referral")
        assert rule is not None
        harder = replace(policy.with_rule(replace(rule, days=10)), version=policy.version + 1)
        unit.settings.keep_policy(harder, clinic.now(), "manager")

    window.desk.turn_clock()

    told = "1 visit to come newly in need of attention: see Today."
    qtbot.waitUntil(lambda: window.toast.text.text() == told)
    assert [row.name.text() for row in window.today.needs.rows] == ["Romero Gil, Ana"]
