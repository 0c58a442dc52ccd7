"""What is true of the gate whatever is on file."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date, timedelta
from itertools import product
from typing import Any, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.access import DOCTORS, EVERYBODY
from app.domain.gate import BEST_FIRST, FULFILLED, Facts, Item, State, Subject, readiness
from app.domain.gate_policy import GateRule, Policy, Scope, Stop
from app.domain.records import Clearance, Diagnosis, Referral, ReferralState, Tick, Waiver
from tests.domain.test_gate import (
    CLEARED,
    DIAGNOSIS,
    KAP,
    READY,
    REFERRAL,
    SIGNED,
    SUBJECT,
    TODAY,
    TYPES,
    VISIT_DAY,
    WAIVER,
)

ECG = GateRule(item="ecg", title="ECG", days=30, filed_by=EVERYBODY, waived_by=DOCTORS)
FORM = GateRule(
    item="form",
    title="Form",
    stops=Stop.NOTHING,
    scope=Scope.VISIT,
    due_after=7,
    filed_by=EVERYBODY,
)
POLICY: Policy = KAP.policy.with_rule(ECG).with_rule(FORM)
HERE = replace(SUBJECT, arrived=True)
NOTHING = Facts(patient=READY.patient, today=TODAY)

DAYS = st.integers(-400, 60).map(lambda days: TODAY + timedelta(days=days))
LATER = st.none() | DAYS
GIVEN = st.none() | DAYS.filter(lambda day: day <= TODAY)
"""The day of a decision that is on file: nobody decides tomorrow."""

ticks = st.builds(
    Tick,
    id=st.integers(1, 10**6),
    item=st.sampled_from(["ecg", "form", "vitals", "fasting", "age"]),
    patient=st.just(1),
    visit=st.sampled_from([None, 7, 8]),
    done_on=DAYS,
    until=LATER,
    by_login=st.just("ortiz"),
    by_name=st.just("Rosa Ortiz, RN"),
    at=st.just(WAIVER.at),
)
NUMBERS = st.integers(1, 10**6)


def diagnosis_of(number: int, made_on: date) -> Diagnosis:
    return replace(DIAGNOSIS, id=number, made_on=made_on)


def referral_of(number: int, letter: date, visits: int | None, state: ReferralState) -> Referral:
    return replace(REFERRAL, id=number, letter_on=letter, visits=visits, state=state)


def clearance_of(
    number: int, given_on: date | None, until: date | None, gone: date | None
) -> Clearance:
    return replace(CLEARED, id=number, cleared_on=given_on, until=until, withdrawn_on=gone)


def waiver_of(number: int, item: str, until: date, visit: int | None) -> Waiver:
    return replace(WAIVER, id=number, item=item, until=until, visit=visit)


VISITS = st.sampled_from([None, 7, 8])
diagnoses = st.builds(diagnosis_of, NUMBERS, DAYS)
referrals = st.builds(
    referral_of, NUMBERS, DAYS, st.none() | st.integers(1, 3), st.sampled_from(ReferralState)
)
clearances = st.builds(clearance_of, NUMBERS, GIVEN, LATER, LATER)
waivers = st.builds(
    waiver_of, NUMBERS, st.sampled_from(["referral", "ride", "ecg", "fasting"]), DAYS, VISITS
)

Fact = Diagnosis | Referral | Clearance | Tick | Waiver
One = TypeVar("One", bound=Fact)


def number_of(fact: Fact) -> int:
    return fact.id


def some(each: st.SearchStrategy[One]) -> st.SearchStrategy[tuple[One, ...]]:
    return st.lists(each, max_size=4, unique_by=number_of).map(tuple)


files = st.builds(
    Facts,
    patient=st.just(READY.patient),
    today=st.just(TODAY),
    diagnoses=some(diagnoses),
    referrals=some(referrals),
    clearances=some(clearances),
    waivers=some(waivers),
    ticks=some(ticks),
    papers=st.sampled_from([(), (SIGNED,)]),
    ride=st.sampled_from([None, READY.ride]),
    dosing_days=st.sampled_from([(), (date(2026, 11, 24),)]),
)

SEEN = Tick(
    id=10**7,
    item="ecg",
    patient=1,
    done_on=TODAY,
    by_login="ortiz",
    by_name="Rosa Ortiz, RN",
    at=WAIVER.at,
)
SATISFYING: dict[str, tuple[str, Fact]] = {
    "diagnosis": ("diagnoses", replace(DIAGNOSIS, id=10**7)),
    "referral": ("referrals", replace(REFERRAL, id=10**7)),
    "clearance": ("clearances", replace(CLEARED, id=10**7, cleared_on=TODAY)),
    "ecg": ("ticks", SEEN),
    "ride": ("waivers", replace(WAIVER, id=10**7, item="ride")),
}
"""For some items a fact that meets it, and among which facts it belongs."""

RANK = {state: place for place, state in enumerate(BEST_FIRST)} | dict.fromkeys(FULFILLED, 0)


def by_item(facts: Facts, subject: Subject = HERE) -> dict[str, Item]:
    return {item.item: item for item in readiness(subject, facts, POLICY)}


def changed(facts: Facts, kinds: Mapping[str, Any]) -> Facts:
    known: dict[str, Any] = {each.name: getattr(facts, each.name) for each in fields(facts)}
    return Facts(**{**known, **kinds})


def turned(facts: Facts) -> Facts:
    """The same facts in the other order."""
    names = ("diagnoses", "referrals", "clearances", "waivers", "ticks", "papers")
    return changed(facts, {name: getattr(facts, name)[::-1] for name in names})


@given(files)
def test_the_order_of_facts_does_not_matter(facts: Facts) -> None:
    one, other = by_item(facts), by_item(turned(facts))

    assert {i: (item.state, item.stops) for i, item in one.items()} == {
        i: (item.state, item.stops) for i, item in other.items()
    }
    for name in one.keys() - {"referral"}:  # of letters that count alike, any may be named
        assert one[name] == other[name]


@pytest.mark.parametrize("name", SATISFYING)
@given(facts=files)
def test_a_fact_that_meets_an_item_makes_no_other_worse(name: str, facts: Facts) -> None:
    kind, fact = SATISFYING[name]
    more = changed(facts, {kind: (*getattr(facts, kind), fact)})

    before, after = by_item(facts), by_item(more)

    assert RANK[after[name].state] == 0
    assert all(RANK[after[i].state] <= RANK[before[i].state] for i in before)


@given(files, st.sampled_from(sorted(TYPES)), st.booleans())
def test_every_visit_is_judged_whatever_is_on_file(
    facts: Facts,
    slug: str,
    arrived: bool,  # noqa: FBT001 -- hypothesis gives it
) -> None:
    subject = replace(SUBJECT, type=TYPES[slug], arrived=arrived)

    items = readiness(subject, facts, POLICY)

    assert len({item.item for item in items}) == len(items)
    assert {rule.item for rule in POLICY.rules if rule.needed(TYPES[slug])} - {"consent"} <= {
        item.item for item in items
    }


@pytest.mark.parametrize(
    ("day", "state"),
    [(4, State.MET), (5, State.ENDS_BEFORE_VISIT)],
    ids=["session 4", "session 5"],
)
def test_a_referral_that_ends_between_two_sessions_stops_the_second_alone(
    day: int, state: State
) -> None:
    facts = replace(READY, referrals=(replace(REFERRAL, valid_until=date(2026, 12, 4)),))

    assert by_item(facts, replace(HERE, on=date(2026, 12, day)))["referral"].state is state


def tick(item: str, done_on: date = TODAY, until: date | None = None) -> Tick:
    return replace(SEEN, id=0, item=item, done_on=done_on, until=until)


REACHED: dict[State, tuple[Facts, Subject, str]] = {
    State.MET: (replace(NOTHING, ticks=(tick("ecg"),)), HERE, "ecg"),
    State.WAITING: (NOTHING, HERE, "form"),
    State.MISSING: (NOTHING, HERE, "ecg"),
    State.EXPIRED: (
        replace(NOTHING, ticks=(tick("ecg", done_on=TODAY - timedelta(days=31)),)),
        HERE,
        "ecg",
    ),
    State.ENDS_BEFORE_VISIT: (
        replace(NOTHING, ticks=(tick("ecg", until=VISIT_DAY - timedelta(days=1)),)),
        HERE,
        "ecg",
    ),
    State.WAIVED: (replace(NOTHING, waivers=(replace(WAIVER, item="ecg"),)), HERE, "ecg"),
    State.NOT_NEEDED: (NOTHING, SUBJECT, "vitals"),
}


@pytest.mark.parametrize("state", State)
def test_every_state_is_reached(state: State) -> None:
    facts, subject, name = REACHED[state]

    assert by_item(facts, subject)[name].state is state


def test_a_policy_is_data_for_each_kind_of_visit() -> None:
    policy = KAP.policy.with_rule(replace(ECG, stops_for={"iv-dosing": Stop.ARRIVAL}))
    stops = {
        slug: {
            item.item: item.stops
            for item in readiness(replace(SUBJECT, type=TYPES[slug]), NOTHING, policy)
        }["ecg"]
        for slug in ("iv-dosing", "im-dosing")
    }

    assert stops == {"iv-dosing": Stop.ARRIVAL, "im-dosing": Stop.START}


WAIVED_FOR = [
    (waiver_visit, waiver_course, visit, course)
    for waiver_visit, waiver_course in ((None, None), (7, None), (None, 3))
    for visit, course in product((7, 8), (3, None))
]


@pytest.mark.parametrize(("only_visit", "only_course", "visit", "course"), WAIVED_FOR)
def test_a_waiver_covers_its_scope_alone(
    only_visit: int | None, only_course: int | None, visit: int, course: int | None
) -> None:
    waiver = replace(WAIVER, visit=only_visit, course=only_course)
    subject = replace(HERE, visit=visit, course=course)

    state = by_item(replace(NOTHING, waivers=(waiver,)), subject)["referral"].state

    covered = only_visit in {None, visit} and only_course in {None, course}
    assert state is (State.WAIVED if covered else State.MISSING)
