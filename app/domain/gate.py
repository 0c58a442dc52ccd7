"""The gate: what must be on file before a visit, judged on the visit's own date.

It looks at documents and dates alone. It computes no dose and calls nobody safe.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.domain.forms import Form
from app.domain.packets import Paper, signature_for
from app.domain.patients import Patient
from app.domain.records import (
    Clearance,
    Diagnosis,
    Referral,
    ReferralState,
    Ride,
    Waiver,
)
from app.domain.refusal import Fact, Reason
from app.domain.scheduling import VisitType


class State(StrEnum):
    """How one gate item stands."""

    MET = "met"
    WAITING = "waiting"
    MISSING = "missing"
    EXPIRED = "expired"
    ENDS_BEFORE_VISIT = "ends_before_visit"
    WAIVED = "waived"
    NOT_NEEDED = "not_needed"


class Stop(StrEnum):
    """What an unmet item stops."""

    BOOKING = "booking"
    ARRIVAL = "arrival"
    START = "start"
    NOTHING = "nothing"


FULFILLED = frozenset({State.MET, State.WAIVED, State.NOT_NEEDED})

CONSENT = "consent:"
"""Prefix of the item of a paper that must be signed; the form's id follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The clinic's gate policy: what each item stops, how long it lasts, who may waive it."""

    version: int = 1
    stops: Mapping[str, Stop]
    diagnosis_reconfirm_days: int
    referral_valid_days: int
    clearance_valid_days: int
    minimum_age: int
    waivable: Mapping[str, tuple[str, ...]]
    """Roles that may waive an item; an item that is not named is never waived."""

    def stop(self, item: str) -> Stop:
        """What an item stops while it is not met."""
        return self.stops.get(item.split(":", 1)[0], Stop.START)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything on file that the gate looks at for one visit."""

    patient: Patient
    today: date
    diagnoses: tuple[Diagnosis, ...] = ()
    referrals: tuple[Referral, ...] = ()
    clearances: tuple[Clearance, ...] = ()
    papers: tuple[Paper, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    ride: Ride | None = None
    dosing_days: tuple[date, ...] = ()
    """Days of the patient's other booked dosing visits, earliest first."""
    route_days: tuple[date, ...] = ()
    """Those of them on which the dose is given by this visit's route."""

    @property
    def conditions(self) -> frozenset[str]:
        """The conditions that diagnoses on file name."""
        return frozenset(diagnosis.condition for diagnosis in self.diagnoses)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The visit that is judged; `visit` is 0 while it is only wished for."""

    type: VisitType
    on: date
    dose_at: datetime | None = None
    """When the medicine is first given: a signature counts only before it."""
    visit: int = 0
    to_be_booked: bool = False
    """Whether it is only held, or called off: it must leave room for every visit booked already."""
    forms: tuple[Form, ...] = ()
    """The forms that the packet rules ask to be signed for this visit."""
    missing_forms: tuple[str, ...] = ()
    """Forms the rules ask for that have no approved text for this route."""
    booking_login: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One judged gate item: where it stands, what it stops, why, and until when it holds."""

    item: str
    state: State
    stops: Stop
    reason: Reason
    until: date | None = None

    @property
    def open(self) -> bool:
        """Whether something is still to be done about it."""
        return self.state not in FULFILLED


def readiness(subject: Subject, facts: Facts, policy: Policy) -> tuple[Item, ...]:
    """Every gate item of a visit, judged on the visit's own date."""
    if not subject.type.is_dosing:
        not_needed = Reason("not-needed", {"type": subject.type.title})
        return tuple(_item(name, State.NOT_NEEDED, policy, not_needed) for name in JUDGES)
    judged = [judge(subject, facts, policy) for judge in JUDGES.values()]
    judged += [_form_missing(form, policy) for form in subject.missing_forms]
    judged += [_signature(form, subject, facts, policy) for form in subject.forms]
    return tuple(_waived(item, subject, facts, policy) for item in judged)


def is_ready(items: tuple[Item, ...]) -> bool:
    """Whether nothing that stops anything is left open."""
    return not any(item.open and item.stops is not Stop.NOTHING for item in items)


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


def may_be_waived_by(item: str, roles: frozenset[str], policy: Policy) -> bool:
    """Whether somebody with these roles may waive an item."""
    return not roles.isdisjoint(policy.waivable.get(item.split(":", 1)[0], ()))


def _item(
    name: str, state: State, policy: Policy, reason: Reason, until: date | None = None
) -> Item:
    return Item(item=name, state=state, stops=policy.stop(name), reason=reason, until=until)


def _lapsed(last: date, subject: Subject, facts: Facts) -> State:
    """How something stands that is good through a last day."""
    if last >= subject.on:
        return State.MET
    return State.EXPIRED if last < facts.today else State.ENDS_BEFORE_VISIT


def _diagnosis(subject: Subject, facts: Facts, policy: Policy) -> Item:
    on_file = [d for d in facts.diagnoses if d.made_on <= subject.on]
    if not on_file:
        return _item("diagnosis", State.MISSING, policy, Reason("diagnosis-missing"))
    latest = max(on_file, key=lambda d: (d.made_on, d.id))
    known: dict[str, Fact] = {"condition": latest.title, "by": latest.made_by, "on": latest.made_on}
    reconfirm = latest.made_on + timedelta(days=policy.diagnosis_reconfirm_days)
    code = "diagnosis-met" if reconfirm >= subject.on else "diagnosis-reconfirm"
    return _item("diagnosis", State.MET, policy, Reason(code, known), reconfirm)


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
    conditions = {d.condition for d in facts.diagnoses if d.made_on <= subject.on}
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


def _clearance(subject: Subject, facts: Facts, policy: Policy) -> Item:
    mine = [c for c in facts.clearances if c.route == subject.type.route.value]
    given = [c for c in mine if c.cleared_on and c.cleared_on <= subject.on]
    if given:
        return _given_clearance(
            max(given, key=lambda c: c.cleared_on or date.min), subject, facts, policy
        )
    asked = next((c for c in mine if c.cleared_on is None), None)
    if asked:
        due = asked.due or subject.on
        reason = Reason("clearance-asked", {"of": asked.asked_of, "by": due})
        return _item("clearance", State.WAITING, policy, reason, due)
    reason = Reason("clearance-missing", {"route": subject.type.route.value})
    return _item("clearance", State.MISSING, policy, reason)


def _given_clearance(clearance: Clearance, subject: Subject, facts: Facts, policy: Policy) -> Item:
    last = (clearance.cleared_on or date.min) + timedelta(days=policy.clearance_valid_days)
    state = _lapsed(last, subject, facts)
    code = {State.MET: "clearance-met", State.EXPIRED: "clearance-expired"}.get(
        state, "clearance-ends"
    )
    known: dict[str, Fact] = {"by": clearance.cleared_by, "until": last, "on": subject.on}
    return _item("clearance", state, policy, Reason(code, known), last)


def _age(subject: Subject, facts: Facts, policy: Policy) -> Item:
    known = {"age": policy.minimum_age}
    if facts.patient.age_on(subject.on) >= policy.minimum_age:
        return _item("age", State.MET, policy, Reason("age-met", known))
    return _item("age", State.MISSING, policy, Reason("age-below", known))


def _ride(subject: Subject, facts: Facts, policy: Policy) -> Item:
    if facts.ride:
        return _item(
            "ride", State.MET, policy, Reason("ride-met", {"name": facts.ride.name}), subject.on
        )
    return _item("ride", State.MISSING, policy, Reason("ride-missing"))


def _form_missing(form: str, policy: Policy) -> Item:
    absent = Reason("form-not-available", {"item": CONSENT + form})
    return _item(CONSENT + form, State.MISSING, policy, absent)


def _signature(form: Form, subject: Subject, facts: Facts, policy: Policy) -> Item:
    """Whether the current material version of a form is signed in time for the dose."""
    name = CONSENT + form.id
    title = form.short("en")
    found = signature_for(form, facts.papers, subject.visit, subject.dose_at)
    if found is not None:
        last = found.valid_until(form, subject.on, facts.dosing_days)
        state = _lapsed(last, subject, facts)
        code = {State.MET: "consent-met", State.EXPIRED: "consent-expired"}.get(
            state, "consent-ends"
        )
        signed = found.signed_on or subject.on
        known: dict[str, Fact] = {"form": title, "signed": signed, "until": last}
        return _item(name, state, policy, Reason(code, known | {"on": subject.on}), last)
    return _unsigned(form, subject, facts, policy)


def _unsigned(form: Form, subject: Subject, facts: Facts, policy: Policy) -> Item:
    name, known = CONSENT + form.id, {"form": form.short("en")}
    mine = [p for p in facts.papers if p.form == form.id and p.serves(subject.visit)]
    if any(p.is_out and p.version >= form.material_since for p in mine):
        return _item(name, State.WAITING, policy, Reason("consent-out", known), subject.on)
    if any(p.is_signed for p in mine):
        return _item(name, State.EXPIRED, policy, Reason("consent-sign-again", known))
    return _item(name, State.MISSING, policy, Reason("consent-missing", known))


def _waived(item: Item, subject: Subject, facts: Facts, policy: Policy) -> Item:
    """The item as a waiver leaves it; a waiver by the login that books does not count."""
    if not item.open or item.item.split(":", 1)[0] not in policy.waivable:
        return item
    for waiver in facts.waivers:
        covers = waiver.item == item.item and waiver.until >= subject.on
        if covers and waiver.by_login != subject.booking_login:
            known: dict[str, Fact] = {"by": waiver.by_name, "why": waiver.reason}
            reason = Reason("waived", {**known, "item": item.item, "until": waiver.until})
            return replace(item, state=State.WAIVED, reason=reason, until=waiver.until)
    return item


Judge = Callable[[Subject, Facts, Policy], Item]

JUDGES: Mapping[str, Judge] = {
    "diagnosis": _diagnosis,
    "referral": _referral,
    "clearance": _clearance,
    "age": _age,
    "ride": _ride,
}

BEST_FIRST = (
    State.MET,
    State.WAITING,
    State.ENDS_BEFORE_VISIT,
    State.EXPIRED,
    State.MISSING,
)
