"""The table of packet rules: each is found by its form and its place among that form's rules."""

from collections import Counter
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from app.domain.gate_policy import Policy, Stop
from app.domain.packet_rules import PacketRule, Use, rule_faults
from app.domain.refusal import Reason
from app.domain.scheduling import VisitType

RuleKey = tuple[str, int]
"""A form, and the how manieth of its rules it is."""

FIRST: RuleKey = ("", 0)
"""Stands before every rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketTable:
    """The packet rules in the order of packets."""

    rules: tuple[PacketRule, ...] = ()

    @property
    def keyed(self) -> dict[RuleKey, PacketRule]:
        """Every rule by its key, in order."""
        seen: Counter[str] = Counter()
        found: dict[RuleKey, PacketRule] = {}
        for rule in self.rules:
            found[rule.form, seen[rule.form]] = rule
            seen[rule.form] += 1
        return found

    def before(self, key: RuleKey) -> RuleKey:
        """The key of the rule before a rule, or of the last one of all for one that is new."""
        keys = [FIRST, *self.keyed]
        return keys[keys.index(key) - 1] if key in keys else keys[-1]

    def with_rule(self, key: RuleKey, rule: PacketRule, after: RuleKey) -> "PacketTable":
        """The table with this rule in place of one, or as a new one, after another."""
        others = [(each, kept) for each, kept in self.keyed.items() if each != key]
        keys = [each for each, _ in others]
        at = keys.index(after) + 1 if after in keys else 0
        rules = [kept for _, kept in others]
        return PacketTable(rules=(*rules[:at], rule, *rules[at:]))


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleChange:
    """What somebody decides about one rule, and about what its form stops while it is unsigned."""

    key: RuleKey = FIRST
    """The rule that is changed; the first place stands for a new one."""
    since: PacketRule | None = None
    """The rule as it was when the change was begun."""
    rule: PacketRule
    after: RuleKey = FIRST
    stops: Stop | None = None
    """None as every consent does."""
    stops_for: Mapping[str, Stop] = field(default_factory=dict[str, Stop], hash=False)
    """By kind of visit, where that differs."""

    @property
    def is_off(self) -> bool:
        """Whether the form is in packets only when somebody asks for it."""
        return self.rule.use is Use.REQUEST


def table_with(table: PacketTable, change: RuleChange) -> PacketTable:
    """The table as the change leaves it."""
    return table.with_rule(change.key, change.rule, change.after)


def policy_with_stops(policy: Policy, change: RuleChange) -> Policy:
    """The gate policy as the change leaves it."""
    return policy.with_paper(change.rule.form, change.stops, change.stops_for)


def table_faults(
    table: PacketTable, kinds: Mapping[str, VisitType], forms: AbstractSet[str]
) -> Iterator[Reason]:
    """Say what is wrong with a table: words nothing answers to, and rules that are there twice."""
    yield from rule_faults(table.rules, kinds)
    for rule in table.rules:
        if rule.form not in forms:
            yield Reason("packet-rule-form", {"form": rule.form})
    counts = Counter(table.rules)
    for rule in (rule for rule, count in counts.items() if count > 1):
        yield Reason("packet-rule-twice", {"form": rule.form})
