"""Ticks: that something was done or seen, by somebody whose role may say so."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.clinic import Clinic
from app.domain import gate
from app.domain.access import Act
from app.domain.gate import State
from app.domain.gate_policy import GateRule, Scope, against_filing
from app.domain.records import Tick
from app.domain.refusal import Fact, Reason, refuse, refuse_if
from app.domain.scheduling import GONE
from app.storage.unit import Unit
from app.use_cases.scheduling import read_visit
from app.use_cases.views import VisitView

OPENED = "age"
"""The one item with a judge of its own that a tick can meet: the way is opened for a minor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Whom a tick is about: one visit, or a patient; nobody when it is about the clinic."""

    visit: int | None = None
    patient: int | None = None


CLINIC_WIDE = About()


def tick_item(
    clinic: Clinic,
    item: str,
    about: About = CLINIC_WIDE,
    *,
    done_on: date | None = None,
    until: date | None = None,
    note: str = "",
    token: str = "",
) -> Tick:
    """Keep that something was done or seen; whoever may not say so is told who can."""
    with clinic.writing(Act.TICK_ITEM, token=token) as unit:
        rule = rule_to_tick(clinic, item)
        view = _visit(clinic, unit, about)
        about = _placed(unit, rule, about, view)
        unit.note(item=item)
        day = done_on or clinic.today()
        refuse_if(against_ticking(clinic, item))
        refuse_if(_against_days(clinic, rule, day, until, note))
        refuse_if(_against_visit(rule, view, day))
        return unit.records.add_tick(
            Tick(
                item=item,
                patient=about.patient,
                visit=about.visit,
                done_on=day,
                until=until,
                note=note.strip(),
                by_login=clinic.person.login,
                by_name=clinic.person.titled,
                at=clinic.now(),
            )
        )


def untick_item(clinic: Clinic, item: str, about: About = CLINIC_WIDE, *, token: str = "") -> Tick:
    """Take the newest tick of an item away."""
    with clinic.writing(Act.TICK_ITEM, token=token) as unit:
        rule = rule_to_tick(clinic, item)
        about = _placed(unit, rule, about, _visit(clinic, unit, about))
        unit.note(item=item)
        refuse_if(against_ticking(clinic, item))
        mine = _of(unit, rule, about)
        if not mine:
            raise refuse("tick-none", item=clinic.setup.policy.title(item))
        unit.records.remove_tick(mine[-1])
        return mine[-1]


def rule_to_tick(clinic: Clinic, item: str) -> GateRule:
    """What the clinic decided about an item that is ticked; any other is refused."""
    policy = clinic.setup.policy
    known = tuple(rule.item for rule in policy.rules if _is_ticked(rule.item))
    rule = policy.rule(item)
    if rule is None or not _is_ticked(item):
        raise refuse("item-not-ticked", item=item, known=known)
    return rule


def _is_ticked(item: str) -> bool:
    return item == OPENED or gate.is_ticked(item)


def against_ticking(clinic: Clinic, item: str) -> Iterator[Reason]:
    """Say when the signed-in person may not tick an item, and who may."""
    return against_filing(clinic.setup.policy, item, clinic.person.roles)


def _visit(clinic: Clinic, unit: Unit, about: About) -> VisitView | None:
    """The visit that a tick is about; one that does not take place is refused."""
    if about.visit is None:
        return None
    view = read_visit(clinic, unit, about.visit)
    if view.visit.status in GONE:
        raise refuse("status-over", status=view.visit.status.value)
    return view


def _placed(unit: Unit, rule: GateRule, about: About, view: VisitView | None) -> About:
    """Whom the tick is about, by what the item counts for."""
    if view is not None:
        about = About(visit=view.visit.id, patient=view.patient.id)
    if rule.scope is Scope.CLINIC:
        return CLINIC_WIDE
    if about.patient is not None:
        unit.note(patient=about.patient)
    if rule.scope is Scope.PATIENT and about.patient is not None:
        return About(patient=about.patient)
    if about.visit is None:
        raise refuse("tick-whose", item=rule.title or rule.item)
    return about


def _against_visit(rule: GateRule, view: VisitView | None, day: date) -> Iterator[Reason]:
    if view is None or rule.scope is not Scope.VISIT:
        return
    facts: dict[str, Fact] = {"item": rule.title or rule.item, "on": view.day}
    if rule.at_arrival and day < view.day:
        yield Reason("tick-early", facts)
    elif any(item.item == rule.item and item.state is State.MET for item in view.items):
        yield Reason("tick-already", facts)


def _against_days(
    clinic: Clinic, rule: GateRule, day: date, until: date | None, note: str
) -> Iterator[Reason]:
    if day > clinic.today():
        yield Reason("tick-later")
    if until is not None and until < day:
        yield Reason("tick-backwards")
    if rule.item == OPENED and not note.strip():
        yield Reason("age-needs-why")


def _of(unit: Unit, rule: GateRule, about: About) -> list[Tick]:
    """The ticks of an item about the same, in the order they came."""
    every = unit.records.ticks([about.patient] if about.patient is not None else [])
    mine = every.get(about.patient, ())
    return [tick for tick in mine if tick.item == rule.item and tick.visit == about.visit]
