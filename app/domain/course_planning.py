"""Plans a whole course: soon over, near the wished time of day, and with one person throughout."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from app.domain.course_choices import Open
from app.domain.course_search import Reached
from app.domain.course_tables import CourseAsk, CoursePlan, Table, same_people

DAY_LATER = 120
"""Minutes off the wished time of day that are as bad as ending the course a day later."""


class _Way(NamedTuple):
    """A course that can be, and with whom."""

    cost: int
    person: int | None
    table: Table
    reached: Reached


def plan_course(ask: CourseAsk) -> CoursePlan | None:
    """The best plan with one person throughout, else with several; None when there is none."""
    known: dict[str, Open] = {}
    ways = [way for person in same_people(ask) if (way := _way(ask, person, known)) is not None]
    return _planned(_cheapest(ways) or _way(ask, None, {}))


def _cheapest(ways: Sequence[_Way]) -> _Way | None:
    return min(ways, key=lambda way: way.cost, default=None)


def _planned(way: _Way | None) -> CoursePlan | None:
    if way is None:
        return None
    steps = way.table.placed(way.reached.grains)
    return CoursePlan(steps=steps, person=way.person, cost=way.cost)


def _way(ask: CourseAsk, person: int | None, known: dict[str, Open]) -> _Way | None:
    table = Table(ask, person)
    aims = None if ask.about is None else table.aims(ask.about)
    reached = table.search(table.open(aims, known), DAY_LATER).best()
    if reached is None:
        return None
    finish = max(reached.days) - table.days.of(ask.begin[0])
    return _Way(reached.cost + DAY_LATER * finish, person, table, reached)


def fits_at_all(ask: CourseAsk) -> bool:
    """Whether there is any course, with whomever."""
    return _way(ask, None, {}) is not None


def nearest_course(ask: CourseAsk, aims: Mapping[int, datetime]) -> CoursePlan | None:
    """The course whose steps are nearest to given times, with one person where that can be."""
    ways = [way for person in same_people(ask) if (way := _near(ask, aims, person)) is not None]
    plan = _planned(_cheapest(ways) or _near(ask, aims, None))
    return None if plan is None else replace(plan, optimal=False)


def _near(ask: CourseAsk, aims: Mapping[int, datetime], person: int | None) -> _Way | None:
    table = Table(ask, person)
    choices = [
        table.settled(place) or table.near(place, aims[place]) for place in range(len(table.kinds))
    ]
    reached = table.search(choices, 0).best()
    return None if reached is None else _Way(reached.cost, person, table, reached)
