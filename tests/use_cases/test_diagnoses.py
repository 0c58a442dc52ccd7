"""Finding a code, recording a diagnosis, taking one off the file, and who is told what."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import words
from app.clinic import Clinic
from app.domain.access import Act
from app.domain.audit import Outcome
from app.domain.gate import State
from app.domain.judged import DAY_TURNED, Judged, Mark
from app.domain.patients import Patient
from app.domain.records import Diagnosis
from app.domain.refusal import Reason
from app.use_cases.diagnoses import find_codes, record_diagnosis, remove_diagnosis, seen_judged
from app.use_cases.packets import draft_packet
from app.use_cases.patients import see_patient
from app.use_cases.scheduling import judge_wish
from app.words.diagnoses import CONDITIONS
from tests.documents.reading_back import page_texts
from tests.small import NOW, Small
from tests.use_cases.asking import book, refusal

VISIT_DAY = date(2026, 12, 1)
SEVERE = "Major depressive disorder, recurrent severe without psychotic features"


def found(clinic: Clinic, typed: str, on: date | None = None) -> list[str]:
    return [each.code for each in find_codes(clinic, typed, on).codes]


def said(clinic: Clinic, typed: str, on: date | None = None) -> str:
    reason = find_codes(clinic, typed, on).said
    return words.say(reason) if reason else ""


def judged(clinic: Clinic, patient: Patient) -> tuple[State, str]:
    items = judge_wish(clinic, patient.id, "iv-dosing", VISIT_DAY)
    return next((i.state, words.say(i.reason)) for i in items if i.item == "diagnosis")


@pytest.mark.parametrize("typed", ["F33.2", "f332", " f33.2 ", "recurrent severe without"])
def test_a_code_is_found_however_it_is_typed(clinic: Clinic, typed: str) -> None:
    assert found(clinic, typed)[0] == "F33.2"


def test_the_short_list_comes_first_and_then_everything_valid(clinic: Clinic) -> None:
    answers = find_codes(clinic, "social").codes

    assert [(each.code, each.condition) for each in answers[:2]] == [
        ("F40.10", "social-anxiety"),
        ("F40.11", "social-anxiety"),
    ]
    assert [each.short for each in answers] == [True] * 2 + [False] * (len(answers) - 2)
    assert "F80.82" in [each.code for each in answers]


def test_nothing_typed_is_the_short_list(clinic: Clinic) -> None:
    answers = find_codes(clinic).codes

    assert answers[0].code == "F32.0"
    assert all(each.short for each in answers)
    assert answers[-1].only_secondary


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("TRD", "F32.0"),
        ("bipolar depression", "F31.30"),
        ("GAD", "F41.1"),
        ("ptsd", "F43.10"),
        ("ocd", "F42.2"),
        ("alcohol use", "F10.20"),
        ("crps left", "G90.512"),
        ("crps II right", "G56.41"),
        ("fibromyalgia", "M79.7"),
    ],
)
def test_what_clinics_call_it_finds_it(clinic: Clinic, typed: str, first: str) -> None:
    assert found(clinic, typed)[0] == first


def test_three_letters_that_mean_two_things_find_neither(clinic: Clinic) -> None:
    assert {"F40.10", "F40.11"}.isdisjoint(found(clinic, "SAD"))
    assert "SAD" not in " ".join(CONDITIONS.values())


WHO = "“F42.0” is a code of the WHO's ICD-10, not of ICD-10-CM. Meant may be: F42.2 and F42.9."


@pytest.mark.parametrize(
    ("typed", "on", "offered", "sentence"),
    [
        (
            "F42.0",
            None,
            ["F42.2", "F42.9"],
            WHO,
        ),
        ("F99.9", None, ["F99"], "“F99.9” is not an ICD-10-CM code. Near it: F99."),
        (
            "Q51.20",
            None,
            [],
            "“Q51.20” is no longer valid, since 1 Oct 2020. Look for another by its words.",
        ),
        ("F64A", date(2026, 9, 30), [], "“F64.A” is valid from 1 Oct 2026 on, not before."),
        ("F64A", date(2026, 10, 1), ["F64.A"], ""),
        (
            "H81.41",
            None,
            ["H81.4"],
            "“H81.41” is no longer valid, since 1 Oct 2019. In its place: H81.4.",
        ),
        ("D69.1", date(2026, 9, 30), ["D69.1"], ""),
        ("D69.1", date(2026, 10, 1), ["D69.11", "D69.19"], ""),
        ("F42", date(2016, 9, 30), ["F42"], ""),
        ("F32A", date(2021, 9, 30), [], "“F32.A” is valid from 1 Oct 2021 on, not before."),
        ("U99.9", None, [], "“U99.9” is not an ICD-10-CM code."),
    ],
)
def test_a_code_that_is_not_valid_is_answered_with_those_that_are(
    clinic: Clinic, typed: str, on: date | None, offered: list[str], sentence: str
) -> None:
    assert (found(clinic, typed, on), said(clinic, typed, on)) == (offered, sentence)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(typed=st.text(max_size=12) | st.from_regex(r"[A-Za-z]\d[0-9A-Za-z]?\.?[0-9A-Za-z]{0,4}"))
def test_whatever_is_typed_each_answer_stands_once_and_the_short_list_first(
    clinic: Clinic, typed: str
) -> None:
    answers = find_codes(clinic, typed, limit=20).codes

    codes = [each.code for each in answers]
    assert len(set(codes)) == len(codes)
    own = [each.short for each in answers]
    assert own == sorted(own, reverse=True)


def test_a_diagnosis_keeps_who_recorded_it_and_when(doctor: Clinic, bruno: Patient) -> None:
    trials = "sertraline 200 mg, bupropion 300 mg"

    kept = record_diagnosis(
        doctor, bruno.id, "f332", date(2026, 11, 20), resistant=True, trials=f" {trials} "
    )

    assert replace(kept, id=0) == Diagnosis(
        patient=bruno.id,
        code="F33.2",
        title=SEVERE,
        condition="depression",
        made_on=date(2026, 11, 20),
        made_by="Dr. Miriam Hale, MD",
        recorded_at=NOW,
        resistant=True,
        trials=trials,
    )
    assert see_patient(doctor, bruno.id).diagnoses == (kept,)
    assert judged(doctor, bruno) == (
        State.MET,
        f"F33.2 {SEVERE}, recorded by Dr. Miriam Hale, MD on 20 Nov 2026.",
    )


BAD: list[tuple[Callable[[Clinic, int], object], list[str]]] = [
    (lambda c, p: record_diagnosis(c, p, "F42.0"), ["code-of-who"]),
    (lambda c, p: record_diagnosis(c, p, "F33"), ["code-not-billable"]),
    (lambda c, p: record_diagnosis(c, p, "Z99"), ["code-not-billable"]),
    (lambda c, p: record_diagnosis(c, p, "D69.1"), ["code-retired"]),
    (lambda c, p: record_diagnosis(c, p, "Q51.20"), ["code-retired-alone"]),
    (lambda c, p: record_diagnosis(c, p, "F99.9"), ["code-unknown-near"]),
    (lambda c, p: record_diagnosis(c, p, ""), ["code-unknown"]),
    (lambda c, p: record_diagnosis(c, p, "depression"), ["code-unknown"]),
    (lambda c, p: record_diagnosis(c, p, "R45.851"), ["code-secondary"]),
    (lambda c, p: record_diagnosis(c, p, "R45.851", secondary=True), ["code-secondary-alone"]),
    (lambda c, p: record_diagnosis(c, p, "F33.2", date(2026, 11, 24)), ["diagnosis-later"]),
    (lambda c, p: record_diagnosis(c, p, "F43.12", resistant=True), ["resistant-not-depression"]),
    (lambda c, p: record_diagnosis(c, p, "F33.2", trials="lithium"), ["trials-alone"]),
    (lambda c, _: remove_diagnosis(c, 99, "slip"), ["diagnosis-unknown"]),
]


@pytest.mark.parametrize(("act", "codes"), BAD)
def test_what_cannot_be_recorded_is_refused_and_not_kept(
    doctor: Clinic, bruno: Patient, act: Callable[[Clinic, int], object], codes: list[str]
) -> None:
    assert refusal(partial(act, doctor, bruno.id)) == codes
    assert see_patient(doctor, bruno.id).diagnoses == ()


def test_a_code_newer_than_the_shipped_table_is_not_refused(small: Small, bruno: Patient) -> None:
    later = replace(small, clock=lambda: NOW.replace(year=2028)).open("hale")

    kept = record_diagnosis(later, bruno.id, "F33.A1")

    assert (kept.code, kept.title) == ("F33.A1", "")
    assert said(later, "F33.A1").startswith("The codes known here are those in force until")
    later.close()


def test_a_symptom_stands_beside_the_disorder(doctor: Clinic, bruno: Patient) -> None:
    record_diagnosis(doctor, bruno.id, "F33.2")

    symptom = record_diagnosis(doctor, bruno.id, "R45.851", secondary=True)

    assert (symptom.secondary, symptom.title) == (True, "Suicidal ideations")
    assert judged(doctor, bruno)[1].startswith("F33.2 ")


def test_a_removed_diagnosis_stays_with_who_and_why_and_opens_nothing(
    doctor: Clinic, bruno: Patient
) -> None:
    kept = record_diagnosis(doctor, bruno.id, "F33.2")
    needless = refusal(partial(remove_diagnosis, doctor, kept.id, " "))

    removed = remove_diagnosis(doctor, kept.id, " recorded for somebody else ")

    assert needless == ["diagnosis-needs-why"]
    assert removed == replace(
        kept,
        removed_at=NOW,
        removed_by="Dr. Miriam Hale, MD",
        removed_why="recorded for somebody else",
    )
    assert see_patient(doctor, bruno.id).diagnoses == (removed,)
    assert judged(doctor, bruno)[0] is State.MISSING
    assert refusal(partial(remove_diagnosis, doctor, kept.id, "again")) == ["diagnosis-gone"]


def test_the_front_desk_neither_records_nor_removes(
    clinic: Clinic, doctor: Clinic, bruno: Patient
) -> None:
    kept = record_diagnosis(doctor, bruno.id, "F33.2")

    recorded = refusal(partial(record_diagnosis, clinic, bruno.id, "F33.1"))
    removed = refusal(partial(remove_diagnosis, clinic, kept.id, "why not"))

    assert (recorded, removed) == (["not-permitted"], ["not-permitted"])
    with doctor.database.reading() as unit:
        acts = [(entry.who, entry.act, entry.outcome) for entry in unit.audit.last(2)]
    assert sorted(acts) == [
        ("desk", Act.RECORD_DIAGNOSIS, Outcome.REFUSED),
        ("desk", Act.REMOVE_DIAGNOSIS, Outcome.REFUSED),
    ]


def test_a_removal_is_in_the_audit_without_its_words(doctor: Clinic, bruno: Patient) -> None:
    kept = record_diagnosis(doctor, bruno.id, "F33.2")

    remove_diagnosis(doctor, kept.id, "was for Bruno's brother")

    with doctor.database.reading() as unit:
        (entry,) = unit.audit.last(1)
    assert (entry.act, entry.patient) == (Act.REMOVE_DIAGNOSIS, bruno.id)
    assert entry.payload == f'{{"diagnosis":{kept.id}}}'


def hide_condition(clinic: Clinic) -> None:
    """Let the clinic's policy say that the front desk is told no condition."""
    policy = clinic.setup.policy
    hidden = replace(policy, version=policy.version + 1, desk_sees_condition=False)
    with clinic.by_itself().writing(Act.EDIT_SETTINGS) as unit:
        unit.settings.keep_policy(hidden, NOW, "test")


