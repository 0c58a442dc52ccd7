"""Patients as rows of a list: name, date of birth, phone, so that nobody takes the wrong one."""

from datetime import date

from app import words
from app.domain.patients import Patient
from app.ui.common.lists import Row
from app.use_cases.phones import shown_phone
from app.words.tongue import tr


def identity(patient: Patient) -> str:
    """What tells two people of one name apart."""
    parts = (words.short_day(patient.born), shown_phone(patient.phone), patient.chart)
    return "  ·  ".join(part for part in parts if part)


def patient_row(patient: Patient) -> Row:
    """A patient as a row."""
    preferred = f"  “{patient.preferred}”" if patient.preferred else ""
    language = patient.language.upper() if patient.language != "en" else ""
    return Row(
        value=patient.id,
        title=patient.listed + preferred,
        detail=identity(patient),
        side=language,
    )


def introduction(patient: Patient, today: date) -> str:
    """The line under the name on the card."""
    born = words.short_day(patient.born)
    age = tr("{born}, {age} years", born=born, age=patient.age_on(today))
    parts = (
        age,
        patient.pronouns,
        shown_phone(patient.phone),
        tr("chart {chart}", chart=patient.chart),
    )
    return "  ·  ".join(part for part in parts if part)
