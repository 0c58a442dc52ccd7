"""The cheapest course there is: dynamic programming over days, the most promising first.

What a day leaves for the steps after it is counted backwards once, without the rules that reach
over several steps; no course costs less. So the first complete one that is reached is the best.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import heappop, heappush
from itertools import count
from typing import NamedTuple

from app.domain.course_choices import NEVER, Choices, Days
from app.domain.courses import CourseTemplate, Others
from app.domain.diary import run_of_bits
from app.domain.scheduling import Route, VisitType
from app.domain.spacing import Spacing
from app.domain.time import GRAIN

FAR = 1 << 40
"""A grain after every other."""

MARGIN = 64
"""Days before the first one of which doses are remembered."""

GRAINS_OF_AN_HOUR = 60 // GRAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What a step asks of the steps before it, by their places."""

    before: int
    """The step that its gap counts from, -1 for none."""
    least: int
    most: int
    reach: int
    """Grains from the start of that step within which it starts, 0 for no limit."""
    route: Route
    spacing: Spacing
    done: bool


def links_of(
    template: CourseTemplate, types: Mapping[str, VisitType], done: Collection[int]
) -> tuple[Link, ...]:
    """What every step of a course asks of the steps before it."""
    return tuple(_link(template, types, place, done) for place in range(len(template.steps)))


def _link(
    template: CourseTemplate, types: Mapping[str, VisitType], place: int, done: Collection[int]
) -> Link:
    step, before = template.steps[place], template.before(place)
    kind, reach = types[step.type], 0
    if before is not None and step.within_hours:
        stays = types[template.steps[before].type].patient_minutes
        reach = step.within_hours * GRAINS_OF_AN_HOUR + stays // GRAIN
    return Link(
        before=-1 if before is None else before,
        least=step.least,
        most=step.most,
        reach=reach,
        route=kind.route,
        spacing=kind.spacing,
        done=place in done,
    )


class Reached(NamedTuple):
    """The first steps of a course, placed."""

    cost: int
    days: tuple[int, ...]
    grains: tuple[int, ...]
    doses: Mapping[Route, int]
    """The days of doses by their route, one bit a day; those of other visits as well."""