def test_the_front_desk_is_told_the_plain_name_as_the_clinic_allows(
    clinic: Clinic, doctor: Clinic, bruno: Patient
) -> None:
    record_diagnosis(doctor, bruno.id, "F33.2", resistant=True, trials="sertraline")
    record_diagnosis(doctor, bruno.id, "R45.851", secondary=True)

    named = [words.diagnosis_told(each) for each in see_patient(clinic, bruno.id).diagnoses]
    sentences = [judged(clinic, bruno)[1]]
    hide_condition(clinic)
    unnamed = [words.diagnosis_told(each) for each in see_patient(clinic, bruno.id).diagnoses]
    sentences.append(judged(clinic, bruno)[1])

    assert (named, unnamed) == (["Depression"], ["Diagnosis on file"])
    assert sentences == [
        "Depression, recorded by Dr. Miriam Hale, MD on 23 Nov 2026.",
        "A diagnosis, recorded by Dr. Miriam Hale, MD on 23 Nov 2026.",
    ]
    assert [words.diagnosis_told(each) for each in see_patient(doctor, bruno.id).diagnoses] == [
        f"F33.2 {SEVERE}, treatment-resistant",
        "R45.851 Suicidal ideations, secondary",
    ]


def test_what_a_visit_lost_is_told_to_the_desk_without_the_code(
    clinic: Clinic, doctor: Clinic
) -> None:
    facts = {"diagnosis": f"F32.8 {SEVERE}", "code": "F32.8", "condition": "depression"}
    lost = Mark(
        item="diagnosis", reason=Reason("diagnosis-met", facts), since=NOW, cause=DAY_TURNED
    )
    kept = Judged(
        visit=1, states={}, day=VISIT_DAY, policy=1, house=1, basis="1.x", marks=(lost,), since=NOW
    )

    desk, whole = seen_judged(clinic, kept), seen_judged(doctor, kept)

    assert whole == kept
    assert desk is not None
    assert [(mark.item, mark.since) for mark in desk.marks] == [("diagnosis", NOW)]
    assert [dict(mark.reason.facts) for mark in desk.marks] == [
        {"diagnosis": "depression", "condition": "depression"}
    ]


def test_a_removed_diagnosis_is_not_told_to_the_desk(
    clinic: Clinic, doctor: Clinic, bruno: Patient
) -> None:
    kept = record_diagnosis(doctor, bruno.id, "F33.2")

    remove_diagnosis(doctor, kept.id, "ruled out")

    assert see_patient(clinic, bruno.id).diagnoses == ()


def test_the_cover_for_the_desk_has_no_code_whoever_prints_it(
    clinic: Clinic, doctor: Clinic, ana: Patient
) -> None:
    visit = book(clinic, ana).visit.id

    covers = [page_texts(draft_packet(who, visit).pdf)[0] for who in (clinic, doctor)]

    assert [("Depression, recorded by" in cover, "F33.2" in cover) for cover in covers] == [
        (True, False),
        (True, False),
    ]


def test_a_condition_is_never_torn_apart(clinic: Clinic) -> None:
    answers = [each for each in find_codes(clinic, "anxiety").codes if each.short]

    assert [each.condition for each in answers] == ["anxiety"] * 4 + ["social-anxiety"] * 2
