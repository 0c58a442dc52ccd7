"""Ticks: made by the right role, for a visit, a patient or the clinic, and taken back whole."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from app.clinic import Clinic
from app.domain.gate import Item, State
from app.domain.gate_policy import Policy
from app.domain.patients import Patient
from app.domain.scheduling import Status
from app.use_cases.gate_policy import edit_policy
from app.use_cases.scheduling import advance_visit, cancel_visit, see_visit
from app.use_cases.ticks import About, tick_item, untick_item
from app.use_cases.undoing import undo_act
from app.use_cases.views import VisitView
from tests.small import MONDAY, Small
from tests.use_cases.asking import book, refusal


@pytest.fixture
def here(clinic: Clinic, ana: Patient) -> VisitView:
    """An infusion whose patient is at the desk."""
    view = book(clinic, ana, 23, "11:00")
    return advance_visit(clinic, view.visit.id)


def item(clinic: Clinic, view: VisitView, name: str) -> Item:
    return next(i for i in see_visit(clinic, view.visit.id).items if i.item == name)


def about(view: VisitView) -> About:
    return About(visit=view.visit.id)


def switched(policy: Policy, name: str, *visits: str) -> Policy:
    """The policy with an item that these visits ask for, and that stops their booking."""
    rule = policy.rule(name)
    assert rule is not None
    return policy.with_rule(replace(rule, needed_for=visits))


def test_what_is_done_on_the_day_is_asked_for_once_the_patient_is_here(
    clinic: Clinic, ana: Patient
) -> None:
    view = book(clinic, ana, 23, "11:00")
    before = item(clinic, view, "vitals").state

    advance_visit(clinic, view.visit.id)

    assert (before, item(clinic, view, "vitals").state) == (State.NOT_NEEDED, State.MISSING)


def test_the_desk_ticks_and_takes_back_by_the_mark_of_the_act(
    clinic: Clinic, here: VisitView
) -> None:
    tick_item(clinic, "fasting", about(here), token="asked")
    ticked = item(clinic, here, "fasting")
    undone = undo_act(clinic, "asked")
    back = item(clinic, here, "fasting").state
    undo_act(clinic, undone.token)

    assert (ticked.state, ticked.reason.facts["by"]) == (State.MET, "Ana Ruiz")
    assert (back, item(clinic, here, "fasting").state) == (State.MISSING, State.MET)


def test_vital_signs_are_seen_by_a_clinician(small: Small, clinic: Clinic, here: VisitView) -> None:
    assert refusal(partial(tick_item, clinic, "vitals", about(here))) == ["tick-role"]
    nurse = small.open("ortiz")
    tick_item(nurse, "vitals", about(here), token="seen")
    nurse.close()

    assert item(clinic, here, "vitals").reason.facts["by"] == "Rosa Ortiz, RN"
    assert refusal(partial(undo_act, clinic, "seen")) == ["tick-role"]
    assert refusal(partial(untick_item, clinic, "vitals", about(here))) == ["tick-role"]


def test_what_is_ticked_twice_or_not_at_all_is_said(clinic: Clinic, here: VisitView) -> None:
    assert refusal(partial(untick_item, clinic, "fasting", about(here))) == ["tick-none"]
    tick_item(clinic, "fasting", about(here))

    assert refusal(partial(tick_item, clinic, "fasting", about(here))) == ["tick-already"]


def test_a_tick_that_changed_meanwhile_is_not_taken_back(clinic: Clinic, here: VisitView) -> None:
    tick_item(clinic, "fasting", about(here), token="asked")
    untick_item(clinic, "fasting", about(here))

    assert refusal(partial(undo_act, clinic, "asked")) == ["undo-house-moved-on"]


def test_nothing_is_ticked_for_a_visit_that_is_off(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana, 24)
    cancel_visit(clinic, view.visit.id)

    assert refusal(partial(tick_item, clinic, "fasting", about(view))) == ["status-over"]


def test_a_result_on_file_counts_for_every_visit_until_its_day(
    clinic: Clinic, doctor: Clinic, ana: Patient
) -> None:
    edit_policy(doctor, switched(doctor.setup.policy, "ecg", "iv-dosing"))
    soon, late = book(clinic, ana, 24), book(clinic, ana, 30)

    tick_item(doctor, "ecg", about(soon), done_on=MONDAY, until=date(2026, 11, 26))

    states = [item(clinic, view, "ecg").state for view in (soon, late)]
    assert states == [State.MET, State.ENDS_BEFORE_VISIT]


def test_a_held_visit_is_booked_once_the_last_item_is_ticked(
    clinic: Clinic, doctor: Clinic, ana: Patient
) -> None:
    rule = doctor.setup.policy.rule("labs")
    assert rule is not None
    diagnosis = doctor.setup.policy.rule("diagnosis")
    assert diagnosis is not None
    stopping = replace(rule, needed_for=("iv-dosing",), stops=diagnosis.stops)
    edit_policy(doctor, doctor.setup.policy.with_rule(stopping))
    view = book(clinic, ana, 30, hold_until=(27, "12:00"))

    tick_item(doctor, "labs", About(patient=ana.id))

    booked = see_visit(clinic, view.visit.id).visit.status
    assert (view.visit.status, booked) == (Status.HELD, Status.BOOKED)
