"""Finding patients, opening a card, adding somebody who calls for the first time."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.attendance import Attendance, attendance
from app.domain.packets import Paper
from app.domain.patients import Patient
from app.domain.records import Clearance, Diagnosis, Referral, Waiver
from app.domain.refusal import Reason, refuse, refuse_if
from app.storage.unit import Unit
from app.use_cases.phones import dialled
from app.use_cases.views import VisitView, view_visits


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A patient's card: who it is, the visits with their readiness, and what is on file."""

    patient: Patient
    visits: tuple[VisitView, ...]
    diagnoses: tuple[Diagnosis, ...]
    referrals: tuple[Referral, ...]
    clearances: tuple[Clearance, ...]
    waivers: tuple[Waiver, ...]
    papers: tuple[Paper, ...]
    attendance: Attendance


def find_patients(clinic: Clinic, text: str = "", limit: int = 20) -> tuple[Patient, ...]:
    """Patients whose name, phone, chart number or birth date answers what was typed."""
    with clinic.reading(Act.FIND_PATIENTS) as unit:
        return unit.patients.find(text, limit)


def by_chart(unit: Unit, chart: str) -> Patient:
    """The patient with a chart number; an unknown one is refused."""
    patient = unit.patients.by_chart(chart.strip())
    if patient is None:
        raise refuse("patient-unknown", chart=chart)
    return patient


def by_number(unit: Unit, patient_id: int) -> Patient:
    """The patient whom the store keeps by a number, inside a door that is open already."""
    patient = unit.patients.get(patient_id)
    if patient is None:
        raise refuse("patient-unknown", chart=str(patient_id))
    return patient


def patient_of_chart(clinic: Clinic, chart: str) -> Patient:
    """The patient with a chart number."""
    with clinic.reading(Act.FIND_PATIENTS) as unit:
        return by_chart(unit, chart)


def patient_of_number(clinic: Clinic, patient_id: int) -> Patient:
    """The patient whom the store keeps by a number."""
    with clinic.reading(Act.FIND_PATIENTS) as unit:
        return by_number(unit, patient_id)


def see_patient(clinic: Clinic, patient_id: int) -> Card:
    """Open a patient's card; that is written to the audit."""
    with clinic.reading(Act.SEE_PATIENT) as unit:
        unit.note(patient=patient_id)
        patient = by_number(unit, patient_id)
        mine = [patient_id]
        views = view_visits(clinic, unit, unit.scheduling.visits_of(patient_id))
        return Card(
            patient=patient,
            visits=views,
            diagnoses=unit.records.diagnoses(mine).get(patient_id, ()),
            referrals=unit.records.referrals(mine).get(patient_id, ()),
            clearances=unit.records.clearances(mine).get(patient_id, ()),
            waivers=unit.records.waivers(mine).get(patient_id, ()),
            papers=unit.packets.papers_of(mine).get(patient_id, ()),
            attendance=attendance((view.visit for view in views), clinic.now()),
        )


def add_patient(clinic: Clinic, wanted: Patient) -> Patient:
    """Keep a new patient; only a name and a date of birth are asked for."""
    with clinic.writing(Act.ADD_PATIENT) as unit:
        refuse_if(_faults(wanted, clinic.today()))
        kept = unit.patients.add(replace(wanted, phone=dialled(wanted.phone)))
        unit.note(patient=kept.id)
        return kept


def _faults(wanted: Patient, today: date) -> Iterator[Reason]:
    if not wanted.given.strip() and not wanted.family.strip():
        yield Reason("patient-name-missing")
    if wanted.born > today:
        yield Reason("patient-born-later", {"born": wanted.born})
