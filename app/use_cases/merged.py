"""The charts that were merged into a patient's, as their card tells of them."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.patients import Patient
from app.storage.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedChart:
    """A chart that is read as a part of another one."""

    patient: Patient
    """Who it was, as they were entered."""
    into: Patient
    """The chart that it was merged into, as it was entered."""
    at: datetime
    by: str
    """Name of whoever merged them."""


def merged_charts(unit: Unit, patient_id: int) -> tuple[MergedChart, ...]:
    """What was merged into a patient's chart, the earliest first."""
    merges = unit.merges.kin.merged_into(patient_id)
    if not merges:
        return ()
    people = unit.patients.alone({each for one in merges for each in (one.patient, one.into)})
    staff = {person.login: person.name for person in unit.staff.all()}
    return tuple(
        MergedChart(
            patient=people[each.patient],
            into=people[each.into],
            at=each.at,
            by=staff.get(each.by, each.by),
        )
        for each in merges
    )
