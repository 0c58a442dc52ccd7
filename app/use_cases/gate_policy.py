"""What the clinic decides about its gate: every edit is a version of its own, the old ones stay."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from app import words
from app.clinic import Clinic
from app.domain.access import Act
from app.domain.gate import Gate, Item, Stop
from app.domain.gate_policy import CONSENT, DOSING, EVERY, Policy, policy_faults
from app.domain.patients import Patient
from app.domain.refusal import Reason, refuse, refuse_if
from app.domain.scheduling import Visit
from app.storage.unit import Unit
from app.use_cases.facts import Files
from app.use_cases.judging import day_begins, visits_among

PATIENTS = 200
"""So many patients' visits are looked at at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """A visit to come that a rule would change: whose it is, and what would stop it, or no more."""

    visit: Visit
    patient: Patient
    stopped: tuple[Reason, ...]
    """What would stand against it and does not now."""
    freed: tuple[Reason, ...]
    """What stands against it now and would not any more."""


def touched_by(clinic: Clinic, policy: Policy) -> tuple[Touched, ...]:
    """Which visits to come would change by a policy before it is kept, by start.

    The items are judged one by one, so only those of which something else is decided are.
    """
    before, after = _differing(clinic.setup.policy, policy)
    if before == after:
        return ()
    with clinic.reading(Act.SEE_DAY) as unit:
        found = [
            each
            for patients in _parts(unit.judged.coming_of(day_begins(clinic)))
            for each in _touched(clinic, unit, patients, (before, after))
        ]
    return tuple(sorted(found, key=lambda each: (each.visit.start, each.visit.id)))


def _differing(now: Policy, then: Policy) -> tuple[Policy, Policy]:
    """Both policies, cut down to what differs."""
    items = dict.fromkeys(rule.item for rule in (*now.rules, *then.rules))
    aged, papers = now.minimum_age != then.minimum_age, now.papers != then.papers
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


def _parts(coming: Mapping[int, tuple[int, ...]]) -> Iterator[dict[int, tuple[int, ...]]]:
    every = iter(coming.items())
    while part := dict(islice(every, PATIENTS)):
        yield part


def _touched(
    clinic: Clinic,
    unit: Unit,
    wanted: Mapping[int, tuple[int, ...]],
    policies: tuple[Policy, Policy],
) -> Iterator[Touched]:
    visits = visits_among(unit, wanted)
    files = Files(clinic, unit, visits)
    gates = [Gate(each) for each in policies]
    for visit in visits:
        facts = files.of(visit)
        subject = files.subject_of(visit, facts)
        now, then = (_stopping(gate.readiness(subject, facts)) for gate in gates)
        stopped = tuple(then[item] for item in then if item not in now)
        freed = tuple(now[item] for item in now if item not in then)
        if stopped or freed:
            patient = files.people[visit.patient]
            yield Touched(visit=visit, patient=patient, stopped=stopped, freed=freed)


def _stopping(items: Sequence[Item]) -> dict[tuple[str, Stop], Reason]:
    """What stops a visit, by item and by what it stops."""
    return {
        (item.item, item.stops): item.reason
        for item in items
        if item.open and item.stops is not Stop.NOTHING
    }


def edit_policy(clinic: Clinic, policy: Policy, *, token: str = "") -> Policy:
    """Keep a policy in place of the one that it was made from; the next version is its number."""
    with clinic.writing(Act.EDIT_POLICY, token=token) as unit:
        now = unit.settings.policy()
        if policy.version != now.version:
            raise refuse("policy-moved-on")
        refuse_if([*policy_faults(policy), *_same_names(policy), *_unknown_visits(clinic, policy)])
        following = replace(policy, version=now.version + 1)
        unit.settings.keep_policy(following, clinic.now(), clinic.person.login)
        unit.note(policy=following.version)
        return following


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
