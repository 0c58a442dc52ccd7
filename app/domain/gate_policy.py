"""The gate policy as data: each item, what it stops, how long it lasts, and who may do what."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from app.domain.access import CARE, DOCTORS, EVERYBODY, PERMISSIONS, Act, Role
from app.domain.refusal import Reason
from app.domain.scheduling import VisitType


class Stop(StrEnum):
    """What an unmet item stops."""

    BOOKING = "booking"
    ARRIVAL = "arrival"
    START = "start"
    NOTHING = "nothing"


class Scope(StrEnum):
    """For what a tick counts."""

    VISIT = "visit"
    PATIENT = "patient"
    CLINIC = "clinic"
    """For everybody, like the certificate of the site."""


DOSING = "dosing"
"""Stands for every visit on which medicine is given."""

EVERY = "every"
"""Stands for every visit."""

CONSENT = "consent"
"""The item of every paper that must be signed; each paper is judged as `consent:` and its form."""

NEVER_WAIVED = frozenset({"diagnosis", "age"})
"""What nobody waives, whatever a policy says."""

NEVER = 36_500
"""Days of something that never ends."""

DONE_BY: Mapping[str, Act] = {
    "diagnosis": Act.RECORD_DIAGNOSIS,
    "referral": Act.JUDGE_REFERRAL,
    "clearance": Act.RECORD_CLEARANCE,
    "ride": Act.RECORD_RIDE,
}
"""The acts that meet the items which are more than a tick; a letter counts once it is accepted."""


def who_could_file(item: str) -> frozenset[Role]:
    """Whom a policy may name for filing an item: the act that meets it is open to no others."""
    if item == "age":
        return frozenset({Role.MEDICAL_DIRECTOR})
    return PERMISSIONS[DONE_BY[item]].roles if item in DONE_BY else EVERYBODY


@dataclass(frozen=True, slots=True, kw_only=True)
class GateRule:
    """What the clinic decided about one item."""

    item: str
    title: str = ""
    """What it is called; empty for the items that the program knows by name."""
    stops: Stop = Stop.START
    stops_for: Mapping[str, Stop] = field(default_factory=dict[str, Stop])
    """What it stops on kinds of visit for which that differs, by slug."""
    needed_for: tuple[str, ...] = (DOSING,)
    """Slugs or routes of the visits that ask for it, or a word for many; none when it is off."""
    scope: Scope = Scope.PATIENT
    days: int | None = None
    """How long it lasts; None when it never ends. What counts for one visit ends with it."""
    filed_by: frozenset[Role] = frozenset()
    """Who may file or tick it, of those who could."""
    waived_by: frozenset[Role] = frozenset()
    warns_from: int | None = None
    """Days before the visit from which it is warned of; None from the first on."""
    at_arrival: bool = False
    """Whether it is asked for only once the patient is there."""
    due_after: int | None = None
    """Days after the visit within which it is done; None when it is done before the dose."""

    @property
    def is_on(self) -> bool:
        """Whether any visit asks for it."""
        return bool(self.needed_for)

    def needed(self, kind: VisitType) -> bool:
        """Whether such a visit asks for it."""
        asks = self.needed_for
        named = kind.slug in asks or kind.route in asks or EVERY in asks
        return named or (DOSING in asks and kind.is_dosing)

    def stop(self, kind: str = "") -> Stop:
        """What it stops on a kind of visit while it is not met."""
        return self.stops_for.get(kind, self.stops)

    @property
    def filers(self) -> frozenset[Role]:
        """Who may file, accept or tick it."""
        return self.filed_by & who_could_file(self.item)

    def may_file(self, roles: frozenset[Role]) -> bool:
        """Whether somebody with these roles may file, accept or tick it."""
        return not roles.isdisjoint(self.filers)

    @property
    def is_waivable(self) -> bool:
        """Whether anybody may waive it."""
        return self.item not in NEVER_WAIVED and bool(self.waived_by)

    def may_waive(self, roles: frozenset[Role]) -> bool:
        """Whether somebody with these roles may waive it."""
        return self.is_waivable and not roles.isdisjoint(self.waived_by)


@dataclass(frozen=True, kw_only=True)  # no slots: each visit that is judged asks for its rules
class Policy:
    """The clinic's gate policy: its items in order, and how old a patient must be."""

    version: int = 1
    minimum_age: int = 18
    rules: tuple[GateRule, ...] = ()
    desk_sees_condition: bool = True
    """Whether the front desk is told the condition's plain name, or only that it is on file."""
    papers: Mapping[str, Stop] = field(default_factory=dict[str, Stop])
    """What a paper to be signed stops, by its form, where that is not what `consent` says."""
    papers_for: Mapping[str, Mapping[str, Stop]] = field(
        default_factory=dict[str, Mapping[str, Stop]]
    )
    """The same on kinds of visit for which that differs, by form and slug."""

    @cached_property
    def _by_item(self) -> Mapping[str, GateRule]:
        return {rule.item: rule for rule in reversed(self.rules)}

    def rule(self, item: str) -> GateRule | None:
        """What was decided about an item; None when the clinic has no such item."""
        return self._by_item.get(item.partition(":")[0])

    @cached_property
    def _stops(self) -> dict[tuple[str, str], Stop]:
        return {}

    def stop(self, item: str, kind: str = "") -> Stop:
        """What an item stops on a kind of visit while it is not met."""
        asked = item, kind
        if asked not in self._stops:
            self._stops[asked] = self._stop(item, kind)
        return self._stops[asked]

    def _stop(self, item: str, kind: str) -> Stop:
        name, _, form = item.partition(":")
        if name == CONSENT and kind in self.papers_for.get(form, {}):
            return self.papers_for[form][kind]
        if name == CONSENT and form in self.papers:
            return self.papers[form]
        rule = self.rule(item)
        return Stop.START if rule is None else rule.stop(kind)

    def title(self, item: str) -> str:
        """What the clinic calls an item; its own word when it has no name for it."""
        rule = self.rule(item)
        return item if rule is None else rule.title or item

    def may_file(self, item: str, roles: frozenset[Role]) -> bool:
        """Whether somebody with these roles may file, accept or tick an item."""
        rule = self.rule(item)
        return rule is not None and rule.may_file(roles)

    def lasts(self, item: str) -> int:
        """For how many days something on file counts for an item."""
        rule = self.rule(item)
        return NEVER if rule is None or rule.days is None else rule.days

    @property
    def diagnosis_reconfirm_days(self) -> int:
        """Days after which a diagnosis is to be confirmed."""
        return self.lasts("diagnosis")

    @property
    def referral_valid_days(self) -> int:
        """Days for which a letter counts, from its date on."""
        return self.lasts("referral")

    @property
    def clearance_valid_days(self) -> int:
        """Days for which a clearance counts at most."""
        return self.lasts("clearance")

    def with_rule(self, rule: GateRule) -> "Policy":
        """The policy with this decided about an item, which may be new."""
        known = self.rule(rule.item) is not None
        rules = tuple(rule if each.item == rule.item else each for each in self.rules)
        return replace(self, rules=rules) if known else self.with_new(rule)

    def with_paper(self, form: str, stops: Stop | None, on: Mapping[str, Stop]) -> "Policy":
        """The policy with this decided about an unsigned paper: in general, and on some visits."""
        papers = {each: stop for each, stop in self.papers.items() if each != form}
        papers_for = {each: kinds for each, kinds in self.papers_for.items() if each != form}
        if stops is not None:
            papers[form] = stops
        if on:
            papers_for[form] = dict(on)
        return replace(self, papers=papers, papers_for=papers_for)

    def with_new(self, rule: GateRule) -> "Policy":
        """The policy with one more item, which is at fault where another has its word."""
        return replace(self, rules=(*self.rules, rule))


