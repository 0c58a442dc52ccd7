"""Whether a visit that has its time can still be as it was planned: hours and skills change."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.blocks import Closure, span_of
from app.domain.diary import Diary, run_of_bits
from app.domain.refusal import Fact, Reason
from app.domain.scheduling import Kind, Need, Part, Resource, VisitType
from app.domain.time import GRAIN, from_minute, minute, wall


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a visit holds, for itself and by its session: when, how long the patient is there."""

    kind: VisitType
    start: datetime
    end: datetime
    parts: tuple[Part, ...]

    @property
    def minutes(self) -> int:
        """How long the patient is there, which its type may since have changed."""
        return (self.end - self.start) // timedelta(minutes=1)


def against_plan(plan: Plan, diary: Diary) -> Iterator[Reason]:
    """Say everything that makes a plan impossible by now, each resource once.

    The diary's resources are all there ever were; of its claims only blocks are looked at.
    """
    known = {each.id: each for each in diary.resources}
    told: set[int] = set()
    for part in plan.parts:
        resource = known.get(part.resource)
        if resource is None or resource.kind is Kind.PATIENT or resource.id in told:
            continue
        reason = _against_part(plan, part, resource, diary)
        if reason is not None:
            told.add(resource.id)
            yield reason
    for need in plan.kind.needs:
        if need.presence and not _is_met(plan, need, diary):
            yield Reason("plan-nobody-there", {"role": need.role})


def _against_part(plan: Plan, part: Part, resource: Resource, diary: Diary) -> Reason | None:
    if resource.retired:
        return Reason("plan-retired", {"name": resource.name})
    need = next((need for need in plan.kind.needs if need.role == part.role), None)
    if need is not None and need.skill not in resource.skills:
        return Reason("plan-unskilled", {"name": resource.name, "role": need.role})
    if _is_open(diary, resource, plan.start, part.start, part.end):
        return None
    return _off(resource, diary, minute(plan.start) + part.start, minute(plan.start) + part.end)


def _is_open(diary: Diary, resource: Resource, start: datetime, first: int, end: int) -> bool:
    begin = diary.at(start)
    span = run_of_bits(begin + first // GRAIN, begin + -(-end // GRAIN))
    return diary.open[resource.id] & span == span


def _off(resource: Resource, diary: Diary, first: int, end: int) -> Reason:
    """Why a resource is not there for the whole of a span."""
    closed = next((each for each in diary.closures if _reaches(each, diary, first, end)), None)
    if closed is not None:
        return Reason("plan-closed", {"closed": closed.name})
    begin, stop = (wall(from_minute(each), diary.zone) for each in (first, end))
    facts: dict[str, Fact] = {"name": resource.name, "start": begin, "end": stop}
    if resource.good_until is not None and begin.date() > resource.good_until:
        return Reason("plan-lapsed", {**facts, "last": resource.good_until})
    lanes = {*resource.lanes, *resource.extra}
    blocked = (span for span in diary.blocks if span[1] in lanes)
    if any(start < end and first < over for _, _, start, over in blocked):
        return Reason("plan-blocked", facts)
    return Reason("plan-off", facts)


def _reaches(closure: Closure, diary: Diary, first: int, end: int) -> bool:
    begin, over = span_of(closure, diary.zone)
    return minute(begin) < end and first < minute(over)


def _is_met(plan: Plan, need: Need, diary: Diary) -> bool:
    """Whether somebody is on site as long as the visit asks for it, and lasts."""
    first, end = plan.kind.span(need)
    end = min(end, plan.minutes)
    return any(
        _is_open(diary, resource, plan.start, first, end)
        for resource in diary.pool(need)
        if not resource.retired
    )
