"""How full the days are: what is open, how much of it is taken, and the gaps between visits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.clinic import Clinic
from app.domain.diary import Diary, erode, make_diary, run_of_bits
from app.domain.months import DAY
from app.domain.scheduling import GONE, Claim, Resource
from app.domain.time import GRAIN, midnight, minute
from app.use_cases.views import DayView

STEP = 15
"""Minutes for which one share is told."""

LEAST_GAP = 30
"""A shorter gap is not worth a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Open time of a day, in minutes after its midnight, and which share of it is taken."""

    start: int
    end: int
    taken: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Time in which something is free."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """How full a day is for some rooms or people."""

    day: date
    stretches: tuple[Stretch, ...]
    gaps: tuple[Gap, ...]
    open: int
    """Minutes that could be taken, those of each added up."""
    free: int
    """Minutes of these that are free."""

    @property
    def percent(self) -> int:
        """How much is taken, of a hundred."""
        return round(100 * (self.open - self.free) / self.open) if self.open else 0


def load_days(
    clinic: Clinic, views: Sequence[DayView], resources: Sequence[Resource]
) -> tuple[Load, ...]:
    """How full each day is for these resources; gaps that have passed are left out."""
    diary = _diary(clinic, views, resources)
    since = diary.at(clinic.now()) + 1
    return tuple(_load(clinic, diary, view.day, since) for view in views)


def _diary(clinic: Clinic, views: Sequence[DayView], resources: Sequence[Resource]) -> Diary:
    lanes = {resource.id: resource.lanes for resource in resources}
    claims = [
        claim
        for view in views
        for each in view.visits
        if each.visit.status not in GONE
        for claim in each.visit.claims
    ]
    claims += [claim for view in views for held in view.sessions for claim in held.claims]
    blocks = [
        Claim(holder=0, lane=lane, start=minute(block.start), end=minute(block.end))
        for view in views
        for block in view.blocks
        for lane in lanes.get(block.resource, ())
    ]
    days = (views[0].day, views[-1].day)
    return make_diary(
        resources=resources,
        claims=claims,
        blocks=blocks,
        closures=[closure for view in views for closure in view.closures],
        days=days,
        zone=clinic.zone,
    )


def _load(clinic: Clinic, diary: Diary, day: date, since: int) -> Load:
    begin, end = (diary.at(midnight(each, clinic.zone)) for each in (day, day + DAY))
    within = run_of_bits(begin, end)
    lanes = [diary.free[lane] & within for r in diary.resources for lane in r.lanes]
    opened, free = _shares(diary, within)
    return Load(
        day=day,
        stretches=tuple(_stretches(diary, begin, end)),
        gaps=tuple(_gaps(diary, lanes, since)),
        open=round(opened * GRAIN),
        free=round(free * GRAIN),
    )


def _shares(diary: Diary, here: int) -> tuple[float, float]:
    """Open grains and free ones among some; each resource counts once, however many it serves."""
    opened = free = 0.0
    for resource in diary.resources:
        opened += (diary.open[resource.id] & here).bit_count()
        left = sum((diary.free[lane] & here).bit_count() for lane in resource.lanes)
        free += left / max(1, len(resource.lanes))
    return opened, free


def _stretches(diary: Diary, begin: int, end: int) -> Iterator[Stretch]:
    anything = 0
    for bits in diary.open.values():
        anything |= bits
    for first in range(begin, end, STEP // GRAIN):
        here = run_of_bits(first, min(end, first + STEP // GRAIN))
        if anything & here:
            opened, free = _shares(diary, here)
            start = (first - begin) * GRAIN
            yield Stretch(start=start, end=start + STEP, taken=1 - free / opened)


def _gaps(diary: Diary, free: Sequence[int], since: int) -> Iterator[Gap]:
    """Runs of time in which at least one lane is free, from now on."""
    bits = 0
    for lane in free:
        bits |= lane
    bits &= ~run_of_bits(0, max(0, since))
    while erode(bits, LEAST_GAP // GRAIN):
        first = (bits & -bits).bit_length() - 1
        length = (~(bits >> first) & (bits >> first) + 1).bit_length() - 1
        if length * GRAIN >= LEAST_GAP:
            yield Gap(start=diary.moment(first), end=diary.moment(first + length))
        bits &= ~run_of_bits(first, first + length)
