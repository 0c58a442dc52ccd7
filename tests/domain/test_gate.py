"""The gate, judged on the visit's own date."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from app.domain import gate
from app.domain.access import Role
from app.domain.forms import Form, FormState
from app.domain.gate import Facts, Item, State, Stop, Subject, readiness
from app.domain.packets import Paper, PaperState
from app.domain.patients import Patient
from app.domain.records import (
    Clearance,
    Diagnosis,
    Referral,
    ReferralState,
    Ride,
    Tick,
    Waiver,
    WaiverCause,
)
from app.domain.refusal import Reason
from app.library import templates

KAP = templates.template("kap")
TYPES = {kind.slug: kind for kind in KAP.types}
TODAY = date(2026, 11, 23)
VISIT_DAY = date(2026, 12, 1)
DOSE = datetime(2026, 12, 1, 16, 30, tzinfo=UTC)

CONSENT = Form(
    id="ketamine-consent",
    kind="consent",
    version=2,
    effective=date(2026, 1, 1),
    state=FormState.APPROVED,
    titles={"en": "Consent"},
    shorts={"en": "Ketamine consent"},
    texts={"en": ""},
    hashes={"en": ""},
    material_since=2,
    signers=("patient", "prescriber"),
    valid_days=365,
    gap_days=180,
    routes=("iv",),
)
SUBJECT = Subject(type=TYPES["iv-dosing"], on=VISIT_DAY, dose_at=DOSE, visit=7, forms=(CONSENT,))
SIGNED = Paper(
    code="ABCD2345",
    packet=1,
    visit=3,
    patient=1,
    form="ketamine-consent",
    version=2,
    language="en",
    pages=5,
    first_page=3,
    why=Reason("why-never-signed"),
    issued_at=datetime(2026, 11, 20, tzinfo=UTC),
    state=PaperState.COMPLETE,
    signed_at=datetime(2026, 11, 20, 17, tzinfo=UTC),
    signed_on=date(2026, 11, 20),
    signed_by="patient",
)
DIAGNOSIS = Diagnosis(
    patient=1,
    code="F33.2",
    title="Major depression",
    condition="depression",
    made_on=date(2026, 11, 1),
    made_by="Dr. Hale, MD",
)
REFERRAL = Referral(
    patient=1,
    state=ReferralState.ACCEPTED,
    referrer="Dr. Quinn, MD",
    condition="depression",
    letter_on=date(2026, 11, 2),
)
CLEARED = Clearance(patient=1, route="iv", cleared_on=date(2026, 11, 18), cleared_by="Dr. Hale, MD")
READY = Facts(
    patient=Patient(id=1, given="Ana", born=date(1988, 3, 12)),
    today=TODAY,
    diagnoses=(DIAGNOSIS,),
    referrals=(REFERRAL,),
    clearances=(CLEARED,),
    papers=(SIGNED,),
    ride=Ride(visit=7, name="Luis Romero", phone="+12025550177"),
)


def judged(name: str, facts: Facts, subject: Subject = SUBJECT) -> Item:
    items = readiness(subject, facts, KAP.policy)
    return next(item for item in items if item.item == name)


def stands(name: str, facts: Facts, subject: Subject = SUBJECT) -> tuple[State, str]:
    item = judged(name, facts, subject)
    return item.state, item.reason.code


def test_a_visit_with_everything_on_file_is_ready() -> None:
    items = readiness(SUBJECT, READY, KAP.policy)

    needed = {item.item: item.state for item in items if item.state is not State.NOT_NEEDED}
    assert needed == dict.fromkeys(
        ["diagnosis", "referral", "clearance", "age", "consent:ketamine-consent", "ride"],
        State.MET,
    )
    assert gate.is_ready(items)
    assert gate.count(items) == (6, 6)


EMPTY = Facts(patient=READY.patient, today=TODAY)
WAIVED = Waiver(
    item="consent:ketamine-consent",
    patient=1,
    cause=WaiverCause.OTHER,
    reason="Signed at the hospital",
    until=VISIT_DAY,
    by_login="hale",
    by_name="Dr. Hale, MD",
    at=DOSE,
)
TICKED = Tick(
    item="fasting",
    patient=1,
    visit=7,
    done_on=VISIT_DAY,
    by_login="nurse",
    by_name="A. Nurse",
    at=DOSE,
)
MANY = [
    (subject, facts)
    for subject in (
        SUBJECT,
        replace(SUBJECT, on=VISIT_DAY - timedelta(days=7)),
        replace(SUBJECT, arrived=True),
        replace(SUBJECT, visit=8, forms=()),
        replace(SUBJECT, type=TYPES["preparation"], forms=()),
        replace(SUBJECT, type=TYPES["iv-pain"]),
    )
    for facts in (
        EMPTY,
        READY,
        replace(EMPTY, waivers=(WAIVED,)),
        replace(EMPTY, ticks=(TICKED,)),
        replace(EMPTY, today=VISIT_DAY),
    )
]


def test_many_visits_judged_together_stand_as_each_does_by_itself() -> None:
    labs = KAP.policy.rule("labs")
    assert labs is not None
    policy = replace(
        KAP.policy.with_rule(replace(labs, needed_for=("dosing",), warns_from=3)),
        papers_for={"ketamine-consent": {"iv-pain": Stop.NOTHING}},
    )
    together = gate.Gate(policy)

    for subject, facts in (*MANY, *reversed(MANY)):
        assert together.readiness(subject, facts) == readiness(subject, facts, policy)


def test_a_visit_without_medicine_asks_for_nothing() -> None:
    talk = replace(SUBJECT, type=TYPES["preparation"], forms=())

    items = readiness(talk, replace(READY, diagnoses=(), referrals=()), KAP.policy)

    assert {item.state for item in items} == {State.NOT_NEEDED}
    assert gate.count(items) == (0, 0)


@pytest.mark.parametrize(
    ("referral", "state", "code"),
    [
        (None, State.MISSING, "referral-missing"),
        (
            replace(REFERRAL, state=ReferralState.EXPECTED, expected_by=TODAY),
            State.WAITING,
            "referral-expected",
        ),
        (replace(REFERRAL, state=ReferralState.RECEIVED), State.WAITING, "referral-received"),
        (
            replace(REFERRAL, state=ReferralState.REJECTED, reason="unsigned"),
            State.MISSING,
            "referral-rejected",
        ),
        (
            replace(REFERRAL, letter_on=TODAY - timedelta(days=181)),
            State.EXPIRED,
            "referral-expired",
        ),
        (
            replace(REFERRAL, letter_on=VISIT_DAY - timedelta(days=181)),
            State.ENDS_BEFORE_VISIT,
            "referral-ends",
        ),
        (
            replace(REFERRAL, letter_on=VISIT_DAY - timedelta(days=180)),
            State.MET,
            "referral-met",
        ),
        (replace(REFERRAL, valid_until=TODAY), State.ENDS_BEFORE_VISIT, "referral-ends"),
        (replace(REFERRAL, condition="pain"), State.MISSING, "referral-other-condition"),
    ],
)
def test_a_referral_is_judged_on_the_visit_date(
    referral: Referral | None, state: State, code: str
) -> None:
    facts = replace(READY, referrals=(referral,) if referral else ())

    assert stands("referral", facts) == (state, code)


def test_the_best_of_several_referrals_counts() -> None:
    old = replace(REFERRAL, letter_on=date(2025, 1, 1))

    assert stands("referral", replace(READY, referrals=(old, REFERRAL))) == (
        State.MET,
        "referral-met",
    )


@pytest.mark.parametrize(
    ("visit", "others", "code"),
    [
        (7, [date(2026, 11, 24)], "referral-met-counted"),
        (7, [date(2026, 11, 24), date(2026, 11, 26)], "referral-used-up"),
        (7, [date(2026, 11, 24), date(2026, 12, 3)], "referral-met-counted"),
        (0, [date(2026, 11, 24), date(2026, 12, 3)], "referral-used-up"),
        (7, [date(2026, 10, 1), date(2026, 11, 24)], "referral-met-counted"),
    ],
)
def test_visits_already_booked_use_a_referral_up(visit: int, others: list[date], code: str) -> None:
    facts = replace(READY, referrals=(replace(REFERRAL, visits=2),), dosing_days=tuple(others))

    assert stands("referral", facts, replace(SUBJECT, visit=visit))[1] == code


def test_a_diagnosis_made_after_the_visit_does_not_count() -> None:
    later = replace(DIAGNOSIS, made_on=VISIT_DAY + timedelta(days=1))

    assert stands("diagnosis", replace(READY, diagnoses=(later,)))[0] is State.MISSING


def test_an_old_diagnosis_is_met_but_asks_to_be_confirmed() -> None:
    old = replace(DIAGNOSIS, made_on=VISIT_DAY - timedelta(days=366))

    assert stands("diagnosis", replace(READY, diagnoses=(old,))) == (
        State.MET,
        "diagnosis-reconfirm",
    )


@pytest.mark.parametrize(
    ("clearance", "state"),
    [
        (replace(CLEARED, route="im"), State.MISSING),
        (replace(CLEARED, cleared_on=None, asked_of="Dr. Hale"), State.WAITING),
        (replace(CLEARED, cleared_on=TODAY - timedelta(days=181)), State.EXPIRED),
        (replace(CLEARED, cleared_on=VISIT_DAY - timedelta(days=181)), State.ENDS_BEFORE_VISIT),
    ],
)
def test_clearance_is_for_one_route_and_for_a_time(clearance: Clearance, state: State) -> None:
    assert stands("clearance", replace(READY, clearances=(clearance,)))[0] is state


@pytest.mark.parametrize(
    ("born", "state"), [(date(2008, 12, 1), State.MET), (date(2008, 12, 2), State.MISSING)]
)
def test_age_is_judged_on_the_visit_date(born: date, state: State) -> None:
    young = replace(READY, patient=replace(READY.patient, born=born))

    assert stands("age", young)[0] is state


@pytest.mark.parametrize(
    ("paper", "state", "code"),
    [
        (replace(SIGNED, state=PaperState.PRINTED), State.WAITING, "consent-out"),
        (replace(SIGNED, state=PaperState.RETURNED), State.WAITING, "consent-out"),
        (replace(SIGNED, version=1), State.EXPIRED, "consent-sign-again"),
        (replace(SIGNED, state=PaperState.VOIDED), State.MISSING, "consent-missing"),
        (replace(SIGNED, signed_at=DOSE), State.EXPIRED, "consent-sign-again"),
        (replace(SIGNED, signed_on=date(2025, 11, 1)), State.EXPIRED, "consent-expired"),
        (replace(SIGNED, signed_on=date(2025, 11, 25)), State.ENDS_BEFORE_VISIT, "consent-ends"),
        (replace(SIGNED, per_visit=True), State.MISSING, "consent-missing"),
        (replace(SIGNED, per_visit=True, visit=7), State.MET, "consent-met"),
    ],
)
def test_a_consent_counts_when_its_material_version_was_signed_in_time(
    paper: Paper, state: State, code: str
) -> None:
    facts = replace(READY, papers=(paper,), dosing_days=(date(2026, 8, 1),))

    assert stands("consent:ketamine-consent", facts) == (state, code)


def test_what_is_signed_once_for_ever_names_no_last_day() -> None:
    subject = replace(SUBJECT, forms=(replace(CONSENT, valid_days=None),))
    facts = replace(READY, papers=(replace(SIGNED, signed_on=date(2020, 3, 2)),))

    assert stands("consent:ketamine-consent", facts, subject) == (State.MET, "consent-on-file")


def test_a_consent_counts_only_for_the_route_it_was_printed_for() -> None:
    form = replace(CONSENT, resign_on=("new-route",))
    subject = replace(SUBJECT, forms=(form,))
    other, own = (replace(READY, papers=(replace(SIGNED, route=r),)) for r in ("im", "iv"))
    out = replace(READY, papers=(replace(SIGNED, route="im", state=PaperState.PRINTED),))

    assert stands("consent:ketamine-consent", other, subject) == (
        State.EXPIRED,
        "consent-sign-again",
    )
    assert stands("consent:ketamine-consent", own, subject) == (State.MET, "consent-met")
    assert stands("consent:ketamine-consent", out, subject) == (State.MISSING, "consent-missing")


def test_half_a_year_without_treatment_asks_for_a_new_signature() -> None:
    long_ago = replace(SIGNED, signed_on=date(2026, 5, 1))

    assert stands("consent:ketamine-consent", replace(READY, papers=(long_ago,)))[0] is (
        State.EXPIRED
    )


def test_a_form_without_a_text_for_the_route_is_said_to_be_missing() -> None:
    subject = replace(SUBJECT, forms=(), missing_forms=("esketamine-consent",))

    assert stands("consent:esketamine-consent", READY, subject) == (
        State.MISSING,
        "form-not-available",
    )


WAIVER = Waiver(
    patient=1,
    item="referral",
    reason="own evaluation",
    until=VISIT_DAY,
    by_login="hale",
    by_name="Dr. Hale, MD",
    at=datetime(2026, 11, 20, tzinfo=UTC),
)


@pytest.mark.parametrize(
    ("waiver", "booking_login", "state"),
    [
        (WAIVER, "desk", State.WAIVED),
        (WAIVER, "hale", State.MISSING),
        (replace(WAIVER, until=VISIT_DAY - timedelta(days=1)), "desk", State.MISSING),
        (replace(WAIVER, item="ride"), "desk", State.MISSING),
    ],
)
def test_a_waiver_covers_its_item_until_its_day_and_never_the_login_that_books(
    waiver: Waiver, booking_login: str, state: State
) -> None:
    facts = replace(READY, referrals=(), waivers=(waiver,))
    subject = replace(SUBJECT, booking_login=booking_login)

    assert stands("referral", facts, subject)[0] is state


def test_a_diagnosis_is_never_waived() -> None:
    facts = replace(READY, diagnoses=(), waivers=(replace(WAIVER, item="diagnosis"),))

    assert stands("diagnosis", facts)[0] is State.MISSING
    assert not gate.may_be_waived_by("diagnosis", frozenset({Role.MEDICAL_DIRECTOR}), KAP.policy)


def test_what_stops_booking_and_what_stops_the_start_are_told_apart() -> None:
    items = readiness(SUBJECT, replace(READY, referrals=(), ride=None), KAP.policy)

    assert [r.code for r in gate.against_booking(items)] == ["referral-missing"]
    assert [r.code for r in gate.against_step(items, frozenset({Stop.START}))] == ["ride-missing"]
    assert not gate.is_ready(items)


@pytest.mark.parametrize(
    ("days_ahead", "warned"),
    [(2, ["consent:ketamine-consent"]), (1, ["ride", "consent:ketamine-consent"])],
)
def test_a_ride_is_warned_of_from_the_day_before(days_ahead: int, warned: list[str]) -> None:
    facts = replace(READY, ride=None, papers=(), today=VISIT_DAY - timedelta(days=days_ahead))

    items = readiness(SUBJECT, facts, KAP.policy)

    assert [item.item for item in gate.to_warn_of(items)] == warned
    assert not gate.is_ready(items)


@pytest.mark.parametrize(
    ("today", "state", "code"),
    [
        (VISIT_DAY, State.WAITING, "tick-due"),
        (VISIT_DAY + timedelta(days=7), State.WAITING, "tick-due"),
        (VISIT_DAY + timedelta(days=8), State.MISSING, "tick-late"),
    ],
)
def test_the_monitoring_form_is_due_within_a_week_and_stops_nothing(
    today: date, state: State, code: str
) -> None:
    subject = replace(SUBJECT, type=TYPES["esketamine"], arrived=True)

    item = judged("monitoring-form", replace(READY, today=today), subject)

    assert (item.state, item.reason.code, item.stops) == (state, code, Stop.NOTHING)
