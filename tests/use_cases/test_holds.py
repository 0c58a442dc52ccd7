"""How long a time is kept for somebody who is not ready yet, and what becomes of it."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from app.clinic import Change, Clinic
from app.domain.access import Act
from app.domain.patients import Patient
from app.domain.records import Letter
from app.domain.scheduling import Status
from app.domain.staff import THE_CLINIC
from app.use_cases import diagnoses, records, referrals
from app.use_cases.holds import book_ready_holds, hold_deadline
from app.use_cases.scheduling import cancel_visit, release_holds, see_visit
from app.use_cases.undoing import undo_act
from app.use_cases.views import VisitView
from tests.small import MONDAY, Small, at, file_everything
from tests.use_cases.asking import book, refusal

LETTER = Letter(referrer="Dr. Quinn, MD", letter_on=date(2026, 11, 2))


@pytest.mark.parametrize(
    ("start", "until"),
    [
        ((30, "14:05"), (23, "14:05")),  # a week before
        ((27, "10:00"), (24, "18:00")),  # that is past: the end of the next working day
        ((24, "09:00"), (24, "09:00")),  # never later than the visit
    ],
)
def test_a_hold_ends_a_week_before_or_at_the_next_evening(
    clinic: Clinic, start: tuple[int, str], until: tuple[int, str]
) -> None:
    assert hold_deadline(clinic, at(clinic, *start)) == at(clinic, *until)


def held(clinic: Clinic, patient: Patient, day: int = 25, clock: str = "09:00") -> VisitView:
    return book(clinic, patient, day, clock, hold_until=(24, "18:00"))


def status(clinic: Clinic, view: VisitView) -> Status:
    return see_visit(clinic, view.visit.id).visit.status


def file_all_but_the_clearance(doctor: Clinic, patient: Patient) -> None:
    diagnoses.record_diagnosis(doctor, patient.id, "F33.2", MONDAY)
    referrals.record_referral(doctor, patient.id, LETTER)
    referrals.judge_referral(doctor, patient.id, accept=True)


def test_a_hold_is_booked_by_itself_once_the_last_item_is_met(
    clinic: Clinic, doctor: Clinic, bruno: Patient
) -> None:
    visit = held(clinic, bruno)
    file_all_but_the_clearance(doctor, bruno)
    before = status(clinic, visit)
    heard: list[Change] = []
    doctor.listeners.append(heard.append)

    records.record_clearance(doctor, bruno.id, "iv")

    kept = see_visit(clinic, visit.visit.id).visit
    assert (before, kept.status, kept.hold_until) == (Status.HELD, Status.BOOKED, None)
    assert [(c.act, c.visit, c.by) for c in heard] == [
        (Act.BOOK_HELD_VISIT, visit.visit.id, THE_CLINIC.login),
        (Act.RECORD_CLEARANCE, None, "hale"),
    ]
    with clinic.database.reading() as unit:
        entry = unit.audit.by_token(heard[0].token)
        assert entry is not None
        assert (entry.who, entry.act, entry.patient) == ("clinic", "book-held-visit", bruno.id)


def test_every_hold_that_is_ready_is_booked_and_no_other(
    clinic: Clinic, doctor: Clinic, bruno: Patient
) -> None:
    first = held(clinic, bruno)
    second = held(clinic, bruno, 27)
    diagnoses.record_diagnosis(doctor, bruno.id, "F33.2", MONDAY)
    referrals.record_referral(doctor, bruno.id, replace(LETTER, visits=1))
    records.record_clearance(doctor, bruno.id, "iv")

    referrals.judge_referral(doctor, bruno.id, accept=True)

    assert (status(clinic, first), status(clinic, second)) == (Status.BOOKED, Status.HELD)


def test_a_visit_that_was_ready_when_it_was_held_stays_held(
    clinic: Clinic, doctor: Clinic, ana: Patient
) -> None:
    visit = held(clinic, ana)

    records.record_clearance(doctor, ana.id, "iv")

    assert status(clinic, visit) is Status.HELD


def test_what_the_clock_booked_can_be_taken_back_and_stays_so(
    clinic: Clinic, doctor: Clinic, bruno: Patient
) -> None:
    visit = held(clinic, bruno)
    file_all_but_the_clearance(doctor, bruno)
    heard: list[Change] = []
    doctor.listeners.append(heard.append)
    records.record_clearance(doctor, bruno.id, "iv")

    undo_act(clinic, heard[0].token)

    assert book_ready_holds(clinic) == ()
    assert status(clinic, visit) is Status.HELD


def test_a_hold_past_its_deadline_is_released_and_not_booked(
    small: Small, clinic: Clinic, bruno: Patient
) -> None:
    visit = held(clinic, bruno)
    late = replace(small, clock=lambda: at(clinic, 24, "18:01")).open()
    file_everything(late, bruno)

    booked, released = book_ready_holds(late), release_holds(late)

    assert (booked, released) == ((), (visit.visit.id,))
    late.close()


def test_a_released_hold_is_taken_back_until_the_end_of_the_next_working_day(
    clinic: Clinic, bruno: Patient
) -> None:
    visit = held(clinic, bruno)
    clinic.clock = lambda: at(clinic, 24, "18:01")
    release_holds(clinic, token="released")

    (back,) = undo_act(clinic, "released").visits

    assert (back.visit.id, back.visit.status) == (visit.visit.id, Status.HELD)
    assert back.visit.hold_until == hold_deadline(clinic, back.visit.start)
    assert release_holds(clinic) == ()


def test_a_released_hold_whose_visit_has_begun_is_not_taken_back(
    clinic: Clinic, bruno: Patient
) -> None:
    visit = held(clinic, bruno)
    clinic.clock = lambda: visit.visit.start
    release_holds(clinic, token="released")

    assert refusal(partial(undo_act, clinic, "released")) == ["start-past"]


def test_the_clock_books_what_a_stopped_program_left(clinic: Clinic, bruno: Patient) -> None:
    visit = held(clinic, bruno)
    gone = held(clinic, bruno, 27)
    cancel_visit(clinic, gone.visit.id)
    file_everything(clinic, bruno)

    booked, again = book_ready_holds(clinic), book_ready_holds(clinic)

    assert [view.visit.id for view in booked] == [visit.visit.id]
    assert again == ()
