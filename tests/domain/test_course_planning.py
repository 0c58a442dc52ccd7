"""Planned courses: every rule on its own, then against a brute force that tries everything."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given

from app.domain.course_planning import nearest_course, plan_course
from app.domain.course_tables import CourseAsk, same_people
from app.domain.courses import Series, Step, against_course
from app.domain.scheduling import Route
from app.domain.spacing import Spacing
from app.domain.time import settled
from app.domain.wishes import Wishes
from tests.domain.course_samples import (
    DENVER,
    MONDAYS,
    ask,
    asks,
    cheapest,
    clocks_of,
    cost,
    days_of,
    diary,
    doses,
    only_therapist,
    standing,
)

ROOM, NURSE, MOSS, LUND, OWN = 10, 20, 30, 40, 900
"""Lanes of the plain clinic."""

MONDAY = MONDAYS[0]
ALL_DAY = (0, 12)


def on(day: int, hour: int, minutes: int) -> datetime:
    """So many days after the Monday, on the clinic's wall clock."""
    return datetime.combine(MONDAY + timedelta(days=day), time(hour, minutes))


def test_a_course_takes_the_first_days_there_are() -> None:
    assert days_of(plan_course(ask(doses(3), diary()))) == ["Mon 30", "Tue 01", "Wed 02"]


def test_gaps_count_days_of_the_calendar() -> None:
    plan = plan_course(ask(doses(3, least=2, most=3), diary()))

    assert days_of(plan) == ["Mon 30", "Wed 02", "Fri 04"]


def test_consecutive_days_wait_for_a_monday() -> None:
    asked = ask(doses(5, most=1), diary())
    asked = replace(asked, begin=(MONDAY + timedelta(days=2), MONDAY + timedelta(days=20)))

    assert days_of(plan_course(asked)) == ["Mon 07", "Tue 08", "Wed 09", "Thu 10", "Fri 11"]


def test_at_most_two_doses_in_seven_days() -> None:
    plan = plan_course(ask(doses(3), diary(), spacing=Spacing(gap_days=2, most=2)))

    assert days_of(plan) == ["Mon 30", "Wed 02", "Mon 07"]


def test_doses_outside_the_course_count_before_and_after_it() -> None:
    asked = ask(doses(2, most=9), diary(), spacing=Spacing(gap_days=3))
    others = {Route.IV: (date(2026, 11, 29), date(2026, 12, 7))}

    assert days_of(plan_course(replace(asked, others=others))) == ["Wed 02", "Thu 10"]


def test_doses_by_another_route_do_not_count() -> None:
    asked = ask(doses(1), diary(), spacing=Spacing(gap_days=3))

    others = {Route.ESKETAMINE: (MONDAY,)}

    assert days_of(plan_course(replace(asked, others=others))) == ["Mon 30"]


def test_a_series_keeps_to_its_days_even_when_it_begins_later_for_it() -> None:
    taken = [(ROOM, day, *ALL_DAY) for day in (1, 2, 3, 4)]
    series = Series(first="Dose 1", last="Dose 3", days=5)

    plan = plan_course(ask(doses(3), diary(*taken), series=series))

    assert days_of(plan) == ["Mon 07", "Tue 08", "Wed 09"]


TALK_AFTER = Step(name="Talk", type="talk", most=1, within_hours=24)


def test_a_dose_starts_later_so_that_the_talk_is_in_time() -> None:
    taken = (MOSS, 1, 0, 9)  # on Tuesday the therapist is free from 9:45: the dose ends then

    plan = plan_course(ask([*doses(1), TALK_AFTER], diary(taken)))

    assert days_of(plan) == ["Mon 30", "Tue 01"]
    assert clocks_of(plan) == ["09:15", "09:45"]


def test_what_a_later_step_looks_back_on_is_not_forgotten() -> None:
    """The dose is on Thursday whether the first talk is early or late; the last talk then asks."""
    steps = [
        Step(name="A", type="talk"),
        Step(name="B", type="dose"),
        Step(name="C", type="talk", after="A", most=4),
    ]
    taken = [(ROOM, day, *ALL_DAY) for day in (0, 1, 2, 4, 5)]
    taken += [(MOSS, day, *ALL_DAY) for day in (2, 4)]

    plan = plan_course(ask(steps, diary(*taken, length=6, days=7)))

    assert days_of(plan) == ["Tue 01", "Thu 03", "Sat 05"]


def test_one_person_throughout_is_worth_waiting_for() -> None:
    taken = [(MOSS, 1, *ALL_DAY), (LUND, 0, *ALL_DAY), (LUND, 2, *ALL_DAY)]
    steps = [Step(name="A", type="talk"), Step(name="B", type="talk", most=1)]

    anybody = plan_course(ask(steps, diary(*taken, therapists=2)))
    plan = plan_course(ask(steps, diary(*taken, therapists=2), same="therapist"))

    assert days_of(anybody) == ["Mon 30", "Tue 01"]
    assert days_of(plan) == ["Wed 02", "Thu 03"]
    assert plan is not None
    assert {part.resource for step in plan.steps for part in step.parts} == {90, plan.person}


