"""Which visits to come would keep their time but not all that they need of it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from app.clinic import Clinic
from app.domain.as_planned import against_plan
from app.domain.blocks import Block
from app.domain.diary import Diary, Span
from app.domain.refusal import Reason
from app.domain.scheduling import STANDING, Resource, Session, Visit, VisitType
from app.domain.time import local_day, minute
from app.storage.unit import Unit
from app.use_cases.diaries import working_hours
from app.use_cases.placing import FURTHEST
from app.use_cases.views import plan_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Shaking:
    """What is to be blocked, and people, things and kinds of visit as they are to be."""

    blocks: Sequence[Block]
    resources: Mapping[int, Resource]
    types: Mapping[str, VisitType]


def shaken(
    clinic: Clinic, unit: Unit, change: Shaking, losing: Collection[int]
) -> dict[int, tuple[Reason, ...]]:
    """What would come to stand against visits, by their number; those that lose it left out."""
    if not (change.resources or change.types or _on_site(clinic, unit, change.blocks)):
        return {}
    coming = [v for v in _coming(clinic, unit, change) if v.holds_time and v.id not in losing]
    if not coming:
        return {}
    sessions = unit.scheduling.sessions({v.session for v in coming if v.session is not None})
    days = [local_day(visit.start, clinic.zone) for visit in coming]
    known = unit.scheduling.resources(retired=True)
    before = working_hours(clinic, unit, known, (min(days), max(days)))
    later = [change.resources.get(each.id, each) for each in known]
    taken = tuple(_spans(change.blocks, known))
    after = working_hours(clinic, unit, later, (min(days), max(days)), also=taken)
    judged = _Judging(clinic, sessions, change.types, before, after)
    found = ((visit.id, judged.new_reasons(visit)) for visit in coming)
    return {number: reasons for number, reasons in found if reasons}


def _on_site(clinic: Clinic, unit: Unit, blocks: Sequence[Block]) -> bool:
    """Whether somebody is to be blocked whom visits need on site, though they hold nothing."""
    blocked = {block.resource for block in blocks}
    skills = {s for each in unit.scheduling.resources() if each.id in blocked for s in each.skills}
    kinds = clinic.setup.types.values()
    return any(need.presence and need.skill in skills for kind in kinds for need in kind.needs)


def _coming(clinic: Clinic, unit: Unit, change: Shaking) -> Iterator[Visit]:
    first, last = clinic.now(), clinic.now() + timedelta(days=FURTHEST + 1)
    if not (change.resources or change.types):
        first = max(first, min(each.start for each in change.blocks) - timedelta(days=1))
        last = max(each.end for each in change.blocks)
    visits = unit.scheduling.visits_between(first, last)
    yield from (visit for visit in visits if visit.status in STANDING)


def _spans(blocks: Sequence[Block], known: Sequence[Resource]) -> Iterator[Span]:
    """What is to be blocked, as blocks hold it; one lane of a resource is enough to say so."""
    lanes = {each.id: (*each.lanes, *each.extra) for each in known}
    for block in blocks:
        for lane in lanes.get(block.resource, ())[:1]:
            yield 0, lane, minute(block.start), minute(block.end)


class _Judging:
    """Every visit judged as the house is, and as it is to be."""

    def __init__(
        self,
        clinic: Clinic,
        sessions: Mapping[int, Session],
        types: Mapping[str, VisitType],
        before: Diary,
        after: Diary,
    ) -> None:
        self._clinic, self._sessions, self._types = clinic, sessions, types
        self._before, self._after = before, after

    def new_reasons(self, visit: Visit) -> tuple[Reason, ...]:
        """What stands against it then and does not now."""
        plan = plan_of(self._clinic, visit, self._sessions)
        changed = replace(plan, kind=self._types.get(visit.type, plan.kind))
        then = tuple(against_plan(changed, self._after))
        if not then:
            return ()
        now = set(map(_key, against_plan(plan, self._before)))
        return tuple(reason for reason in then if _key(reason) not in now)


def _key(reason: Reason) -> tuple[str, tuple[tuple[str, object], ...]]:
    return reason.code, tuple(sorted(reason.facts.items()))
