"""Booking with wishes: typed, chosen, let go; the wait list; overbooking with a reason."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.blocks import Closure
from app.domain.patients import Patient
from app.domain.scheduling import Status, Visit
from app.domain.time import wall
from app.ui.main_window import MainWindow
from app.use_cases.patients import see_patient
from app.use_cases.scheduling import Wish, book_visit
from app.use_cases.waitlist import see_waitlist
from tests.small import Small, add_patient, at
from tests.ui.robots import Keyboard


def ask(keyboard: Keyboard, name: str, kind: str) -> None:
    keyboard.press("Ctrl+N")
    keyboard.type(name)
    keyboard.press("Return")
    keyboard.type(kind)
    keyboard.press("Return")


def titles(window: MainWindow) -> list[str]:
    return [row.title for row in window.booking.openings.list.rows]


def test_a_wish_typed_over_the_openings_narrows_them_and_is_said(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    ask(keyboard, "rom", "prep")

    keyboard.type("tue pm lund")
    keyboard.press("Return", "Return")

    visit = see_patient(clinic, ana.id).visits[0]
    assert f"{wall(visit.visit.start, clinic.zone):%a %d %H:%M}" == "Tue 24 12:00"
    assert "Eva Lund" in [held.name for held in visit.holds]
    assert keyboard.dialogs == []


def test_what_was_understood_is_said_and_so_is_what_was_not(
    window: MainWindow, keyboard: Keyboard, ana: Patient
) -> None:
    ask(keyboard, "rom", "prep")

    keyboard.type("tue mornings blah with moss")

    assert window.booking.wishes.echo.text() == "Tuesdays, mornings, with Ira Moss"
    assert window.booking.wishes.unread.text() == "Not understood: “blah”"
    assert titles(window)[0].startswith("Tue 24 Nov 2026   08:00")


def test_enter_after_typing_a_wish_books_nothing_yet(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    ask(keyboard, "rom", "prep")
    keyboard.type("fri")

    keyboard.press("Return")

    assert see_patient(clinic, ana.id).visits == ()
    assert window.booking.openings.hasFocus()


def test_the_arrow_keys_go_through_the_openings_while_wishes_are_typed(
    window: MainWindow, keyboard: Keyboard, ana: Patient
) -> None:
    ask(keyboard, "rom", "prep")
    keyboard.type("fri")

    keyboard.press("Down")

    assert window.booking.wishes.line.hasFocus()
    assert window.booking.openings.list.currentIndex().row() == 1


def test_wishes_are_chosen_as_well_as_typed(
    window: MainWindow, keyboard: Keyboard, ana: Patient
) -> None:
    ask(keyboard, "rom", "prep")
    wishes = window.booking.wishes
    wishes.more.click()

    wishes.choices.person.setCurrentIndex(wishes.choices.person.findText("Eva Lund"))
    wishes.choices.person.activated.emit(wishes.choices.person.currentIndex())
    wishes.choices.days[4].click()

    assert wishes.line.text() == "fri Eva Lund"
    assert wishes.echo.text() == "Fridays, with Eva Lund"
    assert titles(window)[0].startswith("Fri 27 Nov 2026   08:00")


def test_the_usual_day_and_time_goes_first_and_can_be_unticked(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    with clinic.by_itself().writing(Act.MAKE_CLINIC) as unit:
        for day in (11, 18):
            start, end = at(clinic, day, "14:00"), at(clinic, day, "15:00")
            past = Visit(patient=ana.id, type="preparation", start=start, end=end)
            unit.scheduling.keep([replace(past, status=Status.LEFT)])
    ask(keyboard, "rom", "prep")
    wishes, rows = window.booking.wishes, window.booking.openings.list.rows

    wishes.usual.click()

    assert wishes.usual.text().replace("&", "") == "Same day and time as usual: Wednesdays 14:00"
    assert (rows[0].title[:15], rows[0].chip) == ("Wed 25 Nov 2026", "Usual time")
    first = window.booking.openings.list.rows[0]
    assert (first.title[:15], first.chip) == ("Mon 23 Nov 2026", "Soonest")


def test_no_opening_offers_what_would_help_and_takes_it(
    window: MainWindow, keyboard: Keyboard, ana: Patient
) -> None:
    ask(keyboard, "rom", "prep")
    keyboard.type("sat moss")
    ways = [button.text() for button in window.booking.openings.none.buttons]

    window.booking.openings.none.buttons[0].click()

    assert ways == ["Any weekday: Mon 23 Nov 2026 at 09:15"]
    assert window.booking.wishes.line.text() == "Ira Moss"
    assert titles(window)[0].startswith("Mon 23 Nov 2026   09:15")
    assert window.booking.openings.hasFocus()


def test_a_search_that_ends_too_early_is_made_longer(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    with clinic.by_itself().writing(Act.CLOSE_CLINIC) as unit:
        for day in range(30):
            unit.closures.add(closure(day))
    ask(keyboard, "rom", "prep")

    window.booking.openings.none.buttons[0].click()

    assert titles(window)[0].startswith("Wed 23 Dec 2026   08:00")


def closure(day: int) -> Closure:
    return Closure(day=date(2026, 11, 23) + timedelta(days=day), name="Moving")


def test_later_openings_are_listed_on_demand(
    window: MainWindow, keyboard: Keyboard, ana: Patient
) -> None:
    ask(keyboard, "rom", "prep")
    before = titles(window)

    keyboard.press("End", "Return")

    after = titles(window)
    assert after[: len(before) - 1] == before[:-1]
    assert len(after) > len(before)
    assert window.booking.openings.list.currentIndex().row() == len(before) - 1


def test_whoever_would_come_sooner_is_put_on_the_wait_list(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    ask(keyboard, "rom", "prep")
    keyboard.type("fri moss mornings")
    window.booking.sooner.setChecked(True)
    keyboard.press("Return", "Return")

    (waiting,) = see_waitlist(clinic)
    assert (waiting.patient.id, waiting.type.slug) == (ana.id, "preparation")
    assert (waiting.person, waiting.entry.weekdays) == ("Ira Moss", frozenset({4}))
    assert window.toast.text.text().endswith("They wait for a sooner time as well.")
    assert not window.booking.sooner.isChecked()


@pytest.fixture
def clinic(small: Small) -> Clinic:
    """The small clinic, open for its medical director, who may overbook."""
    return small.open("hale")


def test_overbooking_takes_a_reason_and_a_second_step(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    with clinic.by_itself().writing(Act.MAKE_CLINIC) as unit:
        for name in ("Room 1", "Ira Moss", "Eva Lund"):
            resource = next(r for r in unit.scheduling.resources() if r.name == name)
            unit.resources.add_lanes(resource, 1, use=1)
    other = add_patient(clinic, "Luz", "Vega")
    start = at(clinic, 23, "10:00")
    book_visit(clinic, Wish(patient=other.id, type="preparation", start=start))
    window.booking.openings.pick_start(start)
    ask(keyboard, "rom", "prep")
    why = window.booking.openings.why

    why.overbook.click()
    keyboard.press("Return")
    without_reason = see_patient(clinic, ana.id).visits
    keyboard.type("Sister of Luz")
    keyboard.press("Return")

    (view,) = see_patient(clinic, ana.id).visits
    assert without_reason == ()
    assert (view.visit.start, view.visit.overbooked) == (start, "Sister of Luz")
    assert window.place.panel is None