def test_where_nobody_can_do_it_all_several_do_it_and_it_is_said() -> None:
    taken = [(MOSS, day, *ALL_DAY) for day in range(1, 28, 2)]
    taken += [(LUND, day, *ALL_DAY) for day in range(0, 28, 2)]
    steps = [Step(name="A", type="talk"), Step(name="B", type="talk", most=1)]

    plan = plan_course(ask(steps, diary(*taken, therapists=2), same="therapist"))

    assert plan is not None
    assert plan.person is None
    assert [step.parts[-1].resource for step in plan.steps] == [3, 4]


def test_somebody_wished_for_is_the_one_throughout() -> None:
    asked = ask(doses(2), diary(therapists=2), same="therapist")

    plan = plan_course(replace(asked, wishes=Wishes(people=(4,))))

    assert plan is not None
    assert plan.person == 4


def test_wishes_for_weekdays_and_days_away_are_kept() -> None:
    away = (MONDAY + timedelta(days=2), MONDAY + timedelta(days=7))
    wishes = Wishes(weekdays=frozenset({1, 3}), without=(away,))

    plan = plan_course(replace(ask(doses(3), diary()), wishes=wishes))

    assert days_of(plan) == ["Tue 01", "Tue 08", "Thu 10"]


def test_the_wished_time_of_day_is_met_or_nearly() -> None:
    steps = [Step(name="A", type="talk"), Step(name="B", type="talk")]
    asked = ask(steps, diary((MOSS, 1, 0, 6)))

    assert clocks_of(plan_course(replace(asked, about=time(9, 15)))) == ["09:15", "09:30"]


@pytest.mark.parametrize("monday", MONDAYS)
def test_the_wall_clock_stays_when_the_clocks_change(monday: date) -> None:
    plan = plan_course(replace(ask(doses(9), diary(first=monday, days=7)), about=time(9, 15)))

    assert clocks_of(plan) == ["09:15"] * 9
    assert len(set(days_of(plan))) == 9


@pytest.mark.parametrize("monday", MONDAYS)
def test_hours_are_hours_that_pass_when_the_clocks_change(monday: date) -> None:
    """From Saturday 9:45 to Sunday 9:15 pass 23 and a half hours, or one more, or one less."""
    steps = [Step(name="Dose 1", type="dose"), replace(TALK_AFTER, within_hours=23)]
    saturday = monday + timedelta(days=5)
    book = diary((ROOM, 5, 0, 3), (MOSS, 6, 0, 3), first=monday, days=7)

    plan = plan_course(replace(ask(steps, book), begin=(saturday, saturday)))

    possible = monday == MONDAYS[2]
    assert clocks_of(plan) == (["09:15", "09:15"] if possible else [])


def test_a_step_put_on_a_time_by_hand_stays_there() -> None:
    wednesday = settled(on(2, 9, 15), DENVER)

    plan = plan_course(replace(ask(doses(3), diary()), pinned={1: wednesday}))

    assert days_of(plan) == ["Mon 30", "Wed 02", "Thu 03"]
    assert clocks_of(plan) == ["09:00", "09:15", "09:00"]


def test_a_step_cannot_be_put_where_something_is_taken() -> None:
    wednesday = settled(on(2, 9, 15), DENVER)
    asked = ask(doses(3), diary((ROOM, 2, 3, 1)))

    assert plan_course(replace(asked, pinned={1: wednesday})) is None


def test_what_has_been_counts_for_what_is_to_come() -> None:
    friday = settled(on(-3, 9, 0), DENVER)
    asked = replace(ask(doses(3, least=4), diary()), done={0: friday})

    assert days_of(plan_course(asked)) == ["Tue 01", "Mon 07"]


def test_a_week_later_keeps_the_time_of_day_where_it_can() -> None:
    asked = ask(doses(3, least=2), diary((ROOM, 9, 0, 3)))
    plan = plan_course(asked)
    assert plan is not None
    aims = {step.place: step.start + timedelta(days=7) for step in plan.steps}

    later = nearest_course(asked, aims)

    assert days_of(later) == ["Mon 07", "Wed 09", "Fri 11"]
    assert clocks_of(later) == ["09:00", "09:15", "09:00"]
    assert later is not None
    assert not later.optimal


@given(asked=asks())
def test_no_course_is_better_than_the_planned_one(asked: CourseAsk) -> None:
    with_one = [cheapest(only_therapist(asked, person)) for person in same_people(asked)]
    best = min((each for each in with_one if each is not None), default=None)

    plan = plan_course(asked)

    assert (plan and plan.cost) == (cheapest(asked) if best is None else best)
    assert plan is None or (plan.person is None) == (best is None)


@given(asked=asks())
def test_a_planned_course_keeps_every_rule_and_costs_what_it_says(asked: CourseAsk) -> None:
    plan = plan_course(asked)

    if plan is not None:
        starts = {step.place: step.start for step in plan.steps}
        assert not list(against_course(standing(asked, starts)))
        assert plan.cost == cost(asked, list(starts.values()))
