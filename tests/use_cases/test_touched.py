"""Which visits a rule would change is known before it is kept; what was kept is taken back."""

from dataclasses import replace
from functools import partial

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.gate import Stop
from app.domain.gate_policy import Policy
from app.domain.patients import Patient
from app.use_cases import records
from app.use_cases.gate_policy import edit_policy, touched_by
from app.use_cases.judging import rejudge_visits
from app.use_cases.merging import merge_patients
from app.use_cases.undoing import undo_act
from tests.use_cases.asking import book, refusal


def changed(
    policy: Policy, item: str, *, days: int | None = None, stops: Stop | None = None
) -> Policy:
    """The policy with something else decided about an item."""
    rule = policy.rule(item)
    assert rule is not None
    return policy.with_rule(replace(rule, days=days or rule.days, stops=stops or rule.stops))


def told(clinic: Clinic, policy: Policy) -> list[tuple[int, list[str], list[str]]]:
    return [
        (each.visit.id, [r.code for r in each.stopped], [r.code for r in each.freed])
        for each in touched_by(clinic, policy)
    ]


def test_what_a_rule_would_stop_and_free_is_told_by_start(
    clinic: Clinic, doctor: Clinic, ana: Patient, bruno: Patient
) -> None:
    later, sooner = book(clinic, ana, 30), book(clinic, ana, 25)
    held = book(clinic, bruno, 27, hold_until=(24, "18:00"))
    book(clinic, bruno, 25, "14:00", kind="preparation")
    now = doctor.setup.policy

    shorter = told(doctor, changed(now, "referral", days=25))
    looser = told(doctor, changed(now, "referral", stops=Stop.NOTHING))
    older = touched_by(doctor, replace(now, minimum_age=40))

    assert shorter == [(later.visit.id, ["referral-ends"], [])]
    assert looser == [(held.visit.id, [], ["referral-missing"])]
    assert [each.visit.id for each in older] == [sooner.visit.id, held.visit.id, later.visit.id]
    assert older[0].patient == ana
    assert told(doctor, now) == []


def test_an_item_that_is_ticked_already_would_stop_only_the_others(
    clinic: Clinic, doctor: Clinic, ana: Patient
) -> None:
    first, second = book(clinic, ana, 25), book(clinic, ana, 30)
    records.record_ride(clinic, first.visit.id, "Luz", "+12025550111")

    asked = told(doctor, changed(doctor.setup.policy, "ride", stops=Stop.ARRIVAL))

    assert asked == [(second.visit.id, ["ride-missing"], ["ride-missing"])]


def test_what_was_told_is_what_needs_attention_once_it_is_kept(
    clinic: Clinic, doctor: Clinic, ana: Patient
) -> None:
    book(clinic, ana, 25)
    later = book(clinic, ana, 30)
    wanted = changed(doctor.setup.policy, "referral", days=25)
    expected = [each.visit.id for each in touched_by(doctor, wanted)]

    edit_policy(doctor, wanted)

    assert expected == [later.visit.id]
    assert list(rejudge_visits(clinic).marked) == expected


def test_the_visits_of_two_charts_that_are_merged_are_told_and_judged_once(
    clinic: Clinic, doctor: Clinic, ana: Patient, bruno: Patient
) -> None:
    first = book(clinic, ana, 25)
    second = book(clinic, bruno, 27, hold_until=(24, "18:00"))
    merge_patients(clinic, ana.id, bruno.id)
    with clinic.by_itself().writing(Act.REJUDGE) as unit:
        unit.judged.drop([first.visit.id, second.visit.id])

    older = touched_by(doctor, replace(doctor.setup.policy, minimum_age=40))
    judged = rejudge_visits(clinic)

    assert [each.visit.id for each in older] == [first.visit.id, second.visit.id]
    assert judged.count == len(older)


def test_an_edit_is_taken_back_and_done_again(clinic: Clinic, doctor: Clinic) -> None:
    before = doctor.setup.policy
    edit_policy(doctor, changed(before, "referral", days=25), token="edit")

    undone = undo_act(doctor, "edit")
    back = doctor.setup.policy
    undo_act(doctor, undone.token)

    again = doctor.setup.policy
    assert replace(back, version=before.version) == before
    assert (again.referral_valid_days, again.version) == (25, before.version + 3)
    assert refusal(partial(undo_act, clinic, "edit")) == ["undo-not-yours"]


def test_an_edit_that_somebody_has_edited_since_is_not_taken_back(doctor: Clinic) -> None:
    edit_policy(doctor, changed(doctor.setup.policy, "referral", days=25), token="edit")
    edit_policy(doctor, changed(doctor.setup.policy, "referral", days=30))

    assert refusal(partial(undo_act, doctor, "edit")) == ["undo-house-moved-on"]
