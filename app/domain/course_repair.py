"""Mends a course after a no-show or a block: the fewest visits move, and those the least in time.

Visits of one kind stand in for each other: when the third infusion falls out, the fourth becomes
the third, so that often one visit is added at the end and nothing else moves.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from app.domain import openings
from app.domain.course_choices import Choices, Open
from app.domain.course_tables import CourseAsk, Placed, Table, same_people
from app.domain.courses import CourseTemplate, Standing, Step, against_course
from app.domain.refusal import Reason
from app.domain.scheduling import GONE, STANDING, Visit, VisitType, stretched

MOVED = 100_000_000
"""Minutes that one more moved visit counts for: more than all visits together can be moved by.

What a visit is moved by is counted in days first, then in the time of day.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """One step to come of a mended course, and the visit that takes it."""

    step: Placed
    visit: int = 0
    """0 where a new visit is booked."""
    was: datetime | None = None
    """When the step was to be before; None when it had no time."""
    moved: bool = False
    """Also where it takes the time again that something else had taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """A course made whole again."""

    steps: tuple[Mended, ...]
    person: int | None
    cost: int
    """`MOVED` for each moved visit, and the minutes they are moved by."""
    missed: tuple[str, ...] = ()
    """Steps that were passed over and are no longer to be made up for."""
    spare: tuple[int, ...] = ()
    """Visits that no step needs any more."""

    @property
    def moved(self) -> tuple[Mended, ...]:
        """What is moved or booked anew."""
        return tuple(each for each in self.steps if each.moved)


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A course as it stands: which steps have been, what was passed over, what can be moved."""

    done: Mapping[str, Visit]
    missed: tuple[str, ...]
    coming: tuple[Visit, ...]
    taken: Mapping[str, Visit]
    """The visit to come of each step that has one."""


def read_course(
    template: CourseTemplate, types: Mapping[str, VisitType], visits: Sequence[Visit]
) -> Course:
    """Which steps the visits of a course have taken: a dose is never passed over."""
    done: dict[str, Visit] = {}
    missed: list[str] = []
    place = 0
    been = [each for each in visits if each.status not in STANDING | GONE]
    for visit in sorted(been, key=lambda each: each.start):
        taken = _next_place(template, types, visit.type, place)
        if taken is not None:
            missed += [step.name for step in template.steps[place:taken]]
            done[template.steps[taken].name] = visit
            place = taken + 1
    coming = sorted((v for v in visits if v.status in STANDING), key=lambda each: each.start)
    left = [step for step in template.steps if step.name not in {*done, *missed}]
    taken = dict(_as_booked(template, left, coming))
    return Course(done=done, missed=tuple(missed), coming=tuple(coming), taken=taken)


def _as_booked(
    template: CourseTemplate, steps: Sequence[Step], coming: Sequence[Visit]
) -> Iterator[tuple[str, Visit]]:
    """The steps that are left with the visits that were booked for them."""
    for visit in coming:
        step = template.steps[visit.step - 1] if 0 < visit.step <= len(template.steps) else None
        if step in steps and step is not None and step.type == visit.type:
            yield step.name, visit


def against_visits(standing: Standing, visits: Sequence[Visit]) -> Iterator[Reason]:
    """Why a course needs mending: a step without a visit, time that was lost, a broken rule."""
    template = standing.template
    course = read_course(template, standing.types, visits)
    for step in template.steps:
        if step.name not in {*course.done, *course.missed, *course.taken}:
            yield Reason("course-step-open", {"step": step.name})
    for name, visit in course.taken.items():
        if visit.displaced:
            yield Reason("course-step-displaced", {"step": name})
    times = {**course.done, **course.taken}
    yield from against_course(
        replace(
            standing,
            starts={template.place(name): visit.start for name, visit in times.items()},
            done=frozenset(template.place(name) for name in course.done),
        )
    )


def _next_place(
    template: CourseTemplate, types: Mapping[str, VisitType], slug: str, place: int
) -> int | None:
    """The next step of a type that can be reached without passing over a dose."""
    for taken in range(place, len(template.steps)):
        step = template.steps[taken]
        if step.type == slug:
            return taken
        if types[step.type].is_dosing:
            return None
    return None


def repairs(ask: CourseAsk, visits: Sequence[Visit]) -> tuple[Repair, ...]:
    """The smallest repair first; another one where keeping to one person moves more visits.

    The diary shows the time of the course's own visits to come as free.
    """
    course = read_course(ask.template, ask.types, visits)
    mending = _Mending(ask, course, visits)
    person = mending.usual_person()
    found = [mending.repair(each) for each in dict.fromkeys((person, None))]
    fewest: dict[int, Repair] = {}
    for each in found:
        if each is not None:
            fewest.setdefault(len(each.moved), each)
    return tuple(fewest[count] for count in sorted(fewest))


