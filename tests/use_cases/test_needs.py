"""What needs somebody first, and in which order."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from app import words
from app.clinic import Clinic
from app.domain.access import Act
from app.domain.patients import Patient
from app.domain.records import ReferralState
from app.domain.time import wall
from app.use_cases import needs
from app.use_cases.judging import see_attention
from app.use_cases.needs import needs_of, see_board
from app.use_cases.scheduling import Wish, advance_visit, book_visit
from tests.small import MONDAY, NOW, add_patient, at, file_everything
from tests.use_cases.asking import book, look_ups

TUESDAY, SATURDAY = date(2026, 11, 24), date(2026, 11, 28)


def needed(clinic: Clinic, day: date = MONDAY) -> list[tuple[datetime, str]]:
    """By when somebody is needed, and for what."""
    found = see_board(clinic, day).needs
    return [(wall(need.due, clinic.zone), need.action) for need in found]


def november(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute)


@pytest.fixture
def eva(clinic: Clinic) -> Patient:
    """Another patient with everything on file."""
    patient = add_patient(clinic, "Eva", "Park")
    file_everything(clinic, patient)
    return patient


def test_what_is_due_soonest_comes_first(
    clinic: Clinic, ana: Patient, bruno: Patient, eva: Patient
) -> None:
    book(clinic, ana, 23, "13:00")
    book(clinic, bruno, 27, "10:00", hold_until=(23, "12:00"))
    book(clinic, eva, 23, "10:00")

    assert needed(clinic) == [
        (november(23, 10), "Add the ride"),
        (november(23, 12), "Ask the clinician"),
        (november(23, 13), "Add the ride"),
    ]


def test_the_problems_of_the_next_open_day_are_shown_from_two_in_the_afternoon_on(
    clinic: Clinic, ana: Patient, eva: Patient
) -> None:
    book(clinic, ana, 24, "09:00")
    book(clinic, eva, 23, "16:00", kind="preparation")
    clinic.clock = lambda: at(clinic, 23, "13:59")
    before = needed(clinic)
    clinic.clock = lambda: at(clinic, 23, "14:00")

    assert before == []
    assert needed(clinic) == [(november(24, 9), "Add the ride")]
    assert needed(clinic, TUESDAY) == [(november(24, 9), "Add the ride")]


def test_an_empty_day_points_onwards_at_once(clinic: Clinic, ana: Patient) -> None:
    book(clinic, ana, 24, "09:00")

    assert needed(clinic) == [(november(24, 9), "Add the ride")]
    assert see_board(clinic, MONDAY).following == TUESDAY
    assert needed(clinic, SATURDAY) == []


def test_a_hold_is_shown_until_the_end_of_the_next_working_day(
    clinic: Clinic, ana: Patient, bruno: Patient, eva: Patient
) -> None:
    book(clinic, eva, 23, "16:00", kind="preparation")
    book(clinic, ana, 30, "09:00", hold_until=(24, "12:00"))
    book(clinic, bruno, 30, "13:00", hold_until=(25, "08:00"))

    (need,) = see_board(clinic, MONDAY).needs

    assert (need.is_hold, need.day, need.action) == (True, TUESDAY, "Print the packet")
    assert needed(clinic, TUESDAY) == [(november(24, 12), "Print the packet")]
    assert needed(clinic, SATURDAY) == []
    assert words.say(need.reasons[-1]) == (
        "The hold for Mon 30 Nov 09:00 is released Tue 24 Nov 12:00 unless it is booked."
    )


def test_a_hold_that_waits_for_nothing_is_booked(clinic: Clinic, ana: Patient) -> None:
    book(clinic, ana, 30, "09:00", kind="preparation", hold_until=(23, "12:00"))

    assert needed(clinic) == [(november(23, 12), "Book")]


def test_who_is_late_comes_before_what_is_still_to_come(
    clinic: Clinic, ana: Patient, bruno: Patient
) -> None:
    book(clinic, ana, 23, "13:00")
    book(clinic, bruno, 23, "10:00", kind="preparation")
    clinic.clock = lambda: at(clinic, 23, "10:12")

    first, second = see_board(clinic, MONDAY).needs

    assert first.late is not None
    assert words.timer(first.late) == "late 12 min"
    assert (first.action, second.late) == ("Check in", None)
    assert words.say_all(first.reasons) == "Was to begin at 10:00 and is not here yet."


def test_what_is_missing_is_still_asked_for_once_the_patient_is_here(
    clinic: Clinic, ana: Patient
) -> None:
    view = book(clinic, ana, 23, "10:00")
    advance_visit(clinic, view.visit.id)

    assert needed(clinic) == [(november(23, 10), "Add the ride")]


def test_a_visit_of_a_course_whose_time_was_taken_has_its_course_mended(
    clinic: Clinic, ana: Patient
) -> None:
    alone = book(clinic, ana, 23, "10:00", kind="preparation")
    step = replace(alone.visit, displaced=True, course=7, step=1)
    (need,) = needs_of(clinic, [replace(alone, visit=step)])
    (other,) = needs_of(clinic, [replace(alone, visit=replace(step, course=None))])

    assert (need.action, other.action) == ("Mend the course", "Find another time")


def test_the_board_is_read_with_as_many_look_ups_however_much_is_on_it(
    clinic: Clinic, ana: Patient, bruno: Patient, eva: Patient
) -> None:
    book(clinic, ana, 23, "10:00")
    book(clinic, bruno, 27, "10:00", hold_until=(23, "12:00"))
    few = look_ups(clinic, lambda: see_board(clinic, MONDAY))
    book(clinic, eva, 23, "13:00")
    book(clinic, bruno, 30, "10:00", hold_until=(24, "12:00"))

    assert look_ups(clinic, lambda: see_board(clinic, MONDAY)) == few


def lose_referral(clinic: Clinic, patient: Patient) -> None:
    """The referral on file is rejected after all."""
    with clinic.by_itself().writing(Act.MAKE_CLINIC) as unit:
        (referral,) = unit.records.referrals([patient.id])[patient.id]
        changed = replace(referral, state=ReferralState.REJECTED, reason="not signed")
        unit.records.update_referral(changed)


def test_a_visit_ahead_that_loses_what_it_had_is_shown_with_since_when(
    clinic: Clinic, ana: Patient
) -> None:
    book(clinic, ana, 30)
    before = needed(clinic)

    lose_referral(clinic, ana)

    (need,) = see_board(clinic, MONDAY).needs
    assert before == []
    assert needed(clinic) == [(november(30, 9), "Ask for a referral")]
    assert words.say_all(need.reasons) == (
        "The referral from Dr. Quinn, MD was not accepted: not signed\n"
        "It was on file until Mon 23 Nov 09:00."
    )
    assert needed(clinic, TUESDAY) == []


def test_what_a_far_visit_has_lost_is_news_until_it_is_seen(clinic: Clinic, ana: Patient) -> None:
    start = at(clinic, 30, "09:00") + timedelta(days=14)
    far = book_visit(clinic, Wish(patient=ana.id, type="iv-dosing", start=start))
    lose_referral(clinic, ana)
    (need,) = see_board(clinic, MONDAY).needs

    see_attention(clinic, far.visit.id)

    seen = needed(clinic)
    see_attention(clinic, far.visit.id, seen=False)
    again = needed(clinic)
    see_attention(clinic, far.visit.id)
    clinic.clock = lambda: NOW + timedelta(days=8)
    near = see_board(clinic, date(2026, 12, 1)).needs
    assert (need.is_news, seen, len(again)) == (True, [], 1)
    assert [(each.view.visit.id, each.is_news) for each in near] == [(far.visit.id, False)]


def test_a_board_shows_some_of_the_visits_ahead_and_counts_the_rest(
    clinic: Clinic, ana: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in (26, 30):
        book(clinic, ana, day)
    lose_referral(clinic, ana)
    monkeypatch.setattr(needs, "MOST_AHEAD", 1)

    board = see_board(clinic, MONDAY)

    assert ([need.view.day for need in board.needs], board.beyond) == ([date(2026, 11, 26)], 1)
