"""42 CFR Part 2: said by clinicians, and sent along with what leaves the clinic."""

from functools import partial

from app.clinic import Clinic
from app.domain.patients import Patient
from app.domain.refusal import Reason
from app.use_cases import part2, referrals
from app.use_cases.patients import see_patient
from app.use_cases.referral_requests import request_letter
from tests.documents.reading_back import page_texts
from tests.small import add_patient
from tests.use_cases.asking import refusal
from tests.use_cases.test_referrals import ASKED


def test_only_a_clinician_says_it_of_a_record(
    clinic: Clinic, doctor: Clinic, bruno: Patient
) -> None:
    assert refusal(partial(part2.set_part2, clinic, bruno.id, part2=True)) == ["not-permitted"]

    part2.set_part2(doctor, bruno.id, part2=True)

    assert see_patient(clinic, bruno.id).patient.part2
    with clinic.database.reading() as unit:
        acts = [entry.act for entry in unit.audit.last(2)]
    assert "set-part2" in acts


def test_the_request_letter_of_a_protected_record_brings_the_scope_of_the_consent(
    clinic: Clinic, doctor: Clinic, bruno: Patient
) -> None:
    asked = referrals.request_referral(clinic, bruno.id, ASKED)
    plain = page_texts(request_letter(clinic, asked.id))

    part2.set_part2(doctor, bruno.id, part2=True)
    letter, scope = page_texts(request_letter(clinic, asked.id))

    assert len(plain) == 1
    assert letter.count("Part 2") == 0
    assert "42 CFR Part 2 prohibits unauthorized use or disclosure" in scope
    assert "Bruno Soto" in scope
    assert "to be approved by its medical director" in scope


def test_what_names_several_patients_warns_of_those_who_are_protected(
    clinic: Clinic, doctor: Clinic, bruno: Patient
) -> None:
    other = add_patient(clinic, "Ida", "Wu")
    part2.set_part2(doctor, other.id, part2=True)

    with clinic.database.reading() as unit:
        both = part2.warning(unit, [bruno.id, other.id])
        one = part2.warning(unit, [bruno.id])

    assert (both, one) == (Reason("part2-leaves", {"count": 1}), None)
    (page,) = page_texts(part2.scope_statement(clinic))
    assert "Scope of the consent" in page
    assert "Ida" not in page
