"""Codes through their days, and what the front desk is told of a diagnosis."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.diagnoses import (
    Listed,
    dotted,
    good_until,
    is_valid,
    outdated,
    reason_for_desk,
    told_the_desk,
)
from app.domain.gate import Facts, Item, State, Subject, readiness
from app.domain.patients import Patient
from app.domain.records import Diagnosis
from app.domain.refusal import Reason
from app.library import diagnoses as library
from app.library import templates

KAP = templates.template("kap")
IV = next(kind for kind in KAP.types if kind.slug == "iv-dosing")
OCTOBER = date(2026, 10, 1)
A_DAY = timedelta(days=1)
DEPRESSION = Diagnosis(
    id=1,
    patient=1,
    code="F33.2",
    title="Major depressive disorder, recurrent severe without psychotic features",
    condition="depression",
    made_on=date(2026, 9, 1),
    made_by="Dr. Hale, MD",
)
PLATELETS = replace(DEPRESSION, id=2, code="D69.1", title="Platelets", condition="")


def judged(on: date, *diagnoses: Diagnosis, today: date | None = None) -> Item:
    """How the diagnosis of an infusion on a day is judged, by the shipped set of codes."""
    facts = Facts(
        patient=Patient(id=1, given="Ana", born=date(1988, 3, 12)),
        today=today or on,
        diagnoses=diagnoses,
        codes={each.code: library.listed(each.code) for each in diagnoses},
    )
    items = readiness(Subject(type=IV, on=on), facts, KAP.policy)
    return next(item for item in items if item.item == "diagnosis")


@pytest.mark.parametrize(
    ("code", "on", "today", "state", "reason"),
    [
        ("F33.2", OCTOBER, OCTOBER, State.MET, "diagnosis-met"),
        ("D69.1", OCTOBER - A_DAY, OCTOBER - A_DAY, State.MET, "diagnosis-met"),
        ("D69.1", OCTOBER, OCTOBER, State.EXPIRED, "diagnosis-code-retired"),
        ("D69.1", OCTOBER, OCTOBER - A_DAY, State.ENDS_BEFORE_VISIT, "diagnosis-code-ends"),
        ("D69.11", OCTOBER - A_DAY, OCTOBER - A_DAY, State.MISSING, "diagnosis-code-early"),
        ("D69.11", OCTOBER, OCTOBER - A_DAY, State.MET, "diagnosis-met"),
        ("F64.A", OCTOBER - A_DAY, OCTOBER - A_DAY, State.MISSING, "diagnosis-code-early"),
        ("F64.A", OCTOBER, OCTOBER, State.MET, "diagnosis-met"),
        ("L02.232", OCTOBER, OCTOBER, State.MET, "diagnosis-met"),
        ("F33.2", date(2028, 1, 3), OCTOBER, State.MET, "diagnosis-reconfirm"),
        ("Q00.Z9", OCTOBER, OCTOBER, State.MET, "diagnosis-met"),
    ],
)
def test_the_set_in_force_on_the_visits_own_date_judges(
    code: str, on: date, today: date, state: State, reason: str
) -> None:
    item = judged(on, replace(DEPRESSION, code=code), today=today)

    assert (item.state, item.reason.code) == (state, reason)


def test_a_retired_code_says_since_when_and_what_took_its_place() -> None:
    facts = judged(OCTOBER, PLATELETS).reason.facts

    assert (facts["since"], facts["instead"]) == (OCTOBER, ("D69.11", "D69.19"))


def test_a_valid_diagnosis_stands_in_for_one_whose_code_is_retired() -> None:
    later = replace(PLATELETS, made_on=date(2026, 9, 20))

    assert judged(OCTOBER, DEPRESSION, later).reason.facts["code"] == "F33.2"


@pytest.mark.parametrize(
    ("diagnoses", "reason"),
    [
        ((), "diagnosis-missing"),
        ((replace(DEPRESSION, secondary=True),), "diagnosis-only-secondary"),
        ((replace(DEPRESSION, removed_at=datetime(2026, 9, 2, tzinfo=UTC)),), "diagnosis-missing"),
        ((replace(DEPRESSION, made_on=OCTOBER + A_DAY),), "diagnosis-missing"),
    ],
)
def test_what_is_removed_or_only_stands_beside_opens_nothing(
    diagnoses: tuple[Diagnosis, ...], reason: str
) -> None:
    item = judged(OCTOBER, *diagnoses)

    assert (item.state, item.reason.code) == (State.MISSING, reason)


SPANS = st.lists(st.integers(1, 400), min_size=2, max_size=6)


@given(
    lengths=SPANS, flags=st.lists(st.booleans(), min_size=6, max_size=6), at=st.integers(-9, 999)
)
def test_a_code_is_valid_outdated_or_unknown_and_never_two_of_them(
    lengths: list[int], flags: list[bool], at: int
) -> None:
    lines, day = list[Listed](), date(2020, 10, 1)
    for length, billable in zip(lengths, flags, strict=False):
        until = day + timedelta(days=length - 1)
        lines.append(Listed(code="F42", title="", billable=billable, since=day, until=until))
        day = until + A_DAY
    asked = date(2020, 10, 1) + timedelta(days=at)

    gone = outdated(lines, asked)

    assert (gone is None) == is_valid(lines, asked)
    assert outdated((), asked) is None
    if gone is not None and gone.last is not None:
        assert gone.last < asked
        assert is_valid(lines, gone.last)
    elif gone is None:
        last = good_until(lines, asked)
        assert is_valid(lines, last)
        assert not is_valid(lines, last + A_DAY)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("f332", "F33.2"), (" F33.2 ", "F33.2"), ("f 33 2", "F33.2"), ("F32", "F32"), ("", "")],
)
def test_a_code_is_written_with_its_point(typed: str, code: str) -> None:
    assert dotted(typed) == code


def test_the_desk_is_told_the_condition_or_only_that_there_is_one() -> None:
    whole = replace(DEPRESSION, resistant=True, trials="sertraline", removed_why="slip")

    named, unnamed = told_the_desk(whole, named=True), told_the_desk(whole, named=False)

    kept = ("", "", False, "", "")
    assert [
        (each.code, each.title, each.resistant, each.trials, each.removed_why)
        for each in (named, unnamed)
    ] == [kept, kept]
    assert (named.condition, unnamed.condition) == ("depression", "")


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("code", ["F33.2", "D69.1", "F64.A"])
@pytest.mark.parametrize("on", [OCTOBER - A_DAY, OCTOBER])
def test_no_code_and_no_title_is_in_what_the_desk_reads(
    code: str, on: date, *, named: bool
) -> None:
    whole = judged(on, replace(DEPRESSION, code=code)).reason

    told = reason_for_desk(whole, named=named)

    assert {"code", "instead"}.isdisjoint(told.facts)
    assert told.facts["diagnosis"] == ("depression" if named else "")
    assert DEPRESSION.title not in str(told)


def test_other_reasons_are_told_as_they_are() -> None:
    ride = Reason("ride-met", {"name": "Luis"})

    assert reason_for_desk(ride, named=False) is ride
