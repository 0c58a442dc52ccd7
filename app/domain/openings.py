"""Where a visit fits: one integer a lane, one bit a five-minute grain.

Shifting and AND-ing the integers finds every start at which each need can be met; the same integers
say why a start will not do. People able to fill two needs are matched at each candidate.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from app.domain.refusal import Reason
from app.domain.scheduling import Claim, Kind, Need, Part, Resource, VisitType
from app.domain.time import GRAIN, from_minute, local_day, midnight, minute, settled, wall


@dataclass(frozen=True, slots=True, kw_only=True)
class Diary:
    """What is free from one minute to another: a bit is set where a grain is free."""

    start: int
    """First minute of UTC, on the grain."""
    grains: int
    zone: ZoneInfo
    resources: tuple[Resource, ...]
    open: Mapping[int, int]
    """Working hours minus blocks, by resource."""
    free: Mapping[int, int]
    """Open and not claimed, by lane."""

    def at(self, moment: datetime) -> int:
        """The grain of an instant."""
        return (minute(moment) - self.start) // GRAIN

    def moment(self, grain: int) -> datetime:
        """The instant of a grain."""
        return from_minute(self.start + grain * GRAIN)

    def pool(self, need: Need) -> tuple[Resource, ...]:
        """The resources that can meet a need."""
        return tuple(r for r in self.resources if r.kind is need.kind and need.skill in r.skills)


def run_of_bits(first: int, end: int) -> int:
    """Bits first to end - 1."""
    return ((1 << max(0, end - first)) - 1) << first if end > first else 0


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
    claims: Iterable[Claim],
    blocks: Iterable[Claim],
    days: tuple[date, date],
    zone: ZoneInfo,
) -> Diary:
    """The diary of the days from the first to the last, both included."""
    start, end = (minute(midnight(day, zone)) for day in (days[0], days[1] + timedelta(days=1)))
    start -= start % GRAIN
    grains = (end - start) // GRAIN
    hours = {r.id: _hours(r, days, zone, start, grains) for r in resources}
    owner = {lane: r.id for r in resources for lane in r.lanes}
    blocked = _taken(blocks, start, grains)
    for lane, bits in blocked.items():
        if lane in owner:
            hours[owner[lane]] &= ~bits
    taken = _taken(claims, start, grains)
    free = {lane: hours[who] & ~taken.get(lane, 0) for lane, who in owner.items()}
    return Diary(
        start=start, grains=grains, zone=zone, resources=tuple(resources), open=hours, free=free
    )


def _hours(
    resource: Resource, days: tuple[date, date], zone: ZoneInfo, start: int, grains: int
) -> int:
    if resource.kind is Kind.PATIENT:
        return run_of_bits(0, grains)
    bits = 0
    for step in range((days[1] - days[0]).days + 1):
        day = days[0] + timedelta(days=step)
        for shift in resource.hours:
            if shift.weekday == day.weekday():
                first, last = (
                    (minute(settled(datetime.combine(day, at), zone)) - start) // GRAIN
                    for at in (shift.start, shift.end)
                )
                bits |= run_of_bits(max(0, first), min(grains, last))
    return bits


def _taken(claims: Iterable[Claim], start: int, grains: int) -> dict[int, int]:
    taken: dict[int, int] = {}
    for claim in claims:
        first = max(0, (claim.start - start) // GRAIN)
        last = min(grains, -((start - claim.end) // GRAIN))
        taken[claim.lane] = taken.get(claim.lane, 0) | run_of_bits(first, last)
    return taken


def _grains(kind: VisitType, need: Need) -> tuple[int, int]:
    first, end = kind.span(need)
    return first // GRAIN, end // GRAIN


def _lanes(need: Need, resource: Resource) -> Iterator[tuple[int, ...]]:
    """The sets of lanes of a resource that would meet a need."""
    if need.all_lanes:
        yield resource.lanes
    else:
        yield from ((lane,) for lane in resource.lanes)


def _resource_fits(diary: Diary, need: Need, resource: Resource, span: tuple[int, int]) -> int:
    """The starts at which a resource could meet a need."""
    first, end = span
    if need.presence:
        return erode(diary.open[resource.id], end - first) >> first
    fits = 0
    for lanes in _lanes(need, resource):
        free = run_of_bits(0, diary.grains)
        for lane in lanes:
            free &= diary.free[lane]
        fits |= erode(free, end - first) >> first
    return fits


def starts(kind: VisitType, diary: Diary, patient: Resource | None) -> int:
    """The starts at which each need can be met, people who share needs not yet matched."""
    found = run_of_bits(0, diary.grains)
    for need in kind.needs:
        span = _grains(kind, need)
        fits = 0
        for resource in diary.pool(need):
            fits |= _resource_fits(diary, need, resource, span)
        found &= fits
    if patient:
        found &= erode(diary.free[patient.lanes[0]], kind.patient_minutes // GRAIN)
    return found


def plan(
    kind: VisitType, diary: Diary, patient: Resource | None, grain: int
) -> tuple[Part, ...] | None:
    """How every need is met when the visit starts at a grain, or None when it cannot be."""
    own = () if patient is None else (_patient_part(kind, patient),)
    wanted = [need for need in kind.needs if not need.presence]
    choices = {need.role: list(_choices(kind, diary, need, grain)) for need in wanted}
    wanted.sort(key=lambda need: len(choices[need.role]))
    chosen = _match(kind, wanted, choices, {})
    if chosen is None:
        return None
    parts = [part for need in kind.needs for part in chosen.get(need.role, ())]
    return (*own, *parts)


def _patient_part(kind: VisitType, patient: Resource) -> Part:
    return Part(
        role="patient",
        resource=patient.id,
        lane=patient.lanes[0],
        start=0,
        end=kind.patient_minutes,
    )


def _choices(kind: VisitType, diary: Diary, need: Need, grain: int) -> Iterator[tuple[Part, ...]]:
    """One way for each resource to meet a need at a start: its first free lane, or all of them."""
    first, end = _grains(kind, need)
    wanted = run_of_bits(grain + first, grain + end)
    for resource in diary.pool(need):
        for lanes in _lanes(need, resource):
            if lanes and all(diary.free[lane] & wanted == wanted for lane in lanes):
                yield tuple(
                    Part(
                        role=need.role,
                        resource=resource.id,
                        lane=lane,
                        start=first * GRAIN,
                        end=end * GRAIN,
                    )
                    for lane in lanes
                )
                break


def _match(
    kind: VisitType,
    wanted: Sequence[Need],
    choices: Mapping[str, Sequence[tuple[Part, ...]]],
    chosen: Mapping[str, tuple[Part, ...]],
) -> Mapping[str, tuple[Part, ...]] | None:
    """A choice for every need in which nobody does two things at once."""
    if not wanted:
        return chosen
    need, rest = wanted[0], wanted[1:]
    for parts in sorted(choices[need.role], key=lambda p: not _knows(p, chosen)):
        if not _clashes(parts, chosen):
            found = _match(kind, rest, choices, {**chosen, need.role: parts})
            if found is not None:
                return found
    return None


def _knows(parts: tuple[Part, ...], chosen: Mapping[str, tuple[Part, ...]]) -> bool:
    """Whether the resource is on the visit already: the same nurse before and after is better."""
    return any(parts[0].resource == other.resource for done in chosen.values() for other in done)


def _clashes(parts: tuple[Part, ...], chosen: Mapping[str, tuple[Part, ...]]) -> bool:
    return any(
        parts[0].resource == other.resource
        and parts[0].start < other.end
        and other.start < parts[0].end
        for done in chosen.values()
        for other in done
    )


def bits_of(value: int) -> Iterator[int]:
    """The places of the set bits, lowest first."""
    while value:
        lowest = value & -value
        yield lowest.bit_length() - 1
        value ^= lowest


def openings(
    kind: VisitType,
    diary: Diary,
    patient: Resource | None,
    *,
    not_before: datetime,
    every: int = 15,
) -> Iterator[tuple[datetime, tuple[Part, ...]]]:
    """Every start on the clinic's quarter hour (or so many minutes) that works, with its plan."""
    first = max(0, -(-(minute(not_before) - diary.start) // GRAIN))
    for grain in bits_of(starts(kind, diary, patient) >> first << first):
        moment = diary.moment(grain)
        if wall(moment, diary.zone).minute % every == 0:
            parts = plan(kind, diary, patient, grain)
            if parts is not None:
                yield moment, parts


def why_not(
    kind: VisitType, diary: Diary, patient: Resource | None, start: datetime
) -> Iterator[Reason]:
    """Say everything in the diary that stands against a start."""
    grain = diary.at(start)
    if patient is not None:
        span = run_of_bits(grain, grain + kind.patient_minutes // GRAIN)
        if diary.free[patient.lanes[0]] & span != span:
            yield Reason("patient-taken", _between(diary, start, 0, kind.patient_minutes))
    blocked = [reason for need in kind.needs for reason in _need_fails(kind, diary, need, start)]
    yield from blocked
    if not blocked and plan(kind, diary, None, grain) is None:
        yield Reason("people-shared", _between(diary, start, 0, kind.minutes))


def _between(diary: Diary, start: datetime, first: int, end: int) -> dict[str, datetime]:
    begin = wall(start, diary.zone)
    return {"start": begin + timedelta(minutes=first), "end": begin + timedelta(minutes=end)}


def _need_fails(kind: VisitType, diary: Diary, need: Need, start: datetime) -> Iterator[Reason]:
    grain = diary.at(start)
    span = first, end = _grains(kind, need)
    pool = diary.pool(need)
    if any(_resource_fits(diary, need, r, span) >> grain & 1 for r in pool):
        return
    facts = {"role": need.role, **_between(diary, start, first * GRAIN, end * GRAIN)}
    if not pool:
        yield Reason("need-nobody", facts)
        return
    wanted = run_of_bits(grain + first, grain + end)
    at_work = [r for r in pool if diary.open[r.id] & wanted == wanted]
    if at_work:
        yield Reason("need-taken", {**facts, "names": tuple(r.name for r in at_work)})
    else:
        yield Reason("need-closed", {**facts, "names": tuple(r.name for r in pool)})


def days_searched(not_before: datetime, days: int, zone: ZoneInfo) -> tuple[date, date]:
    """The first and last day of a search over so many days."""
    first = local_day(not_before, zone)
    return first, first + timedelta(days=max(0, days - 1))
