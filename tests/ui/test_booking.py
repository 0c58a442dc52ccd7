"""Booking on the telephone: by keyboard alone, and with every reason when it will not do."""

from dataclasses import replace
from datetime import date

from pytestqt.qtbot import QtBot

from app import words
from app.clinic import Clinic
from app.domain.patients import Patient
from app.domain.refusal import Refused
from app.domain.scheduling import STANDING, Status
from app.ui.main_window import MainWindow
from app.use_cases.courses import CourseWish, book_course, plan_course
from app.use_cases.patients import edit_patient, find_patients, see_patient
from app.use_cases.scheduling import Wish, book_visit, cancel_visit, see_visit
from app.use_cases.views import VisitView
from tests.small import at
from tests.ui.robots import Keyboard, click_gap
from tests.use_cases.asking import past

KEYS_TO_BOOK = 10
"""Ctrl+N, three letters and Enter, two letters and Enter, Enter; and one to spare."""


def visits_of(clinic: Clinic, patient: Patient) -> list[tuple[str, Status]]:
    return [(v.type.slug, v.visit.status) for v in see_patient(clinic, patient.id).visits]


def ask_for_infusion(keyboard: Keyboard, name: str) -> None:
    keyboard.press("Ctrl+N")
    keyboard.type(name)
    keyboard.press("Return")
    keyboard.type("iv")
    keyboard.press("Return")


