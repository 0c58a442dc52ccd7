"""Kinds of visit are data: changed, retired and taken back; nonsense is refused."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pytest

from app.clinic import Clinic
from app.domain.access import Act, Role
from app.domain.patients import Patient
from app.domain.scheduling import Phase
from app.domain.staff import Person
from app.use_cases.days import see_day
from app.use_cases.scheduling import see_visit
from app.use_cases.undoing import undo_act
from app.use_cases.visit_types import keep_visit_type, offered_types, retire_visit_type
from tests.small import MONDAY, Small
from tests.use_cases.asking import book, refusal


@pytest.fixture
def manager(small: Small, clinic: Clinic) -> Iterator[Clinic]:
    """The clinic, open for somebody who may change it."""
    with clinic.by_itself().writing(Act.ADD_STAFF) as unit:
        boss = Person(login="boss", name="Mo Reyes", roles=frozenset({Role.MANAGER}))
        unit.staff.add(boss, None)
    opened = small.open("boss")
    yield opened
    opened.close()


def test_a_longer_phase_counts_from_now_on_and_others_see_it(
    manager: Clinic, clinic: Clinic, ana: Patient
) -> None:
    view = book(clinic, ana)
    kind = manager.setup.types["iv-dosing"]
    phases = tuple(replace(p, minutes=60) if p.name == "recovery" else p for p in kind.phases)

    done = keep_visit_type(manager, replace(kind, phases=phases))
    see_day(clinic, MONDAY)

    assert manager.setup.types["iv-dosing"].patient_minutes == 130
    assert clinic.setup.types == manager.setup.types
    assert see_visit(clinic, view.visit.id).visit == view.visit
    undo_act(manager, done.token)
    assert manager.setup.types["iv-dosing"] == kind


@pytest.mark.parametrize("minutes", [0, -5, 42])
def test_a_phase_lasts_whole_steps(manager: Clinic, minutes: int) -> None:
    kind = manager.setup.types["follow-up"]
    bad = replace(kind, phases=(Phase(name="visit", minutes=minutes), *kind.phases[1:]))

    assert refusal(partial(keep_visit_type, manager, bad)) == ["phase-minutes"]


def test_the_watch_after_esketamine_is_never_shorter(manager: Clinic) -> None:
    kind = manager.setup.types["esketamine"]
    short = tuple(replace(p, minutes=60, least=0) if p.least else p for p in kind.phases)
    named = tuple(replace(p, name="rest") if p.least else p for p in kind.phases)

    assert refusal(partial(keep_visit_type, manager, replace(kind, phases=short))) == [
        "phase-too-short"
    ]
    assert "phase-too-short" in refusal(
        partial(keep_visit_type, manager, replace(kind, phases=named))
    )


def test_a_need_that_nobody_meets_is_warned_of(manager: Clinic) -> None:
    kind = manager.setup.types["follow-up"]
    needs = (replace(kind.needs[0], skill="pool"), *kind.needs[1:])

    done = keep_visit_type(manager, replace(kind, needs=needs))

    assert [reason.code for reason in done.warnings] == ["need-nobody"]


def test_a_kind_is_retired_and_offered_again(
    manager: Clinic, clinic: Clinic, bruno: Patient
) -> None:
    retire_visit_type(manager, "follow-up")
    gone = [kind.slug for kind in offered_types(manager)]
    see_day(clinic, MONDAY)
    assert refusal(partial(book, clinic, bruno, kind="follow-up")) == ["type-retired"]
    retire_visit_type(manager, "follow-up", retired=False)

    assert "follow-up" not in gone
    assert "follow-up" in [kind.slug for kind in offered_types(manager)]
    assert refusal(partial(retire_visit_type, manager, "massage")) == ["type-unknown"]
    assert refusal(partial(retire_visit_type, clinic, "follow-up")) == ["not-permitted"]
