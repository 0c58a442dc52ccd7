"""Courses: visits that belong together, in order, and the rules that hold between them.

Gaps are counted in days of the clinic's calendar, so that a clock change never breaks one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from app.domain.refusal import Reason
from app.domain.scheduling import Route, VisitType, ends_at
from app.domain.spacing import against_spacing
from app.domain.time import local_day
from app.domain.wishes import Wishes

ANY_DAYS = 366
"""Days that are as good as no limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One visit of a course, and how it follows an earlier one."""

    name: str
    """What people call it: Infusion 3."""
    type: str
    after: str = ""
    """The earlier step that its gap counts from; empty for the one just before."""
    least: int = 1
    """Days from that step, at least; two steps are never on one day."""
    most: int = 14
    """Days from that step, at most."""
    within_hours: int = 0
    """Hours from the end of that step by which it starts; 0 sets no limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Steps that belong in so many days, the first and the last counted."""

    first: str
    last: str
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseTemplate:
    """A course as the clinic offers it: its steps in order and the rules between them."""

    slug: str
    title: str
    steps: tuple[Step, ...]
    series: Series | None = None
    same: str = ""
    """The role that one person should fill throughout, like therapist; empty for none."""
    note: str = ""

    def place(self, name: str) -> int:
        """The place of a step by its name."""
        return next(n for n, step in enumerate(self.steps) if step.name == name)

    def before(self, place: int) -> int | None:
        """The place of the step that a step's gap counts from, None for the first."""
        name = self.steps[place].after
        if name:
            return self.place(name)
        return place - 1 if place else None

    @property
    def in_series(self) -> range:
        """The places from the first to the last step of the series."""
        if self.series is None:
            return range(0)
        return range(self.place(self.series.first), self.place(self.series.last) + 1)

    @property
    def longest(self) -> int:
        """Days from the first step to the last when every gap is as long as it may be."""
        latest = [0]
        for place in range(1, len(self.steps)):
            last = latest[self.before(place) or 0] + self.steps[place].most
            if self.series and place in self.in_series[1:]:
                last = min(last, latest[self.in_series.start] + self.series.days - 1)
            latest.append(last)
        return latest[-1]

    def only(self, count: int) -> "CourseTemplate":
        """The first steps of the course alone, their part of the series with them."""
        steps = self.steps[:count]
        series = self.series
        if series is not None and count <= self.place(series.last):
            cut = replace(series, last=steps[-1].name)
            series = cut if self.place(series.first) < count - 1 else None
        return replace(self, steps=steps, series=series)

    def without(self, left_out: Iterable[str]) -> "CourseTemplate":
        """The course without some steps; whatever counted from one of them just comes later."""
        gone = frozenset(left_out)
        steps = [
            replace(step, after="", least=1, most=ANY_DAYS, within_hours=0)
            if self._counts_from(place) in gone
            else step
            for place, step in enumerate(self.steps)
            if step.name not in gone
        ]
        kept = self.series and not gone & {self.series.first, self.series.last}
        return replace(self, steps=tuple(steps), series=self.series if kept else None)

    def _counts_from(self, place: int) -> str:
        before = self.before(place)
        return "" if before is None else self.steps[before].name


@dataclass(frozen=True, slots=True, kw_only=True)
class BookedCourse:
    """A patient's course: the steps and rules it was booked by, which later changes leave alone."""

    id: int = 0
    patient: int
    template: str
    """Slug of the course as the clinic offers it."""
    plan: CourseTemplate
    wishes: Wishes
    made_at: datetime
    made_by: str


def course_faults(template: CourseTemplate, types: Mapping[str, VisitType]) -> Iterator[Reason]:
    """Say what is wrong with a course's own definition."""
    names = [step.name for step in template.steps]
    if not names or len(set(names)) < len(names):
        yield Reason("course-steps", {"course": template.title})
    for place, step in enumerate(template.steps):
        known = {"course": template.title, "step": step.name}
        if step.type not in types:
            yield Reason("course-step-type", known | {"type": step.type})
        if step.after and step.after not in names[:place]:
            yield Reason("course-step-after", known | {"after": step.after})
        elif not 1 <= step.least <= step.most or _out_of_hours(template, place):
            yield Reason("course-step-gap", known)
    yield from _series_faults(template, names)


