"""Worklists on paper and as tables: all that a row says, and the audit of what left."""

import csv
from dataclasses import replace
from functools import partial

import pytest

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.audit import Outcome
from app.domain.patients import Patient
from app.domain.worklists import Worklist
from app.use_cases.worklist_sheets import (
    HEADS,
    Exported,
    export_visits,
    export_worklist,
    worklist_pdf,
)
from tests.documents.reading_back import page_texts
from tests.small import Small, add_patient
from tests.use_cases.asking import book, refusal


def table(exported: Exported) -> list[dict[str, str]]:
    lines = csv.DictReader(exported.content.decode("utf-8-sig").splitlines())
    return list(lines)


def audited(clinic: Clinic) -> list[str]:
    with clinic.database.reading() as unit:
        rows = [e for e in unit.audit.last(5) if e.act == Act.EXPORT_WORKLIST]
    return [row.payload for row in rows if row.outcome is Outcome.DONE]


def test_each_open_item_of_a_visit_is_a_line(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana, 23, "14:00")

    lines = table(export_worklist(clinic, Worklist.TODAY))

    assert [line["Item"] for line in lines] == [
        "Ride home",
        "Therapy agreement",
        "Ketamine consent",
        "Off-label disclosure",
        "Ride-home agreement",
        "Privacy notice receipt",
        "Emergency contact",
        "Financial agreement",
        "Touch consent",
    ]
    assert lines[0] == {
        "Due": "Mon 23 Nov 2026 at 14:00",
        "Chart": ana.chart,
        "Patient": "Romero Gil, Ana María",
        "Telephone": "(202) 555-0177",
        "Visit": str(view.visit.id),
        "Start": "Mon 23 Nov 2026 at 14:00",
        "Visit type": "Ketamine infusion (IV)",
        "Item": "Ride home",
        "State": "Missing",
        "What is missing": "No adult is named who takes the patient home.",
        "Next action": "Add the ride",
        "Notice": "",
    }
    assert tuple(lines[0]) == HEADS


def test_a_visit_with_nothing_open_has_a_line_too(clinic: Clinic, ana: Patient) -> None:
    book(clinic, ana, 24, kind="preparation")

    lines = table(export_visits(clinic, 2))

    assert [(line["State"], line["Item"], line["Next action"]) for line in lines] == [
        ("Ready", "", "Check in")
    ]


def test_a_name_that_looks_like_a_formula_is_text(clinic: Clinic) -> None:
    patient = add_patient(clinic, "Eve", "=HYPERLINK(A1)")
    book(clinic, patient, 24, hold_until=(23, "17:00"))

    lines = table(export_visits(clinic, 2))

    assert {line["Patient"] for line in lines} == {"'=HYPERLINK(A1), Eve"}


def test_a_protected_record_leaves_with_its_notice(clinic: Clinic, bruno: Patient) -> None:
    with clinic.by_itself().writing(Act.MAKE_CLINIC) as unit:
        unit.patients.keep(replace(bruno, part2=True))
    book(clinic, bruno, 24, hold_until=(23, "17:00"))

    exported = export_visits(clinic, 2)
    (paper,) = page_texts(worklist_pdf(clinic, Worklist.TWO_DAYS))

    notice = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
    assert {line["Notice"] for line in table(exported)} == {notice}
    assert exported.part2 == 1
    assert notice in paper
    assert '"part2":1' in audited(clinic)[0]


@pytest.mark.parametrize(
    "act",
    [
        partial(export_worklist, kind=Worklist.HOLDS),
        partial(export_visits, days=7, only="holds"),
        partial(worklist_pdf, kind=Worklist.HOLDS),
    ],
    ids=["list", "visits", "paper"],
)
def test_what_leaves_is_kept_in_the_audit_without_names(
    clinic: Clinic, bruno: Patient, act: partial[object]
) -> None:
    book(clinic, bruno, 27, hold_until=(25, "17:00"))

    act(clinic)

    (payload,) = audited(clinic)
    assert '"list":"holds"' in payload
    assert "Soto" not in payload


def test_an_auditor_exports_nothing(small: Small, clinic: Clinic) -> None:
    auditor = small.open("audit")

    assert refusal(partial(export_visits, auditor, 7)) == ["not-permitted"]
    auditor.close()


def test_the_paper_says_what_it_is_as_of_when_and_each_row(clinic: Clinic, bruno: Patient) -> None:
    book(clinic, bruno, 27, hold_until=(25, "17:00"))

    (text,) = page_texts(worklist_pdf(clinic, Worklist.HOLDS))

    for said in (
        "Holds",
        "as of Mon 23 Nov 2026 at 09:00: 1 row.",
        "Wed 25 Nov 17:00",
        "Soto, Bruno",
        "IV infusion, Fri 27 Nov 09:00",
        "Missing:",
        "Ask the clinician",
        "Names patients: shred after use",
    ):
        assert said in text
