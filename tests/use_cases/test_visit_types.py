"""Kinds of visit are data: changed, retired and taken back; nonsense is refused."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pytest

from app.clinic import Clinic
from app.domain.access import Act, Role
from app.domain.patients import Patient
from app.domain.scheduling import Phase, Route
from app.domain.staff import Person
from app.use_cases.days import see_day
from app.use_cases.scheduling import see_visit
from app.use_cases.undoing import undo_act
from app.use_cases.visit_types import (
    add_visit_type,
    keep_visit_type,
    offered_types,
    retire_visit_type,
)
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
    short = tuple(replace(p, minutes=60) if p.least else p for p in kind.phases)
    loose = tuple(replace(p, minutes=60, least=0) if p.least else p for p in kind.phases)
    named = tuple(replace(p, name="rest") if p.least else p for p in kind.phases)

    assert refusal(partial(keep_visit_type, manager, replace(kind, phases=short))) == [
        "phase-too-short"
    ]
    assert refusal(partial(keep_visit_type, manager, replace(kind, phases=loose))) == [
        "type-watch",
        "phase-too-short",
    ]
    assert "phase-too-short" in refusal(
        partial(keep_visit_type, manager, replace(kind, phases=named))
    )


Phases = tuple[Phase, ...]


def visit_phase(minutes: int = 30, *, patient: bool = True, dose: bool = False) -> Phase:
    return Phase(name=f"phase-{minutes}", minutes=minutes, patient=patient, dose=dose)


@pytest.mark.parametrize(
    ("phases", "code"),
    [
        ((), "type-phases"),
        ((visit_phase(), visit_phase()), "type-phases"),
        ((Phase(name=" ", minutes=30),), "type-phases"),
        ((visit_phase(patient=False),), "type-patient-first"),
        ((visit_phase(10, patient=False), visit_phase()), "type-patient-first"),
        ((visit_phase(24 * 60), visit_phase(5)), "type-long"),
        ((visit_phase(dose=True),), "phase-without-route"),
    ],
)
def test_phases_that_make_no_visit_are_refused(manager: Clinic, phases: Phases, code: str) -> None:
    kind = replace(manager.setup.types["phone-screen"], phases=phases, needs=())

    assert refusal(partial(keep_visit_type, manager, kind)) == [code]


def test_what_is_given_has_a_phase_and_its_watch(manager: Clinic) -> None:
    phone = replace(manager.setup.types["phone-screen"], needs=())
    given = (visit_phase(20, dose=True), visit_phase(60))

    without = replace(phone, route=Route.IV)
    unwatched = replace(phone, route=Route.ESKETAMINE, phases=given)

    assert refusal(partial(keep_visit_type, manager, without)) == ["type-without-dose"]
    assert refusal(partial(keep_visit_type, manager, unwatched)) == ["type-watch"]


@pytest.mark.parametrize(
    ("role", "skill", "codes"),
    [
        ("", "nurse", ["need-nameless"]),
        ("nurse", " ", ["need-nameless"]),
        ("room", "consult", ["need-twice"]),
        ("patient", "nurse", ["need-twice"]),
    ],
)
def test_a_need_says_what_it_is_for(
    manager: Clinic, role: str, skill: str, codes: list[str]
) -> None:
    kind = manager.setup.types["follow-up"]
    need = replace(kind.needs[0], role=role, skill=skill)

    asked = partial(keep_visit_type, manager, replace(kind, needs=(*kind.needs, need)))

    assert refusal(asked) == codes


def test_a_new_kind_asks_for_the_papers_of_the_one_it_is_like(
    manager: Clinic, clinic: Clinic
) -> None:
    kind = replace(manager.setup.types["iv-dosing"], title="Kétamine, long")

    done = add_visit_type(manager, kind, like="iv-dosing")
    see_day(clinic, MONDAY)

    assert done.type.slug == "ketamine-long"
    assert clinic.setup.types["ketamine-long"] == done.type
    papers = {rule.form for rule in clinic.setup.rules if "iv-dosing" in rule.types}
    assert {rule.form for rule in clinic.setup.rules if "ketamine-long" in rule.types} == papers


def test_a_new_kind_is_taken_back_and_done_again(manager: Clinic) -> None:
    kind = replace(manager.setup.types["follow-up"], title="Check-up")

    done = add_visit_type(manager, kind, like="follow-up")
    undone = undo_act(manager, done.token)
    taken_back = manager.setup.types["check-up"]
    undo_act(manager, undone.token)

    assert taken_back.retired
    assert manager.setup.types["check-up"] == done.type


def test_two_kinds_that_are_offered_are_not_called_the_same(manager: Clinic) -> None:
    kind = manager.setup.types["follow-up"]
    again = partial(add_visit_type, manager, kind, like="follow-up")

    assert refusal(again) == ["type-title-taken"]
    retire_visit_type(manager, "follow-up")
    assert again().type.slug == "follow-up-2"
    assert refusal(partial(retire_visit_type, manager, "follow-up", retired=False)) == [
        "type-title-taken"
    ]


def test_what_somebody_else_has_changed_is_not_undone_by_saving(manager: Clinic) -> None:
    seen = manager.setup.types["follow-up"]
    keep_visit_type(manager, replace(seen, colour="rose"))

    kept = keep_visit_type(manager, replace(seen, short="F/U"), since=seen)
    late = partial(keep_visit_type, manager, replace(seen, short="Later"), since=seen)

    assert kept.type == replace(seen, colour="rose", short="F/U")
    assert refusal(late) == ["both-changed", "both-again"]


def test_a_kind_that_courses_plan_is_retired_with_a_warning(manager: Clinic) -> None:
    done = retire_visit_type(manager, "preparation")

    assert [reason.code for reason in done.warnings] == ["type-in-courses"]


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
