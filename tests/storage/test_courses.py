"""Courses and the clinic's course templates, kept and read back."""

from dataclasses import replace
from datetime import date, time

from app.domain.courses import BookedCourse, CourseTemplate, Series, Step
from app.domain.scheduling import Status
from app.domain.wishes import Wishes
from app.storage.database import Database
from tests.storage.samples import MONDAY, booked

SERIES = CourseTemplate(
    slug="two",
    title="Two infusions",
    steps=(
        Step(name="Infusion 1", type="iv-dosing"),
        Step(name="Infusion 2", type="iv-dosing", least=2, most=5, within_hours=72),
    ),
    series=Series(first="Infusion 1", last="Infusion 2", days=6),
    same="therapist",
)
WISHES = Wishes(
    people=(3,),
    between=(time(8), time(12)),
    weekdays=frozenset({1, 3}),
    without=((date(2026, 12, 24), date(2027, 1, 2)),),
)


def test_a_course_keeps_the_steps_and_wishes_it_was_booked_by(database: Database) -> None:
    with database.writing() as unit:
        visit = booked(unit)
        course = BookedCourse(
            patient=visit.patient,
            template="two",
            plan=SERIES,
            wishes=WISHES,
            made_at=MONDAY,
            made_by="desk",
        )

        kept = unit.courses.add(course)

        assert kept == replace(course, id=kept.id)
        assert unit.courses.one(kept.id) == kept
        assert unit.courses.one(kept.id + 1) is None
        assert unit.courses.of_patient(visit.patient) == (kept,)


def test_a_course_runs_while_one_of_its_visits_is_to_come(database: Database) -> None:
    with database.writing() as unit:
        visit = booked(unit)
        course = unit.courses.add(
            BookedCourse(
                patient=visit.patient,
                template="two",
                plan=SERIES,
                wishes=Wishes(),
                made_at=MONDAY,
                made_by="desk",
            )
        )
        assert unit.courses.running() == ()

        unit.scheduling.keep([replace(visit, course=course.id, step=2)])
        assert unit.courses.running() == (course,)
        assert unit.courses.steps_of([course.id]) == {course.id: 2}
        assert [each.id for each in unit.scheduling.visits_of_course(course.id)] == [visit.id]

        stepped = replace(visit, course=course.id, step=2, status=Status.LEFT)
        unit.scheduling.keep([stepped])
        assert unit.courses.running() == ()


def test_the_courses_that_are_offered_come_back_in_their_order(database: Database) -> None:
    other = replace(SERIES, slug="another", series=None, note="On Mondays.")
    with database.writing() as unit:
        unit.settings.keep_course_templates([other])
        unit.settings.keep_course_templates([SERIES, other])

        found = unit.settings.course_templates()

    assert list(found.values()) == [SERIES, other]
    assert list(found) == ["two", "another"]


def test_no_courses_are_offered_before_some_are_kept(database: Database) -> None:
    with database.writing() as unit:
        unit.settings.keep_course_templates([])

        assert unit.settings.course_templates() == {}
