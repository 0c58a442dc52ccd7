"""Which starts every step of a course has on the diary, worked out once for each kind of visit."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from itertools import combinations

from app.domain import openings
from app.domain.course_choices import Choices, Done, Open, days_of
from app.domain.course_search import Search, links_of
from app.domain.courses import CourseTemplate, Others
from app.domain.diary import Diary, run_of_bits
from app.domain.openings import Fits
from app.domain.scheduling import Kind, Need, Part, Route, VisitType, ends_at, stretched
from app.domain.time import GRAIN, local_day, minute, wall
from app.domain.wishes import NO_WISHES, Wishes

EVERY = 15
"""Visits of a course start on the clinic's quarter hours."""

A_DAY = 24 * 60
"""Minutes that a day is worth where a visit is put on another one."""

MARK = "only-this-one"
"""The skill that the one person who is to fill a role gets for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseAsk:
    """A course that somebody asks for, and everything that decides when it can be."""

    template: CourseTemplate
    types: Mapping[str, VisitType]
    diary: Diary
    begin: tuple[date, date]
    """The first and the last day for its first step."""
    others: Others = field(default_factory=dict[Route, tuple[date, ...]])
    wishes: Wishes = NO_WISHES
    about: time | None = None
    """The time of day that suits best; None takes the first of the day."""
    done: Mapping[int, datetime] = field(default_factory=dict[int, datetime])
    """Steps that have been, by their place."""
    pinned: Mapping[int, datetime] = field(default_factory=dict[int, datetime])
    """Steps to come that are to be exactly then."""
    stretch: Mapping[str, int] = field(default_factory=dict[str, int])
    """Minutes by which visits of a type must be able to last longer than it says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """One step of a plan: when it is, and how its needs are met."""

    place: int
    name: str
    type: str
    start: datetime
    end: datetime
    """When the patient leaves."""
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursePlan:
    """The steps of a course that are still to come, placed on the diary."""

    steps: tuple[Placed, ...]
    person: int | None = None
    """Who fills the role that one person should fill; None where it changes."""
    cost: int = 0
    optimal: bool = True
    """Whether no other plan is better: not so once it was changed by hand."""


def same_people(ask: CourseAsk) -> tuple[int, ...]:
    """Who could fill the role that one person should fill, on every visit that has it."""
    pools = [
        {resource.id for resource in ask.diary.pool(need)}
        for slug in {step.type for step in ask.template.steps}
        for need in ask.types[slug].needs
        if need.role == ask.template.same
    ]
    able = set[int].intersection(*pools) if pools else set[int]()
    wished = able.intersection(ask.wishes.people)
    return tuple(r.id for r in ask.diary.resources if r.id in (wished or able))


