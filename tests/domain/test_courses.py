"""What a course's own definition may say, and which rule a set of times breaks."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from app.domain.courses import (
    CourseTemplate,
    Series,
    Standing,
    Step,
    against_course,
    course_faults,
)
from app.domain.scheduling import Route
from app.domain.spacing import Spacing
from app.domain.time import settled
from tests.domain.course_samples import DENVER, DOSE, TALK

MONDAY = date(2026, 11, 30)
TYPES = {"talk": TALK, "dose": replace(DOSE, spacing=Spacing(gap_days=2, most=2))}
COURSE = CourseTemplate(
    slug="course",
    title="Course",
    steps=(
        Step(name="First talk", type="talk"),
        Step(name="Dose 1", type="dose", most=7),
        Step(name="Talk 1", type="talk", most=3, within_hours=72),
        Step(name="Dose 2", type="dose", after="Dose 1", least=2, most=5),
        Step(name="Last talk", type="talk", after="Dose 2", most=28),
    ),
    series=Series(first="Dose 1", last="Dose 2", days=5),
)


def at(day: int, clock: str = "09:00") -> datetime:
    wall = datetime.combine(MONDAY + timedelta(days=day), time.fromisoformat(clock))
    return settled(wall, DENVER)


def broken(*starts: datetime, done: int = 0, others: tuple[date, ...] = ()) -> list[str]:
    """The codes of the rules that the times of the first steps break."""
    standing = Standing(
        template=COURSE,
        types=TYPES,
        starts=dict(enumerate(starts)),
        zone=DENVER,
        others={Route.IV: others},
        done=frozenset(range(done)),
    )
    return [reason.code for reason in against_course(standing)]


def test_a_course_that_keeps_its_rules_breaks_none() -> None:
    assert broken(at(0), at(1), at(4, "09:30"), at(5), at(20)) == []


@pytest.mark.parametrize(
    ("starts", "code"),
    [
        ([at(0), at(0, "12:00")], "course-order"),
        ([at(0), at(8)], "course-too-late"),
        ([at(0), at(1), at(2), at(1, "12:00")], "course-too-soon"),
        ([at(0), at(1), at(4, "09:35")], "course-past-hours"),
        ([at(0), at(1), at(2), at(6)], "course-series"),
        ([at(0), at(1), at(2), at(3), at(3, "12:00")], "course-order"),
    ],
)
def test_every_rule_can_be_broken(starts: list[datetime], code: str) -> None:
    assert code in broken(*starts)


def test_doses_keep_their_distance_to_those_outside_the_course() -> None:
    day_after = (MONDAY + timedelta(days=2),)
    two_before = (MONDAY - timedelta(days=4), MONDAY - timedelta(days=2))

    assert broken(at(0), at(1), others=day_after) == ["spacing-gap"]
    assert broken(at(0), at(1), others=two_before) == ["spacing-most"]


def test_what_has_been_is_not_judged_among_itself() -> None:
    too_close = (at(0), at(1), at(2), at(2, "12:00"), at(30))

    assert broken(*too_close, done=5) == []
    assert broken(*too_close, done=4) == []


def test_a_step_left_out_frees_those_that_count_from_it() -> None:
    without = COURSE.without(["Dose 1"])

    assert [step.name for step in without.steps] == ["First talk", "Talk 1", "Dose 2", "Last talk"]
    assert without.steps[1].within_hours == 0
    assert without.steps[2].after == ""
    assert without.steps[3] == COURSE.steps[4]
    assert without.series is None
    assert list(course_faults(without, TYPES)) == []


def test_the_longest_course_counts_every_gap_at_its_longest_within_the_series() -> None:
    assert COURSE.longest == 7 + (5 - 1) + 28
    assert replace(COURSE, series=None).longest == 7 + 5 + 28


@pytest.mark.parametrize(
    ("place", "changes", "code"),
    [
        (1, {"type": "dance"}, "course-step-type"),
        (3, {"after": "Last talk"}, "course-step-after"),
        (3, {"after": "Dose 2"}, "course-step-after"),
        (1, {"least": 0}, "course-step-gap"),
        (1, {"least": 8}, "course-step-gap"),
        (0, {"within_hours": 24}, "course-step-gap"),
        (2, {"least": 2, "within_hours": 24}, "course-step-gap"),
        (3, {"after": "Talk 1", "within_hours": 72}, "course-step-gap"),
        (1, {"name": "Dose 2"}, "course-steps"),
    ],
)
def test_a_course_that_cannot_be_is_refused(
    place: int, changes: dict[str, object], code: str
) -> None:
    steps = [
        replace(step, **changes) if n == place else step for n, step in enumerate(COURSE.steps)
    ]

    assert code in {r.code for r in course_faults(replace(COURSE, steps=tuple(steps)), TYPES)}


@pytest.mark.parametrize(
    ("series", "code"),
    [
        (Series(first="Dose 1", last="Nothing", days=5), "course-series-steps"),
        (Series(first="Dose 2", last="Dose 1", days=5), "course-series-steps"),
        (Series(first="Dose 1", last="Dose 2", days=2), "course-series-days"),
    ],
)
def test_a_series_that_cannot_be_is_refused(series: Series, code: str) -> None:
    faults = course_faults(replace(COURSE, series=series), TYPES)

    assert [reason.code for reason in faults] == [code]
