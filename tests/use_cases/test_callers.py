"""What is known of a caller: what is next for them, what they come for, how reliably."""

from datetime import date, timedelta

from app.clinic import Clinic
from app.domain.patients import Patient
from app.domain.scheduling import Status
from app.use_cases.callers import see_caller
from app.use_cases.course_views import CourseView, see_course
from app.use_cases.courses import CourseWish, book_course, plan_course
from app.use_cases.openings import find_openings
from app.use_cases.scheduling import Wish, book_visit, cancel_visit
from tests.use_cases.asking import book, past, refusal

TUESDAY = date(2026, 11, 24)


def course_of(clinic: Clinic, patient: Patient) -> CourseView:
    wish = CourseWish(patient=patient.id, template="kap-6", first=TUESDAY)
    return book_course(clinic, plan_course(clinic, wish))


def without(clinic: Clinic, course: CourseView, number: int) -> None:
    view = course.steps[number - 1].view
    assert view is not None
    cancel_visit(clinic, view.visit.id)


def test_nothing_is_next_for_whoever_is_on_no_course(clinic: Clinic, ana: Patient) -> None:
    assert see_caller(clinic, ana.id).next is None


def test_nothing_is_next_while_every_step_has_a_visit(clinic: Clinic, ana: Patient) -> None:
    course_of(clinic, ana)

    assert see_caller(clinic, ana.id).next is None


def test_the_step_whose_visit_was_called_off_is_next_and_can_be_booked(
    clinic: Clinic, ana: Patient
) -> None:
    course = course_of(clinic, ana)
    without(clinic, course, 14)

    step = see_caller(clinic, ana.id).next
    assert step is not None
    (found,) = find_openings(clinic, step.type, patient=ana.id, from_day=step.first, limit=1)
    wish = Wish(
        patient=ana.id, type=step.type, start=found.start, course=step.course, step=step.number
    )
    view = book_visit(clinic, wish)

    assert (view.visit.course, view.visit.step, view.steps) == (course.course.id, 14, 14)
    assert see_course(clinic, course.course.id).reasons == ()
    assert see_caller(clinic, ana.id).next is None


def test_a_step_that_has_a_visit_by_now_is_not_booked_again(clinic: Clinic, ana: Patient) -> None:
    course = course_of(clinic, ana)
    (found,) = find_openings(clinic, "integration", patient=ana.id, limit=1, days=60)
    wish = Wish(
        patient=ana.id, type="integration", start=found.start, course=course.course.id, step=14
    )

    assert refusal(lambda: book_visit(clinic, wish)) == ["course-step-taken"]


def test_a_course_of_somebody_else_is_not_theirs(
    clinic: Clinic, ana: Patient, bruno: Patient
) -> None:
    course = course_of(clinic, ana)
    without(clinic, course, 14)
    (found,) = find_openings(clinic, "integration", patient=bruno.id, limit=1)
    wish = Wish(
        patient=bruno.id, type="integration", start=found.start, course=course.course.id, step=14
    )

    assert refusal(lambda: book_visit(clinic, wish)) == ["course-step-taken"]


def test_what_they_came_for_last_is_offered_first(clinic: Clinic, ana: Patient) -> None:
    first = see_caller(clinic, ana.id).kinds[0].slug
    past(clinic, ana, 20, kind="preparation")
    past(clinic, ana, 6, kind="iv-dosing")

    kinds = [kind.slug for kind in see_caller(clinic, ana.id).kinds]

    assert kinds[:3] == ["iv-dosing", "preparation", first]
    assert len(kinds) == len(set(kinds))


def test_missed_visits_are_counted(clinic: Clinic, ana: Patient) -> None:
    past(clinic, ana, 20, Status.NO_SHOW)
    view = book(clinic, ana, 23, "10:00")
    cancel_visit(clinic, view.visit.id)

    counted = see_caller(clinic, ana.id).attendance

    assert (counted.no_shows, counted.late) == (1, 1)
    assert timedelta(0) < view.visit.start - clinic.now() < timedelta(hours=24)