def _out_of_hours(template: CourseTemplate, place: int) -> bool:
    """Whether the hours of a step cannot be kept, or hang on a step that has hours itself."""
    step, before = template.steps[place], template.before(place)
    if not step.within_hours or before is None:
        return bool(step.within_hours)
    return step.within_hours <= (step.least - 1) * 24 or bool(template.steps[before].within_hours)


def _series_faults(template: CourseTemplate, names: Sequence[str]) -> Iterator[Reason]:
    series = template.series
    if series is None:
        return
    known = series.first in names and series.last in names
    if not known or names.index(series.first) >= names.index(series.last):
        yield Reason("course-series-steps", {"course": template.title})
    elif series.days <= names.index(series.last) - names.index(series.first):
        yield Reason("course-series-days", {"course": template.title, "days": series.days})


Others = Mapping[Route, Sequence[date]]
"""The days of a patient's other doses, by their route."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """When the steps of a course are, by their place; what is judged by the rules."""

    template: CourseTemplate
    types: Mapping[str, VisitType]
    starts: Mapping[int, datetime]
    zone: ZoneInfo
    others: Others
    done: frozenset[int] = frozenset()
    """Steps that have been: what holds between them is no longer asked."""

    def day(self, place: int) -> date:
        """The clinic's day of a step."""
        return local_day(self.starts[place], self.zone)

    def kind(self, place: int) -> VisitType:
        """The visit type of a step."""
        return self.types[self.template.steps[place].type]

    def open(self, *places: int) -> bool:
        """Whether a rule between some steps is to be asked: all have a time, not all have been."""
        return all(place in self.starts for place in places) and not self.done.issuperset(places)


def against_course(standing: Standing) -> Iterator[Reason]:
    """Every rule of a course that the times of its steps break."""
    places = sorted(standing.starts)
    for earlier, place in pairwise(places):
        if standing.open(earlier, place) and standing.day(earlier) >= standing.day(place):
            yield _about("course-order", standing, place, earlier)
    for place in places:
        before = standing.template.before(place)
        if before is not None and standing.open(before, place):
            yield from _against_gap(standing, place, before)
    yield from _against_series(standing)
    for place in places:
        if place not in standing.done and standing.kind(place).is_dosing:
            yield from _against_spacing(standing, place)


def _about(code: str, standing: Standing, place: int, other: int, **facts: int) -> Reason:
    steps = standing.template.steps
    return Reason(code, {"step": steps[place].name, "other": steps[other].name, **facts})


def _against_gap(standing: Standing, place: int, before: int) -> Iterator[Reason]:
    step = standing.template.steps[place]
    days = (standing.day(place) - standing.day(before)).days
    if days < step.least:
        yield _about("course-too-soon", standing, place, before, days=step.least)
    if days > step.most:
        yield _about("course-too-late", standing, place, before, days=step.most)
    ended = ends_at(standing.kind(before), standing.starts[before])
    hours = step.within_hours
    if hours and standing.starts[place] > ended + timedelta(hours=hours):
        yield _about("course-past-hours", standing, place, before, hours=hours)


def _against_series(standing: Standing) -> Iterator[Reason]:
    inside = [place for place in standing.template.in_series if place in standing.starts]
    series = standing.template.series
    if series is None or not inside or standing.done.issuperset(inside):
        return
    days = [standing.day(place) for place in inside]
    if (max(days) - min(days)).days >= series.days:
        facts = {"first": series.first, "last": series.last, "days": series.days}
        yield Reason("course-series", facts)


def _against_spacing(standing: Standing, place: int) -> Iterator[Reason]:
    """Say when a dose of the course stands too close to the doses before it, or to others."""
    kind = standing.kind(place)
    earlier = [
        standing.day(each)
        for each in standing.starts
        if each < place and standing.kind(each).route is kind.route
    ]
    others = standing.others.get(kind.route, ())
    yield from against_spacing(kind.spacing, standing.day(place), [*earlier, *others])
