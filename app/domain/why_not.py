"""Why a start will not do: the fewest things of the diary that stand against it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.blocks import Closure
from app.domain.diary import Diary, Span, run_of_bits
from app.domain.openings import grains, lane_sets, plan, pools, resource_fits, wished_starts
from app.domain.refusal import Fact, Reason
from app.domain.scheduling import Need, Resource, VisitType
from app.domain.time import GRAIN, minute, wall
from app.domain.wishes import NO_WISHES, Wishes


def why_not(
    kind: VisitType,
    diary: Diary,
    patient: Resource | None,
    start: datetime,
    wishes: Wishes = NO_WISHES,
) -> Iterator[Reason]:
    """Say everything in the diary that stands against a start."""
    closed = _closed(kind, diary, start)
    if closed is not None:
        yield Reason("clinic-closed", {"name": closed.name, "on": closed.day})
        return
    if patient is not None:
        yield from _patient_taken(kind, diary, patient, start)
    if not wished_starts(kind, diary, wishes) >> diary.at(start) & 1:
        yield Reason("wish-not-met", _between(diary, start, 0, kind.patient_minutes))
        return
    against = _Against(kind=kind, diary=diary, start=start, wishes=wishes)
    blocked = list(against.reasons())
    yield from blocked
    if not blocked and plan(kind, diary, None, diary.at(start), wishes) is None:
        yield Reason("people-shared", _between(diary, start, 0, kind.minutes))


def _closed(kind: VisitType, diary: Diary, start: datetime) -> Closure | None:
    """The closure that a visit would reach into."""
    first = wall(start, diary.zone)
    end = first + timedelta(minutes=kind.minutes)
    for closure in diary.closures:
        begins = datetime.combine(closure.day, closure.start or datetime.min.time())
        stops = (
            datetime.combine(closure.day, closure.end)
            if closure.end
            else datetime.combine(closure.day + timedelta(days=1), datetime.min.time())
        )
        if begins < end and first < stops:
            return closure
    return None


def _patient_taken(
    kind: VisitType, diary: Diary, patient: Resource, start: datetime
) -> Iterator[Reason]:
    lane, grain = patient.lanes[0], diary.at(start)
    span = run_of_bits(grain, grain + kind.patient_minutes // GRAIN)
    if diary.free[lane] & span != span:
        begin = minute(start)
        visits = _holders(diary.claims, (lane,), begin, begin + kind.patient_minutes)
        facts = _between(diary, start, 0, kind.patient_minutes)
        yield Reason("patient-taken", {**facts, "visits": visits})


def _between(diary: Diary, start: datetime, first: int, end: int) -> dict[str, Fact]:
    begin = wall(start, diary.zone)
    return {"start": begin + timedelta(minutes=first), "end": begin + timedelta(minutes=end)}


def _holders(claims: Iterable[Span], lanes: Sequence[int], first: int, end: int) -> tuple[str, ...]:
    """Who holds any of the lanes in a span, by number, in the order of time."""
    found = sorted(
        (begins, holder)
        for holder, lane, begins, ends in claims
        if lane in lanes and begins < end and first < ends
    )
    return tuple(dict.fromkeys(str(holder) for _, holder in found))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Against:
    """One start, and what each need of the visit finds there."""

    kind: VisitType
    diary: Diary
    start: datetime
    wishes: Wishes

    def reasons(self) -> Iterator[Reason]:
        """One reason for each need that cannot be met, each about another resource."""
        able = pools(self.kind, self.diary, self.wishes)
        named: set[int] = set()
        for need in self.kind.needs:
            reason = self._fails(need, able[need.role], named)
            if reason is not None:
                yield reason

    def _fails(self, need: Need, pool: Sequence[Resource], named: set[int]) -> Reason | None:
        diary, grain = self.diary, self.diary.at(self.start)
        span = first, end = grains(self.kind, need)
        if any(resource_fits(diary, need, r, span) >> grain & 1 for r in pool):
            return None
        facts: dict[str, Fact] = {
            "role": need.role,
            **_between(diary, self.start, first * GRAIN, end * GRAIN),
        }
        if not pool:
            return Reason("need-nobody", facts)
        wanted = run_of_bits(grain + first, grain + end)
        at_work = [r for r in pool if diary.open[r.id] & wanted == wanted]
        if not at_work:
            return self._off(need, pool, facts)
        facts["names"] = tuple(resource.name for resource in at_work)
        best, visits = self._nearest(need, at_work, named)
        named.add(best.id)
        return Reason("need-taken", {**facts, "resource": best.name, "visits": visits})

    def _span(self, need: Need) -> tuple[int, int]:
        """The first and last minute of UTC at which the need would be met."""
        begin = minute(self.start)
        first, end = self.kind.span(need)
        return begin + first, begin + end

    def _nearest(
        self, need: Need, at_work: Sequence[Resource], named: set[int]
    ) -> tuple[Resource, tuple[str, ...]]:
        """The resource that the fewest visits keep from the need, and those visits."""
        first, end = self._span(need)
        candidates = [each for each in at_work if each.id not in named] or list(at_work)
        found = [
            (each, _holders(self.diary.claims, lanes, first, end))
            for each in candidates
            for lanes in lane_sets(need, each)
        ]
        return min(found, key=lambda pair: len(pair[1]), default=(candidates[0], ()))

    def _off(self, need: Need, pool: Sequence[Resource], facts: dict[str, Fact]) -> Reason:
        """Nobody of the pool is there: blocked, no longer licensed or serviced, or off."""
        names = tuple(resource.name for resource in pool)
        first, end = self._span(need)
        blocked = [r for r in pool if _holders(self.diary.blocks, r.lanes, first, end)]
        if blocked:
            told = tuple(resource.name for resource in blocked)
            return Reason("need-blocked", {**facts, "names": told, "resource": told[0]})
        day = wall(self.start, self.diary.zone).date()
        lapsed = [r for r in pool if r.good_until is not None and r.good_until < day]
        if len(lapsed) == len(pool):
            known = {"resource": names[0], "last": lapsed[0].good_until or day}
            return Reason("need-lapsed", {**facts, "names": names, **known})
        return Reason("need-closed", {**facts, "names": names, "resource": names[0]})
