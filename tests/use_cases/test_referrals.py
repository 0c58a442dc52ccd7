"""Referrals: asked for, chased, received, judged, corrected."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.gate import State
from app.domain.patients import Patient
from app.domain.records import Letter, ReferralState
from app.domain.scheduling import Status
from app.use_cases import chasing, referrals
from app.use_cases.attachments import scan_of
from app.use_cases.chasing import Try
from app.use_cases.referral_requests import request_letter
from app.use_cases.scheduling import judge_wish
from tests.documents.reading_back import page_texts
from tests.scans.making import pdf
from tests.small import MONDAY, add_patient
from tests.use_cases.asking import book, refusal

ASKED = Letter(
    referrer="Dr. Quinn",
    credential="MD",
    practice="Quinn Family Practice",
    phone="(202) 555-0142",
    fax="(202) 555-0143",
    expected_by=date(2026, 11, 27),
)
CAME = Letter(
    referrer="Dr. Quinn",
    npi="1234567893",
    condition="depression",
    route="iv",
    letter_on=date(2026, 11, 20),
    received_how="fax",
    visits=6,
)


def gated(clinic: Clinic, patient: Patient, kind: str = "iv-dosing") -> tuple[State, str]:
    items = judge_wish(clinic, patient.id, kind, date(2026, 12, 1))
    return next((i.state, i.reason.code) for i in items if i.item == "referral")


def audit(clinic: Clinic) -> list[str]:
    with clinic.database.reading() as unit:
        return [entry.act for entry in unit.audit.last(1)]


def test_the_letter_that_comes_takes_the_place_of_the_one_that_was_asked_for(
    clinic: Clinic, bruno: Patient
) -> None:
    asked = referrals.request_referral(clinic, bruno.id, ASKED)
    came = referrals.receive_referral(clinic, bruno.id, CAME)

    assert (asked.state, asked.phone, asked.asked_on) == (
        ReferralState.EXPECTED,
        "+12025550142",
        MONDAY,
    )
    assert came == replace(
        asked,
        state=ReferralState.RECEIVED,
        npi="1234567893",
        condition="depression",
        route="iv",
        letter_on=date(2026, 11, 20),
        received_on=MONDAY,
        received_how="fax",
        visits=6,
    )


def test_a_letter_from_somebody_else_fills_the_only_request(clinic: Clinic, bruno: Patient) -> None:
    asked = referrals.request_referral(clinic, bruno.id, ASKED)

    came = referrals.receive_referral(clinic, bruno.id, replace(CAME, referrer="Ida Wu"))

    assert (came.id, came.titled, came.phone) == (asked.id, "Ida Wu", "")


def test_of_two_requests_the_letter_fills_its_own_referrers(clinic: Clinic, bruno: Patient) -> None:
    referrals.request_referral(clinic, bruno.id, replace(ASKED, referrer="Ida Wu"))
    asked = referrals.request_referral(clinic, bruno.id, ASKED)

    came = referrals.receive_referral(clinic, bruno.id, replace(CAME, referrer="dr. quinn "))

    assert came.id == asked.id


def test_a_clinician_says_which_of_two_letters_is_accepted(
    clinic: Clinic, doctor: Clinic, bruno: Patient
) -> None:
    first = referrals.receive_referral(clinic, bruno.id, CAME)
    second = referrals.receive_referral(clinic, bruno.id, replace(CAME, referrer="Ida Wu"))

    judged = referrals.judge_referral(doctor, bruno.id, accept=True, number=first.id)

    assert (judged.id, judged.judged_on) == (first.id, MONDAY)
    assert second.id != first.id
    assert audit(clinic) == ["judge-referral"]


def test_a_correction_has_a_reason_and_is_judged_again(
    clinic: Clinic, doctor: Clinic, bruno: Patient
) -> None:
    filed = referrals.receive_referral(clinic, bruno.id, CAME)
    referrals.judge_referral(doctor, bruno.id, accept=True)

    same = referrals.correct_referral(
        clinic, filed.id, replace(CAME, practice="Elm Practice"), "Practice was missing"
    )
    other = referrals.correct_referral(clinic, filed.id, replace(CAME, visits=3), "Three, not six")

    assert (same.state, same.practice) == (ReferralState.ACCEPTED, "Elm Practice")
    assert (other.state, other.visits, other.judged_by, other.corrected) == (
        ReferralState.RECEIVED,
        3,
        "",
        "Three, not six",
    )
    with clinic.database.reading() as unit:
        (entry,) = unit.audit.last(1)
    assert json.loads(entry.payload)["changed"] == ["practice", "visits"]


def test_a_referral_for_one_route_holds_for_that_route_alone(
    clinic: Clinic, doctor: Clinic, bruno: Patient
) -> None:
    referrals.receive_referral(clinic, bruno.id, CAME)
    referrals.judge_referral(doctor, bruno.id, accept=True)

    assert gated(clinic, bruno) == (State.MET, "referral-met-counted")
    assert gated(clinic, bruno, "im-dosing") == (State.MISSING, "referral-other-route")


def test_whoever_waits_longest_is_called_first(clinic: Clinic, bruno: Patient) -> None:
    late = referrals.request_referral(clinic, bruno.id, ASKED)
    other = add_patient(clinic, "Ida", "Wu")
    soon = referrals.request_referral(
        clinic, other.id, replace(ASKED, expected_by=date(2026, 11, 25))
    )

    before = [each.referral.id for each in chasing.outstanding_referrals(clinic).lines]
    tried = chasing.note_attempt(
        clinic, soon.id, Try(answer="message", next_call=date(2026, 12, 2))
    )
    found = chasing.outstanding_referrals(clinic)

    assert before == [soon.id, late.id]
    assert [each.referral.id for each in found.lines] == [late.id, soon.id]
    assert (found.total, found.lines[1].last, found.lines[1].called_by) == (2, tried, "Ana Ruiz")
    assert found.lines[1].next_call == date(2026, 12, 2)


def test_the_list_names_the_visit_that_waits(clinic: Clinic, ana: Patient, bruno: Patient) -> None:
    book(clinic, ana)  # her referral is accepted, so that nothing waits for another
    referrals.request_referral(clinic, ana.id, ASKED)
    referrals.request_referral(clinic, bruno.id, ASKED)
    held = book(clinic, bruno, day=30, hold_until=(27, "12:00"))

    found = chasing.outstanding_referrals(clinic)

    assert [each.visit and each.visit.visit.id for each in found.lines] == [None, held.visit.id]


def test_a_call_without_a_next_day_is_made_again_on_a_weekday(
    clinic: Clinic, bruno: Patient
) -> None:
    asked = referrals.request_referral(clinic, bruno.id, ASKED)

    tried = chasing.note_attempt(clinic, asked.id, Try(answer="no-answer"))

    assert tried.next_call == MONDAY + timedelta(days=2)
    chasing.take_attempt_back(clinic, tried)
    assert chasing.outstanding_referrals(clinic).lines[0].attempts == ()


def test_a_letter_is_given_up_and_waited_for_again(clinic: Clinic, bruno: Patient) -> None:
    asked = referrals.request_referral(clinic, bruno.id, ASKED)

    referrals.give_up_referral(clinic, asked.id)
    given_up = gated(clinic, bruno), chasing.outstanding_referrals(clinic).total
    referrals.expect_again(clinic, asked.id)

    assert given_up == ((State.MISSING, "referral-given-up"), 0)
    assert gated(clinic, bruno) == (State.WAITING, "referral-expected")


def test_a_referrer_known_before_is_offered_with_everything_known(
    clinic: Clinic, bruno: Patient
) -> None:
    referrals.request_referral(clinic, bruno.id, ASKED)
    newest = referrals.receive_referral(clinic, bruno.id, CAME)

    (known,) = referrals.known_referrers(clinic)

    assert (known, known.npi, known.fax) == (newest, "1234567893", "+12025550143")


def test_the_request_letter_says_who_asks_whom_about_whom(clinic: Clinic, bruno: Patient) -> None:
    asked = referrals.request_referral(clinic, bruno.id, ASKED)

    (page,) = page_texts(request_letter(clinic, asked.id))

    assert "Dr. Quinn, MD" in page
    assert "Quinn Family Practice" in page
    assert "Fax (202) 555-0143" in page
    assert "Juniper Clinic" in page
    assert "(303) 555-0100" in page
    assert "Bruno Soto" in page
    assert "12 Mar 1988" in page
    assert "by Friday 27 November 2026" in page
    assert audit(clinic) == ["print-referral-request"]


def given_up(clinic: Clinic, patient: int) -> int:
    number = referrals.request_referral(clinic, patient, ASKED).id
    referrals.give_up_referral(clinic, number)
    return number


BAD: list[tuple[Callable[[Clinic, int], object], list[str]]] = [
    (
        lambda c, p: referrals.request_referral(c, p, replace(ASKED, referrer=" ", npi="12")),
        ["referral-needs-referrer", "npi-shape"],
    ),
    (
        lambda c, p: referrals.request_referral(c, p, replace(ASKED, expected_by=None)),
        ["referral-needs-due"],
    ),
    (
        lambda c, p: referrals.request_referral(
            c, p, replace(ASKED, expected_by=date(2026, 11, 22))
        ),
        ["referral-due-past"],
    ),
    (lambda c, p: referrals.receive_referral(c, p, ASKED), ["referral-needs-date"]),
    (
        lambda c, p: referrals.receive_referral(c, p, replace(CAME, npi="1234567898")),
        ["npi-check"],
    ),
    (
        lambda c, p: referrals.receive_referral(
            c, p, replace(CAME, valid_until=date(2026, 11, 19), received_on=date(2026, 11, 24))
        ),
        ["referral-ends-first", "referral-received-later"],
    ),
    (
        lambda c, p: referrals.receive_referral(
            c, p, replace(CAME, received_how="dove", route="x")
        ),
        ["route-unknown", "referral-how"],
    ),
    (lambda c, p: referrals.receive_referral(c, p, CAME, 99), ["referral-unknown"]),
    (lambda c, _: referrals.receive_referral(c, 99, CAME), ["patient-unknown"]),
    (
        lambda c, p: referrals.receive_referral(c, p, CAME, given_up(c, p)),
        ["referral-not-expected"],
    ),
    (lambda c, p: referrals.give_up_referral(c, given_up(c, p)), ["referral-not-expected"]),
    (
        lambda c, p: referrals.correct_referral(c, given_up(c, p), ASKED, "why"),
        ["referral-given-up-already"],
    ),
    (
        lambda c, p: chasing.note_attempt(c, given_up(c, p), Try(answer="message")),
        ["referral-not-expected"],
    ),
    (
        lambda c, p: request_letter(c, given_up(c, p)),
        ["referral-not-expected"],
    ),
]


@pytest.mark.parametrize(("act", "codes"), BAD)
def test_what_cannot_be_is_said(
    clinic: Clinic, bruno: Patient, act: Callable[[Clinic, int], object], codes: list[str]
) -> None:
    assert refusal(partial(act, clinic, bruno.id)) == codes


@pytest.mark.parametrize(
    ("tried", "code"),
    [
        (Try(answer="perhaps"), "answer-unknown"),
        (Try(answer="message", how="dove"), "referral-how"),
        (Try(answer="message", next_call=date(2026, 11, 22)), "call-past"),
    ],
)
def test_a_call_is_noted_in_the_words_there_are(
    clinic: Clinic, bruno: Patient, tried: Try, code: str
) -> None:
    asked = referrals.request_referral(clinic, bruno.id, ASKED)

    assert refusal(partial(chasing.note_attempt, clinic, asked.id, tried)) == [code]


def test_two_corrections_of_one_letter_are_both_kept_or_asked_about(
    clinic: Clinic, bruno: Patient
) -> None:
    seen = referrals.receive_referral(clinic, bruno.id, CAME)
    correct = partial(referrals.correct_referral, clinic, seen.id, why="misread", since=seen)
    correct(letter=replace(CAME, practice="Elm Practice"))

    kept = correct(letter=replace(CAME, visits=3))
    late = partial(correct, letter=replace(CAME, visits=4))

    assert (kept.practice, kept.visits) == ("Elm Practice", 3)
    assert refusal(late) == ["both-changed", "both-again"]


def test_a_correction_without_a_reason_is_refused(clinic: Clinic, bruno: Patient) -> None:
    filed = referrals.receive_referral(clinic, bruno.id, CAME)

    assert refusal(partial(referrals.correct_referral, clinic, filed.id, CAME, " ")) == [
        "referral-correction-needs-why"
    ]


def test_only_visits_by_its_route_use_up_a_referral_for_one_route(
    clinic: Clinic, doctor: Clinic, ana: Patient
) -> None:
    with clinic.by_itself().writing(Act.MAKE_CLINIC) as unit:
        (any_route,) = unit.records.referrals([ana.id])[ana.id]
        unit.records.update_referral(replace(any_route, valid_until=date(2026, 11, 24)))
    for_im = replace(CAME, route="im", visits=1)
    referrals.receive_referral(clinic, ana.id, for_im)
    referrals.judge_referral(doctor, ana.id, accept=True)
    book(clinic, ana)  # by IV, on the other referral's last day

    assert gated(clinic, ana, "im-dosing") == (State.MET, "referral-met-counted")


def test_a_visit_held_for_an_expired_referral_is_booked_once_the_new_letter_is_accepted(
    clinic: Clinic, doctor: Clinic, ana: Patient
) -> None:
    with clinic.by_itself().writing(Act.MAKE_CLINIC) as unit:
        (old,) = unit.records.referrals([ana.id])[ana.id]
        unit.records.update_referral(replace(old, letter_on=date(2026, 3, 1)))
    before = gated(clinic, ana)
    held = book(clinic, ana, day=30, hold_until=(27, "12:00"))
    with clinic.database.reading() as unit:
        begun = unit.audit.last(1)[0].seq

    asked = referrals.request_referral(clinic, ana.id, ASKED)
    request_letter(clinic, asked.id)
    chasing.note_attempt(clinic, asked.id, Try(answer="coming"))
    referrals.receive_referral(clinic, ana.id, CAME, scan=scan_of(pdf(1)))
    referrals.judge_referral(doctor, ana.id, accept=True)

    assert before == (State.EXPIRED, "referral-expired")
    with clinic.database.reading() as unit:
        story = sorted(unit.audit.last(9), key=lambda entry: entry.seq)
        (visit,) = unit.scheduling.visits([held.visit.id])
    assert visit.status is Status.BOOKED
    assert [(entry.who, entry.act) for entry in story if entry.seq > begun] == [
        ("desk", "request-referral"),
        ("desk", "print-referral-request"),
        ("desk", "chase-referral"),
        ("desk", "record-referral"),
        ("hale", "judge-referral"),
        ("clinic", "book-held-visit"),
    ]
    assert gated(clinic, ana)[0] is State.MET
