"""A patient's record: everything the desk may write down, and nobody's change lost."""

import json
from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.patients import Contact, Patient, Phone, Representative, reached_at
from app.domain.refusal import Reason, Refused
from app.use_cases.patients import add_patient, edit_patient, find_patients, patient_of_chart
from tests.use_cases.asking import refusal

NEW = Patient(
    given="Thị Lan Anh",
    family="nguyễn  VAN",
    preferred="Lan",
    pronouns="she/her",
    sort_as="Van Nguyen",
    born=date(1990, 1, 31),
    phones=(
        Phone(number="303 555 0142", label="mobile", message=True, text=True),
        Phone(number="+44 20 7946 0123", label="sister"),
        Phone(number="  "),
    ),
    email=" lan@example.org ",
    address="12 Juniper Street\nDenver, CO",
    language="es",
    large_print=True,
    interpreter="Vietnamese",
    emergency=Contact(name="Minh", relation="brother", phone="(303) 555-0143"),
    representative=Representative(
        name="Hoa", authority="health care proxy", proof="copy on file", phone="303.555.0144"
    ),
    alert="Latex",
    notes="Comes by bus.",
)


def test_everything_written_down_is_kept_as_typed_and_numbers_as_they_are_dialled(
    clinic: Clinic,
) -> None:
    kept = add_patient(clinic, NEW)

    assert kept == replace(
        NEW,
        id=kept.id,
        chart=kept.chart,
        email="lan@example.org",
        phones=(
            Phone(number="+13035550142", label="mobile", message=True, text=True),
            Phone(number="+442079460123", label="sister"),
        ),
        emergency=Contact(name="Minh", relation="brother", phone="+13035550143"),
        representative=Representative(
            name="Hoa", authority="health care proxy", proof="copy on file", phone="+13035550144"
        ),
    )
    assert patient_of_chart(clinic, kept.chart) == kept
    assert kept.phone == "+13035550142"


def test_a_name_and_a_date_of_birth_are_enough(clinic: Clinic) -> None:
    kept = add_patient(clinic, Patient(given="Suharto", born=date(1990, 1, 1)))

    assert (kept.listed, kept.phone, kept.version) == ("Suharto", "", 1)


def test_everything_wrong_is_said_at_once(clinic: Clinic, ana: Patient) -> None:
    wrong = Patient(
        given=" ",
        chart=ana.chart,
        born=date(2100, 1, 1),
        phones=(Phone(number="call me"), Phone(number="12")),
        email="nobody",
        emergency=Contact(name="", phone="x"),
        part2=True,
    )

    assert refusal(partial(add_patient, clinic, wrong)) == [
        "patient-phone-unreadable",
        "patient-phone-unreadable",
        "patient-phone-unreadable",
        "patient-name-missing",
        "patient-born-later",
        "patient-email-unreadable",
        "patient-part2-apart",
        "patient-chart-taken",
    ]


def test_a_changed_record_is_found_by_what_it_says_now(clinic: Clinic, ana: Patient) -> None:
    changed = replace(ana, family="Ibáñez", phones=reached_at("720 555 0111"))

    kept = edit_patient(clinic, changed)

    assert kept == replace(changed, phones=reached_at("+17205550111"), version=2)
    assert patient_of_chart(clinic, ana.chart) == kept
    found = [find_patients(clinic, typed) for typed in ("iban", "0111", "romero", "0177")]
    assert found == [(kept,), (kept,), (), ()]


def test_a_name_that_another_patient_bears_too_is_still_found(clinic: Clinic, ana: Patient) -> None:
    other = add_patient(clinic, Patient(given="Pia", family="Romero", born=date(1990, 1, 1)))

    edit_patient(clinic, replace(ana, family="Gil"))

    assert find_patients(clinic, "romero") == (other,)


def test_what_two_desks_change_in_different_fields_is_kept_of_both(
    clinic: Clinic, ana: Patient
) -> None:
    edit_patient(clinic, replace(ana, notes="Rings twice."))

    kept = edit_patient(clinic, replace(ana, alert="Latex"), since=ana)

    assert kept == replace(ana, notes="Rings twice.", alert="Latex", version=3)
    assert patient_of_chart(clinic, ana.chart) == kept


def test_what_two_desks_change_in_the_same_field_is_asked_about(
    clinic: Clinic, ana: Patient
) -> None:
    kept = edit_patient(clinic, replace(ana, alert="Latex", email="", notes="Rings twice."))
    mine = replace(ana, alert="Nuts", pronouns="she/her", notes="Rings twice.")

    with pytest.raises(Refused) as caught:
        edit_patient(clinic, mine, since=ana)

    assert caught.value.reasons == (Reason("both-changed", {"part": "alert", "now": "Latex"}),)
    assert patient_of_chart(clinic, ana.chart) == kept


def test_what_the_other_desk_has_emptied_is_said_to_be(clinic: Clinic, ana: Patient) -> None:
    seen = edit_patient(clinic, replace(ana, alert="Latex"))
    edit_patient(clinic, replace(seen, alert=""))

    again = partial(edit_patient, clinic, replace(seen, alert="Nuts"), since=seen)

    assert refusal(again) == ["both-emptied"]


def test_who_knows_only_the_version_overwrites_nothing_either(clinic: Clinic, ana: Patient) -> None:
    seen = edit_patient(clinic, replace(ana, notes="Rings twice."))
    now = edit_patient(clinic, replace(seen, alert="Latex"))
    old = seen.version

    kept = edit_patient(clinic, replace(now, notes="", version=old))
    again = partial(edit_patient, clinic, replace(kept, alert="Nuts", version=old))

    assert kept == replace(now, notes="", version=4)
    assert refusal(again) == ["both-changed"]


def test_the_audit_has_which_fields_were_changed_and_no_value(clinic: Clinic, ana: Patient) -> None:
    edit_patient(clinic, replace(ana, family="Ibáñez", email="ana@example.org"))

    with clinic.database.reading() as unit:
        entry = next(e for e in reversed(unit.audit.last(9)) if e.act == Act.EDIT_PATIENT)
    assert (entry.patient, json.loads(entry.payload)) == (
        ana.id,
        {"fields": ["family", "email"], "version": 2},
    )


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({"given": "", "family": ""}, ["patient-name-missing"]),
        ({"chart": ""}, ["patient-chart-missing"]),
        ({"part2": True}, ["patient-part2-apart"]),
        ({"email": "a@b"}, ["patient-email-unreadable"]),
    ],
)
def test_a_change_is_looked_at_like_a_new_record(
    clinic: Clinic, ana: Patient, changed: dict[str, object], codes: list[str]
) -> None:
    assert refusal(partial(edit_patient, clinic, replace(ana, **changed))) == codes


def test_a_patient_without_a_chart_number_gets_one_that_nobody_has(
    clinic: Clinic, ana: Patient
) -> None:
    taken = str(int(ana.chart) + 2)
    add_patient(clinic, Patient(given="Pia", born=date(1990, 1, 1), chart=taken))

    assert add_patient(clinic, Patient(given="Ona", born=date(1990, 1, 1))).chart == str(
        int(taken) + 1
    )
