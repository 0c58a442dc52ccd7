"""Why a course cannot be: which rule or wish stands against it, each found by trying without it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

from app.domain.course_planning import fits_at_all
from app.domain.course_tables import CourseAsk
from app.domain.courses import Series, Step
from app.domain.refusal import Fact, Reason
from app.domain.scheduling import VisitType
from app.domain.spacing import ANY_SPACING

MORE_DAYS = 28
"""Days by which a gap or a series is stretched at most, to see whether it then fits."""

DAY = 24
MORE_HOURS = 7 * DAY

Relaxation = Callable[[CourseAsk], Iterator[Reason]]


def why_no_course(ask: CourseAsk) -> Iterator[Reason]:
    """Everything that stands against a course on its own; the diary shows days enough to try."""
    nobody = list(_nobody(ask))
    if nobody:
        yield from nobody
        return
    found = [reason for relax in RELAXATIONS for reason in relax(ask)]
    yield from found or list(_longer_both(ask)) or [_stuck(ask)]


def _nobody(ask: CourseAsk) -> Iterator[Reason]:
    """Say which needs nobody at the clinic could ever meet."""
    for kind in _kinds(ask):
        for need in kind.needs:
            if not ask.diary.pool(need):
                yield Reason("course-nobody", {"type": kind.title, "role": need.role})


def _kinds(ask: CourseAsk) -> list[VisitType]:
    return [ask.types[slug] for slug in dict.fromkeys(step.type for step in ask.template.steps)]


def _first_that_fits(values: range, changed: Callable[[int], CourseAsk]) -> int | None:
    """The first value with which it fits, when it then fits with every value after it."""
    if not values or not fits_at_all(changed(values[-1])):
        return None
    first, last = 0, len(values) - 1
    while first < last:
        middle = (first + last) // 2
        if fits_at_all(changed(values[middle])):
            last = middle
        else:
            first = middle + 1
    return values[first]


def _later(ask: CourseAsk) -> Iterator[Reason]:
    """The first day on which it can begin."""
    first, last = ask.begin[1], ask.diary.days[-1].day

    def within(days: int) -> CourseAsk:
        return replace(ask, begin=(ask.begin[0], first + timedelta(days=days)))

    days = _first_that_fits(range(1, (last - first).days + 1), within)
    if days is not None:
        yield Reason("course-fits-from", {"day": first + timedelta(days=days)})


def _without_wishes(ask: CourseAsk) -> Iterator[Reason]:
    """The wishes that stand against it, one by one."""
    wishes = ask.wishes
    if wishes.between and fits_at_all(replace(ask, wishes=replace(wishes, between=None))):
        facts: dict[str, Fact] = {
            "start": wishes.between[0].strftime("%H:%M"),
            "end": wishes.between[1].strftime("%H:%M"),
        }
        yield Reason("course-fits-any-time", facts)
    if wishes.weekdays and fits_at_all(replace(ask, wishes=replace(wishes, weekdays=frozenset()))):
        yield Reason("course-fits-any-weekday")
    if wishes.people and fits_at_all(replace(ask, wishes=replace(wishes, people=()))):
        yield Reason("course-fits-anyone", {"names": _names(ask, wishes.people)})
    if wishes.rooms and fits_at_all(replace(ask, wishes=replace(wishes, rooms=()))):
        yield Reason("course-fits-any-room", {"names": _names(ask, wishes.rooms)})
    for away in wishes.without:
        rest = tuple(each for each in wishes.without if each != away)
        if fits_at_all(replace(ask, wishes=replace(wishes, without=rest))):
            yield Reason("course-fits-away", {"first": away[0], "last": away[1]})


def _names(ask: CourseAsk, numbers: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(each.name for each in ask.diary.resources if each.id in numbers)


def _without_pins(ask: CourseAsk) -> Iterator[Reason]:
    """The steps that were put on a time by hand and stand against the rest."""
    for place in ask.pinned:
        rest = {each: start for each, start in ask.pinned.items() if each != place}
        if fits_at_all(replace(ask, pinned=rest)):
            yield Reason("course-fits-unpinned", {"step": ask.template.steps[place].name})


def _longer_series(ask: CourseAsk) -> Iterator[Reason]:
    """The days that the series would have to take."""
    series = ask.template.series
    if series is None:
        return

    longer = range(series.days + 1, series.days + MORE_DAYS)
    days = _first_that_fits(longer, partial(_in_days, ask, series))
    if days is not None:
        known = {"first": series.first, "last": series.last, "limit": series.days}
        yield Reason("course-fits-series", {**known, "days": days})


def _in_days(ask: CourseAsk, series: Series, days: int) -> CourseAsk:
    """The course with a series that may take so many days."""
    template = replace(ask.template, series=replace(series, days=days))
    return replace(ask, template=template)


def _longer_both(ask: CourseAsk) -> Iterator[Reason]:
    """Where no single rule stands against it: a longer gap and a longer series at once."""
    series = ask.template.series
    if series is None:
        return
    longest = _in_days(ask, series, series.days + MORE_DAYS)
    for step in ask.template.steps[1:]:
        alike = [each for each in ask.template.steps if (each.type, each.most) == _rule(step)]
        values = range(step.most + 1, step.most + MORE_DAYS)
        gap = _first_that_fits(values, partial(_changed, longest, alike, "most"))
        if gap is not None:
            freed = _changed(ask, alike, "most", gap)
            longer = range(series.days + 1, series.days + MORE_DAYS + 1)
            days = _first_that_fits(longer, partial(_in_days, freed, series))
            known = {"step": step.name, "value": gap, "limit": step.most}
            facts = {**known, "first": series.first, "last": series.last, "days": days or 0}
            yield Reason("course-fits-longer-both", facts)
            return


def _rule(step: Step) -> tuple[str, int]:
    return step.type, step.most


def _other_gaps(ask: CourseAsk) -> Iterator[Reason]:
    """The gaps that would have to be longer or shorter, those of one kind of visit together."""
    for code, rule, values in GAPS:
        for slug in dict.fromkeys(step.type for step in ask.template.steps):
            steps = [step for step in ask.template.steps[1:] if step.type == slug]
            for limit in sorted({getattr(step, rule) for step in steps}):
                alike = [step for step in steps if getattr(step, rule) == limit]
                value = _first_that_fits(values(limit), partial(_changed, ask, alike, rule))
                if value is not None:
                    facts = {"step": alike[0].name, "value": value, "limit": limit}
                    yield Reason(code, facts)


def _changed(ask: CourseAsk, alike: Sequence[Step], rule: str, value: int) -> CourseAsk:
    """The course with a rule of some steps changed."""
    steps = [
        replace(step, **{rule: value}) if step in alike else step for step in ask.template.steps
    ]
    return replace(ask, template=replace(ask.template, steps=tuple(steps)))


GAPS: tuple[tuple[str, str, Callable[[int], range]], ...] = (
    ("course-fits-longer-gap", "most", lambda days: range(days + 1, days + MORE_DAYS)),
    (
        "course-fits-more-hours",
        "within_hours",
        lambda hours: range(hours + DAY, hours + MORE_HOURS if hours else 0, DAY),
    ),
    ("course-fits-shorter-gap", "least", lambda days: range(days - 1, 0, -1)),
)
"""What may change of a gap, and the values that are tried for it."""


def _spacing(ask: CourseAsk) -> Iterator[Reason]:
    """The rules between doses that stand against it; they are not the desk's to stretch."""
    for kind in _kinds(ask):
        freed = {**ask.types, kind.slug: replace(kind, spacing=ANY_SPACING)}
        if kind.spacing != ANY_SPACING and fits_at_all(replace(ask, types=freed)):
            yield Reason("course-spacing", {"type": kind.title})


def _stuck(ask: CourseAsk) -> Reason:
    """The first step for which there is no time, however the steps before it are put."""
    steps = ask.template.steps

    def without(cut: int) -> CourseAsk:
        return replace(ask, template=ask.template.only(len(steps) - cut))

    cut = _first_that_fits(range(1, len(steps)), without)
    return Reason("course-stuck", {"step": steps[-cut if cut else 0].name})


RELAXATIONS: tuple[Relaxation, ...] = (
    _later,
    _without_wishes,
    _without_pins,
    _longer_series,
    _other_gaps,
    _spacing,
)
"""What is tried, what is easiest to grant first."""