class Table:
    """The starts of every step, when one person fills the role throughout or anybody does."""

    def __init__(self, ask: CourseAsk, person: int | None = None) -> None:
        self._ask = ask
        self._diary, self._patient = ask.diary, ask.diary.patient
        self._wishes = replace(ask.wishes, not_before=None)
        self._later = _since(ask)
        self._known: dict[tuple[str, int], Fits] = {}
        self.days = days_of(ask.diary, ask.done.values())
        kinds = dict(_kinds(ask))
        if person is not None:
            others = set(ask.wishes.people) - set(same_people(ask))
            self._wishes = replace(self._wishes, people=tuple(sorted(others)))
            self._diary = _marked(ask.diary, person)
            kinds = {slug: _for_marked(kind, ask.template.same) for slug, kind in kinds.items()}
        self.kinds = [kinds[step.type] for step in ask.template.steps]

    def starts(self, kind: VisitType) -> int:
        """Every start of a kind of visit that the diary and the wishes allow."""
        return self._fits_of(kind).starts & self._quarter_hours() & self._later

    def _fits_of(self, kind: VisitType) -> Fits:
        found = self._known.get((kind.slug, kind.minutes))
        if found is None:
            found = openings.fits_of(kind, self._diary, self._patient, self._wishes)
            self._known[kind.slug, kind.minutes] = found
        return found

    def _quarter_hours(self) -> int:
        first = -self._diary.start % EVERY // GRAIN
        step = EVERY // GRAIN
        times = self._diary.grains // step + 1
        return ((1 << step * times) - 1) // ((1 << step) - 1) << first

    def fits(self, kind: VisitType) -> Callable[[int], bool] | None:
        """Asks whether a start works for people who share needs; None where nobody does."""
        if not _shares(kind, self._diary):
            return None
        known: dict[int, bool] = {}

        def ask(grain: int) -> bool:
            if grain not in known:
                known[grain] = self._plan(kind, grain) is not None
            return known[grain]

        return ask

    def _plan(self, kind: VisitType, grain: int) -> tuple[Part, ...] | None:
        return openings.plan_at(kind, self._diary, self._patient, grain, self._fits_of(kind))

    def aims(self, about: time) -> list[int]:
        """The grain of a time of day, on every day."""
        diary = self._diary
        grains = [day.grain(about, diary.zone, diary.start) for day in diary.days]
        return [0] * (self.days.count - len(grains)) + grains

    def open(self, aims: Sequence[int] | None, known: dict[str, Open]) -> list[Choices]:
        """The choices of every step near some aims; visits without the role are kept as known."""
        found: dict[str, Open] = {}
        for kind in {kind.slug: kind for kind in self.kinds}.values():
            found[kind.slug] = known.get(kind.slug) or self._open(kind, aims)
            if all(need.role != self._ask.template.same for need in kind.needs):
                known[kind.slug] = found[kind.slug]
        return [self.settled(n) or found[kind.slug] for n, kind in enumerate(self.kinds)]

    def _open(self, kind: VisitType, aims: Sequence[int] | None) -> Open:
        return Open(self.days, self.starts(kind), aims=aims, fits=self.fits(kind))

    def near(self, place: int, aim: datetime) -> Open:
        """The choices of one step near a time: the day counts first, then the time of day."""
        kind = self.kinds[place]
        aims, tolls = self.around(aim)
        return Open(self.days, self.starts(kind), aims=aims, tolls=tolls, fits=self.fits(kind))

    def around(self, aim: datetime) -> tuple[list[int], list[int]]:
        """The time of day of an instant on every day, and what it costs to be on another day."""
        at = wall(aim, self._diary.zone)
        number = self.days.of(at.date())
        return self.aims(at.time()), [abs(n - number) * A_DAY for n in range(self.days.count)]

    def settled(self, place: int) -> Choices | None:
        """The one start of a step that has been or is pinned; None when it is to be found."""
        done, pinned = self._ask.done.get(place), self._ask.pinned.get(place)
        if done is not None:
            number = self.days.of(local_day(done, self._diary.zone))
            return Done(self.days, number, self._diary.at(done))
        if pinned is None:
            return None
        kind, grain = self.kinds[place], self._diary.at(pinned)
        bits = openings.starts(kind, self._diary, self._patient)
        return Open(self.days, bits & 1 << grain if grain >= 0 else 0, fits=self.fits(kind))

    def search(self, choices: Sequence[Choices], later: int) -> Search:
        """The search for the cheapest way to place every step, a day later costing so much."""
        ask, series = self._ask, self._ask.template.series
        return Search(
            links_of(ask.template, ask.types, ask.done.keys()),
            choices,
            self.days,
            later=later,
            begin=ask.begin,
            series=ask.template.in_series,
            series_days=series.days if series else 0,
            others=ask.others,
        )

    def placed(self, grains: Sequence[int]) -> tuple[Placed, ...]:
        """The steps to come, each with whoever is free then."""
        return tuple(
            self.place(place, grain, self.kinds[place])
            for place, grain in enumerate(grains)
            if place not in self._ask.done
        )

    def place(self, place: int, grain: int, kind: VisitType) -> Placed:
        """A step at a grain, as long as a kind of visit says, with whoever is free then."""
        step, start = self._ask.template.steps[place], self._diary.moment(grain)
        return Placed(
            place=place,
            name=step.name,
            type=step.type,
            start=start,
            end=ends_at(kind, start),
            parts=self._plan(kind, grain) or (),
        )


def _kinds(ask: CourseAsk) -> Iterator[tuple[str, VisitType]]:
    """The visit types of a course, as long as their visits must be able to last."""
    for slug in {step.type for step in ask.template.steps}:
        minutes = ask.stretch.get(slug, 0)
        yield slug, stretched(ask.types[slug], minutes) if minutes else ask.types[slug]


def _since(ask: CourseAsk) -> int:
    """The grains from the soonest moment on; one mask for all kinds of visit."""
    soonest = ask.wishes.not_before
    first = 0 if soonest is None else -((ask.diary.start - minute(soonest)) // GRAIN)
    return run_of_bits(max(0, first), ask.diary.grains)


def _marked(diary: Diary, person: int) -> Diary:
    """The diary with one person known by a skill of their own."""
    resources = [
        replace(each, skills=each.skills | {MARK}) if each.id == person else each
        for each in diary.resources
    ]
    return replace(diary, resources=tuple(resources))


def _for_marked(kind: VisitType, role: str) -> VisitType:
    """The visit type with a role that only the marked person fills."""
    needs = [replace(need, skill=MARK) if need.role == role else need for need in kind.needs]
    return replace(kind, needs=tuple(needs))


def _shares(kind: VisitType, diary: Diary) -> bool:
    """Whether somebody could be asked for two things at once, or seats choose their room."""
    wanted = [need for need in kind.needs if not need.presence]
    return any(need.kind is Kind.SEAT for need in wanted) or any(
        _overlap(kind, one, other) and not _pool(diary, one).isdisjoint(_pool(diary, other))
        for one, other in combinations(wanted, 2)
    )


def _overlap(kind: VisitType, one: Need, other: Need) -> bool:
    (first, end), (begin, stop) = kind.span(one), kind.span(other)
    return first < stop and begin < end


def _pool(diary: Diary, need: Need) -> set[int]:
    return {resource.id for resource in diary.pool(need)}
