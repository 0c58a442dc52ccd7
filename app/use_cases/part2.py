"""42 CFR Part 2: which records it protects, and what goes with them when they leave the clinic.

A diagnosis alone does not make a record one of a substance use disorder program's: a clinician
says so, and nobody else.
"""

from collections.abc import Iterable
from dataclasses import replace

from app import words
from app.clinic import Clinic
from app.documents.letter_values import ScopeStatement
from app.domain.access import Act
from app.domain.patients import Patient
from app.domain.refusal import Reason, refuse
from app.domain.time import wall
from app.use_cases.patients import by_number
from app.use_cases.sheets import letterhead
from app.words.tongue import speaking


def set_part2(clinic: Clinic, patient: int, *, part2: bool) -> Patient:
    """Say whether 42 CFR Part 2 protects a patient's record; only a clinician may."""
    with clinic.writing(Act.SET_PART2) as unit:
        before = by_number(unit, patient)
        unit.note(patient=patient, part2=part2)
        if before.part2 == part2:
            return before
        unit.note(fields=("part2",), version=before.version + 1)
        kept = unit.patients.keep(replace(before, part2=part2))
        if kept is None:
            raise refuse("patient-moved-on")
        return kept


def protected(patients: Iterable[Patient]) -> int:
    """How many of these patients have records that are protected."""
    return len({each.id for each in patients if each.part2})


def warnings(patients: int) -> tuple[Reason, ...]:
    """What is said before something about so many protected patients leaves the clinic."""
    return (Reason("part2-leaves", {"count": patients}),) if patients else ()


def notice(patient: Patient) -> str:
    """What must go with a patient's record wherever it goes; nothing for most."""
    return words.PART_2 if patient.part2 else ""


@speaking("en")
def scope_statement(clinic: Clinic) -> bytes:
    """The statement that goes with a list of several patients, as PDF."""
    from app.documents import make_scope_statement  # noqa: PLC0415 -- slow import

    printed = words.day_time(wall(clinic.now(), clinic.zone))
    return make_scope_statement(ScopeStatement(clinic=letterhead(clinic), printed=printed))
