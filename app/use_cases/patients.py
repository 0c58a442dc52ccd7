"""Finding patients, opening a card, adding somebody who calls first, changing a record."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.asked import read_asked
from app.domain.attendance import Attendance, attendance
from app.domain.both import Met, against_both, changed, meet
from app.domain.packets import Paper
from app.domain.patients import Patient
from app.domain.records import Clearance, Diagnosis, Referral, Tick, Waiver
from app.domain.refusal import Reason, gathered, refuse, refuse_if
from app.storage.unit import Unit
from app.use_cases.diagnoses import seen
from app.use_cases.merged import MergedChart, merged_charts
from app.use_cases.phones import dialled
from app.use_cases.views import VisitView, view_visits

EDITS = (Act.EDIT_PATIENT.value, Act.SET_PART2.value)
"""The acts that change a record."""

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A patient's card: who it is, the visits with their readiness, and what is on file."""

    patient: Patient
    visits: tuple[VisitView, ...]
    diagnoses: tuple[Diagnosis, ...]
    """As the signed-in person is told of them."""
    referrals: tuple[Referral, ...]
    clearances: tuple[Clearance, ...]
    ticks: tuple[Tick, ...]
    """What was done or seen and counts for more than one visit."""
    waivers: tuple[Waiver, ...]
    papers: tuple[Paper, ...]
    attendance: Attendance
    merged: tuple[MergedChart, ...] = ()
    """The charts that were merged into this one."""


def find_patients(clinic: Clinic, text: str = "", limit: int = 20) -> tuple[Patient, ...]:
    """Patients whose name, phone, chart number or birth date answers what was typed."""
    with clinic.reading(Act.FIND_PATIENTS) as unit:
        return unit.patients.find(read_asked(text, clinic.today()), limit)


def did_you_mean(clinic: Clinic, text: str, limit: int = 5) -> tuple[Patient, ...]:
    """Patients who may have been meant when nobody answers what was typed."""
    with clinic.reading(Act.FIND_PATIENTS) as unit:
        return unit.patients.guess(read_asked(text, clinic.today()), limit)


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
            diagnoses=seen(clinic, unit.records.diagnoses(mine).get(patient_id, ())),
            referrals=unit.records.referrals(mine).get(patient_id, ()),
            clearances=unit.records.clearances(mine).get(patient_id, ()),
            ticks=tuple(t for t in unit.records.ticks(mine).get(patient_id, ()) if t.visit is None),
            waivers=unit.records.waivers(mine).get(patient_id, ()),
            papers=unit.packets.papers_of(mine).get(patient_id, ()),
            attendance=attendance((view.visit for view in views), clinic.now()),
            merged=merged_charts(unit, patient_id),
        )


def add_patient(clinic: Clinic, wanted: Patient) -> Patient:
    """Keep a new patient; only a name and a date of birth are asked for."""
    with clinic.writing(Act.ADD_PATIENT) as unit:
        checked, against = _read(wanted)
        refuse_if([*against, *_faults(unit, checked, Patient(given="", born=wanted.born), clinic)])
        kept = unit.patients.add(checked)
        unit.note(patient=kept.id)
        return kept


def edit_patient(clinic: Clinic, wanted: Patient, *, since: Patient | None = None) -> Patient:
    """Keep a patient's record as changed, and what others have changed in it meanwhile.

    `since` is the record as whoever changed it had seen it; without it, what is wanted is the
    record as it is now with something changed, and its version the one that was seen. What both
    have changed is refused, field by field. The audit has which fields were changed, and not what
    stood or stands in them.
    """
    with clinic.writing(Act.EDIT_PATIENT) as unit:
        before = by_number(unit, wanted.id)
        if before.id != wanted.id:  # the chart was merged into another one meanwhile
            raise refuse("patient-moved-on")
        checked, against = _read(wanted)
        met = _met(unit, checked, before) if since is None else meet(since, checked, before)
        refuse_if([*against, *against_both(met, before), *_faults(unit, met.value, before, clinic)])
        fields = changed(before, met.value)
        unit.note(patient=before.id, fields=fields, version=before.version + bool(fields))
        kept = unit.patients.keep(met.value) if fields else before
        if kept is None:
            raise refuse("patient-moved-on")
        return kept


def _met(unit: Unit, wanted: Patient, now: Patient) -> Met[Patient]:
    """The same where only the version is known that was seen: the audit has what came after it."""
    edits = [json.loads(each.payload) for each in unit.audit.of_patient(now.id, EDITS)]
    later = {each["version"]: each["fields"] for each in edits if "version" in each}
    missed = range(wanted.version + 1, now.version + 1)
    if wanted.version > now.version or any(each not in later for each in missed):
        raise refuse("patient-moved-on")
    theirs = tuple(dict.fromkeys(name for each in missed for name in later[each]))
    mine = changed(now, wanted)
    value = replace(wanted, version=now.version)
    return Met(value=value, theirs=theirs, both=tuple(each for each in mine if each in theirs))


def _read(wanted: Patient) -> tuple[Patient, list[Reason]]:
    """The record with its numbers as they are dialled, and what in it cannot be read."""
    against: list[Reason] = []

    def number(typed: str) -> str:
        return gathered(against, partial(dialled, typed), typed)

    told = [phone for phone in wanted.phones if phone.number.strip()]
    emergency, representative = wanted.emergency, wanted.representative
    checked = replace(
        wanted,
        phones=tuple(replace(phone, number=number(phone.number)) for phone in told),
        email=wanted.email.strip(),
        emergency=emergency and replace(emergency, phone=number(emergency.phone)),
        representative=representative
        and replace(representative, phone=number(representative.phone)),
    )
    return checked, against


def _faults(unit: Unit, wanted: Patient, before: Patient, clinic: Clinic) -> Iterator[Reason]:
    if not wanted.given.strip() and not wanted.family.strip():
        yield Reason("patient-name-missing")
    if wanted.born > clinic.today():
        yield Reason("patient-born-later", {"born": wanted.born})
    if wanted.email and not EMAIL.fullmatch(wanted.email):
        yield Reason("patient-email-unreadable", {"email": wanted.email})
    if wanted.part2 != before.part2:
        yield Reason("patient-part2-apart")
    if wanted.chart and wanted.chart != before.chart and unit.patients.has_chart(wanted.chart):
        yield Reason("patient-chart-taken", {"chart": wanted.chart})
    if before.chart and not wanted.chart:
        yield Reason("patient-chart-missing")
