"""What the schedule says where there is little to show: closed days, empty ones, no columns."""

from datetime import date, time

import pytest

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.blocks import Closure
from app.domain.patients import Patient
from app.domain.scheduling import Kind
from app.ui.main_window import MainWindow
from app.ui.scheduling.columns import Columns
from app.ui.scheduling.day_notes import no_columns
from app.use_cases.scheduling import Wish, book_visit
from tests.small import at
from tests.ui.robots import Keyboard

SATURDAY = date(2026, 11, 28)
THURSDAY = date(2026, 11, 26)


def close(clinic: Clinic, *closures: Closure) -> None:
    with clinic.by_itself().writing(Act.MAKE_CLINIC) as unit:
        for closure in closures:
            unit.closures.add(closure)


def test_a_closed_day_says_why_and_leads_to_the_next_open_one(
    window: MainWindow, keyboard: Keyboard
) -> None:
    keyboard.press("Ctrl+2")
    window.schedule.go(SATURDAY)
    empty = window.schedule.empty

    said = (empty.title.text(), empty.why.text(), empty.way.text())
    keyboard.press("Return")

    assert said == (
        "No visits on Sat 28 Nov 2026",
        "The clinic is closed on Saturdays.",
        "Next open day: Mon 30 Nov 2026",
    )
    assert window.schedule.bar.title.text() == "Monday 30 November 2026"
    assert window.schedule.canvas.hasFocus()


def test_a_holiday_says_its_name(window: MainWindow, keyboard: Keyboard, clinic: Clinic) -> None:
    close(clinic, Closure(day=THURSDAY, name="Thanksgiving"))
    keyboard.press("Ctrl+2")
    window.schedule.go(THURSDAY)

    assert window.schedule.empty.isVisible()
    assert window.schedule.empty.why.text() == "The clinic is closed: Thanksgiving."
    assert window.schedule.empty.way.text() == "Next open day: Fri 27 Nov 2026"


def test_a_visit_on_a_day_that_was_closed_later_is_still_shown(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, bruno: Patient
) -> None:
    book_visit(clinic, Wish(patient=bruno.id, type="preparation", start=at(clinic, 26, "10:00")))
    close(clinic, Closure(day=THURSDAY, name="Thanksgiving"))
    keyboard.press("Ctrl+2")
    window.schedule.go(THURSDAY)

    assert window.schedule.canvas.isVisible()
    assert window.schedule.note.text.text() == "The clinic is closed: Thanksgiving."


@pytest.mark.parametrize(
    ("start", "end", "says"),
    [
        (time(12), time(14), "Closed from 12:00 to 14:00: Staff training."),
        (time(15), None, "Closed from 15:00: Staff training."),
        (None, time(9, 30), "Closed until 09:30: Staff training."),
    ],
)
def test_closed_hours_stand_as_a_line_over_the_day(  # noqa: PLR0917 -- one table of cases
    window: MainWindow,
    keyboard: Keyboard,
    clinic: Clinic,
    bruno: Patient,
    start: time | None,
    end: time | None,
    says: str,
) -> None:
    book_visit(clinic, Wish(patient=bruno.id, type="preparation", start=at(clinic, 26, "10:00")))
    close(clinic, Closure(day=THURSDAY, start=start, end=end, name="Staff training"))
    keyboard.press("Ctrl+2")
    window.schedule.go(THURSDAY)

    assert window.schedule.note.isVisible()
    assert window.schedule.note.text.text() == says


def test_an_empty_day_says_how_to_book(window: MainWindow, keyboard: Keyboard) -> None:
    keyboard.press("Ctrl+2")

    assert window.schedule.canvas.isVisible()
    assert window.schedule.note.text.text() == (
        "Nothing is booked here yet. Click a free time to book, or press Ctrl+N."
    )


def test_a_booked_day_says_nothing(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, bruno: Patient
) -> None:
    keyboard.press("Ctrl+2")

    book_visit(clinic, Wish(patient=bruno.id, type="preparation", start=at(clinic, 23, "10:00")))

    assert not window.schedule.note.isVisible()


def test_columns_that_the_clinic_has_not_say_so(window: MainWindow, keyboard: Keyboard) -> None:
    keyboard.press("Ctrl+2")
    window.schedule.views.show_columns(Columns(resources=(9_999,)))
    gone = window.schedule.empty.why.text()
    keyboard.press("Return")

    assert gone == "What this view showed is not there any more. Choose other columns."
    assert window.place.panel is window.views


def test_kinds_that_the_clinic_has_not_are_named() -> None:
    said = no_columns(Columns(kinds=frozenset({Kind.PUMP})))

    assert said == "The clinic has no pumps. Choose other columns."


def test_a_week_without_a_visit_says_so(window: MainWindow, keyboard: Keyboard) -> None:
    keyboard.press("Ctrl+2", "Ctrl+Shift+W")

    assert window.schedule.note.text.text() == "Nothing is booked here this week yet."


def test_a_holiday_stands_in_the_head_of_its_day_in_the_week(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    close(
        clinic,
        Closure(day=THURSDAY, name="Thanksgiving"),
        Closure(day=date(2026, 11, 27), start=time(13), name="Training"),
    )
    keyboard.press("Ctrl+2", "Ctrl+Shift+W")

    notes = {day.day.day: day.notes[0] for day in window.schedule.week.layout_now.days}
    assert notes[26] == "Closed: Thanksgiving"
    assert notes[27].endswith(" · Training")
