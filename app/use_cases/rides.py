"""Which visit a ride home is for."""

from collections.abc import Sequence

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.patients import Patient
from app.domain.refusal import refuse
from app.domain.scheduling import STANDING, UNDERWAY, Visit


def visit_for_ride(clinic: Clinic, patient: Patient, visit_id: int | None) -> int:
    """The visit that was named, if it is the patient's; else the only dosing visit to come."""
    with clinic.reading(Act.FIND_PATIENTS) as unit:
        visits = unit.scheduling.visits_of(patient.id)
    if visit_id is None:
        return _only_one(clinic, patient, visits)
    if visit_id not in {visit.id for visit in visits}:
        raise refuse("visit-of-other", visit=visit_id, chart=patient.chart)
    return visit_id


def _only_one(clinic: Clinic, patient: Patient, visits: Sequence[Visit]) -> int:
    types, now = clinic.setup.types, clinic.now()
    coming = [
        visit.id
        for visit in visits
        if types[visit.type].is_dosing
        and (visit.status in UNDERWAY or (visit.status in STANDING and visit.start > now))
    ]
    if not coming:
        raise refuse("ride-no-visit", chart=patient.chart)
    if len(coming) > 1:
        raise refuse("ride-which-visit", chart=patient.chart, known=tuple(map(str, coming)))
    return coming[0]
