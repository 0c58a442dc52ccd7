"""Deciding about one packet rule, and which visits to come that touches."""

from collections.abc import Iterator
from dataclasses import asdict, replace

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.gate import Facts, Stop
from app.domain.gate_policy import CONSENT
from app.domain.packet_table import (
    FIRST,
    PacketTable,
    RuleChange,
    policy_with_stops,
    table_faults,
    table_with,
)
from app.domain.refusal import Reason, refuse, refuse_if
from app.domain.scheduling import Visit
from app.use_cases.facts import Judge
from app.use_cases.touched import Against, Touched, stopping, touched_as

IN_PACKET = "packet-rule-in"
"""The code of what says that a paper goes with a visit."""


def packet_table(clinic: Clinic) -> PacketTable:
    """Which forms go with which visits, in order."""
    return PacketTable(rules=clinic.setup.rules)


def decide_rule(clinic: Clinic, change: RuleChange, *, token: str = "") -> PacketTable:
    """Keep a rule, new or in place of what it was; it holds for packets made from now on.

    What others have decided about the same rule meanwhile is not written over.
    """
    with clinic.writing(Act.EDIT_PAPERS, token=token) as unit:
        table = PacketTable(rules=unit.settings.packet_rules())
        refuse_if(_against(clinic, table, change))
        kept = table_with(table, change)
        if kept != table:
            unit.settings.keep_packet_rules(kept.rules)
        policy = unit.settings.policy()
        wanted = policy_with_stops(policy, change)
        if wanted != policy:
            following = replace(wanted, version=policy.version + 1)
            unit.settings.keep_policy(following, clinic.now(), clinic.person.login)
        unit.note(rule=asdict(change.rule))
        return kept


def _against(clinic: Clinic, table: PacketTable, change: RuleChange) -> Iterator[Reason]:
    if change.key != FIRST and table.keyed.get(change.key) != change.since:
        raise refuse("packet-rule-moved-on")
    if not change.rule.form:
        raise refuse("packet-rule-formless")
    known = frozenset(clinic.forms.versions)
    yield from table_faults(table_with(table, change), clinic.setup.types, known)


def touched_by_rule(clinic: Clinic, change: RuleChange) -> tuple[Touched, ...]:
    """Which visits to come would ask for other papers, or be stopped by them, by start."""
    setup = clinic.setup
    papers = tuple(rule for rule in setup.policy.rules if rule.item == CONSENT)
    policy = replace(setup.policy, rules=papers)
    now = replace(setup, policy=policy)
    rules = table_with(PacketTable(rules=setup.rules), change).rules
    then = replace(now, rules=rules, policy=policy_with_stops(policy, change))
    return touched_as(clinic, now, then, _asked)


def _asked(judge: Judge, visit: Visit, facts: Facts) -> Against:
    """What stops a visit, and which papers go with it."""
    with_it: Against = {
        (form.id, Stop.NOTHING): Reason(IN_PACKET, {"form": form.named})
        for form in judge.asked_for(visit, facts).forms
    }
    return {**stopping(judge.readiness(visit, facts)), **with_it}
