"""Plans a whole course: soon over, near the wished time of day, and with one person throughout."""

from collections.abc import Mapping
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
    best = min(ways, key=lambda way: way.cost, default=None) or _way(ask, None, {})
    if best is None:
        return None
    steps = best.table.placed(best.reached.grains)
    return CoursePlan(steps=steps, person=best.person, cost=best.cost)


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


def nearest_course(
    ask: CourseAsk, aims: Mapping[int, datetime], person: int | None
) -> CoursePlan | None:
    """The course whose steps are nearest to given times, by their places."""
    table = Table(ask, person)
    choices = [
        table.settled(place) or table.near(place, aims[place]) for place in range(len(table.kinds))
    ]
    reached = table.search(choices, 0).best()
    if reached is None:
        return None
    steps = table.placed(reached.grains)
    return CoursePlan(steps=steps, person=person, cost=reached.cost, optimal=False)
