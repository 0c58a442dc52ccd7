"""The letter that asks a referrer for a referral, pre-filled from what is on file."""

from app import words
from app.clinic import Clinic
from app.documents.letter_values import RequestLetter
from app.documents.values import PatientDetails
from app.domain.access import Act
from app.domain.patients import Patient
from app.domain.records import Referral, ReferralState
from app.domain.refusal import refuse
from app.domain.time import wall
from app.storage.unit import Unit
from app.use_cases.attachments import numbered_referral
from app.use_cases.patients import by_number
from app.use_cases.phones import shown_phone
from app.use_cases.sheets import letterhead
from app.words.tongue import speaking


@speaking("en")
def request_letter(clinic: Clinic, number: int) -> bytes:
    """The letter for a referral that is expected, as PDF; making it is audited."""
    from app.documents import make_request_letter  # noqa: PLC0415 -- slow import

    with clinic.reading(Act.PRINT_REFERRAL_REQUEST) as unit:
        referral = numbered_referral(unit, number)
        unit.note(patient=referral.patient, referral=number)
        if referral.state is not ReferralState.EXPECTED:
            raise refuse("referral-not-expected", number=number)
        letter = _letter(clinic, unit, referral)
    return make_request_letter(letter)


def _letter(clinic: Clinic, unit: Unit, referral: Referral) -> RequestLetter:
    patient = by_number(unit, referral.patient)
    now = wall(clinic.now(), clinic.zone)
    return RequestLetter(
        clinic=letterhead(clinic),
        patient=patient_details(patient),
        to=_addressee(referral),
        day=words.short_day(now.date()),
        due=words.long_day(referral.expected_by) if referral.expected_by else "",
        scope=words.route_word(referral.route) if referral.route else "",
        asked_by=clinic.person.titled,
        part2=patient.part2,
        printed=words.day_time(now),
    )


def patient_details(patient: Patient) -> PatientDetails:
    """What identifies a patient on a letter."""
    born = words.short_day(patient.born)
    return PatientDetails(name=patient.full, born=born, chart=patient.chart)


def _addressee(referral: Referral) -> tuple[str, ...]:
    fax, phone = shown_phone(referral.fax), shown_phone(referral.phone)
    lines = (
        referral.titled,
        referral.practice,
        f"Fax {fax}" if fax else "",
        f"Telephone {phone}" if phone else "",
    )
    return tuple(line for line in lines if line)