class Search:
    """The cheapest way to place every step of a course so that its rules hold."""

    def __init__(
        self,
        links: Sequence[Link],
        choices: Sequence[Choices],
        days: Days,
        *,
        later: int,
        begin: tuple[date, date],
        series: range,
        series_days: int,
        others: Others,
    ) -> None:
        self._links = links
        self._choices = choices
        self._days = days
        self._later = later
        self._begin = days.of(begin[0]), min(days.of(begin[1]), days.count - 1)
        idle = all(links[place].done for place in series)
        self._series = range(0) if idle else series
        self._series_days = series_days
        self._others = _as_bits(others, days)
        self._rests = self._count_rests()
        self._soonest = self._count_soonest()
        self._lasting = [self._lasts(place) for place in range(len(links))]

    def best(self) -> Reached | None:
        """The cheapest course, or None when no course keeps the rules."""
        ticks = count()
        heap: list[tuple[int, int, int, Reached]] = []
        seen: set[object] = set()
        reached = Reached(0, (), (), self._others)
        while len(reached.days) < len(self._links):
            key = self._key(reached)
            if key not in seen:
                seen.add(key)
                for bound, further in self._further(reached):
                    heappush(heap, (bound, -len(further.days), next(ticks), further))
            if not heap:
                return None
            *_, reached = heappop(heap)
        return reached

    def _further(self, reached: Reached) -> Iterator[tuple[int, Reached]]:
        """Every way to place the next step, each with the least that the whole course will cost."""
        place = len(reached.days)
        link, choices = self._links[place], self._choices[place]
        latest = FAR
        if link.reach and not self._both_done(place, link.before):
            latest = reached.grains[link.before] + link.reach
        low, high = self._window(place, reached)
        for day in range(low, high + 1):
            rest = self._rests[place][day]
            if choices.costs[day] + rest < NEVER and self._may_be(place, day, reached):
                for slot in choices.slots(day, latest, self._useful_until(place, day)):
                    further = self._placed(reached, day, slot.grain, slot.cost)
                    yield further.cost + self._later * day + rest, further

    def _placed(self, reached: Reached, day: int, grain: int, cost: int) -> Reached:
        route = self._links[len(reached.days)].route
        doses = reached.doses
        if route is not Route.NONE:
            doses = {**doses, route: doses.get(route, 0) | 1 << (day + MARGIN)}
        return Reached(reached.cost + cost, (*reached.days, day), (*reached.grains, grain), doses)

    def _both_done(self, place: int, other: int) -> bool:
        return self._links[place].done and self._links[other].done

    def _window(self, place: int, reached: Reached) -> tuple[int, int]:
        """The first and the last day on which a step may be, after those before it."""
        link = self._links[place]
        low, high = 0, self._days.count - 1
        if not place:
            return (low, high) if link.done else self._begin
        if not self._both_done(place, place - 1):
            low = reached.days[-1] + 1
        if link.before >= 0 and not self._both_done(place, link.before):
            low = max(low, reached.days[link.before] + link.least)
            high = min(high, reached.days[link.before] + link.most)
        return low, high

    def _may_be(self, place: int, day: int, reached: Reached) -> bool:
        """Whether the rules that reach over several steps allow a day."""
        if place in self._series:
            first = (*reached.days, day)[self._series.start]
            if self._soonest[place][day] >= first + self._series_days:
                return False
        link = self._links[place]
        if link.done or link.route is Route.NONE:
            return True
        return _is_spaced(link.spacing, day + MARGIN, reached.doses.get(link.route, 0))

    def _useful_until(self, place: int, day: int) -> int:
        """Until when a later start of a step lets a step within hours of it have its best one."""
        begins, lengths = self._days.begins, self._days.lengths
        until = -1
        for other in range(place + 1, len(self._links)):
            link = self._links[other]
            if link.before != place or not link.reach:
                continue
            for number in range(day + link.least, min(day + link.most + 1, self._days.count)):
                if begins[number] + lengths[number] - link.reach > begins[day]:
                    found = next(self._choices[other].slots(number, FAR), None)
                    until = max(until, found.grain - link.reach if found else -1)
        return until

    def _count_rests(self) -> list[list[int]]:
        """For each step and day the least that the steps after it cost."""
        later, days = self._later, range(self._days.count)
        rests = [[0] * self._days.count]
        for place in range(len(self._links) - 1, 0, -1):
            costs, after = self._choices[place].costs, rests[-1]
            totals = [costs[day] + after[day] + later * day for day in days]
            rests.append(
                [
                    least - later * day if least < NEVER else NEVER
                    for day, least in enumerate(self._least_after(place, totals, NEVER))
                ]
            )
        return rests[::-1]

    def _least_after(self, place: int, values: list[int], none: int) -> list[int]:
        """For each day the step before may be on, the least value of the days a step then may."""
        link, days = self._links[place], self._days.count
        low, high = 1, days
        if self._both_done(place, place - 1):
            return [min(values)] * days
        if link.before == place - 1:
            low, high = link.least, min(link.most, days)
        elif link.before >= 0 and not self._both_done(place, link.before):
            high = min(link.most, days)
        padded = values + [none] * (high + 1)
        return [
            none if cost >= NEVER else min(padded[day + low : day + high + 1])
            for day, cost in enumerate(self._choices[place - 1].costs)
        ]

    def _count_soonest(self) -> list[list[int]]:
        """For each step of the series and day, the soonest day on which the series can end."""
        soonest = [[FAR] * self._days.count for _ in self._links]
        ends = list(range(self._days.count))
        for place in reversed(self._series):
            costs = self._choices[place].costs
            soonest[place] = [
                end if cost < NEVER else FAR for end, cost in zip(ends, costs, strict=True)
            ]
            if place > self._series.start:
                ends = self._least_after(place, soonest[place], FAR)
        return soonest

    def _lasts(self, place: int) -> tuple[tuple[int, ...], tuple[int, ...], Mapping[Route, int]]:
        """What later steps still look back on: days, starts, and doses of so many days."""
        later = self._links[place + 1 :]
        days = {link.before for link in later if 0 <= link.before < place}
        if place + 1 in self._series[1:]:
            days.add(self._series.start)
        starts = {link.before for link in later if link.reach and link.before <= place}
        widths: dict[Route, int] = {}
        for link in later:
            if link.route is not Route.NONE:
                width = max(link.spacing.gap_days, link.spacing.in_days)
                widths[link.route] = max(width, widths.get(link.route, 0))
        return tuple(sorted(days)), tuple(sorted(starts)), widths

    def _key(self, reached: Reached) -> object:
        """What the rest of a course depends on: two ways that share it are worth the same."""
        if not reached.days:
            return ()
        last = reached.days[-1]
        days, starts, widths = self._lasting[len(reached.days) - 1]
        return (
            len(reached.days),
            last,
            tuple(reached.days[place] for place in days),
            tuple(reached.grains[place] for place in starts),
            tuple(
                reached.doses.get(route, 0) >> max(0, last + MARGIN + 1 - width)
                for route, width in widths.items()
            ),
        )


def _as_bits(others: Others, days: Days) -> dict[Route, int]:
    """Days of doses as one bit each."""
    found: dict[Route, int] = {}
    for route, dates in others.items():
        for each in dates:
            if days.of(each) + MARGIN >= 0:
                found[route] = found.get(route, 0) | 1 << (days.of(each) + MARGIN)
    return found


def _is_spaced(spacing: Spacing, day: int, doses: int) -> bool:
    """Whether a dose on a day is far enough from the others, and not one too many."""
    if doses & run_of_bits(max(0, day - spacing.gap_days + 1), day + spacing.gap_days):
        return False
    if not spacing.most:
        return True
    with_it = doses | 1 << day
    return all(
        (with_it & run_of_bits(first, first + spacing.in_days)).bit_count() <= spacing.most
        for first in range(max(0, day - spacing.in_days + 1), day + 1)
    )
