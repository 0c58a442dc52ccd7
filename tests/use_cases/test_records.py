"""Filing what the gate asks for: who may, and what is refused."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from app.clinic import Clinic
from app.domain.gate import State
from app.domain.patients import Patient
from app.domain.records import Letter, ReferralState
from app.use_cases import diagnoses, records, referrals, waivers
from app.use_cases.scheduling import judge_wish
from tests.small import MONDAY, Small
from tests.use_cases.asking import book, refusal

LETTER = Letter(referrer="Dr. Quinn, MD", letter_on=date(2026, 11, 2))


def state(clinic: Clinic, patient: Patient, item: str) -> tuple[State, str]:
    items = judge_wish(clinic, patient.id, "iv-dosing", date(2026, 12, 1))
    return next((i.state, i.reason.code) for i in items if i.item == item)


def test_a_referral_goes_from_expected_to_accepted(
    clinic: Clinic, doctor: Clinic, bruno: Patient
) -> None:
    seen = [state(clinic, bruno, "referral")]
    expected = Letter(referrer="Dr. Quinn, MD", expected_by=date(2026, 11, 27))
    referrals.record_referral(clinic, bruno.id, expected)
    seen.append(state(clinic, bruno, "referral"))
    referrals.record_referral(clinic, bruno.id, LETTER)
    seen.append(state(clinic, bruno, "referral"))
    referrals.judge_referral(doctor, bruno.id, accept=True)
    seen.append(state(clinic, bruno, "referral"))

    assert seen == [
        (State.MISSING, "referral-missing"),
        (State.WAITING, "referral-expected"),
        (State.WAITING, "referral-received"),
        (State.MET, "referral-met"),
    ]
    with clinic.database.reading() as unit:
        assert len(unit.records.referrals([bruno.id])[bruno.id]) == 1


def test_a_rejected_referral_says_why(clinic: Clinic, doctor: Clinic, bruno: Patient) -> None:
    referrals.record_referral(clinic, bruno.id, LETTER)

    judged = referrals.judge_referral(doctor, bruno.id, accept=False, why="not signed")

    assert (judged.state, judged.reason) == (ReferralState.REJECTED, "not signed")
    assert state(clinic, bruno, "referral") == (State.MISSING, "referral-rejected")


def test_the_desk_files_and_a_clinician_records(
    clinic: Clinic, doctor: Clinic, bruno: Patient
) -> None:
    diagnoses.record_diagnosis(doctor, bruno.id, "f33.2", date(2026, 11, 20))
    records.record_clearance(doctor, bruno.id, "iv")

    assert state(clinic, bruno, "diagnosis") == (State.MET, "diagnosis-met")
    assert state(clinic, bruno, "clearance") == (State.MET, "clearance-met")


def test_a_requested_clearance_is_waited_for(clinic: Clinic, bruno: Patient) -> None:
    records.request_clearance(clinic, bruno.id, "iv", "Dr. Hale, MD", date(2026, 11, 27))

    assert state(clinic, bruno, "clearance") == (State.WAITING, "clearance-asked")


def test_a_waiver_opens_what_it_names(clinic: Clinic, doctor: Clinic, bruno: Patient) -> None:
    waivers.waive_item(doctor, bruno.id, "referral", "own evaluation", date(2026, 12, 31))

    assert state(clinic, bruno, "referral") == (State.WAIVED, "waived")


def test_whoever_booked_cannot_waive(doctor: Clinic, ana: Patient) -> None:
    book(doctor, ana)

    codes = refusal(
        partial(waivers.waive_item, doctor, ana.id, "referral", "mine", date(2026, 12, 31))
    )

    assert codes == ["waiver-own-booking"]


def test_a_ride_home_is_named_and_dialled(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana)

    ride = records.record_ride(clinic, view.visit.id, " Luis Romero ", "(202) 555-0178")

    assert (ride.name, ride.phone) == ("Luis Romero", "+12025550178")


FORBIDDEN: list[tuple[str, Callable[[Clinic, int], object]]] = [
    ("clearance", lambda c, p: records.record_clearance(c, p, "iv")),
    ("judging", lambda c, p: referrals.judge_referral(c, p, accept=True)),
    ("waiver", lambda c, p: waivers.waive_item(c, p, "referral", "x", MONDAY)),
]


@pytest.mark.parametrize("act", [act for _, act in FORBIDDEN], ids=[n for n, _ in FORBIDDEN])
def test_the_front_desk_judges_nothing(
    clinic: Clinic, bruno: Patient, act: Callable[[Clinic, int], object]
) -> None:
    assert refusal(partial(act, clinic, bruno.id)) == ["not-permitted"]
    with clinic.database.reading() as unit:
        (last,) = unit.audit.last(1)
    assert (last.who, last.outcome) == ("desk", "refused")


BAD: list[tuple[Callable[[Clinic, int], object], list[str]]] = [
    (
        lambda c, p: referrals.record_referral(c, p, Letter(referrer=" ", visits=0)),
        ["referral-needs-referrer", "referral-visits", "referral-needs-date"],
    ),
    (
        lambda c, p: referrals.record_referral(
            c, p, Letter(referrer="Dr. Q", letter_on=date(2026, 11, 24))
        ),
        ["referral-later"],
    ),
    (lambda c, p: referrals.judge_referral(c, p, accept=True), ["referral-none-waiting"]),
    (lambda c, p: records.record_clearance(c, p, "oral"), ["route-unknown"]),
    (
        lambda c, p: records.record_clearance(c, p, "iv", date(2026, 12, 1)),
        ["clearance-later"],
    ),
    (
        lambda c, p: waivers.waive_item(c, p, "diagnosis", "x", MONDAY),
        ["not-waivable"],
    ),
    (
        lambda c, p: waivers.waive_item(c, p, "mood", " ", date(2026, 11, 1)),
        ["item-unknown", "waiver-past"],
    ),
    (lambda c, _: records.record_ride(c, 99, "Luis", "202"), ["visit-unknown"]),
]


@pytest.mark.parametrize(("act", "codes"), BAD)
def test_bad_entries_are_refused_and_nothing_is_kept(
    doctor: Clinic, bruno: Patient, act: Callable[[Clinic, int], object], codes: list[str]
) -> None:
    assert refusal(partial(act, doctor, bruno.id)) == codes
    with doctor.database.reading() as unit:
        mine = [bruno.id]
        assert unit.records.referrals(mine) == {}
        assert unit.records.clearances(mine) == {}
        assert unit.records.waivers(mine) == {}


def test_nobody_but_those_on_staff_opens_the_clinic(small: Small) -> None:
    own = ("login-or-password-wrong", "login-missing")
    known, named = own if isinstance(small.place, Path) else ("login-unknown", "login-needed")
    assert refusal(partial(small.open, "stranger")) == [known]
    assert refusal(partial(small.open, "")) == [named]


def test_a_ride_that_another_desk_has_named_meanwhile_is_asked_about(
    clinic: Clinic, doctor: Clinic, ana: Patient
) -> None:
    visit = book(clinic, ana).visit.id
    seen = records.see_ride(clinic, visit)
    named = records.record_ride(doctor, visit, "Luis Romero", "2025550178", since=seen)

    late = partial(records.record_ride, clinic, visit, "Eva Gil", "2025550179", since=seen)

    assert refusal(late) == ["both-changed", "both-changed", "both-again"]
    assert records.see_ride(clinic, visit) == named
    assert (
        records.record_ride(clinic, visit, "Eva Gil", "2025550179", since=named).name == "Eva Gil"
    )
