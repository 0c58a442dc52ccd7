"""What the clinic decides about its gate: every edit is a version of its own, the old ones stay."""

from collections.abc import Iterator
from dataclasses import replace

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.gate_policy import DOSING, EVERY, Policy, policy_faults
from app.domain.refusal import Reason, refuse, refuse_if


def edit_policy(clinic: Clinic, policy: Policy) -> Policy:
    """Keep a policy in place of the one that it was made from; the next version is its number."""
    with clinic.writing(Act.EDIT_POLICY) as unit:
        now = unit.settings.policy()
        if policy.version != now.version:
            raise refuse("policy-moved-on")
        refuse_if([*policy_faults(policy), *_unknown_visits(clinic, policy)])
        following = replace(policy, version=now.version + 1)
        unit.settings.keep_policy(following, clinic.now(), clinic.person.login)
        unit.note(policy=following.version)
        return following


def _unknown_visits(clinic: Clinic, policy: Policy) -> Iterator[Reason]:
    """Say which kinds of visit of a policy the clinic does not have."""
    types = clinic.setup.types.values()
    known = {DOSING, EVERY, *clinic.setup.types, *(kind.route.value for kind in types)}
    for rule in policy.rules:
        for kind in {*rule.needed_for, *rule.stops_for} - known:
            yield Reason("policy-visit-unknown", {"item": policy.title(rule.item), "type": kind})
