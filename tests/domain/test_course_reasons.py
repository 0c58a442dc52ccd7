"""Why a course cannot be: every rule and wish that alone stands against it, by trying."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from hypothesis import given

from app.domain.course_planning import plan_course
from app.domain.course_reasons import why_no_course
from app.domain.course_tables import CourseAsk
from app.domain.courses import Series, Step
from app.domain.refusal import Fact
from app.domain.spacing import Spacing
from app.domain.time import settled
from app.domain.wishes import Wishes
from tests.domain.course_samples import DENVER, MONDAYS, ask, asks, diary, doses

ROOM, NURSE, MOSS, LUND = 10, 20, 30, 40
MONDAY = MONDAYS[0]
ALL_DAY = (0, 12)


def why(asked: CourseAsk) -> dict[str, Mapping[str, Fact]]:
    """The reasons against a course that does not fit, by their codes."""
    assert plan_course(asked) is None
    return {reason.code: reason.facts for reason in why_no_course(asked)}


def on(day: int) -> date:
    return MONDAY + timedelta(days=day)


def test_nobody_can_do_what_is_needed() -> None:
    reasons = why(ask(doses(1), diary(therapists=0)))

    assert reasons == {"course-nobody": {"type": "Dose", "role": "therapist"}}


def test_it_fits_from_a_later_day() -> None:
    book = diary(*((ROOM, day, *ALL_DAY) for day in range(7)))

    reasons = why(replace(ask(doses(2), book), begin=(MONDAY, on(3))))

    assert reasons == {"course-fits-from": {"day": on(7)}}


def test_it_fits_without_the_wish_for_a_time_of_day() -> None:
    book = diary(*((MOSS, day, 0, 6) for day in range(28)))
    wishes = Wishes(between=(time(9), time(9, 30)))

    reasons = why(replace(ask([Step(name="A", type="talk")], book), wishes=wishes))

    assert reasons == {"course-fits-any-time": {"start": "09:00", "end": "09:30"}}


def test_it_fits_on_other_weekdays() -> None:
    reasons = why(replace(ask(doses(2, most=1), diary()), wishes=Wishes(weekdays=frozenset({0}))))

    assert "course-fits-any-weekday" in reasons


def test_it_fits_with_somebody_else() -> None:
    book = diary(*((MOSS, day, *ALL_DAY) for day in range(28)), therapists=2)

    reasons = why(replace(ask(doses(1), book), wishes=Wishes(people=(3,))))

    assert reasons == {"course-fits-anyone": {"names": ("person 3",)}}


def test_it_fits_if_the_patient_does_not_go_away() -> None:
    away = (on(1), on(27))

    reasons = why(replace(ask(doses(2), diary()), wishes=Wishes(without=(away,))))

    assert reasons == {"course-fits-away": {"first": on(1), "last": on(27)}}


def test_it_fits_if_a_step_put_by_hand_may_move() -> None:
    monday = settled(datetime.combine(MONDAY, time(9)), DENVER)

    reasons = why(replace(ask(doses(2), diary()), pinned={1: monday}))

    assert reasons == {"course-fits-unpinned": {"step": "Dose 2"}}


def test_it_fits_if_the_series_may_take_longer() -> None:
    taken = [(ROOM, day, *ALL_DAY) for day in range(28) if day % 3]
    series = Series(first="Dose 1", last="Dose 3", days=4)

    reasons = why(ask(doses(3), diary(*taken, days=7), series=series))

    assert reasons == {
        "course-fits-series": {"first": "Dose 1", "last": "Dose 3", "limit": 4, "days": 7}
    }


def test_it_fits_if_a_gap_may_be_longer() -> None:
    taken = [(ROOM, day, *ALL_DAY) for day in range(28) if day % 3]

    reasons = why(ask(doses(3, most=1), diary(*taken, days=7)))

    assert reasons == {"course-fits-longer-gap": {"step": "Dose 2", "value": 3, "limit": 1}}


def test_it_fits_if_a_gap_may_be_shorter() -> None:
    taken = [(ROOM, day, *ALL_DAY) for day in range(28) if day not in (7, 8)]

    reasons = why(ask(doses(2, least=3), diary(*taken, days=7)))

    assert reasons == {"course-fits-shorter-gap": {"step": "Dose 2", "value": 1, "limit": 3}}


def test_it_fits_if_more_hours_may_pass() -> None:
    steps = [*doses(1), Step(name="Talk", type="talk", most=3, within_hours=24)]
    taken = [(MOSS, day, *ALL_DAY) for day in range(28) if day % 3]

    reasons = why(ask(steps, diary(*taken, days=7)))

    assert reasons == {"course-fits-more-hours": {"step": "Talk", "value": 72, "limit": 24}}


def test_a_gap_and_the_series_may_both_have_to_be_longer() -> None:
    taken = [(ROOM, day, *ALL_DAY) for day in range(28) if day % 3]
    series = Series(first="Dose 1", last="Dose 3", days=4)

    reasons = why(ask(doses(3, most=1), diary(*taken, days=7), series=series))

    assert reasons == {
        "course-fits-longer-both": {
            "step": "Dose 2",
            "value": 3,
            "limit": 1,
            "first": "Dose 1",
            "last": "Dose 3",
            "days": 7,
        }
    }


def test_the_spacing_of_doses_is_named_as_what_stands_against_it() -> None:
    reasons = why(ask(doses(2, most=2), diary(), spacing=Spacing(gap_days=4)))

    assert reasons["course-spacing"] == {"type": "Dose"}


def test_where_no_single_rule_stands_against_it_the_step_is_named() -> None:
    book = diary(*((ROOM, day, *ALL_DAY) for day in range(28)))

    reasons = why(ask([Step(name="Talk", type="talk"), *doses(1)], book))

    assert reasons == {"course-stuck": {"step": "Dose 1"}}


@given(asked=asks())
def test_whatever_does_not_fit_has_a_reason(asked: CourseAsk) -> None:
    if plan_course(asked) is None:
        assert list(why_no_course(asked))
