"""The To do page: what is open for the visits to come, worked off by keyboard alone."""

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from app import words
from app.clinic import Clinic
from app.domain.access import Act
from app.domain.patients import Patient
from app.domain.records import Referral, ReferralState
from app.domain.refusal import Reason
from app.domain.worklists import Worklist
from app.ui.main_window import MainWindow
from app.use_cases.part2 import set_part2
from app.use_cases.records import record_ride
from app.use_cases.scheduling import Wish, book_visit, see_visit
from app.use_cases.views import VisitView
from app.use_cases.worklist_sheets import HEADS, worklist_pdf
from tests.small import Small, add_patient, at, file_everything
from tests.ui.robots import Keyboard


@pytest.fixture
def infusion(clinic: Clinic, ana: Patient) -> VisitView:
    """Ana's infusion of today, without a ride home."""
    return book_visit(clinic, Wish(patient=ana.id, type="iv-dosing", start=at(clinic, 23, "14:00")))


@pytest.fixture
def held(clinic: Clinic, bruno: Patient) -> VisitView:
    """Bruno's infusion on Friday, held until Wednesday: nothing is on file."""
    wish = Wish(
        patient=bruno.id,
        type="iv-dosing",
        start=at(clinic, 27, "09:00"),
        hold_until=at(clinic, 25, "17:00"),
    )
    return book_visit(clinic, wish)


def go(keyboard: Keyboard) -> None:
    keyboard.press("Ctrl+9")
    keyboard.wait_for_work()


def rows(window: MainWindow) -> list[tuple[str, str, str, str]]:
    listed = window.worklists.list.rows
    return [(row.title, row.detail, row.chip, row.action) for row in listed]


def tabs(window: MainWindow) -> list[str]:
    bar = window.worklists.tabs
    return [bar.tabText(number) for number in range(bar.count())]


def test_each_list_says_how_much_stands_on_it(
    infusion: VisitView, held: VisitView, window: MainWindow, keyboard: Keyboard
) -> None:
    go(keyboard)

    assert tabs(window) == [
        "Today  1",
        "Next 2 days  1",
        "Next 7 days  2",
        "Expiring  0",
        "Holds  1",
        "Referral visits  0",
    ]


def test_a_row_says_by_when_who_what_is_missing_and_what_comes_next(
    infusion: VisitView, window: MainWindow, keyboard: Keyboard
) -> None:
    go(keyboard)

    assert rows(window) == [
        (
            "Mon 23 Nov 14:00   Romero Gil, Ana",
            "IV infusion · No adult is named who takes the patient home. And 8 more.",
            "Missing",
            "Add the ride",
        )
    ]
    assert window.worklists.card.sentences[0] == "No adult is named who takes the patient home."
    assert len(window.worklists.card.sentences) == 9
    assert window.worklists.list.hasFocus()


