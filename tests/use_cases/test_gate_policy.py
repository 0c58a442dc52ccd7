"""Editing the gate: every edit is a version, and what cannot be is refused with every reason."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from app.clinic import Clinic
from app.domain.access import DOCTORS, Act, Role
from app.domain.gate import State
from app.domain.gate_policy import GateRule, Policy, Stop
from app.domain.patients import Patient
from app.domain.records import Letter
from app.domain.staff import Person
from app.use_cases import records
from app.use_cases.diagnoses import record_diagnosis
from app.use_cases.gate_policy import edit_policy
from app.use_cases.referrals import judge_referral, receive_referral
from app.use_cases.scheduling import judge_wish
from app.use_cases.ticks import About, tick_item
from tests.small import MONDAY, Small
from tests.use_cases.asking import refusal

TUBERCULOSIS = GateRule(
    item="tb-test",
    title="Tuberculosis test",
    stops=Stop.BOOKING,
    needed_for=("esketamine",),
    days=365,
    filed_by=frozenset({Role.NURSE}),
    waived_by=DOCTORS,
)


def test_the_clinic_adds_an_item_of_its_own_without_code(
    clinic: Clinic, doctor: Clinic, ana: Patient
) -> None:
    edited = edit_policy(doctor, doctor.setup.policy.with_rule(TUBERCULOSIS))

    items = judge_wish(clinic, ana.id, "esketamine", MONDAY)
    found = next(item for item in items if item.item == "tb-test")
    assert (found.title, found.state, found.stops) == (
        "Tuberculosis test",
        State.MISSING,
        Stop.BOOKING,
    )
    assert (edited.version, clinic.setup.policy) == (2, edited)


def test_somebody_elses_edit_is_not_written_over(doctor: Clinic) -> None:
    old = doctor.setup.policy
    edit_policy(doctor, replace(old, minimum_age=21))

    assert refusal(partial(edit_policy, doctor, old)) == ["policy-moved-on"]


def test_two_edits_of_different_items_or_fields_are_both_kept(doctor: Clinic) -> None:
    seen = doctor.setup.policy
    ride, referral = rule_of(seen, "ride"), rule_of(seen, "referral")
    edit_policy(doctor, seen.with_rule(replace(ride, days=3)))

    mine = seen.with_rule(replace(referral, days=90)).with_rule(replace(ride, stops=Stop.ARRIVAL))
    kept = edit_policy(doctor, mine, since=seen)

    assert (rule_of(kept, "referral").days, kept.version) == (90, seen.version + 2)
    assert rule_of(kept, "ride") == replace(ride, days=3, stops=Stop.ARRIVAL)


def test_two_edits_of_the_same_are_asked_about(doctor: Clinic) -> None:
    seen = doctor.setup.policy
    ride = rule_of(seen, "ride")
    now = edit_policy(doctor, seen.with_rule(replace(ride, days=3)))

    late = partial(edit_policy, doctor, seen.with_rule(replace(ride, days=5)), since=seen)

    assert refusal(late) == ["both-changed", "both-again"]
    assert doctor.setup.policy == now


def rule_of(policy: Policy, item: str) -> GateRule:
    """What is decided about an item."""
    rule = policy.rule(item)
    assert rule is not None
    return rule


def test_the_desk_does_not_edit_the_gate(clinic: Clinic) -> None:
    assert refusal(partial(edit_policy, clinic, clinic.setup.policy)) == ["not-permitted"]


def decided(item: str, rule: Callable[[GateRule], GateRule]) -> Callable[[Policy], Policy]:
    def change(policy: Policy) -> Policy:
        known = policy.rule(item)
        assert known is not None
        return policy.with_rule(rule(known))

    return change


FAULTS: list[tuple[Callable[[Policy], Policy], list[str]]] = [
    (lambda p: replace(p, rules=p.rules[1:]), ["policy-item-gone"]),
    (lambda p: p.with_new(p.rules[-1]), ["policy-item-twice"]),
    (lambda p: p.with_rule(replace(TUBERCULOSIS, title="ride HOME")), ["policy-name-twice"]),
    (lambda p: replace(p, minimum_age=-1), ["policy-age"]),
    (lambda p: p.with_rule(replace(TUBERCULOSIS, title=" ")), ["policy-item-nameless"]),
    (lambda p: p.with_rule(replace(TUBERCULOSIS, days=0)), ["policy-lasts"]),
    (lambda p: p.with_rule(replace(TUBERCULOSIS, days=9_999)), ["policy-lasts"]),
    (lambda p: p.with_rule(replace(TUBERCULOSIS, warns_from=-1)), ["policy-days"]),
    (lambda p: p.with_rule(replace(TUBERCULOSIS, filed_by=frozenset())), ["policy-nobody-files"]),
    (
        lambda p: p.with_rule(replace(TUBERCULOSIS, waived_by=frozenset({Role.NURSE}))),
        ["policy-waives"],
    ),
    (
        lambda p: p.with_rule(replace(TUBERCULOSIS, needed_for=("massage",))),
        ["policy-visit-unknown"],
    ),
    (decided("diagnosis", lambda r: replace(r, waived_by=DOCTORS)), ["not-waivable"]),
    (decided("age", lambda r: replace(r, waived_by=DOCTORS)), ["not-waivable"]),
    (decided("diagnosis", lambda r: replace(r, stops=Stop.START)), ["policy-diagnosis"]),
    (decided("diagnosis", lambda r: replace(r, needed_for=())), ["policy-diagnosis"]),
    (decided("diagnosis", lambda r: replace(r, needed_for=("iv-dosing",))), ["policy-diagnosis"]),
    (
        decided("diagnosis", lambda r: replace(r, stops_for={"iv-dosing": Stop.NOTHING})),
        ["policy-diagnosis"],
    ),
    (
        decided("clearance", lambda r: replace(r, filed_by=frozenset({Role.FRONT_DESK}))),
        ["policy-nobody-files"],
    ),
]


@pytest.mark.parametrize(("change", "codes"), FAULTS)
def test_a_policy_that_cannot_be_is_refused(
    doctor: Clinic, change: Callable[[Policy], Policy], codes: list[str]
) -> None:
    assert refusal(partial(edit_policy, doctor, change(doctor.setup.policy))) == codes


ONLY_DIRECTOR = frozenset({Role.MEDICAL_DIRECTOR})


FILED: list[tuple[str, Callable[[Clinic, int], object]]] = [
    ("diagnosis", lambda clinic, patient: record_diagnosis(clinic, patient, "F33.2")),
    ("referral", lambda clinic, patient: judge_referral(clinic, patient, accept=True)),
    ("clearance", lambda clinic, patient: records.record_clearance(clinic, patient, "iv")),
    ("labs", lambda clinic, patient: tick_item(clinic, "labs", About(patient=patient))),
]


@pytest.mark.parametrize(("item", "act"), FILED)
def test_only_whom_the_clinic_has_named_files_an_item(
    small: Small, doctor: Clinic, ana: Patient, item: str, act: Callable[[Clinic, int], object]
) -> None:
    receive_referral(doctor, ana.id, Letter(referrer="Dr. Quinn", letter_on=MONDAY))
    prescriber = Person(login="iyer", name="Priya Iyer", roles=frozenset({Role.PRESCRIBER}))
    with doctor.by_itself().writing(Act.ADD_STAFF) as unit:
        unit.staff.add(prescriber, None)
    narrow = decided(item, lambda rule: replace(rule, filed_by=ONLY_DIRECTOR))
    edit_policy(doctor, narrow(doctor.setup.policy))
    other = small.open("iyer")

    refused = refusal(partial(act, other, ana.id))

    other.close()
    assert refused == ["tick-role" if item == "labs" else "file-role"]
    act(doctor, ana.id)
