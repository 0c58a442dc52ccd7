"""Referrals: check digits, the next call, and how several letters are judged together."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import gate
from app.domain.gate import BEST_FIRST, FULFILLED, Facts, Item, State, Subject
from app.domain.patients import Patient
from app.domain.records import Diagnosis, Referral, ReferralState
from app.domain.referrals import Attempt, against_npi, call_again, next_call
from app.library import templates

KAP = templates.template("kap")
TYPES = {kind.slug: kind for kind in KAP.types}
TODAY = date(2026, 11, 23)
FIRST = date(2026, 12, 1)
LETTER = Referral(
    id=1,
    patient=1,
    state=ReferralState.ACCEPTED,
    referrer="Dr. Quinn",
    credential="MD",
    letter_on=date(2026, 11, 2),
)
EMPTY = Facts(
    patient=Patient(id=1, given="Ana", born=date(1988, 3, 12)),
    today=TODAY,
    diagnoses=(
        Diagnosis(
            patient=1,
            code="F33.2",
            title="Major depression",
            condition="depression",
            made_on=date(2026, 11, 1),
            made_by="Dr. Hale, MD",
        ),
    ),
)


def judged(referrals: Sequence[Referral], on: date = FIRST, others: tuple[date, ...] = ()) -> Item:
    facts = replace(EMPTY, referrals=tuple(referrals), dosing_days=others, route_days=others)
    subject = Subject(type=TYPES["iv-dosing"], on=on, visit=7)
    items = gate.readiness(subject, facts, KAP.policy)
    return next(item for item in items if item.item == "referral")


@pytest.mark.parametrize(
    ("npi", "codes"),
    [
        ("", []),
        ("1234567893", []),
        ("2000000002", []),
        ("1234567898", ["npi-check"]),
        ("1234567983", ["npi-check"]),
        ("3234567893", ["npi-shape"]),
        ("123456789", ["npi-shape"]),
        ("12345678931", ["npi-shape"]),
        ("12345 7893", ["npi-shape"]),
        ("\uff11234567893", ["npi-shape"]),
    ],
)
def test_an_npi_has_ten_digits_and_a_check_digit(npi: str, codes: list[str]) -> None:
    assert [reason.code for reason in against_npi(npi)] == codes


@given(st.integers(100_000_000, 299_999_999), st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(front: int, place: int, off: int) -> None:
    right = next(
        f"{front}{check}" for check in range(10) if not list(against_npi(f"{front}{check}"))
    )
    wrong = right[:place] + str((int(right[place]) + off) % 10) + right[place + 1 :]

    assert [reason.code for reason in against_npi(wrong)] in (["npi-check"], ["npi-shape"])


@pytest.mark.parametrize(
    ("today", "then"),
    [
        (date(2026, 11, 23), date(2026, 11, 25)),
        (date(2026, 11, 26), date(2026, 11, 30)),  # Thursday: Saturday is no day to call
        (date(2026, 11, 27), date(2026, 11, 30)),
    ],
)
def test_the_next_call_is_on_a_weekday(today: date, then: date) -> None:
    assert call_again(today) == then


def test_the_next_call_is_as_said_last_else_when_the_letter_is_due() -> None:
    expected = replace(LETTER, asked_on=TODAY, expected_by=FIRST)
    tried = Attempt(
        referral=1,
        patient=1,
        at=datetime(2026, 11, 24, tzinfo=UTC),
        by="desk",
        next_call=TODAY,
    )

    assert next_call(expected, None) == FIRST
    assert next_call(replace(expected, expected_by=None), None) == TODAY
    assert next_call(expected, tried) == TODAY


@pytest.mark.parametrize(
    ("referrer", "credential", "titled"),
    [
        ("Dr. Quinn", "MD", "Dr. Quinn, MD"),
        ("Dr. Quinn, MD", "MD", "Dr. Quinn, MD"),
        ("Dr. Quinn, MD", "", "Dr. Quinn, MD"),
    ],
)
def test_a_referrer_is_titled_once(referrer: str, credential: str, titled: str) -> None:
    assert replace(LETTER, referrer=referrer, credential=credential).titled == titled


@given(st.integers(1, 12), st.integers(2, 10), st.integers(1, 20))
def test_a_referral_that_ends_before_a_session_stops_that_one_and_none_before(
    session: int, apart: int, before: int
) -> None:
    days = [FIRST + timedelta(days=apart * number) for number in range(13)]
    ends = days[session] - timedelta(days=min(before, apart))
    letter = replace(LETTER, valid_until=ends)

    states = [judged([letter], on).state for on in days]

    assert states == [State.MET] * session + [State.ENDS_BEFORE_VISIT] * (13 - session)


def test_a_referral_that_ends_before_session_5_stops_session_5_and_not_session_4() -> None:
    days = [FIRST + timedelta(days=7 * number) for number in range(6)]
    letter = replace(LETTER, valid_until=days[4] - timedelta(days=1))

    assert judged([letter], days[3]).state is State.MET
    assert judged([letter], days[4]).state is State.ENDS_BEFORE_VISIT


def test_a_referral_for_four_visits_stops_the_fifth() -> None:
    days = [FIRST + timedelta(days=7 * number) for number in range(6)]
    letter = replace(LETTER, visits=4)

    states = [judged([letter], on, tuple(d for d in days if d != on)).state for on in days]

    assert states == [State.MET] * 4 + [State.EXPIRED] * 2


DAYS = st.dates(date(2026, 1, 1), date(2027, 6, 1))
MAYBE_DAY = st.none() | DAYS
LETTERS = st.builds(
    Referral,
    id=st.integers(1, 10_000),
    patient=st.just(1),
    state=st.sampled_from(ReferralState),
    referrer=st.sampled_from(["Dr. Quinn", "Ida Wu"]),
    condition=st.sampled_from(["", "depression", "ptsd"]),
    route=st.sampled_from(["", "iv", "im"]),
    letter_on=MAYBE_DAY,
    expected_by=MAYBE_DAY,
    visits=st.none() | st.integers(1, 4),
    valid_until=MAYBE_DAY,
    reason=st.just("not signed"),
)
SEVERAL = st.lists(LETTERS, max_size=5, unique_by=lambda letter: letter.id)


@given(SEVERAL.flatmap(lambda some: st.tuples(st.just(some), st.permutations(some))))
def test_the_order_of_referrals_does_not_matter(
    both: tuple[list[Referral], list[Referral]],
) -> None:
    first, second = both

    assert judged(first) == judged(second)


@given(SEVERAL, LETTERS, st.lists(DAYS, max_size=4))
def test_another_referral_never_makes_it_worse(
    some: list[Referral], one: Referral, days: list[date]
) -> None:
    others = tuple(sorted(days))
    before, after = judged(some, others=others), judged([*some, one], others=others)

    assert BEST_FIRST.index(after.state) <= BEST_FIRST.index(before.state)


@given(SEVERAL)
def test_it_is_met_exactly_when_one_accepted_letter_covers_the_visit(some: list[Referral]) -> None:
    alone = [judged([one]).state for one in some]

    assert (judged(some).state in FULFILLED) == any(state in FULFILLED for state in alone)


def test_a_letter_that_has_come_counts_before_one_that_is_expected() -> None:
    came = replace(LETTER, state=ReferralState.RECEIVED)
    expected = replace(LETTER, id=2, state=ReferralState.EXPECTED, expected_by=FIRST)

    assert judged([expected, came]).reason.code == "referral-received"
