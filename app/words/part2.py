"""What is said of records that 42 CFR Part 2 protects."""

from app.domain.patients import Patient

PART_2 = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
"""The short notice that goes with a disclosure (42 CFR 2.32(a)(2))."""

MARK = "§\u00a0Part\u00a02"
"""Beside a name on papers that stay in the house: a sign and a word, and nothing more."""


def name_on_paper(patient: Patient) -> str:
    """A patient's name as papers of the house have it, marked when Part 2 protects the record."""
    return f"{patient.listed} {MARK}" if patient.part2 else patient.listed