def test_a_visit_is_booked_by_keyboard_alone(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    ask_for_infusion(keyboard, "rom")
    keyboard.press("Return")

    assert visits_of(clinic, ana) == [("iv-dosing", Status.BOOKED)]
    assert keyboard.pressed <= KEYS_TO_BOOK
    assert keyboard.dialogs == []
    assert window.place.panel is None
    assert window.toast.text.text().startswith("Booked: Romero Gil, Ana, IV infusion")


def test_the_read_back_says_day_and_time_before_it_is_booked(
    window: MainWindow, keyboard: Keyboard, ana: Patient
) -> None:
    ask_for_infusion(keyboard, "rom")

    assert window.booking.judged.say.text() == (
        "“Ana, that is Monday 23 November 2026 at 9:15 AM (09:15) until 11:10 AM (11:10): "
        "Ketamine infusion (IV).”"
    )


def test_the_read_back_is_in_the_language_of_the_patient_and_then_in_that_of_the_window(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    edit_patient(clinic, replace(ana, language="es"))

    ask_for_infusion(keyboard, "rom")

    assert window.booking.judged.say.text() == (
        "“Ana, su cita es el lunes 23 de noviembre de 2026 a las 9:15 a. m. (09:15), hasta las "
        "11:10 a. m. (11:10): Sesión de tratamiento.”\n"
        "“Ana, that is Monday 23 November 2026 at 9:15 AM (09:15) until 11:10 AM (11:10): "
        "Ketamine infusion (IV).”"
    )


def test_a_refusal_says_every_reason_in_the_panel(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, bruno: Patient
) -> None:
    ask_for_infusion(keyboard, "soto")
    start = at(clinic, 23, "09:15")
    reasons = why_not(clinic, Wish(patient=bruno.id, type="iv-dosing", start=start))

    keyboard.press("Return")

    assert window.booking.reasons.sentences[1:] == reasons
    assert window.booking.reasons.isVisible()
    assert len(reasons) == 3
    assert visits_of(clinic, bruno) == []
    assert keyboard.dialogs == []


def why_not(clinic: Clinic, wish: Wish) -> tuple[str, ...]:
    try:
        book_visit(clinic, wish)
    except Refused as refused:
        return tuple(words.say(reason) for reason in refused.reasons)
    return ()


def test_a_picked_time_without_room_says_why_and_enter_takes_the_nearest(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient, bruno: Patient
) -> None:
    taken = Wish(
        patient=bruno.id,
        type="iv-dosing",
        start=at(clinic, 24, "09:00"),
        hold_until=at(clinic, 24, "08:00"),
    )
    book_visit(clinic, taken)
    wish = Wish(patient=ana.id, type="iv-dosing", start=at(clinic, 24, "09:30"))
    *reasons, nearest = why_not(clinic, wish)

    window.show_page(1)
    keyboard.press("Alt+Right")
    click_gap(window.schedule.canvas, column=0, minute=9 * 60 + 30)
    keyboard.type("rom")
    keyboard.press("Return")
    keyboard.type("iv")
    keyboard.press("Return")

    why = window.booking.openings.why
    assert why.reasons.sentences == ("This time will not do.", *reasons)
    assert why.nearest.text() == "Take Tue 24 Nov 2026 at 10:00"
    assert nearest == "The nearest time that works is Tue 24 Nov 2026 at 10:00."
    assert not window.booking.book.isEnabled()

    keyboard.press("Return")
    chosen = window.booking.openings.start
    keyboard.press("Return")

    assert chosen == at(clinic, 24, "10:00")
    assert see_patient(clinic, ana.id).visits[0].visit.start == at(clinic, 24, "10:00")


def test_who_is_not_ready_is_held_instead(
    keyboard: Keyboard, clinic: Clinic, bruno: Patient
) -> None:
    ask_for_infusion(keyboard, "soto")
    keyboard.press("Ctrl+H")

    assert visits_of(clinic, bruno) == [("iv-dosing", Status.HELD)]


def test_undo_cancels_what_was_booked_and_redo_brings_it_back(
    keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    ask_for_infusion(keyboard, "rom")
    keyboard.press("Return")

    keyboard.press("Ctrl+Z")
    undone = visits_of(clinic, ana)
    keyboard.press("Ctrl+Y")

    assert undone == [("iv-dosing", Status.CANCELLED)]
    assert visits_of(clinic, ana) == [("iv-dosing", Status.BOOKED)]


def test_esc_closes_the_panel_and_keeps_what_was_typed(
    window: MainWindow, keyboard: Keyboard, ana: Patient
) -> None:
    ask_for_infusion(keyboard, "rom")

    keyboard.press("Esc")
    closed = window.place.panel
    keyboard.press("Ctrl+N")

    assert closed is None
    assert window.booking.patient.value == ana.id
    assert window.booking.kind.value == "iv-dosing"


def test_another_caller_puts_the_first_booking_aside(
    window: MainWindow, keyboard: Keyboard, ana: Patient, bruno: Patient
) -> None:
    ask_for_infusion(keyboard, "rom")

    keyboard.press("Ctrl+N")
    keyboard.type("soto")
    keyboard.press("Return")

    assert window.booking.patient.value == bruno.id
    assert window.booking.drafts.names == ("Romero Gil, Ana",)


def test_a_draft_is_taken_up_again(window: MainWindow, keyboard: Keyboard, ana: Patient) -> None:
    ask_for_infusion(keyboard, "rom")
    keyboard.press("Ctrl+N")

    window.booking.drafts.chips[0].take.click()

    assert window.booking.patient.value == ana.id
    assert window.booking.kind.value == "iv-dosing"


def test_a_new_patient_is_added_while_booking(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    keyboard.press("Ctrl+N")
    keyboard.type("Vega, Luz")
    keyboard.press("Return")
    window.booking.caller.form.born.line.setFocus()
    keyboard.type("12 Mar 1988")
    keyboard.press("Return")

    found = find_patients(clinic, "vega")
    assert [patient.full for patient in found] == ["Luz Vega"]
    assert window.booking.patient.value == found[0].id


def test_a_new_patient_without_a_date_of_birth_is_said_in_the_form(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    keyboard.press("Ctrl+N")
    keyboard.type("Vega, Luz")
    keyboard.press("Return", "Return")

    said = window.booking.caller.form.reasons.sentences
    assert said == ("A patient needs a date of birth.",)
    assert find_patients(clinic, "vega") == ()


def test_a_click_on_free_time_books_there(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    window.show_page(1)
    keyboard.press("Alt+Right")
    click_gap(window.schedule.canvas, column=1, minute=13 * 60)
    keyboard.type("rom")
    keyboard.press("Return")
    keyboard.type("iv")
    keyboard.press("Return", "Return")

    booked: VisitView = see_patient(clinic, ana.id).visits[0]
    assert booked.visit.start == at(clinic, 24, "13:00")
    assert see_visit(clinic, booked.visit.id).visit.status is Status.BOOKED


def test_after_booking_the_keyboard_is_back_on_the_page(
    window: MainWindow, keyboard: Keyboard, ana: Patient
) -> None:
    ask_for_infusion(keyboard, "rom")
    keyboard.press("Return")

    assert window.today.table.hasFocus()


def on_a_course(clinic: Clinic, patient: Patient) -> VisitView:
    """The last visit of a course, which has just been called off."""
    wish = CourseWish(patient=patient.id, template="kap-6", first=date(2026, 11, 24))
    last = book_course(clinic, plan_course(clinic, wish)).steps[-1].view
    assert last is not None
    return cancel_visit(clinic, last.visit.id)


def test_the_next_step_of_the_course_stands_ready_and_enter_books_it(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    gone = on_a_course(clinic, ana)

    keyboard.press("Ctrl+N")
    keyboard.type("rom")
    keyboard.press("Return")
    said = (window.booking.next.tick.text(), window.booking.next.when.text())
    keyboard.press("Return")

    assert said == (
        "Ne&xt in the course: Integration 6 (14 of 14)",
        "From Fri 11 Dec to Sun 13 Dec",
    )
    *_, booked = (v for v in see_patient(clinic, ana.id).visits if v.visit.status in STANDING)
    assert (booked.visit.course, booked.visit.step) == (gone.visit.course, 14)
    assert keyboard.pressed <= KEYS_TO_BOOK


def test_without_the_tick_it_is_a_visit_of_its_own(
    qtbot: QtBot, window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    on_a_course(clinic, ana)

    keyboard.press("Ctrl+N")
    keyboard.type("rom")
    keyboard.press("Return", "Alt+X")
    qtbot.waitUntil(lambda: not window.booking.next.tick.isChecked())
    chosen = window.booking.openings.start
    window.booking.openings.list.setFocus()
    keyboard.press("Return")

    visits = [v.visit for v in see_patient(clinic, ana.id).visits if v.visit.start == chosen]
    assert [(visit.course, visit.type) for visit in visits] == [(None, "integration")]


def test_a_visit_of_its_own_taken_up_again_keeps_its_time(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    on_a_course(clinic, ana)
    booking = window.booking
    keyboard.press("Ctrl+N")
    keyboard.type("rom")
    keyboard.press("Return")
    booking.next.tick.click()
    window.booking.openings.list.setFocus()
    keyboard.press("Home")
    chosen = booking.openings.start
    assert chosen is not None
    assert chosen < at(clinic, 30, "00:00")

    booking.put_aside()
    booking.next.show_step(None)  # as in a program that has just been started
    booking.resume(booking.keeper.every()[-1])

    assert booking.openings.start == chosen
    assert not booking.next.tick.isChecked()


def test_the_tick_taken_away_for_one_caller_stands_again_for_the_next(
    qtbot: QtBot, window: MainWindow, keyboard: Keyboard, ana: Patient, bruno: Patient
) -> None:
    for patient in (ana, bruno):
        on_a_course(window.desk.clinic, patient)
    keyboard.press("Ctrl+N")
    keyboard.type("rom")
    keyboard.press("Return", "Alt+X")
    qtbot.waitUntil(lambda: not window.booking.next.tick.isChecked())
    window.booking.openings.list.setFocus()
    keyboard.press("Return")

    keyboard.press("Ctrl+N")
    keyboard.type("soto")
    keyboard.press("Return")

    assert window.booking.next.taken is not None
    assert window.booking.next.taken.number == 14


def test_who_often_misses_visits_is_said_before_another_is_booked(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    past(clinic, ana, 20, Status.NO_SHOW)

    keyboard.press("Ctrl+N")
    keyboard.type("rom")
    keyboard.press("Return")

    assert window.booking.caller.often.text == "1 missed in 12 months"
    assert window.booking.caller.often.isVisible()
