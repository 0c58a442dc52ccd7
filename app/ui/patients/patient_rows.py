"""Patients as rows of a list: name, date of birth, phone, so that nobody takes the wrong one."""

from datetime import date

from app import words
from app.domain.patients import Patient
from app.ui.common.lists import Row
from app.use_cases.phones import shown_phone


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
    age = f"{words.short_day(patient.born)}, {patient.age_on(today)} years"
    parts = (age, patient.pronouns, shown_phone(patient.phone), f"chart {patient.chart}")
    return "  ·  ".join(part for part in parts if part)
