"""Where a visit fits: shifting and AND-ing the diary's integers finds every start that works.

People able to fill two needs are matched at each candidate.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from app.domain.diary import Diary, bits_of, erode, run_of_bits
from app.domain.scheduling import Kind, Need, Part, Resource, VisitType
from app.domain.time import GRAIN, local_day, minute, wall
from app.domain.wishes import NO_WISHES, Wishes

QUARTER = 15
"""Minutes between the starts that are offered."""

NEVER_EXTRA = frozenset({Kind.PATIENT, Kind.PUMP, Kind.SEAT})
"""What is never overbooked."""

Chosen = Mapping[str, tuple[Part, ...]]
"""The parts that meet each need, by its role."""


def grains(kind: VisitType, need: Need) -> tuple[int, int]:
    """The first grain of a need, counted from the visit's start, and the one after its last."""
    first, end = kind.span(need)
    return first // GRAIN, end // GRAIN


def pools(kind: VisitType, diary: Diary, wishes: Wishes) -> dict[str, tuple[Resource, ...]]:
    """The resources that may meet each need, by its role.

    Somebody wished for is asked for once, for the first need that they can meet; several who can
    meet the same need are alternatives.
    """
    asked = set(wishes.resources)
    found: dict[str, tuple[Resource, ...]] = {}
    for need in kind.needs:
        pool = diary.pool(need)
        wished = () if need.presence else tuple(r for r in pool if r.id in asked)
        asked -= {resource.id for resource in wished}
        found[need.role] = wished or pool
    return found


def lane_sets(need: Need, resource: Resource, *, extra: bool = False) -> Iterator[tuple[int, ...]]:
    """The sets of lanes of a resource that would meet a need, overbooking lanes last."""
    if need.all_lanes:
        yield resource.lanes
        return
    yield from ((lane,) for lane in resource.lanes)
    if extra and resource.kind not in NEVER_EXTRA:
        yield from ((lane,) for lane in resource.extra)


def resource_fits(
    diary: Diary, need: Need, resource: Resource, span: tuple[int, int], *, extra: bool = False
) -> int:
    """The starts at which a resource could meet a need."""
    first, end = span
    if need.presence:
        return erode(diary.open[resource.id], end - first) >> first
    fits = 0
    for lanes in lane_sets(need, resource, extra=extra):
        if lanes:
            free = diary.free[lanes[0]]
            for lane in lanes[1:]:
                free &= diary.free[lane]
            fits |= erode(free, end - first) >> first
    return fits


@dataclass(frozen=True, slots=True, kw_only=True)
class Fits:
    """Where each need of a visit can be met in a diary, and by whom."""

    starts: int
    """The starts at which each need can be met, people who share needs not yet matched."""
    able: Mapping[str, tuple[tuple[Resource, int], ...]]
    """For each need by its role: every resource that can meet it, with the starts at which."""


