"""What the clinic's letters are made of: plain values, every text ready to print."""

from dataclasses import dataclass

from app.documents.values import ClinicDetails, PatientDetails


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLetter:
    """A letter that asks somebody to refer a patient."""

    clinic: ClinicDetails
    patient: PatientDetails
    to: tuple[str, ...]
    """Name and credential, practice, fax and telephone: a line each."""
    day: str
    due: str
    """By when the letter is needed; empty when no day was named."""
    scope: str = ""
    """The route it is to name; empty when none is asked for."""
    asked_by: str
    printed: str
    part2: bool = False
    """Whether a statement of what the patient agreed to goes with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeStatement:
    """What goes with records that 42 CFR Part 2 protects."""

    clinic: ClinicDetails
    printed: str
    patient: PatientDetails | None = None
    """None when it goes with a list of several patients."""
