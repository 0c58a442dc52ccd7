"""What a course asks for next: its first step without a visit, and the days it belongs in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from app.domain.course_repair import read_course
from app.domain.courses import BookedCourse, CourseTemplate
from app.domain.scheduling import Visit, VisitType
from app.domain.time import local_day


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """A step of a course that has no visit yet."""

    course: int
    number: int
    """Its place in the course, from 1 on."""
    of: int
    name: str
    type: str
    first: date | None = None
    """The first day that keeps the rules between the steps, None when nothing says so."""
    last: date | None = None


def next_step(
    course: BookedCourse, types: Mapping[str, VisitType], visits: Sequence[Visit], zone: ZoneInfo
) -> NextStep | None:
    """The first step without a visit of a course that somebody is on; None when all have one."""
    mine = [visit for visit in visits if visit.course == course.id]
    state = read_course(course.plan, types, mine)
    at = {**state.done, **state.taken}
    if not at:
        return None
    for place, step in enumerate(course.plan.steps):
        if step.name not in at and step.name not in state.missed:
            days = {
                course.plan.place(name): local_day(each.start, zone) for name, each in at.items()
            }
            return NextStep(
                course=course.id,
                number=place + 1,
                of=len(course.plan.steps),
                name=step.name,
                type=step.type,
                first=max(_since(course.plan, place, days), default=None),
                last=min(_until(course.plan, place, days), default=None),
            )
    return None


def _since(plan: CourseTemplate, place: int, days: Mapping[int, date]) -> Iterator[date]:
    """The days before which a step is too soon."""
    before = plan.before(place)
    if before is not None and before in days:
        yield days[before] + timedelta(days=plan.steps[place].least)
    yield from (day + timedelta(days=1) for other, day in days.items() if other < place)


def _until(plan: CourseTemplate, place: int, days: Mapping[int, date]) -> Iterator[date]:
    """The days after which a step is too late."""
    before = plan.before(place)
    if before is not None and before in days:
        yield days[before] + timedelta(days=plan.steps[place].most)
    for other, day in days.items():
        if other > place:
            counts = plan.before(other) == place
            yield day - timedelta(days=plan.steps[other].least if counts else 1)
