"""What is said of records that 42 CFR Part 2 protects."""

from app.domain.patients import Patient

PART_2 = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
"""The short notice that goes with a disclosure (42 CFR 2.32(a)(2))."""

MARK = "§\u00a0Part\u00a02"
"""Beside a name on papers that stay in the house: a sign and a word, and nothing more."""


def mark(patient: Patient) -> str:
    """What stands beside a patient on papers of the house; nothing for most."""
    return MARK if patient.part2 else ""


def name_on_paper(patient: Patient) -> str:
    """A patient's name with that mark."""
    return f"{patient.listed} {MARK}" if patient.part2 else patient.listed
