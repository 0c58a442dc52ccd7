"""A course after a no-show, a cancelled visit or a lost room: proposed, mended, taken back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from app.clinic import Change, Clinic
from app.domain.patients import Patient
from app.domain.scheduling import Status
from app.domain.time import wall
from app.use_cases.blocks import BlockWish, block_time
from app.use_cases.course_repairs import (
    CourseRepair,
    book_repair,
    propose_repairs,
    propose_shift,
)
from app.use_cases.course_views import CourseView, running_courses, see_course
from app.use_cases.courses import CourseWish, book_course, plan_course
from app.use_cases.resources import resource_named
from app.use_cases.scheduling import cancel_visit, no_show
from app.use_cases.undoing import undo_act
from app.use_cases.views import VisitView
from tests.small import Small, add_patient, at
from tests.use_cases.asking import refusal

TUESDAY = date(2026, 11, 24)
NEXT_MONDAY = date(2026, 11, 30)


def booked(clinic: Clinic, patient: Patient) -> CourseView:
    """The standard course from Tuesday 24 November on, each visit at ten."""
    wish = CourseWish(patient=patient.id, template="kap-6", first=TUESDAY, about=time(10))
    return book_course(clinic, plan_course(clinic, wish))


def visit(course: CourseView, name: str) -> VisitView:
    found = next(step.view for step in course.steps if step.name == name)
    assert found is not None
    return found


def moves(clinic: Clinic, repair: CourseRepair) -> list[str]:
    return [
        f"{step.name} {wall(step.view.visit.start, clinic.zone):%a %d %H:%M}"
        for step in repair.moved
    ]


def reasons(course: CourseView) -> list[str]:
    return [reason.code for reason in course.reasons]


@pytest.fixture
def later(small: Small) -> Iterator[Clinic]:
    """The same clinic at the desk in the evening of Thursday 26 November."""
    evening = datetime.fromisoformat("2026-11-26T18:30:00-07:00")
    opened = replace(small, clock=lambda: evening).open()
    yield opened
    opened.close()


def test_nothing_is_proposed_where_nothing_is_broken(clinic: Clinic, ana: Patient) -> None:
    course = booked(clinic, ana)

    assert reasons(course) == []
    assert refusal(lambda: propose_repairs(clinic, course.course.id)) == ["course-whole"]


def test_after_a_no_show_one_infusion_and_one_talk_go_to_the_end(
    clinic: Clinic, later: Clinic, ana: Patient
) -> None:
    course = booked(clinic, ana)
    number = course.course.id
    for name in ("Evaluation", "Preparation"):
        attend(clinic, course, name)
    no_show(later, visit(course, "Infusion 1").visit.id)
    assert reasons(see_course(later, number)) == ["course-step-open"]

    (repair, *_) = propose_repairs(later, number)
    mended = book_repair(later, repair)

    assert moves(later, repair) == ["Infusion 6 Mon 14 10:00", "Integration 6 Tue 15 10:00"]
    assert reasons(mended) == []
    assert [step.view.visit.step for step in mended.steps if step.view] == list(range(1, 15))


def attend(clinic: Clinic, course: CourseView, name: str) -> None:
    """Let a visit have been, as the day's end leaves it."""
    with clinic.database.writing() as unit:
        unit.scheduling.keep([replace(visit(course, name).visit, status=Status.LEFT)])


def test_a_repair_is_taken_back_as_one(clinic: Clinic, ana: Patient) -> None:
    course = booked(clinic, ana)
    cancel_visit(clinic, visit(course, "Infusion 2").visit.id)
    broken = see_course(clinic, course.course.id)
    heard: list[Change] = []
    clinic.listeners.append(heard.append)
    (repair, *_) = propose_repairs(clinic, course.course.id)

    book_repair(clinic, repair)
    undo_act(clinic, heard[-1].token)

    back = see_course(clinic, course.course.id)
    assert reasons(back) == reasons(broken) == ["course-step-open"]
    assert times(back) == times(broken)


def times(course: CourseView) -> list[tuple[str, datetime | None]]:
    return [(step.name, step.view and step.view.visit.start) for step in course.steps]


def test_infusion_rooms_lost_for_two_days_move_the_fewest_visits(
    clinic: Clinic, ana: Patient
) -> None:
    course = booked(clinic, ana)
    for name in ("Room 2", "Room 3"):
        lost = BlockWish(
            resource=resource_named(clinic, name).id,
            start=at(clinic, 30, "08:00"),
            end=at(clinic, 30, "08:00") + timedelta(days=1, hours=10),
        )
        block_time(clinic, lost, displace=True)
    assert reasons(see_course(clinic, course.course.id)) == ["course-step-displaced"]

    (repair, *_) = propose_repairs(clinic, course.course.id)
    mended = book_repair(clinic, repair)

    assert reasons(mended) == []
    assert not any(step.view and step.view.visit.displaced for step in mended.steps)


