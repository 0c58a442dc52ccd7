"""The gate: what must be on file before a visit, judged on the visit's own date.

It looks at documents and dates alone. It computes no dose and calls nobody safe.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from app.domain.access import Role
from app.domain.diagnoses import good_until, outdated
from app.domain.gate_filed import age, clearance, is_of_age, ride, ticked
from app.domain.gate_policy import CONSENT, GateRule, Policy, Stop
from app.domain.gate_signed import signature, unavailable
from app.domain.gate_values import FULFILLED, Facts, Item, State, Subject
from app.domain.gate_values import judged as _item
from app.domain.gate_values import lapsed as _lapsed
from app.domain.records import Diagnosis, Referral, ReferralState
from app.domain.refusal import Fact, Reason
from app.domain.scheduling import VisitType

__all__ = [
    "FULFILLED",
    "Facts",
    "Gate",
    "Item",
    "Policy",
    "State",
    "Stop",
    "Subject",
    "against_booking",
    "against_step",
    "count",
    "is_ready",
    "is_ticked",
    "may_be_waived_by",
    "readiness",
    "referral_ends",
    "to_warn_of",
]


def readiness(subject: Subject, facts: Facts, policy: Policy) -> tuple[Item, ...]:
    """Every gate item of a visit, judged on the visit's own date."""
    return Gate(policy).readiness(subject, facts)


Bare = dict[str, Item]
"""Items of which nothing is on file, by their names: they stand alike for visits that are alike."""

Judge = Callable[[Subject, Facts, Policy], Item]


class Question(NamedTuple):
    """A rule that a kind of visit asks by, and how its item is judged."""

    rule: GateRule
    judge: Judge | None
    """None where it is met by a tick."""

    def judged(self, subject: Subject, facts: Facts, policy: Policy) -> Item:
        """The item as what is on file leaves it."""
        if self.judge is None:
            return ticked(self.rule, subject, facts)
        return self.judge(subject, facts, policy)

    def is_unfiled(self, subject: Subject, facts: Facts, policy: Policy) -> bool:
        """Whether nothing that is on file makes a difference to the item."""
        if self.judge is None:
            return not facts.ticks or all(tick.item != self.rule.item for tick in facts.ticks)
        return UNFILED[self.rule.item](subject, facts, policy)


