"""What is typed about one item of the gate, and the items as rows of a list."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from app import words
from app.domain.access import EVERYBODY
from app.domain.gate_policy import CORE, GateRule, Policy, Stop
from app.ui.common.lists import Row
from app.words.tongue import later, tr, tr_of

NEW = ""
"""Stands for the item that is not kept yet: none is called nothing."""

STOPS: Mapping[Stop, str] = {
    Stop.BOOKING: later("Stops booking: only a hold is possible"),
    Stop.ARRIVAL: later("Stops checking in"),
    Stop.START: later("Stops the start of the session"),
    Stop.NOTHING: later("Stops nothing: it only warns"),
}
SHORT: Mapping[Stop, str] = {
    Stop.BOOKING: later("Stops booking"),
    Stop.ARRIVAL: later("Stops checking in"),
    Stop.START: later("Stops the start"),
    Stop.NOTHING: later("Only warns"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRule:
    """An item as the clinic has decided about it."""

    rule: GateRule
    age: int
    told: bool
    """Whether the front desk is told the condition's plain name."""

    @property
    def retired(self) -> bool:
        """Whether no visit asks for it."""
        return not self.rule.is_on


@dataclass(frozen=True, slots=True, kw_only=True)
class GateDraft:
    """The item as it was when this was begun, and as it is typed."""

    since: KeptRule
    rule: GateRule
    age: int
    told: bool

    @property
    def is_new(self) -> bool:
        """Whether it is not kept yet."""
        return self.since.rule.item == NEW

    @property
    def kept(self) -> KeptRule:
        """The item as it would be kept."""
        return KeptRule(rule=self.rule, age=self.age, told=self.told)


def kept_rule(policy: Policy, rule: GateRule) -> KeptRule:
    """An item with what is decided about it in other places of the policy."""
    return KeptRule(rule=rule, age=policy.minimum_age, told=policy.desk_sees_condition)


def draft_of(kept: KeptRule) -> GateDraft:
    """The fields as they stand before anything is typed."""
    return GateDraft(since=kept, rule=kept.rule, age=kept.age, told=kept.told)


def new_draft(policy: Policy) -> GateDraft:
    """An item of the clinic's own, with nothing decided yet."""
    return draft_of(kept_rule(policy, GateRule(item=NEW, filed_by=EVERYBODY)))


def policy_with(policy: Policy, draft: GateDraft) -> Policy:
    """The policy as it would be with what is typed; a new item is called by its title."""
    rule = draft.rule
    if has_name(rule):
        rule = replace(rule, title=_titled(rule.title))
    if draft.is_new:
        return policy.with_new(replace(rule, item=_word(rule.title)))
    if rule.item == "age":
        policy = replace(policy, minimum_age=draft.age)
    if rule.item == "diagnosis":
        policy = replace(policy, desk_sees_condition=draft.told)
    return policy.with_rule(rule)


def _titled(typed: str) -> str:
    """A title with its first letter large: one in small letters alone reads as a program's word."""
    title = " ".join(typed.split())
    return title[:1].upper() + title[1:]


def _word(title: str) -> str:
    """The word of an item by its title: small letters, and hyphens for all else."""
    letters = (letter if letter.isalnum() else " " for letter in title.lower())
    return "-".join("".join(letters).split())


def name_of(rule: GateRule) -> str:
    """What an item is called."""
    named = rule.title.strip() or rule.item
    return words.item_title(named) if named else tr("New item")


def has_name(rule: GateRule) -> bool:
    """Whether the clinic has named it itself."""
    return rule.item not in CORE


def rule_rows(kept: Iterable[KeptRule], unsaved: Collection[str]) -> list[Row]:
    """Every item with what it stops and how long it lasts."""
    return [_row(each, unsaved=each.rule.item in unsaved) for each in kept]


def new_row(draft: GateDraft) -> Row:
    """An item that is not kept yet."""
    return replace(_row(draft.kept, unsaved=True), value=NEW)


def _row(kept: KeptRule, *, unsaved: bool) -> Row:
    chip, look = (tr("Not saved"), "waiting") if unsaved else (tr_of("rule", "Off"), "idle")
    return Row(
        value=kept.rule.item,
        title=name_of(kept.rule),
        detail=_detail(kept),
        chip=chip if unsaved or kept.retired else "",
        look=look,
    )


def _detail(kept: KeptRule) -> str:
    rule = kept.rule
    lasts = tr("from {count} years on", count=kept.age) if rule.item == "age" else _lasts(rule)
    return " · ".join(part for part in (tr(SHORT[rule.stops]), lasts) if part)


def _lasts(rule: GateRule) -> str:
    return tr("lasts {days}", days=words.plural(rule.days, "day")) if rule.days else ""
