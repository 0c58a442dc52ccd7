"""The next step of a course that has no visit, and the days that the rules leave for it."""

from datetime import date, datetime, timedelta

from app.domain.courses import BookedCourse, CourseTemplate, Step
from app.domain.next_step import NextStep, next_step
from app.domain.scheduling import Status, Visit
from app.domain.time import instant
from app.domain.wishes import NO_WISHES
from tests.domain.course_samples import DENVER, DOSE

MONDAY = datetime(2026, 11, 23, 10)
PLAN = CourseTemplate(
    slug="short",
    title="Short",
    steps=(
        Step(name="First", type="dose"),
        Step(name="Second", type="dose", least=2, most=9),
        Step(name="Third", type="dose", least=3, most=10),
    ),
)
COURSE = BookedCourse(
    id=7,
    patient=1,
    template="short",
    plan=PLAN,
    wishes=NO_WISHES,
    made_at=instant(MONDAY, DENVER),
    made_by="moss",
)


def taken(step: int, days: int, status: Status = Status.BOOKED, course: int = 7) -> Visit:
    start = instant(MONDAY + timedelta(days=days), DENVER)
    return Visit(
        id=step,
        patient=1,
        type="dose",
        start=start,
        end=start + timedelta(hours=1),
        status=status,
        course=course,
        step=step,
    )


def found(*visits: Visit) -> NextStep | None:
    return next_step(COURSE, {DOSE.slug: DOSE}, visits, DENVER)


def days(step: NextStep | None) -> tuple[date | None, date | None]:
    assert step is not None
    return step.first, step.last


def test_nobody_is_on_a_course_without_any_visit() -> None:
    assert found() is None
    assert found(taken(1, 0, Status.CANCELLED)) is None
    assert found(taken(1, 0, course=8)) is None


def test_a_course_in_which_every_step_has_a_visit_asks_for_nothing() -> None:
    assert found(taken(1, 0), taken(2, 3), taken(3, 8)) is None


def test_the_first_step_without_a_visit_is_next() -> None:
    step = found(taken(1, 0, Status.LEFT), taken(3, 8))

    assert step is not None
    assert (step.course, step.number, step.of, step.name) == (7, 2, 3, "Second")


def test_it_keeps_its_distance_from_the_step_before_and_the_one_after() -> None:
    assert days(found(taken(1, 0, Status.LEFT), taken(3, 8))) == (
        date(2026, 11, 25),
        date(2026, 11, 28),
    )


def test_the_last_step_only_counts_from_the_one_before() -> None:
    assert days(found(taken(1, 0, Status.LEFT), taken(2, 3))) == (
        date(2026, 11, 29),
        date(2026, 12, 6),
    )