def test_enter_leads_to_the_item_and_esc_back_to_the_row(
    infusion: VisitView, held: VisitView, window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    go(keyboard)
    keyboard.press("Ctrl+PgDown", "Ctrl+PgDown", "Down")
    chosen = window.worklists.list.current()
    keyboard.press("Return")
    form = window.visit.form
    panel = window.place.panel
    keyboard.press("Esc")

    assert panel is window.visit
    assert window.visit.view is not None
    assert window.visit.view.visit.id == held.visit.id
    assert form is not None
    assert window.place.panel is None
    assert window.worklists.list.hasFocus()
    assert window.worklists.list.current() == chosen
    assert keyboard.dialogs == []


def test_what_is_filed_is_seen_at_once(
    infusion: VisitView, window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    go(keyboard)
    keyboard.press("Return")
    keyboard.type("Luis Romero")
    keyboard.press("Tab")
    keyboard.type("2025550142")
    keyboard.press("Return")
    keyboard.wait_for_work()

    ride = next(i for i in see_visit(clinic, infusion.visit.id).items if i.item == "ride")
    assert not ride.open
    assert [action for *_, action in rows(window)] == ["Print the packet"]


def test_what_another_desk_does_is_seen_too(
    infusion: VisitView, window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    go(keyboard)

    record_ride(clinic, infusion.visit.id, "Luis Romero", "2025550142")
    keyboard.wait_for_work()

    assert [action for *_, action in rows(window)] == ["Print the packet"]


def test_whoever_has_no_visit_is_led_to_their_card(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    carla = add_patient(clinic, "Carla", "Ito")
    ending = Referral(
        patient=carla.id,
        state=ReferralState.ACCEPTED,
        referrer="Dr. Okafor, MD",
        letter_on=date(2026, 11, 2),
        valid_until=date(2026, 12, 1),
    )
    with clinic.by_itself().writing(Act.MAKE_CLINIC) as unit:
        unit.records.add_referral(ending)

    go(keyboard)
    window.worklists.show_list(Worklist.EXPIRING)
    (row,) = rows(window)
    keyboard.press("Return")

    assert row == (
        "Tue 1 Dec   Ito, Carla",
        "No visit booked · Referral: what is on file is good until Tue 1 Dec 2026.",
        "Ends soon",
        "Open the card",
    )
    assert window.place.pages.currentWidget() is window.patients


def test_an_empty_list_says_what_why_and_what_next(
    held: VisitView, window: MainWindow, keyboard: Keyboard
) -> None:
    go(keyboard)
    empty = window.worklists.empty
    said = (empty.title.text(), empty.why.text())
    keyboard.press("Return")

    assert said == (
        "Nothing is open today",
        "Every visit that is still to come today is ready.",
    )
    assert window.worklists.kind is Worklist.WEEK
    assert window.worklists.list.hasFocus()


def test_p_prints_the_list_that_is_shown(
    held: VisitView, window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    go(keyboard)
    window.worklists.show_list(Worklist.HOLDS)
    keyboard.press("P")
    keyboard.wait_for_work()

    assert window.place.panel is window.print_schedule
    assert window.print_schedule.pdf == worklist_pdf(clinic, Worklist.HOLDS)
    assert window.print_schedule.print.hasFocus()


def test_e_exports_the_list_that_is_shown(
    infusion: VisitView, window: MainWindow, keyboard: Keyboard, tmp_path: Path
) -> None:
    asked: list[str] = []
    file = tmp_path / "today.csv"

    def choose(_window: QWidget, name: str) -> str:
        asked.append(name)
        return str(file)

    window.worklists.choose_file = choose

    go(keyboard)
    keyboard.press("E")
    keyboard.wait_for_work()

    heads, *lines = csv.reader(file.read_text("utf-8-sig").splitlines())
    assert asked == ["worklist-today-2026-11-23.csv"]
    assert tuple(heads) == HEADS
    assert [line[2] for line in lines] == ["Romero Gil, Ana"] * 9
    assert window.toast.text.text() == "Exported: 9 lines."
    assert not window.worklists.warning.isVisible()


def test_protected_records_are_said_before_a_file_is_chosen_and_leave_with_their_page(
    infusion: VisitView, window: MainWindow, keyboard: Keyboard, small: Small, tmp_path: Path
) -> None:
    set_part2(small.open("hale"), infusion.patient.id, part2=True)
    warned: list[Sequence[str]] = []

    def choose(_window: QWidget, _name: str) -> str:
        warned.append(window.worklists.warning.sentences)
        return str(tmp_path / "today.csv")

    window.worklists.choose_file = choose

    go(keyboard)
    before = window.worklists.warning.isVisible()
    keyboard.press("E")
    keyboard.wait_for_work()

    said = words.say(Reason("part2-leaves", {"count": 1}))
    assert (before, warned) == (False, [(said,)])
    assert window.toast.text.text() == f"Exported: 10 lines. {said}"
    assert (tmp_path / "today-part2.pdf").is_file()


def test_a_list_that_cannot_be_written_says_so_in_the_page(
    infusion: VisitView, window: MainWindow, keyboard: Keyboard, tmp_path: Path
) -> None:
    def choose(_window: QWidget, _name: str) -> str:
        return str(tmp_path)

    window.worklists.choose_file = choose

    go(keyboard)
    keyboard.press("E")
    keyboard.wait_for_work()

    assert window.worklists.reasons.sentences[0] == "Not exported."


def test_strangers_read_initials_only(
    infusion: VisitView, window: MainWindow, keyboard: Keyboard
) -> None:
    go(keyboard)
    keyboard.press("Ctrl+Shift+H")
    keyboard.wait_for_work()

    card = window.worklists.card
    assert [title for title, *_ in rows(window)] == ["Mon 23 Nov 14:00   A.R."]
    assert (card.name.text(), card.who.text()) == (
        "A.R.",
        "Ketamine infusion (IV), Mon 23 Nov 2026 at 14:00",
    )


def test_the_menus_are_about_the_row_that_is_current(
    infusion: VisitView, window: MainWindow, keyboard: Keyboard
) -> None:
    go(keyboard)
    keyboard.press("Ctrl+I")

    assert window.place.panel is window.visit
    assert window.visit.view is not None
    assert window.visit.view.visit.id == infusion.visit.id


def test_a_referral_about_to_run_out_names_the_last_visit(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    carla = add_patient(clinic, "Carla", "Ito")
    file_everything(clinic, carla, visits=1)
    start = at(clinic, 24, "09:00")
    book_visit(clinic, Wish(patient=carla.id, type="iv-dosing", start=start))

    go(keyboard)
    keyboard.press("Ctrl+PgUp")

    assert rows(window) == [
        (
            "Tue 24 Nov 09:00   Ito, Carla",
            (
                "IV infusion · The visit on Tue 24 Nov 09:00 is the last that the referral from "
                "Dr. Quinn, MD allows (1 of 1)."
            ),
            "Last visits",
            "Ask for a new letter",
        )
    ]
