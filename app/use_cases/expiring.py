"""What on file ends soon, or before a visit that is booked; the gate alone says what counts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.clinic import Clinic
from app.domain import gate
from app.domain.gate import Item, State
from app.domain.gate_policy import CONSENT, CORE, GateRule, Scope
from app.domain.months import DAY
from app.domain.patients import Patient
from app.domain.scheduling import Visit
from app.domain.time import local_day
from app.domain.worklists import NOTICE
from app.storage.unit import Unit
from app.use_cases.facts import Files
from app.use_cases.placing import wished
from app.use_cases.views import VisitView, judge_one

LASTING = frozenset({"referral", "clearance"})
LAPSED = frozenset({State.EXPIRED, State.ENDS_BEFORE_VISIT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """Something on file that is good through a last day, and the visit that it is about."""

    patient: Patient
    item: Item
    last: date
    view: VisitView | None
    """The first visit it does not reach; else the patient's next visit, if there is one."""
    reached: bool
    """Whether no visit that is booked lies after it."""


def endings(clinic: Clinic, unit: Unit, views: Sequence[VisitView]) -> tuple[Ending, ...]:
    """Everything that ends within some days, or before one of these visits to come."""
    short = _unreached(clinic, views)
    coming: dict[int, VisitView] = {}
    for view in views:
        coming.setdefault(view.patient.id, view)
    soon = [
        (view.visit, item) for view in views for item in view.items if _is_near(clinic, view, item)
    ]
    others = _without_visit(clinic, unit, frozenset(coming))
    files = Files(clinic, unit, [*(visit for visit, _ in soon), *others])
    soon += [(visit, item) for visit in others for item in _near_items(clinic, visit, files)]
    found = dict(short)
    for visit, item in soon:
        key = _key(visit.patient, item)
        if key not in found and _is_the_last(clinic, visit, item, files):
            found[key] = Ending(
                patient=files.people[visit.patient],
                item=item,
                last=item.until or date.max,
                view=coming.get(visit.patient),
                reached=True,
            )
    return tuple(found.values())


Key = tuple[int, str, date | None]


def _key(patient: int, item: Item) -> Key:
    return patient, item.item, item.until


def _unreached(clinic: Clinic, views: Sequence[VisitView]) -> Mapping[Key, Ending]:
    """What ends before a visit, with the first visit that it does not reach."""
    found: dict[Key, Ending] = {}
    for view in views:
        for item in view.items:
            if item.state in LAPSED and _lasts(clinic, item) and _is_before(item, view.day):
                ending = Ending(
                    patient=view.patient,
                    item=item,
                    last=item.until or view.day,
                    view=view,
                    reached=False,
                )
                found.setdefault(_key(view.patient.id, item), ending)
    return found


def _is_before(item: Item, day: date) -> bool:
    return item.until is not None and item.until < day


def _lasts(clinic: Clinic, item: Item) -> bool:
    """Whether it is good for a time, rather than for one visit or for ever."""
    kind, _, form = item.item.partition(":")
    if kind == CONSENT:
        kept = clinic.forms.newest(form)
        return kept is not None and kept.valid_days is not None
    rule = clinic.setup.policy.rule(kind)
    if kind in CORE:
        return kind in LASTING
    return rule is not None and rule.days is not None and _is_own(rule)


def _is_own(rule: GateRule) -> bool:
    """Whether it is an item of the clinic's own that is ticked for a patient."""
    return rule.item not in CORE and rule.scope is Scope.PATIENT


def _is_near(clinic: Clinic, view: VisitView, item: Item) -> bool:
    return _ends_within(clinic, item, view.day)


def _ends_within(clinic: Clinic, item: Item, on: date) -> bool:
    """Whether it is good on a day, and ends within the days in which that is said."""
    if item.state is not State.MET or item.until is None or not _lasts(clinic, item):
        return False
    return on <= item.until <= clinic.today() + timedelta(days=NOTICE)


def _near_items(clinic: Clinic, visit: Visit, files: Files) -> Iterator[Item]:
    on = local_day(visit.start, clinic.zone)
    items = judge_one(clinic, files, visit, files.of(visit))
    return (item for item in items if _ends_within(clinic, item, on))


def _is_the_last(clinic: Clinic, visit: Visit, item: Item, files: Files) -> bool:
    """Whether nothing else on file takes its place on the day after."""
    facts, last = files.of(visit), item.until or date.max
    subject = replace(files.subject_of(visit, facts), on=last + DAY, dose_at=None)
    after = gate.readiness(subject, facts, clinic.setup.policy)
    return any(each.item == item.item and each.open for each in after)


def _without_visit(clinic: Clinic, unit: Unit, coming: frozenset[int]) -> list[Visit]:
    """A dosing visit of each route, wished for today, of everybody else with something dated."""
    known = sorted(_dated(clinic, unit) - coming)
    routes = {kind.route: kind for kind in clinic.setup.types.values() if kind.is_dosing}
    return [
        wished(clinic, kind, patient, clinic.now()) for patient in known for kind in routes.values()
    ]


def _dated(clinic: Clinic, unit: Unit) -> set[int]:
    """The patients with a letter, a clearance, a tick or a signature that may end in those days."""
    today, policy = clinic.today(), clinic.setup.policy
    span = (today, today + timedelta(days=NOTICE))

    def back(days: int) -> tuple[date, date]:
        return span[0] - timedelta(days=days), span[1] - timedelta(days=days)

    signed = {form.id: back(form.valid_days) for form in clinic.forms if form.valid_days}
    letters = unit.records.letters_of(span, back(policy.referral_valid_days))
    cleared = unit.records.cleared_in(span, back(policy.clearance_valid_days))
    lasting = {rule.item: rule.days for rule in policy.rules if rule.days and _is_own(rule)}
    ticked = unit.records.ticked_in(span, {item: back(days) for item, days in lasting.items()})
    return {*letters, *cleared, *ticked, *unit.packets.signed_in(signed)}
