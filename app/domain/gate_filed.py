"""What is filed and ticked for a visit, as the gate judges it: clearance, age, ride, ticks."""

from datetime import date, timedelta
from functools import cache

from app.domain.access import EVERYBODY, Role
from app.domain.gate_policy import GateRule, Policy, Scope
from app.domain.gate_values import Facts, Item, State, Subject, judged, lapsed
from app.domain.records import Clearance, Tick
from app.domain.refusal import Fact, Reason


def clearance(subject: Subject, facts: Facts, policy: Policy) -> Item:
    """Whether a prescriber has cleared the patient for the route; the last decision counts."""
    mine = [c for c in facts.clearances if c.route == subject.type.route.value]
    given = [c for c in mine if c.cleared_on and c.cleared_on <= subject.on]
    standing = [c for c in given if c.withdrawn_on is None]
    if standing:
        return _given_clearance(max(standing, key=_decided), subject, facts, policy)
    asked = [c for c in mine if c.cleared_on is None]
    if asked:
        last = max(asked, key=lambda each: each.id)
        due = last.due or subject.on
        reason = Reason("clearance-asked", {"of": last.asked_of, "by": due})
        return judged("clearance", State.WAITING, policy, reason, due)
    reason = Reason("clearance-missing", {"route": subject.type.route.value})
    if given:
        gone = max(given, key=_decided)
        why: dict[str, Fact] = {"by": gone.withdrawn_by, "on": gone.withdrawn_on or subject.on}
        reason = Reason("clearance-withdrawn", why | {"why": gone.reason})
    return judged("clearance", State.MISSING, policy, reason)


def _decided(given: Clearance) -> tuple[date, int]:
    return given.cleared_on or date.min, given.id


def clearance_ends(given: Clearance, policy: Policy) -> date:
    """The last day a clearance is good for."""
    by_policy = (given.cleared_on or date.min) + timedelta(days=policy.clearance_valid_days)
    return min(by_policy, given.until or by_policy)


def _given_clearance(given: Clearance, subject: Subject, facts: Facts, policy: Policy) -> Item:
    last = clearance_ends(given, policy)
    state = lapsed(last, subject, facts)
    code = {State.MET: "clearance-met", State.EXPIRED: "clearance-expired"}.get(
        state, "clearance-ends"
    )
    known: dict[str, Fact] = {"by": given.cleared_by, "until": last, "on": subject.on}
    return judged("clearance", state, policy, Reason(code, known), last)


def is_of_age(subject: Subject, facts: Facts, policy: Policy) -> bool:
    """Whether the patient is old enough on the visit's date."""
    return facts.patient.age_on(subject.on) >= policy.minimum_age


def age(subject: Subject, facts: Facts, policy: Policy) -> Item:
    """Whether the patient is old enough, or the medical director has opened the way."""
    known: dict[str, Fact] = {"age": policy.minimum_age}
    if is_of_age(subject, facts, policy):
        return judged("age", State.MET, policy, Reason("age-met", known))
    rule = policy.rule("age")
    opened = None if rule is None else _counting(rule, subject, facts)
    if opened is None:
        return judged("age", State.MISSING, policy, Reason("age-below", known))
    told: dict[str, Fact] = {"by": opened.by_name, "on": opened.done_on, "why": opened.note}
    last = _tick_ends(opened, rule) if rule else None
    return judged("age", State.MET, policy, Reason("age-opened", known | told), last)


def ride(subject: Subject, facts: Facts, policy: Policy) -> Item:
    """Whether an adult is named who takes the patient home."""
    if facts.ride:
        return judged(
            "ride", State.MET, policy, Reason("ride-met", {"name": facts.ride.name}), subject.on
        )
    return judged("ride", State.MISSING, policy, Reason("ride-missing"))


def ticked(rule: GateRule, subject: Subject, facts: Facts) -> Item:
    """Whether what a clinic's own item asks for is ticked, and for how long that counts."""
    found = _best(rule, subject, facts)
    if found is None:
        return _unticked(rule, subject, facts)
    last = _tick_ends(found, rule)
    state = State.MET if last is None else lapsed(last, subject, facts)
    known: dict[str, Fact] = {
        "item": rule.title or rule.item,
        "by": found.by_name,
        "done": found.done_on,
        "on": subject.on,
    }
    if last is None:
        return _tick_item(rule, state, Reason("tick-met", known), None)
    code = {State.MET: "tick-met-until", State.EXPIRED: "tick-expired"}.get(state, "tick-ends")
    return _tick_item(rule, state, Reason(code, known | {"until": last}), last)


def _unticked(rule: GateRule, subject: Subject, facts: Facts) -> Item:
    named: dict[str, Fact] = {"item": rule.title or rule.item}
    if rule.due_after is None:
        return _tick_item(rule, State.MISSING, _who_ticks(rule), None)
    due = subject.on + timedelta(days=rule.due_after)
    if facts.today <= due:
        return _tick_item(rule, State.WAITING, Reason("tick-due", named | {"by": due}), due)
    return _tick_item(rule, State.MISSING, Reason("tick-late", named | {"by": due}), due)


def _who_ticks(rule: GateRule) -> Reason:
    """That it is not ticked; and who can, unless everybody may."""
    named: dict[str, Fact] = {"item": rule.title or rule.item}
    if rule.filers >= EVERYBODY:
        return Reason("tick-missing", named)
    return Reason("tick-missing-by", named | {"roles": _named(rule.filers)})


@cache
def _named(roles: frozenset[Role]) -> tuple[str, ...]:
    return tuple(sorted(role.value for role in roles))


def _tick_item(rule: GateRule, state: State, reason: Reason, until: date | None) -> Item:
    return Item(
        item=rule.item,
        state=state,
        stops=rule.stops,
        reason=reason,
        until=until,
        title=rule.title,
    )


def _counting(rule: GateRule, subject: Subject, facts: Facts) -> Tick | None:
    """The tick that counts on the visit's date, if there is one."""
    found = _best(rule, subject, facts)
    last = _tick_ends(found, rule) if found else None
    return found if last is None or last >= subject.on else None


def _best(rule: GateRule, subject: Subject, facts: Facts) -> Tick | None:
    """The tick for an item that counts longest."""
    named = [tick for tick in facts.ticks if tick.item == rule.item]
    mine = [tick for tick in named if _serves(tick, rule, subject, facts)]

    def lasts(tick: Tick) -> tuple[date, date, int]:
        return _tick_ends(tick, rule) or date.max, tick.done_on, tick.id

    return max(mine, key=lasts, default=None)


def _serves(tick: Tick, rule: GateRule, subject: Subject, facts: Facts) -> bool:
    """Whether a tick can count for a visit: for one visit, only there; else from its day on."""
    if rule.scope is Scope.VISIT:
        in_time = not rule.at_arrival or tick.done_on >= subject.on  # not of a day it moved from
        return tick.visit is not None and tick.visit == subject.visit and in_time
    of = facts.patient.id if rule.scope is Scope.PATIENT else None
    return tick.visit is None and tick.patient == of and tick.done_on <= subject.on


def _tick_ends(tick: Tick, rule: GateRule) -> date | None:
    """The last day a tick is good for; None when it never ends, or with its visit."""
    if rule.scope is Scope.VISIT:
        return None
    by_policy = None if rule.days is None else tick.done_on + timedelta(days=rule.days)
    ends = [day for day in (by_policy, tick.until) if day is not None]
    return min(ends, default=None)