class Gate:
    """A policy by which many visits are judged: what is the same for all of them is found once."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._asked: dict[str, tuple[Question | Item, ...]] = {}
        self._bare: dict[tuple[str, date, date, bool], Bare] = {}

    def readiness(self, subject: Subject, facts: Facts) -> tuple[Item, ...]:
        """Every gate item of a visit, judged on the visit's own date."""
        asked = self._asked.get(subject.type.slug)
        if asked is None:
            asked = self._asked[subject.type.slug] = tuple(_asked(subject.type, self._policy))
        alike = subject.type.slug, subject.on, facts.today, subject.arrived
        bare = self._bare.get(alike)
        if bare is None:
            bare = self._bare[alike] = {}
        found: list[Item] = []
        for each in asked:
            if isinstance(each, Item):
                found.append(each)
            elif each.rule.item == CONSENT:
                found += self._signatures(each.rule, subject, facts, bare)
            else:
                found.append(self._item(each, subject, facts, bare))
        return tuple(found)

    def _signatures(
        self, rule: GateRule, subject: Subject, facts: Facts, bare: Bare
    ) -> Iterator[Item]:
        """Every paper that the packet rules ask to be signed for a visit."""
        for name in subject.missing_forms:
            yield self._settled(unavailable(name, self._policy), rule, subject, facts)
        had = {paper.form for paper in facts.papers}
        for form in subject.forms:
            if form.id in had:
                item = signature(form, subject, facts, self._policy)
                yield self._settled(item, rule, subject, facts)
                continue
            known = bare.get(f"{CONSENT}:{form.id}")
            if known is None:
                item = signature(form, subject, facts, self._policy)
                known = bare[item.item] = self._timed(item, rule, subject, facts)
            yield _waived(known, rule, subject, facts)

    def _item(self, asked: Question, subject: Subject, facts: Facts, bare: Bare) -> Item:
        rule, policy = asked.rule, self._policy
        if not asked.is_unfiled(subject, facts, policy):
            return self._settled(asked.judged(subject, facts, policy), rule, subject, facts)
        known = bare.get(rule.item)
        if known is None:
            item = asked.judged(subject, facts, policy)
            known = bare[rule.item] = self._timed(item, rule, subject, facts)
        return _waived(known, rule, subject, facts)

    def _settled(self, item: Item, rule: GateRule, subject: Subject, facts: Facts) -> Item:
        """The item as the policy for this kind of visit, its time and a waiver leave it."""
        return _waived(self._timed(item, rule, subject, facts), rule, subject, facts)

    def _timed(self, item: Item, rule: GateRule, subject: Subject, facts: Facts) -> Item:
        """The item as the policy for this kind of visit and its time leave it."""
        stops = self._policy.stop(item.item, subject.type.slug)
        title = item.title or rule.title  # a paper has its own
        if item.title != title or item.stops is not stops:
            item = replace(item, stops=stops, title=title)
        if not item.open:
            return item
        if rule.at_arrival and not subject.arrived:
            return _asked_at_arrival(rule, subject)
        warns_from = rule.warns_from
        if warns_from is not None and facts.today < subject.on - timedelta(days=warns_from):
            return replace(item, warns=False)
        return item


def _asked(kind: VisitType, policy: Policy) -> Iterator[Question | Item]:
    """What a policy asks of a kind of visit, or the item where it asks for nothing."""
    for rule in policy.rules:
        if rule.is_on and rule.needed(kind):
            yield Question(rule, JUDGES.get(rule.item))
        elif rule.is_on and rule.item != CONSENT:
            yield _not_needed(rule, Reason("not-needed", {"type": kind.title}))


def _asked_at_arrival(rule: GateRule, subject: Subject) -> Item:
    return _not_needed(rule, Reason("asked-at-arrival", {"on": subject.on}))


def _not_needed(rule: GateRule, why: Reason) -> Item:
    return Item(
        item=rule.item, state=State.NOT_NEEDED, stops=rule.stops, reason=why, title=rule.title
    )


def _waived(item: Item, rule: GateRule, subject: Subject, facts: Facts) -> Item:
    """The item as a waiver leaves it; a waiver by the login that books does not count."""
    if not facts.waivers or not item.open or not rule.is_waivable:
        return item
    covering = [
        waiver
        for waiver in facts.waivers
        if waiver.item == item.item
        and waiver.covers(subject.visit, subject.course, subject.on)
        and waiver.by_login != subject.booking_login
    ]
    if not covering:
        return item
    best = max(covering, key=lambda waiver: (waiver.until, waiver.id))
    known: dict[str, Fact] = {"by": best.by_name, "cause": best.cause.value, "why": best.reason}
    told: dict[str, Fact] = {"item": item.item, "until": best.until, "waiver": best.id}
    reason = Reason("waived", known | told)
    return replace(item, state=State.WAIVED, reason=reason, until=best.until)


def is_ready(items: tuple[Item, ...]) -> bool:
    """Whether nothing that stops anything is left open."""
    return not any(item.open and item.stops is not Stop.NOTHING for item in items)