class _Mending:
    """One course to be mended."""

    def __init__(self, ask: CourseAsk, course: Course, visits: Sequence[Visit]) -> None:
        template = ask.template.without(course.missed)
        self._course = course
        self._was = _last_times(ask.template, visits)
        self._kept = {
            slug: {
                ask.diary.at(visit.start): visit
                for visit in course.coming
                if visit.type == slug and _still_good(ask, visit)
            }
            for slug in {step.type for step in template.steps}
        }
        self._ask = replace(
            ask,
            template=template,
            done={template.place(name): visit.start for name, visit in course.done.items()},
            stretch={slug: _longest(course, slug) for slug in self._kept},
        )

    def usual_person(self) -> int | None:
        """Who fills the role on most visits of the course."""
        able = same_people(self._ask)
        held = [
            part.resource
            for visit in (*self._course.done.values(), *self._course.coming)
            for part in visit.parts
            if part.role == self._ask.template.same
        ]
        return max(able, key=held.count, default=None)

    def repair(self, person: int | None) -> Repair | None:
        """The smallest repair in which one person, or anybody, takes what is moved."""
        table = Table(self._ask, person)
        starts = {kind.slug: table.starts(kind) for kind in table.kinds}
        choices = [
            table.settled(place) or self._open(table, place, starts[kind.slug])
            for place, kind in enumerate(table.kinds)
        ]
        reached = table.search(choices, 0).best()
        if reached is None:
            return None
        steps = tuple(self._mended(table, reached.grains))
        taken = {each.visit for each in steps}
        return Repair(
            steps=steps,
            person=person,
            cost=reached.cost,
            missed=self._course.missed,
            spare=tuple(visit.id for visit in self._course.coming if visit.id not in taken),
        )

    def _open(self, table: Table, place: int, bits: int) -> Choices:
        step = self._ask.template.steps[place]
        kept, was = self._kept[step.type], self._was.get(step.name)
        for grain in kept:
            bits |= 1 << grain
        aims, tolls = (None, [0] * table.days.count) if was is None else table.around(was)
        return Open(
            table.days,
            bits,
            aims=aims,
            tolls=[MOVED + each for each in tolls],
            kept=kept.keys(),
            fits=table.fits(table.kinds[place]),
        )

    def _mended(self, table: Table, grains: Sequence[int]) -> Iterator[Mended]:
        """Every step to come with the visit that is there, else one that has to move anyway."""
        coming = [place for place in range(len(grains)) if place not in self._ask.done]
        steps = self._ask.template.steps
        staying = [self._kept[steps[place].type].get(grains[place]) for place in coming]
        loose = [visit for visit in self._course.coming if visit not in staying]
        for place, visit in zip(coming, staying, strict=True):
            step, was = steps[place], self._was.get(steps[place].name)
            if visit is not None:
                placed = _as_it_is(place, step.name, visit)
                yield Mended(step=placed, visit=visit.id, was=was, moved=visit.displaced)
                continue
            free = next((each for each in loose if each.type == step.type), None)
            if free is not None:
                loose.remove(free)
            stretch = (free.stretch if free else 0) - self._ask.stretch[step.type]
            placed = table.place(place, grains[place], stretched(table.kinds[place], stretch))
            yield Mended(step=placed, visit=free.id if free else 0, was=was, moved=True)


def _longest(course: Course, slug: str) -> int:
    """Minutes by which some visit of a type that is to come is longer than usual."""
    return max((visit.stretch for visit in course.coming if visit.type == slug), default=0)


def _as_it_is(place: int, name: str, visit: Visit) -> Placed:
    return Placed(
        place=place,
        name=name,
        type=visit.type,
        start=visit.start,
        end=visit.end,
        parts=visit.parts,
    )


def _last_times(template: CourseTemplate, visits: Sequence[Visit]) -> dict[str, datetime]:
    """When each step was last to be."""
    times: dict[str, datetime] = {}
    for visit in sorted(visits, key=lambda each: (each.status not in GONE, each.id)):
        if 0 < visit.step <= len(template.steps):
            times[template.steps[visit.step - 1].name] = visit.start
    return times


def _still_good(ask: CourseAsk, visit: Visit) -> bool:
    """Whether a visit can stay: all that it holds is free for it, and whoever must be there is."""
    diary, kind = ask.diary, stretched(ask.types[visit.type], visit.stretch)
    grain = diary.at(visit.start)
    if grain < 0 or visit.start != diary.moment(grain):
        return False
    found = openings.starts(kind, diary, diary.patient, extra=bool(visit.overbooked))
    lanes = diary.free.keys()
    mine = all(
        part.lane in lanes and openings.is_free(diary, part.lane, grain, part)
        for part in visit.parts
    )
    return mine and bool(found >> grain & 1)
