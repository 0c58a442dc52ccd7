"""Calling a visit off: by whom, why, how late, and what becomes of the patient."""

from datetime import timedelta
from functools import partial

import pytest

from app.clinic import Clinic
from app.domain.attendance import Attendance
from app.domain.patients import Patient
from app.domain.scheduling import Status
from app.use_cases.calling_off import attendance_of, call_off, did_not_come
from app.use_cases.rebooking import rebook_list
from app.use_cases.scheduling import see_visit
from app.use_cases.undoing import undo_act
from app.use_cases.waitlist import see_waitlist
from tests.small import NOW, at
from tests.use_cases.asking import book, past, refusal, wait


def listed(clinic: Clinic) -> tuple[int, int]:
    """How many stand on the rebook list and on the wait list."""
    return rebook_list(clinic).total, len(see_waitlist(clinic))


@pytest.mark.parametrize(
    ("goes_to", "lists"), [("rebook", (1, 0)), ("wait", (0, 1)), ("none", (0, 0))]
)
def test_the_patient_goes_to_the_list_that_was_chosen(
    clinic: Clinic, ana: Patient, goes_to: str, lists: tuple[int, int]
) -> None:
    view = book(clinic, ana, day=25)

    off = call_off(clinic, view.visit.id, why="ill", goes_to=goes_to)

    assert (off.view.visit.status, off.view.visit.why) == (Status.CANCELLED, "ill")
    assert listed(clinic) == lists


@pytest.mark.parametrize("goes_to", ["rebook", "wait", "none"])
def test_taken_back_the_patient_is_on_no_list(clinic: Clinic, ana: Patient, goes_to: str) -> None:
    view = book(clinic, ana, day=25)
    call_off(clinic, view.visit.id, goes_to=goes_to, token="off")

    undo_act(clinic, "off")

    assert see_visit(clinic, view.visit.id).visit.status is Status.BOOKED
    assert listed(clinic) == (0, 0)


def test_whoever_was_left_alone_once_is_called_after_the_next_time(
    clinic: Clinic, ana: Patient
) -> None:
    view = book(clinic, ana, day=25)
    call_off(clinic, view.visit.id, goes_to="none", token="off")
    undo_act(clinic, "off")

    call_off(clinic, view.visit.id)

    assert listed(clinic) == (1, 0)


def test_whoever_waits_already_is_not_put_on_the_list_twice(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana, day=30)
    wait(clinic, ana)

    call_off(clinic, view.visit.id, goes_to="wait")

    assert listed(clinic) == (0, 1)


def test_the_time_that_is_left_is_told(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana, day=25)

    gap = call_off(clinic, view.visit.id).gap

    assert gap is not None
    assert (gap.start, gap.end) == (at(clinic, 25, "09:00"), at(clinic, 25, "11:10"))


def test_only_the_patient_can_be_late(clinic: Clinic, ana: Patient) -> None:
    views = [book(clinic, ana, day=23, clock="14:00", kind="preparation") for _ in range(1)]
    views.append(book(clinic, ana, day=24, clock="08:00", kind="preparation"))
    views.append(book(clinic, ana, day=24, clock="10:00", kind="preparation"))

    late = [
        call_off(clinic, view.visit.id, by=by).view.visit.late
        for view, by in zip(views, ("clinic", "patient", "patient"), strict=True)
    ]

    assert late == [False, True, False]
    assert attendance_of(clinic, ana.id) == Attendance(no_shows=0, late=1)


def test_a_missed_visit_is_counted_and_its_patient_is_called(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana, day=23, clock="09:15")
    clinic.clock = lambda: NOW + timedelta(minutes=40)

    off = did_not_come(clinic, view.visit.id)

    assert off.view.visit.status is Status.NO_SHOW
    assert off.gap is not None
    assert off.gap.start == at(clinic, 23, "09:45")
    assert attendance_of(clinic, ana.id) == Attendance(no_shows=1, late=0)
    assert listed(clinic) == (1, 0)


def test_missed_visits_of_a_year_ago_are_forgotten(clinic: Clinic, ana: Patient) -> None:
    past(clinic, ana, 400, Status.NO_SHOW)
    past(clinic, ana, 300, Status.NO_SHOW)

    assert attendance_of(clinic, ana.id) == Attendance(no_shows=1, late=0)


def test_what_cannot_be_called_off_is_refused_whole(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana, day=25)
    off = partial(call_off, clinic, view.visit.id)

    assert refusal(partial(off, goes_to="somewhere")) == ["goes-to-unknown"]
    assert refusal(partial(off, by="nobody")) == ["cancelled-by-unknown"]
    assert refusal(partial(did_not_come, clinic, view.visit.id)) == ["no-show-early"]
    assert see_visit(clinic, view.visit.id).visit.status is Status.BOOKED
    off()
    assert refusal(off) == ["status-over"]
