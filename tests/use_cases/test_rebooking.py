"""The rebook list: who lost a visit and has none to come."""

from functools import partial

from app.clinic import Clinic
from app.domain.attendance import Attendance
from app.domain.patients import Patient
from app.domain.scheduling import Status
from app.use_cases.blocks import BlockWish, block_time
from app.use_cases.rebooking import (
    close_rebooking,
    lost_their_time,
    note_call,
    rebook_list,
    reopen_rebooking,
    take_call_back,
)
from app.use_cases.scheduling import cancel_visit
from tests.small import NOW, add_patient, at
from tests.use_cases.asking import book, look_ups, past, refusal


def listed(clinic: Clinic) -> list[str]:
    return [line.patient.given for line in rebook_list(clinic).lines]


def test_a_line_says_whose_what_and_how_often(clinic: Clinic, ana: Patient) -> None:
    past(clinic, ana, 40, Status.NO_SHOW, "preparation")
    lost = past(clinic, ana, 3, Status.NO_SHOW)

    (line,) = rebook_list(clinic).lines

    assert (line.patient, line.visit, line.type.slug) == (ana, lost, "iv-dosing")
    assert line.attendance == Attendance(no_shows=2, late=0)
    assert (line.rebooking.tried_at, line.called_by) == (None, "")


def test_a_new_visit_takes_a_patient_off_the_list(
    clinic: Clinic, ana: Patient, bruno: Patient
) -> None:
    for days, patient in enumerate([ana, bruno], start=2):
        past(clinic, patient, days, Status.NO_SHOW)
    before = listed(clinic)

    booked = book(clinic, ana, day=25)
    after = listed(clinic)
    cancel_visit(clinic, booked.visit.id)

    assert (before, after) == (["Ana María", "Bruno"], ["Bruno"])
    assert listed(clinic) == ["Ana María", "Bruno"]


def test_a_call_is_noted_with_who_and_what_it_came_to(clinic: Clinic, ana: Patient) -> None:
    lost = past(clinic, ana, 3, Status.NO_SHOW)

    note_call(clinic, lost.id, "message")

    (line,) = rebook_list(clinic).lines
    assert (line.rebooking.tried_at, line.rebooking.answer) == (NOW, "message")
    assert line.called_by == "Ana Ruiz"


def test_closed_and_opened_again(clinic: Clinic, ana: Patient) -> None:
    lost = past(clinic, ana, 3, Status.NO_SHOW)

    close_rebooking(clinic, lost.id)
    closed = listed(clinic)
    reopen_rebooking(clinic, lost.id)

    assert (closed, listed(clinic)) == ([], ["Ana María"])


def test_a_visit_that_takes_place_is_no_line_of_the_list(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana, day=25)

    assert refusal(partial(note_call, clinic, view.visit.id, "no")) == ["rebook-unknown"]
    assert refusal(partial(close_rebooking, clinic, 99)) == ["rebook-unknown"]
    assert refusal(partial(note_call, clinic, view.visit.id, "perhaps")) == ["answer-unknown"]


def test_no_more_lines_than_asked_for_and_how_many_there_are(clinic: Clinic) -> None:
    for number in range(5):
        past(clinic, add_patient(clinic, f"Given{number}", "Vega"), 3, Status.NO_SHOW)

    found = rebook_list(clinic, limit=2)

    assert (len(found.lines), found.total) == (2, 5)


def test_the_number_of_look_ups_does_not_grow_with_the_list(clinic: Clinic, ana: Patient) -> None:
    past(clinic, ana, 3, Status.NO_SHOW)
    few = look_ups(clinic, partial(rebook_list, clinic))

    for number in range(9):
        past(clinic, add_patient(clinic, f"Given{number}", "Vega"), 3, Status.NO_SHOW)

    assert look_ups(clinic, partial(rebook_list, clinic)) == few


def test_a_call_is_taken_back_to_the_one_before(clinic: Clinic, ana: Patient) -> None:
    lost = past(clinic, ana, 3, Status.NO_SHOW)
    before = note_call(clinic, lost.id, "message")
    note_call(clinic, lost.id, "no")

    take_call_back(clinic, before)

    assert rebook_list(clinic).lines[0].rebooking == before


def test_a_visit_that_lost_its_time_is_called_about_but_not_taken_off(
    clinic: Clinic, ana: Patient
) -> None:
    booked = book(clinic, ana, day=27)
    room = next(held.resource for held in booked.holds if held.role == "room")
    span = at(clinic, 27, "08:00"), at(clinic, 27, "18:00")
    wish = BlockWish(resource=room, start=span[0], end=span[1], kind="service")
    block_time(clinic, wish, displace=True)

    note_call(clinic, booked.visit.id, "message")

    (line,) = lost_their_time(clinic)
    assert (line.patient, line.rebooking.answer) == (ana, "message")
    assert refusal(partial(close_rebooking, clinic, booked.visit.id)) == ["rebook-unknown"]
