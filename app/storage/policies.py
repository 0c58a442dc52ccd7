"""Gate policies from their documents, those of the first clinics included."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.domain.access import Role
from app.domain.gate_policy import CORE, GateRule, Policy, Stop
from app.storage import codec

LASTED: Mapping[str, str] = {
    "diagnosis": "diagnosis_reconfirm_days",
    "referral": "referral_valid_days",
    "clearance": "clearance_valid_days",
}
"""Under which names the first documents say how long an item lasts."""


def read_policy(document: Mapping[str, Any]) -> Policy:
    """A policy from its document; the first ones named no item but the program's own."""
    if "rules" in document:
        return codec.decode(Policy, document)
    return Policy(
        version=document["version"],
        minimum_age=document["minimum_age"],
        rules=tuple(_first_rule(rule, document) for rule in CORE.values()),
    )


def _first_rule(rule: GateRule, document: Mapping[str, Any]) -> GateRule:
    """An item as the clinic had it, with what such a document does not say as it is shipped."""
    return replace(
        rule,
        stops=Stop(document["stops"].get(rule.item, Stop.START)),
        days=document.get(LASTED.get(rule.item, ""), rule.days),
        waived_by=frozenset(map(Role, document["waivable"].get(rule.item, ()))),
    )
