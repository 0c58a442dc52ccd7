"""What the clinic decides about its gate: every edit is a version of its own, the old ones stay."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from app import words
from app.clinic import Clinic
from app.domain.access import Act
from app.domain.both import both_kept
from app.domain.gate_policy import CONSENT, DOSING, EVERY, GateRule, Policy, policy_faults
from app.domain.refusal import Reason, refuse, refuse_if
from app.use_cases.touched import Touched, stopping, touched


def touched_by(clinic: Clinic, policy: Policy) -> tuple[Touched, ...]:
    """Which visits to come would change by a policy before it is kept, by start.

    The items are judged one by one, so only those of which something else is decided are.
    """
    before, after = _differing(clinic.setup.policy, policy)
    if before == after:
        return ()
    now, then = (replace(clinic.setup, policy=each) for each in (before, after))
    return touched(clinic, now, then, stopping)


def _differing(now: Policy, then: Policy) -> tuple[Policy, Policy]:
    """Both policies, cut down to what differs."""
    items = dict.fromkeys(rule.item for rule in (*now.rules, *then.rules))
    aged, papers = now.minimum_age != then.minimum_age, _papers(now) != _papers(then)
    wholly = {"age": aged, CONSENT: papers}
    other = {i for i in items if now.rule(i) != then.rule(i) or wholly.get(i)}
    cut = (
        replace(
            each,
            version=0,
            desk_sees_condition=True,
            rules=tuple(rule for rule in each.rules if rule.item in other),
        )
        for each in (now, then)
    )
    before, after = cut
    return before, after


def _papers(policy: Policy) -> object:
    """What is decided about single papers."""
    return policy.papers, policy.papers_for


def edit_policy(
    clinic: Clinic, policy: Policy, *, since: Policy | None = None, token: str = ""
) -> Policy:
    """Keep a policy in place of the one that it was made from; the next version is its number.

    `since` is the policy as whoever changed it had seen it: what others decided meanwhile is kept,
    and asked about where it is the same of the same item.
    """
    with clinic.writing(Act.EDIT_POLICY, token=token) as unit:
        now = unit.settings.policy()
        if since is not None:
            policy = _both_kept(since, policy, now)
        if policy.version != now.version:
            raise refuse("policy-moved-on")
        refuse_if([*policy_faults(policy), *_same_names(policy), *_unknown_visits(clinic, policy)])
        following = replace(policy, version=now.version + 1)
        unit.settings.keep_policy(following, clinic.now(), clinic.person.login)
        unit.note(policy=following.version)
        return following


def _both_kept(seen: Policy, mine: Policy, now: Policy) -> Policy:
    """What two have decided at once, brought together item by item."""
    mine_of = {rule.item: rule for rule in mine.rules[: len(seen.rules)]}
    rules = tuple(_met(seen.rule(each.item), mine_of.get(each.item), each) for each in now.rules)
    every = (*rules, *mine.rules[len(seen.rules) :])
    return both_kept(
        replace(seen, rules=every), replace(mine, rules=every), replace(now, rules=every)
    )


def _met(seen: GateRule | None, mine: GateRule | None, now: GateRule) -> GateRule:
    """An item of both; what only one of them knows is as it is."""
    return now if seen is None or mine is None else both_kept(seen, mine, now)


def _same_names(policy: Policy) -> Iterator[Reason]:
    """Say which items could not be told from each other by what they are called."""
    named = {rule.item: words.item_title(rule.title or rule.item) for rule in policy.rules}
    counts = Counter(name.casefold() for name in named.values())
    twice = {name.casefold(): name for name in named.values() if counts[name.casefold()] > 1}
    for name in twice.values():
        yield Reason("policy-name-twice", {"item": name})


def _unknown_visits(clinic: Clinic, policy: Policy) -> Iterator[Reason]:
    """Say which kinds of visit of a policy the clinic does not have."""
    types = clinic.setup.types.values()
    known = {DOSING, EVERY, *clinic.setup.types, *(kind.route.value for kind in types)}
    for rule in policy.rules:
        for kind in {*rule.needed_for, *rule.stops_for} - known:
            yield Reason("policy-visit-unknown", {"item": policy.title(rule.item), "type": kind})
