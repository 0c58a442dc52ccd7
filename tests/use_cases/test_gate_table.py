"""What the gate lets through and what it stops: one table, tried on a real clinic line by line."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from app.clinic import Clinic
from app.domain.access import DOCTORS, EVERYBODY
from app.domain.gate_policy import GateRule, Policy, Stop
from app.domain.patients import Patient
from app.domain.refusal import Refused
from app.use_cases.gate_policy import edit_policy
from app.use_cases.scheduling import advance_visit
from app.use_cases.ticks import About, tick_item
from app.use_cases.views import VisitView
from app.use_cases.waivers import waive_item
from tests.small import MONDAY
from tests.use_cases.asking import book

TABLE = """
| How the item stands | The item stops | Book the visit | Check the patient in | Start the session |
| ------------------- | -------------- | -------------- | -------------------- | ----------------- |
| met                 | booking        | yes            | yes                  | yes               |
| met                 | arrival        | yes            | yes                  | yes               |
| met                 | start          | yes            | yes                  | yes               |
| met                 | nothing        | yes            | yes                  | yes               |
| waiting             | booking        | only hold it   | yes                  | no                |
| waiting             | arrival        | yes            | no                   | no                |
| waiting             | start          | yes            | yes                  | no                |
| waiting             | nothing        | yes            | yes                  | yes               |
| missing             | booking        | only hold it   | yes                  | no                |
| missing             | arrival        | yes            | no                   | no                |
| missing             | start          | yes            | yes                  | no                |
| missing             | nothing        | yes            | yes                  | yes               |
| expired             | booking        | only hold it   | yes                  | no                |
| expired             | arrival        | yes            | no                   | no                |
| expired             | start          | yes            | yes                  | no                |
| expired             | nothing        | yes            | yes                  | yes               |
| ends before visit   | booking        | only hold it   | expired by then      | expired by then   |
| ends before visit   | arrival        | yes            | expired by then      | expired by then   |
| ends before visit   | start          | yes            | expired by then      | expired by then   |
| ends before visit   | nothing        | yes            | expired by then      | expired by then   |
| waived              | booking        | yes            | yes                  | yes               |
| waived              | arrival        | yes            | yes                  | yes               |
| waived              | start          | yes            | yes                  | yes               |
| waived              | nothing        | yes            | yes                  | yes               |
| not needed          | booking        | yes            | yes                  | yes               |
| not needed          | arrival        | yes            | yes                  | yes               |
| not needed          | start          | yes            | yes                  | yes               |
| not needed          | nothing        | yes            | yes                  | yes               |
"""
"""An item that stops booking and is lost after the visit was booked does not turn the patient away
at the desk: the visit needs attention, and the session does not start.
"""

LINES = [
    [cell.strip() for cell in line.strip("|").split("|")] for line in TABLE.split("\n") if line
]
STATES = ("met", "waiting", "missing", "expired", "ends before visit", "waived", "not needed")

ECG = GateRule(item="ecg", title="ECG", filed_by=EVERYBODY, waived_by=DOCTORS)
YESTERDAY, TOMORROW = MONDAY - timedelta(days=1), MONDAY + timedelta(days=1)

RULES: Mapping[str, GateRule] = {
    "waiting": replace(ECG, due_after=1),
    "not needed": replace(ECG, needed_for=("esketamine",)),
}
"""How the clinic must have decided for an item to stand so; else as above."""

Filing = Callable[[Clinic, Patient], object]


def ticked(clinic: Clinic, ana: Patient, days_ago: int = 0, until: int | None = None) -> None:
    last = None if until is None else MONDAY + timedelta(days=until)
    done = MONDAY - timedelta(days=days_ago)
    tick_item(clinic, "ecg", About(patient=ana.id), done_on=done, until=last)


def waived(doctor: Clinic, ana: Patient) -> None:
    waive_item(doctor, ana.id, "ecg", "Seen elsewhere", TOMORROW)


FILED: Mapping[str, Filing] = {
    "met": ticked,
    "expired": partial(ticked, days_ago=9, until=-1),
    "ends before visit": partial(ticked, until=0),
    "waived": waived,
}
"""What must be on file for an item to stand so."""


def decide(doctor: Clinic, rule: GateRule) -> None:
    """The clinic asks for a diagnosis, and for this."""
    others = [
        replace(each, needed_for=())
        for each in doctor.setup.policy.rules
        if each.item not in {"diagnosis", "ecg"}
    ]
    diagnosis = doctor.setup.policy.rule("diagnosis")
    assert diagnosis is not None
    policy: Policy = replace(doctor.setup.policy, rules=(diagnosis, *others, rule))
    edit_policy(doctor, policy)


def goes(act: Callable[[], object]) -> bool:
    """Whether an act is done; if not, nothing but the item stands against it."""
    try:
        act()
    except Refused as refused:
        (_,) = refused.reasons
        return False
    return True


class Tried:
    """A visit that is booked, checked in and started, each as far as the gate lets it."""

    def __init__(self, clinic: Clinic, doctor: Clinic, ana: Patient, rule: GateRule) -> None:
        self.clinic, self.doctor, self.ana, self.rule = clinic, doctor, ana, rule
        self.visit: VisitView | None = None
        decide(doctor, rule)

    def book(self, day: int) -> bool:
        return self._step(partial(self._book, day))

    def advance(self) -> bool:
        return self._step(self._advance)

    def _step(self, step: Callable[[], None]) -> bool:
        """Whether the step goes; if not, it is taken while the item stops nothing."""
        if goes(step):
            return True
        decide(self.doctor, replace(self.rule, stops=Stop.NOTHING))
        step()
        decide(self.doctor, self.rule)
        return False

    def _book(self, day: int) -> None:
        self.visit = book(self.clinic, self.ana, day, "11:00")

    def _advance(self) -> None:
        assert self.visit is not None
        advance_visit(self.clinic, self.visit.visit.id)


def tried(clinic: Clinic, doctor: Clinic, ana: Patient, state: str, stops: str) -> list[str]:
    """What becomes of a visit whose item stands so and stops that."""
    rule = replace(RULES.get(state, ECG), stops=Stop(stops))
    visit = Tried(clinic, doctor, ana, rule)
    FILED.get(state, lambda _clinic, _ana: None)(doctor, ana)
    later = state == "ends before visit"
    booked = "yes" if visit.book(24 if later else 23) else "only hold it"
    assert visit.visit is not None
    item = next(item for item in visit.visit.items if item.item == "ecg")
    assert item.state.value.replace("_", " ") == state
    if later:
        return [booked, "expired by then", "expired by then"]
    return [booked, *("yes" if visit.advance() else "no" for _ in range(2))]


def test_the_table_has_every_state_with_everything_that_can_be_stopped() -> None:
    assert [line[:2] for line in LINES[2:]] == [[s, stop.value] for s in STATES for stop in Stop]


@pytest.mark.parametrize("line", LINES[2:], ids=lambda line: f"{line[0]}, stops {line[1]}")
def test_the_gate_does_what_the_table_says(
    clinic: Clinic, doctor: Clinic, ana: Patient, line: list[str]
) -> None:
    state, stops, *said = line

    assert tried(clinic, doctor, ana, state, stops) == said
