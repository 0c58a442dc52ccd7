"""The rebook list: who lost a visit and has none to come."""

from functools import partial

from app.clinic import Clinic
from app.domain.attendance import Attendance
from app.domain.patients import Patient
from app.domain.scheduling import Status
from app.use_cases.rebooking import (
    close_rebooking,
    note_call,
    rebook_list,
    reopen_rebooking,
)
from app.use_cases.scheduling import cancel_visit
from tests.small import NOW, add_patient
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