def to_warn_of(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """What is open by now and stops something; what stops most comes first."""
    open_now = [i for i in items if i.open and i.warns and i.stops is not Stop.NOTHING]
    order = list(Stop)
    return tuple(sorted(open_now, key=lambda item: order.index(item.stops)))


def count(items: tuple[Item, ...]) -> tuple[int, int]:
    """How many items are fulfilled, of how many that are needed."""
    needed = [item for item in items if item.state is not State.NOT_NEEDED]
    return sum(not item.open for item in needed), len(needed)


def against_booking(items: tuple[Item, ...]) -> Iterator[Reason]:
    """The reasons for which a visit can only be held."""
    return (item.reason for item in items if item.open and item.stops is Stop.BOOKING)


def against_step(items: tuple[Item, ...], stops: frozenset[Stop]) -> Iterator[Reason]:
    """The reasons for which a step that these stops guard may not be taken."""
    return (item.reason for item in items if item.open and item.stops in stops)


def is_ticked(item: str) -> bool:
    """Whether an item is met by a tick and by nothing else: it has no judge of its own."""
    return item.split(":", 1)[0] not in {*JUDGES, CONSENT}


def may_be_waived_by(item: str, roles: frozenset[Role], policy: Policy) -> bool:
    """Whether somebody with these roles may waive an item."""
    rule = policy.rule(item)
    return rule is not None and rule.may_waive(roles)


def _diagnosis(subject: Subject, facts: Facts, policy: Policy) -> Item:
    on_file = facts.diagnosed(subject.on)
    if not on_file:
        return _item("diagnosis", State.MISSING, policy, Reason("diagnosis-missing"))
    judged = [_one_diagnosis(d, subject, facts, policy) for d in on_file if not d.secondary]
    if not judged:
        return _item("diagnosis", State.MISSING, policy, Reason("diagnosis-only-secondary"))
    return min(reversed(judged), key=lambda item: BEST_FIRST.index(item.state))


CODE_WORDS = {State.EXPIRED: "retired", State.MISSING: "early"}


def _one_diagnosis(diagnosis: Diagnosis, subject: Subject, facts: Facts, policy: Policy) -> Item:
    """A diagnosis by the codes in force on the visit's date; one that is not known counts."""
    known: dict[str, Fact] = {
        "diagnosis": diagnosis.title,
        "condition": diagnosis.condition,
        "code": diagnosis.code,
        "by": diagnosis.made_by,
        "on": diagnosis.made_on,
    }
    lines = facts.codes.get(diagnosis.code, ())
    gone = outdated(lines, subject.on)
    if gone is not None:
        state = _lapsed(gone.last, subject, facts) if gone.last else State.MISSING
        code = f"diagnosis-code-{CODE_WORDS.get(state, 'ends')}"
        return _item("diagnosis", state, policy, Reason(code, {**known, **gone.facts}), gone.last)
    reconfirm = diagnosis.made_on + timedelta(days=policy.diagnosis_reconfirm_days)
    code = "diagnosis-met" if reconfirm >= subject.on else "diagnosis-reconfirm"
    until = min(reconfirm, good_until(lines, subject.on))
    return _item("diagnosis", State.MET, policy, Reason(code, known), until)


def _referral(subject: Subject, facts: Facts, policy: Policy) -> Item:
    """The best of the referrals on file, whatever the order they came in."""
    judged = [(_one_referral(r, subject, facts, policy), r) for r in facts.referrals]
    if not judged:
        return _item("referral", State.MISSING, policy, Reason("referral-missing"))
    return max(judged, key=_worth)[0]


def _worth(judged: tuple[Item, Referral]) -> tuple[int, bool, date, int]:
    """What makes one referral better than another: its state, then what has come, then how long."""
    item, referral = judged
    here = referral.state in {ReferralState.RECEIVED, ReferralState.ACCEPTED}
    return -BEST_FIRST.index(item.state), here, item.until or date.min, referral.id


def _one_referral(referral: Referral, subject: Subject, facts: Facts, policy: Policy) -> Item:
    who: dict[str, Fact] = {"referrer": referral.titled}
    match referral.state:
        case ReferralState.EXPECTED:
            due = referral.expected_by or subject.on
            expected = Reason("referral-expected", who | {"by": due})
            return _item("referral", State.WAITING, policy, expected, due)
        case ReferralState.RECEIVED:
            return _item("referral", State.WAITING, policy, Reason("referral-received", who))
        case ReferralState.REJECTED:
            rejected = Reason("referral-rejected", who | {"why": referral.reason})
            return _item("referral", State.MISSING, policy, rejected)
        case ReferralState.GIVEN_UP:
            return _item("referral", State.MISSING, policy, Reason("referral-given-up", who))
        case ReferralState.ACCEPTED:
            return _accepted_referral(referral, subject, facts, policy)


def _accepted_referral(referral: Referral, subject: Subject, facts: Facts, policy: Policy) -> Item:
    outside = next(_outside(referral, subject, facts), None)
    if outside is not None:
        return _item("referral", State.MISSING, policy, outside)
    last = referral_ends(referral, policy)
    known: dict[str, Fact] = {"referrer": referral.titled, "until": last}
    state = _lapsed(last, subject, facts)
    if state is not State.MET:
        code = "referral-expired" if state is State.EXPIRED else "referral-ends"
        return _item("referral", state, policy, Reason(code, known | {"on": subject.on}), last)
    return _counted_referral(referral, subject, facts, policy, last)


def _outside(referral: Referral, subject: Subject, facts: Facts) -> Iterator[Reason]:
    """Why a visit lies outside of what a referral is for: its condition, or its route."""
    who = {"referrer": referral.titled}
    conditions = {d.condition for d in facts.diagnosed(subject.on)}
    if referral.condition and conditions and referral.condition not in conditions:
        yield Reason("referral-other-condition", who)
    if referral.route and referral.route != subject.type.route.value:
        yield Reason("referral-other-route", {**who, "route": referral.route})


def _counted_referral(
    referral: Referral, subject: Subject, facts: Facts, policy: Policy, last: date
) -> Item:
    """The referral with its visits counted, those already booked before this one included."""
    known: dict[str, Fact] = {"referrer": referral.titled, "until": last}
    if referral.visits is None:
        return _item("referral", State.MET, policy, Reason("referral-met", known), last)
    since = referral.letter_on or date.min
    new = not subject.visit or subject.to_be_booked  # it must leave room for all
    until = date.max if new else subject.on
    counted = facts.route_days if referral.route else facts.dosing_days
    used = sum(since <= day <= until for day in counted)
    known |= {"allowed": referral.visits, "used": used}
    if used >= referral.visits:
        return _item("referral", State.EXPIRED, policy, Reason("referral-used-up", known), last)
    met = Reason("referral-met-counted", known | {"used": used + 1})
    return _item("referral", State.MET, policy, met, last)


def referral_ends(referral: Referral, policy: Policy) -> date:
    """The last day a referral is good for."""
    letter = referral.letter_on or date.min
    by_policy = letter + timedelta(days=policy.referral_valid_days)
    return min(by_policy, referral.valid_until or by_policy)


JUDGES: Mapping[str, Judge] = {
    "diagnosis": _diagnosis,
    "referral": _referral,
    "clearance": clearance,
    "age": age,
    "ride": ride,
}
"""What judges the items that are more than a tick; consents are judged paper by paper."""

UNFILED: Mapping[str, Callable[[Subject, Facts, Policy], bool]] = {
    "diagnosis": lambda _subject, facts, _policy: not facts.diagnoses,
    "referral": lambda _subject, facts, _policy: not facts.referrals,
    "clearance": lambda _subject, facts, _policy: not facts.clearances,
    "age": is_of_age,
    "ride": lambda _subject, facts, _policy: facts.ride is None,
}
"""Whether an item stands as for everybody of whom nothing is filed for it, or who is of age."""

BEST_FIRST = (
    State.MET,
    State.WAITING,
    State.ENDS_BEFORE_VISIT,
    State.EXPIRED,
    State.MISSING,
)
