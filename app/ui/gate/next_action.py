"""What can be done about an item: the next thing first, and what else."""

from collections.abc import Iterator
from enum import StrEnum

from app import words
from app.clinic import Clinic
from app.domain.access import Act, may
from app.domain.gate import Item, State, is_ticked
from app.domain.gate_policy import GateRule, Scope
from app.words.tongue import later, tr

NOT_OURS = frozenset({"form-not-available"})
"""Reasons that the desk can only look at."""

LATER = "asked-at-arrival"
"""The reason of what is asked for only once the patient is there."""


class Way(StrEnum):
    """One thing to do about an item."""

    NEXT = "next"
    TAKE_BACK = "take-back"
    WAIVE = "waive"
    ASK_TO_WAIVE = "ask-to-waive"
    CHANGE_WAIVER = "change-waiver"
    WITHDRAW = "withdraw"


VERBS = {
    Way.TAKE_BACK: later("Take back"),
    Way.WAIVE: later("Waive"),
    Way.ASK_TO_WAIVE: later("Who can waive it?"),
    Way.CHANGE_WAIVER: later("Change the waiver"),
    Way.WITHDRAW: later("Withdraw"),
}


def next_action(item: Item) -> str:
    """The verb of the button; every row has one."""
    return words.action(item.item, item.state.value, item.reason.code)


def action_for(clinic: Clinic, item: Item) -> str:
    """The same for the signed-in person, who may have to ask somebody else."""
    rule = clinic.setup.policy.rule(item.item)
    ours = rule is not None and rule.may_file(clinic.person.roles)
    if item.item == "age" and ours:
        return tr("Open the way")
    return next_action(item) if ours or not is_ticked(item.item) else tr("Ask who can")


def is_ticked_at_once(clinic: Clinic, item: Item) -> bool:
    """Whether the signed-in person ticks an item without a form: it counts for the one visit."""
    rule = clinic.setup.policy.rule(item.item)
    if rule is None or rule.scope is not Scope.VISIT or not is_ticked(item.item):
        return False
    return rule.may_file(clinic.person.roles)


def is_asked(clinic: Clinic | None, item: Item) -> bool:
    """Whether the next thing can be done: something is open, or asked for later on this day."""
    if item.reason.code == LATER:
        return clinic is not None and item.reason.facts["on"] == clinic.today()
    return item.open and item.reason.code not in NOT_OURS


def other_ways(clinic: Clinic, item: Item) -> Iterator[Way]:
    """What else the signed-in person can do about an item."""
    roles = clinic.person.roles
    rule = clinic.setup.policy.rule(item.item)
    if rule is None:
        return
    if item.state is State.MET and is_ticked(item.item) and rule.may_file(roles):
        yield Way.TAKE_BACK
    if item.item == "clearance" and item.until and may(roles, Act.WITHDRAW_CLEARANCE):
        yield from [Way.WITHDRAW] if item.state is State.MET else []
    yield from _waiving(rule, item, may_waive=rule.may_waive(roles))


def _waiving(rule: GateRule, item: Item, *, may_waive: bool) -> Iterator[Way]:
    if item.state is State.WAIVED and may_waive:
        yield Way.CHANGE_WAIVER
    elif item.open and may_waive:
        yield Way.WAIVE
    elif item.open and rule.is_waivable and not is_ticked(item.item):
        yield Way.ASK_TO_WAIVE