CORE: Mapping[str, GateRule] = {
    rule.item: rule
    for rule in (
        GateRule(item="diagnosis", stops=Stop.BOOKING, days=365, filed_by=CARE),
        GateRule(item="referral", stops=Stop.BOOKING, days=180, filed_by=EVERYBODY),
        GateRule(item="clearance", stops=Stop.BOOKING, days=180, filed_by=DOCTORS),
        GateRule(item="age", stops=Stop.BOOKING, filed_by=frozenset({Role.MEDICAL_DIRECTOR})),
        GateRule(item="ride", scope=Scope.VISIT, filed_by=EVERYBODY, warns_from=1),
        GateRule(item=CONSENT, filed_by=EVERYBODY),
    )
}
"""The items that have rules of their own, as every clinic has them."""


def against_filing(policy: Policy, item: str, roles: frozenset[Role]) -> Iterator[Reason]:
    """Say when somebody with these roles may not file or tick an item, and who may."""
    rule = policy.rule(item)
    if rule is not None and not rule.may_file(roles):
        named = tuple(sorted(role.value for role in rule.filers))
        code = "file-role" if item in DONE_BY else "tick-role"
        yield Reason(code, {"item": policy.title(item), "roles": named})


LEAST_AGE, MOST_AGE = 0, 99
MOST_DAYS = 3_650


def policy_faults(policy: Policy) -> Iterator[Reason]:
    """Say what is wrong with a policy."""
    names = Counter(rule.item for rule in policy.rules)
    for item in (name for name in CORE if name not in names):
        yield Reason("policy-item-gone", {"item": item})
    for item in (name for name, count in names.items() if name and count > 1):
        yield Reason("policy-item-twice", {"item": policy.title(item), "word": item})
    if not LEAST_AGE <= policy.minimum_age <= MOST_AGE:
        yield Reason("policy-age", {"least": LEAST_AGE, "most": MOST_AGE})
    for rule in policy.rules:
        yield from _rule_faults(rule)


def _rule_faults(rule: GateRule) -> Iterator[Reason]:
    facts = {"item": rule.title or rule.item}
    if not rule.item or (rule.item not in CORE and not rule.title.strip()):
        yield Reason("policy-item-nameless")
    if rule.item == "diagnosis" and not _stops_every_dose(rule):
        yield Reason("policy-diagnosis")
    if rule.item in NEVER_WAIVED and rule.waived_by:
        yield Reason("not-waivable", facts)
    if not rule.waived_by <= DOCTORS:
        yield Reason("policy-waives", facts)
    if rule.is_on and not rule.filers:
        yield Reason("policy-nobody-files", facts)
    if rule.days is not None and not 1 <= rule.days <= MOST_DAYS:
        yield Reason("policy-lasts", {**facts, "most": MOST_DAYS})
    if any(n is not None and not 0 <= n <= MOST_DAYS for n in (rule.warns_from, rule.due_after)):
        yield Reason("policy-days", {**facts, "most": MOST_DAYS})


def _stops_every_dose(rule: GateRule) -> bool:
    """Whether an item stops booking whatever visit it is asked for on, all with medicine among."""
    always = {rule.stops, *rule.stops_for.values()} == {Stop.BOOKING}
    return always and not {DOSING, EVERY}.isdisjoint(rule.needed_for)