def fits_of(
    kind: VisitType,
    diary: Diary,
    patient: Resource | None,
    wishes: Wishes = NO_WISHES,
    *,
    extra: bool = False,
) -> Fits:
    """Where each need of a visit can be met, and where all of them can."""
    found = wished_starts(kind, diary, wishes)
    able: dict[str, tuple[tuple[Resource, int], ...]] = {}
    pooled = pools(kind, diary, wishes)
    for need in kind.needs:
        span = grains(kind, need)
        able[need.role] = tuple(
            (resource, resource_fits(diary, need, resource, span, extra=extra))
            for resource in pooled[need.role]
        )
        together = 0
        for _, bits in able[need.role]:
            together |= bits
        found &= together
    if patient:
        found &= erode(diary.free[patient.lanes[0]], kind.patient_minutes // GRAIN)
    return Fits(starts=found, able=able)


def starts(
    kind: VisitType,
    diary: Diary,
    patient: Resource | None,
    wishes: Wishes = NO_WISHES,
    *,
    extra: bool = False,
) -> int:
    """The starts at which each need can be met, people who share needs not yet matched."""
    return fits_of(kind, diary, patient, wishes, extra=extra).starts


def wished_starts(kind: VisitType, diary: Diary, wishes: Wishes) -> int:
    """The starts that the wished days and times of day allow."""
    if not (wishes.weekdays or wishes.between or wishes.without or wishes.not_before):
        return diary.whole
    bits = 0
    for day in diary.days:
        if wishes.weekdays and day.day.weekday() not in wishes.weekdays:
            continue
        if any(first <= day.day <= last for first, last in wishes.without):
            continue
        first, end = day.first, day.end
        if wishes.between:
            first, end = (day.grain(at, diary.zone, diary.start) for at in wishes.between)
            end -= kind.patient_minutes // GRAIN - 1
        bits |= run_of_bits(first, end)
    if wishes.not_before:
        bits &= ~run_of_bits(0, max(0, -(-(minute(wishes.not_before) - diary.start) // GRAIN)))
    return bits


def plan(
    kind: VisitType,
    diary: Diary,
    patient: Resource | None,
    grain: int,
    wishes: Wishes = NO_WISHES,
    *,
    prefer: frozenset[int] = frozenset(),
    extra: bool = False,
) -> tuple[Part, ...] | None:
    """How every need is met when the visit starts at a grain, or None when it cannot be.

    The preferred resources are taken where they are free, the others where they are not.
    """
    fits = fits_of(kind, diary, patient, wishes, extra=extra)
    return plan_at(kind, diary, patient, grain, fits, prefer=prefer, extra=extra)


def plan_at(
    kind: VisitType,
    diary: Diary,
    patient: Resource | None,
    grain: int,
    fits: Fits,
    *,
    prefer: frozenset[int] = frozenset(),
    extra: bool = False,
) -> tuple[Part, ...] | None:
    """The same for a search that asks at many grains."""
    if grain < 0 or not fits.starts >> grain & 1:
        return None
    wanted = [need for need in kind.needs if not need.presence]
    choices: dict[str, list[tuple[Part, ...]]] = {}
    for need in wanted:
        able = [resource for resource, bits in fits.able[need.role] if bits >> grain & 1]
        found = _choices(kind, diary, need, grain, able, extra=extra)
        choices[need.role] = sorted(found, key=lambda parts: parts[0].resource not in prefer)
    wanted.sort(key=lambda need: (need.kind is Kind.SEAT, len(choices[need.role])))
    rooms = {seat.id: seat.within for seat in diary.resources if seat.kind is Kind.SEAT}
    chosen = _match(wanted, choices, {}, rooms)
    if chosen is None:
        return None
    own = () if patient is None else (patient_part(kind, patient),)
    return (*own, *(part for need in kind.needs for part in chosen.get(need.role, ())))


def is_free(diary: Diary, lane: int, grain: int, part: Part) -> bool:
    """Whether a lane is free for a part of a visit that starts at a grain."""
    span = run_of_bits(grain + part.start // GRAIN, grain + part.end // GRAIN)
    return diary.free[lane] & span == span


def patient_part(kind: VisitType, patient: Resource) -> Part:
    """The patient's own time on a visit."""
    return Part(
        role="patient",
        resource=patient.id,
        lane=patient.lanes[0],
        start=0,
        end=kind.patient_minutes,
    )


def _choices(
    kind: VisitType,
    diary: Diary,
    need: Need,
    grain: int,
    pool: Sequence[Resource],
    *,
    extra: bool,
) -> list[tuple[Part, ...]]:
    """One way for each resource to meet a need at a start, what leaves the fewest gaps first."""
    first, end = grains(kind, need)
    found: list[tuple[int, tuple[int, ...], int]] = []
    for resource in pool:
        ways = [
            (lanes[0] in resource.extra, loose, lanes)
            for lanes in lane_sets(need, resource, extra=extra)
            if (loose := _loose(diary, lanes, grain + first, end - first)) is not None
        ]
        if ways:
            _, loose, lanes = min(ways)
            found.append((loose, lanes, resource.id))
    found.sort(key=lambda each: each[0])
    start, stop = first * GRAIN, end * GRAIN
    return [
        tuple(
            Part(role=need.role, resource=resource, lane=lane, start=start, end=stop)
            for lane in lanes
        )
        for _, lanes, resource in found
    ]


def _loose(diary: Diary, lanes: Sequence[int], first: int, length: int) -> int | None:
    """How many ends of a span are left with free time beside them: 0 leaves no gap.

    None when one of the lanes is not free for all of it.
    """
    whole = (1 << length) - 1
    beside = 0
    for number, lane in enumerate(lanes):
        around = (diary.free[lane] << 1 >> first) & (whole << 2 | 3)
        if around >> 1 & whole != whole:
            return None
        if number == 0:
            beside = (around & 1) + (around >> length + 1)
    return beside if lanes else None


def _match(
    wanted: Sequence[Need],
    choices: Mapping[str, Sequence[tuple[Part, ...]]],
    chosen: Chosen,
    rooms: Mapping[int, int | None],
) -> Chosen | None:
    """A choice for every need in which nobody does two things at once."""
    if not wanted:
        return chosen
    need, rest = wanted[0], wanted[1:]
    for parts in sorted(choices[need.role], key=lambda p: not _knows(p, chosen)):
        if not _clashes(parts, chosen) and _stands_there(parts, chosen, rooms):
            found = _match(rest, choices, {**chosen, need.role: parts}, rooms)
            if found is not None:
                return found
    return None


def _knows(parts: tuple[Part, ...], chosen: Chosen) -> bool:
    """Whether the resource is on the visit already: the same nurse before and after is better."""
    return any(parts[0].resource == other.resource for done in chosen.values() for other in done)


def _stands_there(parts: tuple[Part, ...], chosen: Chosen, rooms: Mapping[int, int | None]) -> bool:
    """Whether seats stand in the room that was chosen; anything else may be anywhere."""
    room = rooms.get(parts[0].resource)
    if room is None:
        return True
    return any(room == other.resource for done in chosen.values() for other in done)


def _clashes(parts: tuple[Part, ...], chosen: Chosen) -> bool:
    return any(
        parts[0].resource == other.resource
        and parts[0].start < other.end
        and other.start < parts[0].end
        for done in chosen.values()
        for other in done
    )


def openings(
    kind: VisitType,
    diary: Diary,
    patient: Resource | None,
    *,
    not_before: datetime,
    every: int = QUARTER,
    wishes: Wishes = NO_WISHES,
    allowed: int = -1,
    apart: int = 0,
) -> Iterator[tuple[datetime, tuple[Part, ...]]]:
    """Every start on the clinic's quarter hour (or so many minutes) that works, with its plan.

    Those that begin less than `apart` minutes after the one before are left out.
    """
    after = first = max(0, -(-(minute(not_before) - diary.start) // GRAIN))
    fits = fits_of(kind, diary, patient, wishes)
    for grain in bits_of((fits.starts & allowed) >> first << first):
        moment = diary.moment(grain)
        if grain >= after and wall(moment, diary.zone).minute % every == 0:
            parts = plan_at(kind, diary, patient, grain, fits)
            if parts is not None:
                after = grain + apart // GRAIN
                yield moment, parts


def nearest(
    kind: VisitType,
    diary: Diary,
    patient: Resource | None,
    start: datetime,
    wishes: Wishes = NO_WISHES,
    *,
    since: datetime,
    allowed: int = -1,
) -> datetime | None:
    """The start on the quarter hour that is nearest to a wished one, from a moment on."""
    first = max(0, -(-(minute(since) - diary.start) // GRAIN))
    fits = fits_of(kind, diary, patient, wishes)
    wanted = diary.at(start)
    able = bits_of((fits.starts & allowed) >> first << first)
    for grain in sorted(able, key=lambda grain: abs(grain - wanted)):
        moment = diary.moment(grain)
        on_quarter = wall(moment, diary.zone).minute % QUARTER == 0
        if on_quarter and plan_at(kind, diary, patient, grain, fits) is not None:
            return moment
    return None


def days_searched(not_before: datetime, days: int, zone: ZoneInfo) -> tuple[date, date]:
    """The first and last day of a search over so many days."""
    first = local_day(not_before, zone)
    return first, first + timedelta(days=max(0, days - 1))