def test_a_visit_takes_its_time_again_once_that_is_free(clinic: Clinic, ana: Patient) -> None:
    course = booked(clinic, ana)
    lost = visit(course, "Infusion 1").visit
    with clinic.database.writing() as unit:
        unit.scheduling.keep([replace(lost, displaced=True)])

    (repair,) = propose_repairs(clinic, course.course.id)
    mended = book_repair(clinic, repair)

    assert [step.name for step in repair.moved] == ["Infusion 1"]
    again = visit(mended, "Infusion 1").visit
    assert (again.start, again.displaced, mended.reasons) == (lost.start, False, ())


def test_a_repair_after_which_the_course_was_changed_is_refused(
    clinic: Clinic, ana: Patient
) -> None:
    course = booked(clinic, ana)
    cancel_visit(clinic, visit(course, "Infusion 2").visit.id)
    (repair, *_) = propose_repairs(clinic, course.course.id)
    cancel_visit(clinic, visit(course, "Integration 6").visit.id)

    assert refusal(lambda: book_repair(clinic, repair)) == ["course-changed"]


def test_a_repair_of_unknown_outcome_is_not_done_twice(clinic: Clinic, ana: Patient) -> None:
    course = booked(clinic, ana)
    cancel_visit(clinic, visit(course, "Infusion 2").visit.id)
    (repair, *_) = propose_repairs(clinic, course.course.id)

    once = book_repair(clinic, repair, token="the same")
    again = book_repair(clinic, repair, token="the same")

    assert times(again) == times(once)


def test_the_rest_of_a_booked_course_is_put_off_by_a_week(clinic: Clinic, ana: Patient) -> None:
    course = booked(clinic, ana)

    repair = propose_shift(clinic, course.course.id, since=1, days=7)
    later = book_repair(clinic, repair)

    week = timedelta(days=7)
    assert times(later) == [(name, at and at + week) for name, at in times(course)]
    assert not repair.optimal


@pytest.mark.parametrize("since", [0, 15, -1])
def test_only_a_step_to_come_can_be_put_off(clinic: Clinic, ana: Patient, since: int) -> None:
    course = booked(clinic, ana)

    codes = refusal(lambda: propose_shift(clinic, course.course.id, since=since, days=7))

    assert codes == ["course-step-unknown"]


def test_held_visits_move_and_stay_held(clinic: Clinic, bruno: Patient) -> None:
    course = booked(clinic, bruno)
    cancel_visit(clinic, visit(course, "Infusion 2").visit.id)

    (repair, *_) = propose_repairs(clinic, course.course.id)
    mended = book_repair(clinic, repair)

    assert visit(mended, "Infusion 6").visit.status is Status.HELD
    assert visit(mended, "Integration 6").visit.status is Status.BOOKED


def test_what_cannot_be_mended_is_said_with_what_it_would_fit(
    clinic: Clinic, later: Clinic, ana: Patient
) -> None:
    left_out = ("Evaluation", "Follow-up")
    wish = CourseWish(patient=ana.id, template="pain-5", first=NEXT_MONDAY, left_out=left_out)
    course = book_course(clinic, plan_course(clinic, wish))
    lost = BlockWish(
        resource=resource_named(clinic, "Pump 1").id,
        start=at(clinic, 30, "08:00") + timedelta(days=2),
        end=at(clinic, 30, "18:00") + timedelta(days=2),
    )
    attend(clinic, course, "Infusion 1")
    block_time(clinic, lost, displace=True)

    codes = refusal(lambda: propose_repairs(clinic, course.course.id))

    assert codes == ["course-cannot-mend", "course-fits-longer-both"]


def test_courses_that_need_mending_come_first_on_the_list(clinic: Clinic, ana: Patient) -> None:
    first = booked(clinic, ana)
    dora = add_patient(clinic, "Dora", "Park")
    second = booked(clinic, dora)
    cancel_visit(clinic, visit(second, "Infusion 2").visit.id)

    lines = running_courses(clinic)

    assert [line.course.id for line in lines] == [second.course.id, first.course.id]
    assert [reason.code for reason in lines[0].reasons] == ["course-step-open"]
    assert [(line.done, line.of) for line in lines] == [(0, 14), (0, 14)]


def test_an_unknown_course_is_refused(clinic: Clinic) -> None:
    assert refusal(lambda: see_course(clinic, 77)) == ["course-number-unknown"]
    assert refusal(lambda: propose_repairs(clinic, 77)) == ["course-number-unknown"]
