"""The recall list: who is due for another dose."""

from datetime import date, timedelta
from functools import partial

from app.clinic import Clinic
from app.domain.patients import Patient
from app.domain.scheduling import Status
from app.use_cases.recalls import (
    close_recall,
    note_recall,
    put_due_back,
    recalls,
    reopen_recall,
    set_due,
    take_call_back,
)
from tests.small import MONDAY, NOW, add_patient
from tests.use_cases.asking import book, look_ups, past, refusal


def listed(clinic: Clinic, ahead: int = 0) -> list[tuple[str, date]]:
    return [(line.patient.given, line.due) for line in recalls(clinic, ahead=ahead).lines]


def test_who_had_the_last_dose_four_weeks_ago_is_due(
    clinic: Clinic, ana: Patient, bruno: Patient
) -> None:
    past(clinic, ana, 60)
    past(clinic, ana, 30, kind="sublingual-dosing")
    past(clinic, bruno, 28)
    past(clinic, add_patient(clinic, "Early", ""), 27)
    past(clinic, add_patient(clinic, "Talk", ""), 40, kind="integration")
    past(clinic, add_patient(clinic, "Long ago", ""), 400)

    assert listed(clinic) == [
        ("Ana María", MONDAY - timedelta(days=2)),
        ("Bruno", MONDAY),
    ]
    assert recalls(clinic).lines[0].type.slug == "sublingual-dosing"
    assert [name for name, _ in listed(clinic, ahead=1)] == ["Ana María", "Bruno", "Early"]


def test_who_has_a_dose_to_come_is_not_due(clinic: Clinic, ana: Patient) -> None:
    past(clinic, ana, 40)
    past(clinic, ana, 3, Status.CANCELLED)
    before = listed(clinic)

    book(clinic, ana, day=30)

    assert (len(before), listed(clinic)) == (1, [])


def test_a_call_is_noted_with_who_and_what_it_came_to(clinic: Clinic, ana: Patient) -> None:
    past(clinic, ana, 40)

    note_recall(clinic, ana.id, "no-answer")

    (line,) = recalls(clinic).lines
    assert (line.recall.tried_at, line.recall.answer) == (NOW, "no-answer")
    assert line.called_by == "Ana Ruiz"


def test_another_due_day_hides_a_patient_until_then(clinic: Clinic, ana: Patient) -> None:
    past(clinic, ana, 40)

    set_due(clinic, ana.id, MONDAY + timedelta(days=10))
    today = listed(clinic)
    clinic.clock = lambda: NOW + timedelta(days=10)

    assert (today, listed(clinic)) == ([], [("Ana María", MONDAY + timedelta(days=10))])


def test_a_due_day_can_be_earlier_than_usual_and_long_after(clinic: Clinic, ana: Patient) -> None:
    past(clinic, ana, 5)
    set_due(clinic, ana.id, MONDAY)
    long_ago = add_patient(clinic, "Long ago", "")
    past(clinic, long_ago, 500)
    set_due(clinic, long_ago.id, MONDAY)

    assert sorted(listed(clinic)) == [("Ana María", MONDAY), ("Long ago", MONDAY)]


def test_a_due_day_before_the_last_dose_says_nothing_any_more(clinic: Clinic, ana: Patient) -> None:
    past(clinic, ana, 20)
    set_due(clinic, ana.id, MONDAY)
    past(clinic, ana, 0)
    clinic.clock = lambda: NOW + timedelta(days=3)

    assert listed(clinic) == []


def test_taken_off_until_the_next_dose(clinic: Clinic, ana: Patient) -> None:
    past(clinic, ana, 40)
    close_recall(clinic, ana.id)
    closed = listed(clinic)
    past(clinic, ana, -1)
    clinic.clock = lambda: NOW + timedelta(days=40)

    assert (closed, len(listed(clinic))) == ([], 1)


def test_taken_off_and_put_on_again(clinic: Clinic, ana: Patient) -> None:
    past(clinic, ana, 40)
    close_recall(clinic, ana.id)

    reopen_recall(clinic, ana.id)

    assert len(listed(clinic)) == 1


def test_what_makes_no_sense_is_refused(clinic: Clinic, ana: Patient, bruno: Patient) -> None:
    past(clinic, ana, 40)

    assert refusal(partial(set_due, clinic, ana.id, MONDAY - timedelta(days=1))) == ["recall-past"]
    assert refusal(partial(note_recall, clinic, bruno.id, "no")) == ["recall-none"]
    assert refusal(partial(note_recall, clinic, 99, "no")) == ["patient-unknown"]
    assert refusal(partial(note_recall, clinic, ana.id, "later")) == ["answer-unknown"]


def test_no_more_lines_than_asked_for_and_how_many_there_are(clinic: Clinic) -> None:
    for number in range(5):
        past(clinic, add_patient(clinic, f"Given{number}", ""), 30 + number)

    found = recalls(clinic, limit=2)

    assert [line.patient.given for line in found.lines] == ["Given4", "Given3"]
    assert found.total == 5


def test_the_number_of_look_ups_does_not_grow_with_the_list(clinic: Clinic, ana: Patient) -> None:
    past(clinic, ana, 40)
    few = look_ups(clinic, partial(recalls, clinic))

    for number in range(9):
        past(clinic, add_patient(clinic, f"Given{number}", ""), 40)

    assert look_ups(clinic, partial(recalls, clinic)) == few


def test_a_call_and_a_due_day_are_taken_back(clinic: Clinic, ana: Patient) -> None:
    past(clinic, ana, 40)
    (before,) = (line.recall for line in recalls(clinic).lines)
    note_recall(clinic, ana.id, "message")
    set_due(clinic, ana.id, MONDAY + timedelta(days=9))

    take_call_back(clinic, before)
    put_due_back(clinic, before)

    (line,) = recalls(clinic).lines
    assert line.recall == before
