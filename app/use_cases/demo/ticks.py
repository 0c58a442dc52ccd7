"""What was ticked at the demo clinic: whatever its gate asks of the visits that have begun."""

from collections.abc import Iterator, Mapping, Sequence

from app.clinic import Clinic
from app.domain.access import Role
from app.domain.gate_policy import GateRule, Scope
from app.domain.records import Tick
from app.domain.scheduling import GONE, STANDING, Status, Visit
from app.domain.time import local_day
from app.use_cases.demo.files import Filing

BY: Mapping[Role, str] = {Role.FRONT_DESK: "desk", Role.NURSE: "dunn", Role.MANAGER: "manager"}
"""Who ticks: the first of these whose role may."""

CERTIFIED, ENROLLED = 200, 60
"""Days since the site was certified, and since its patients were enrolled."""


class Ticks:
    """Ticks what the clinic's own gate policy asks for, by whoever may."""

    def __init__(self, clinic: Clinic, filing: Filing) -> None:
        self._clinic = clinic
        self._filing = filing

    def of(self, visits: Sequence[Visit]) -> Iterator[Tick]:
        """Every tick there is: the clinic's, the patients', and those of single visits."""
        types = self._clinic.setup.types
        standing = [visit for visit in visits if visit.status not in GONE]
        for rule in self._clinic.setup.policy.rules:
            asking = [visit for visit in standing if rule.needed(types[visit.type])]
            if asking and _is_ticked(rule):
                yield from self._by_scope(rule, asking)

    def _by_scope(self, rule: GateRule, asking: Sequence[Visit]) -> Iterator[Tick]:
        login = next(login for role, login in BY.items() if role in rule.filed_by)
        tick, ago = self._filing.tick, self._filing.days_ago
        match rule.scope:
            case Scope.CLINIC:
                yield tick(rule.item, login, ago(CERTIFIED))
            case Scope.PATIENT:
                for patient in sorted({visit.patient for visit in asking}):
                    yield tick(rule.item, login, ago(ENROLLED), patient=patient)
            case Scope.VISIT:
                for visit in asking:
                    if _is_done(rule, visit):
                        on = local_day(visit.start, self._clinic.zone)
                        yield tick(rule.item, login, on, patient=visit.patient, visit=visit.id)


def _is_ticked(rule: GateRule) -> bool:
    """Whether it is one of the clinic's own items, which are ticked."""
    return bool(rule.title)


def _is_done(rule: GateRule, visit: Visit) -> bool:
    """Whether it is ticked by now; who has just arrived was asked at the desk, and no more."""
    if rule.due_after is not None:
        return visit.status is Status.LEFT
    if visit.status is Status.ARRIVED:
        return Role.FRONT_DESK in rule.filed_by
    return visit.status not in STANDING
