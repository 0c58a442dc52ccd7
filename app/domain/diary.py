"""What is free: one integer a lane, one bit a five-minute grain over the whole horizon."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import chain, cycle, groupby, pairwise
from operator import itemgetter, mul
from zoneinfo import ZoneInfo

from app.domain.blocks import Closure
from app.domain.scheduling import Kind, Need, Resource, Shift
from app.domain.time import GRAIN, from_minute, midnight, minute, settled

HOUR = 60

Span = tuple[int, int, int, int]
"""Holder, lane, first minute and end: a claim, or a row that says the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diary:
    """What is free from one minute to another: a bit is set where a grain is free."""

    start: int
    """First minute of UTC, on the grain."""
    grains: int
    zone: ZoneInfo
    days: tuple["Day", ...]
    resources: tuple[Resource, ...]
    open: Mapping[int, int]
    """Working hours minus blocks and closures, by resource."""
    free: Mapping[int, int]
    """Open and not claimed, by lane."""
    claims: tuple[Span, ...] = ()
    """What is claimed, to say who holds it."""
    blocks: tuple[Span, ...] = ()
    closures: tuple[Closure, ...] = ()

    def at(self, moment: datetime) -> int:
        """The grain of an instant."""
        return (minute(moment) - self.start) // GRAIN

    def moment(self, grain: int) -> datetime:
        """The instant of a grain."""
        return from_minute(self.start + grain * GRAIN)

    def pool(self, need: Need) -> tuple[Resource, ...]:
        """The resources that can meet a need."""
        return tuple(r for r in self.resources if r.kind is need.kind and need.skill in r.skills)

    @property
    def patient(self) -> Resource | None:
        """The patient whom it is about, when it is about one."""
        return next((each for each in self.resources if each.kind is Kind.PATIENT), None)

    @property
    def whole(self) -> int:
        """Every grain."""
        return run_of_bits(0, self.grains)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One calendar day of the clinic in a diary: its first grain and the first one after it."""

    day: date
    first: int
    end: int
    turns: bool
    """Whether the clocks change on it, so that it is longer or shorter than others."""

    @property
    def bits(self) -> int:
        """Its grains."""
        return run_of_bits(self.first, self.end)

    def grain(self, clock: time, zone: ZoneInfo, start: int) -> int:
        """The grain of a wall time of the day."""
        if self.turns:
            return (minute(settled(datetime.combine(self.day, clock), zone)) - start) // GRAIN
        return self.first + (clock.hour * HOUR + clock.minute) // GRAIN


def run_of_bits(first: int, end: int) -> int:
    """Bits first to end - 1."""
    return ((1 << end - first) - 1) << first if end > first else 0


def erode(bits: int, length: int) -> int:
    """The bits at which a run of so many set bits begins."""
    have = 1
    while have * 2 <= length:
        bits &= bits >> have
        have *= 2
    return bits & bits >> (length - have)


def make_diary(
    *,
    resources: Sequence[Resource],
    claims: Sequence[Span],
    blocks: Sequence[Span],
    days: tuple[date, date],
    zone: ZoneInfo,
    closures: Sequence[Closure] = (),
) -> Diary:
    """The diary of the days from the first to the last, both included."""
    start, calendar = _calendar(days, zone)
    grains = calendar[-1].end
    shut = _shut(closures, calendar, zone, start)
    masks: dict[tuple[Shift, ...], int] = {}
    hours: dict[int, int] = {}
    for each in resources:
        if each.kind is Kind.PATIENT:
            hours[each.id] = run_of_bits(0, grains)
            continue
        if each.hours not in masks:
            masks[each.hours] = _hours(each.hours, calendar, zone, start) & ~shut
        hours[each.id] = masks[each.hours] & _while_good(each, calendar)
    owner = {lane: r.id for r in resources for lane in (*r.lanes, *r.extra)}
    for lane, bits in _taken(blocks, start, grains).items():
        if lane in owner:
            hours[owner[lane]] &= ~bits
    taken = _taken(claims, start, grains)
    free = {lane: hours[who] & ~taken.get(lane, 0) for lane, who in owner.items()}
    return Diary(
        start=start,
        grains=grains,
        zone=zone,
        days=calendar,
        resources=tuple(resources),
        open=hours,
        free=free,
        claims=tuple(claims),
        blocks=tuple(blocks),
        closures=tuple(closures),
    )


def with_claims(diary: Diary, claims: Sequence[Span]) -> Diary:
    """The diary once these claims are taken as well."""
    free = dict(diary.free)
    for lane, bits in _taken(claims, diary.start, diary.grains).items():
        if lane in free:
            free[lane] &= ~bits
    return replace(diary, free=free, claims=(*diary.claims, *claims))


def _calendar(days: tuple[date, date], zone: ZoneInfo) -> tuple[int, tuple[Day, ...]]:
    """The first minute, and every day with its grains."""
    count = (days[1] - days[0]).days + 1
    dates = [days[0] + timedelta(days=step) for step in range(count)]
    begins = [minute(midnight(day, zone)) for day in (*dates, dates[-1] + timedelta(days=1))]
    start = begins[0] - begins[0] % GRAIN
    return start, tuple(
        Day(
            day=day,
            first=(begin - start) // GRAIN,
            end=(end - start) // GRAIN,
            turns=end - begin != 24 * HOUR,
        )
        for day, begin, end in zip(dates, begins, begins[1:], strict=False)
    )


def _hours(shifts: tuple[Shift, ...], calendar: Sequence[Day], zone: ZoneInfo, start: int) -> int:
    bits, grains = 0, calendar[-1].end
    for day in calendar:
        for shift in shifts:
            if shift.weekday == day.day.weekday():
                first = max(0, day.grain(shift.start, zone, start))
                bits |= run_of_bits(first, min(grains, day.grain(shift.end, zone, start)))
    return bits


def _shut(closures: Iterable[Closure], calendar: Sequence[Day], zone: ZoneInfo, start: int) -> int:
    """The grains at which the whole clinic is closed."""
    by_day = {day.day: day for day in calendar}
    bits = 0
    for closure in closures:
        day = by_day.get(closure.day)
        if day is not None:
            first = day.grain(closure.start, zone, start) if closure.start else day.first
            end = day.grain(closure.end, zone, start) if closure.end else day.end
            bits |= run_of_bits(first, end)
    return bits


def _while_good(resource: Resource, calendar: Sequence[Day]) -> int:
    """The grains at which its credential, or its service, has not run out."""
    last = resource.good_until
    if last is None or calendar[-1].day <= last:
        return run_of_bits(0, calendar[-1].end)
    return run_of_bits(0, max((day.end for day in calendar if day.day <= last), default=0))


def _taken(claims: Iterable[Span], start: int, grains: int) -> dict[int, int]:
    """The grains that are taken, by lane."""
    taken: dict[int, int] = {}
    for lane, spans in groupby(claims, key=itemgetter(1)):
        _, _, begins, ends = zip(*spans, strict=True)
        bits = _bits_of_spans(begins, ends, start, grains)
        taken[lane] = taken.get(lane, 0) | bits
    return taken


def _bits_of_spans(begins: Sequence[int], ends: Sequence[int], start: int, grains: int) -> int:
    """The grains of some spans: runs of letters, free and taken in turn, read as one number.

    No line of it runs once a span: there are tens of thousands.
    """
    last = start + grains * GRAIN
    edges = [start, *chain.from_iterable(zip(begins, ends, strict=True)), last]
    if edges[1] < start or edges[-2] > last:
        edges = [min(max(edge, start), last) for edge in edges]
    lengths = [(edge - before) // GRAIN for before, edge in pairwise(edges)]
    if min(lengths) < 0:  # not in order, or one over another
        return _bits_one_by_one(begins, ends, start, grains)
    runs = map(mul, cycle((b"0", b"1")), lengths)
    return int(b"".join(runs)[::-1], 2)


def _bits_one_by_one(begins: Sequence[int], ends: Sequence[int], start: int, grains: int) -> int:
    bits = 0
    for begin, end in zip(begins, ends, strict=True):
        first, last = ((edge - start) // GRAIN for edge in (begin, end))
        bits |= run_of_bits(max(0, first), min(grains, last))
    return bits


def bits_of(value: int) -> Iterator[int]:
    """The places of the set bits, lowest first."""
    while value:
        lowest = value & -value
        yield lowest.bit_length() - 1
        value ^= lowest
