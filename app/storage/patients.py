"""Patients as rows."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Connection, func, insert, select

from app.domain.asked import Asked
from app.domain.names import names_of
from app.domain.patients import Patient
from app.domain.scheduling import Kind
from app.storage import patient_guess, patient_index, patient_search, tables
from app.storage.rows import Rows, new_number
from app.storage.visible import VISIBLE

FIRST_CHART = 10_001
PATIENTS = Rows(tables.patient, Patient)
COLUMNS = tables.patient.c
AT_ONCE = 10_000
"""More numbers than this are too many for one statement."""


class Patients:
    """The patients of a clinic."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, patient: Patient) -> Patient:
        """The patient as kept: with number and chart, able to be held by one visit at a time."""
        kept = PATIENTS.add(
            self._connection,
            replace(patient, chart=patient.chart or self._new_chart()),
            names=names_of(patient),
        )
        patient_index.put(self._connection, [kept])
        self._make_resource(kept.id)
        return kept

    def _new_chart(self) -> str:
        """The next chart number that nobody has."""
        last = select(func.coalesce(func.max(COLUMNS.id), 0))
        chart = FIRST_CHART + self._connection.execute(last).scalar_one()
        while self.has_chart(str(chart)):
            chart += 1
        return str(chart)

    def keep(self, patient: Patient) -> Patient | None:
        """A patient as changed; None when somebody has changed the record since it was read."""
        before = self.get(patient.id)
        if before is None or before.version != patient.version:
            return None
        later = replace(patient, version=patient.version + 1)
        PATIENTS.change(self._connection, later, more={"names": names_of(later)})
        patient_index.take_out(self._connection, [before])
        patient_index.put(self._connection, [later])
        return later

    def _make_resource(self, patient_id: int) -> None:
        held = {"kind": Kind.PATIENT, "name": "", "skills": frozenset[str](), "note": ""}
        row = {"patient": patient_id, **held}
        resource = new_number(self._connection, tables.resource, row)
        self._connection.execute(insert(tables.lane), {"resource": resource, "number": 1})

    def get(self, patient_id: int) -> Patient | None:
        """The patient with a number of the store."""
        return PATIENTS.first(self._connection, COLUMNS.id == patient_id)

    def by_chart(self, chart: str) -> Patient | None:
        """The patient with a chart number."""
        return PATIENTS.first(self._connection, COLUMNS.chart == chart, VISIBLE)

    def has_chart(self, chart: str) -> bool:
        """Whether a chart number is taken, be it by somebody who is not seen yet."""
        query = select(COLUMNS.id).where(COLUMNS.chart == chart)
        return self._connection.execute(query).first() is not None

    def many(self, ids: Iterable[int]) -> dict[int, Patient]:
        """The patients with these numbers."""
        query = PATIENTS.select().where(COLUMNS.id.in_(list(ids)))
        return {patient.id: patient for patient in PATIENTS.all(self._connection, query)}

    def count(self) -> int:
        """How many patients there are."""
        return self._connection.execute(
            select(func.count()).select_from(tables.patient).where(VISIBLE)
        ).scalar_one()

    def find(self, asked: Asked, limit: int) -> tuple[Patient, ...]:
        """The first patients for whom everything asked is true, the best answers first."""
        return self._in_order(patient_search.find(self._connection, asked, limit))

    def guess(self, asked: Asked, limit: int) -> tuple[Patient, ...]:
        """The patients who may have been meant when nobody answers, the likeliest first."""
        return self._in_order(patient_guess.guess(self._connection, asked, limit))

    def _in_order(self, numbers: Sequence[int]) -> tuple[Patient, ...]:
        found: dict[int, Patient] = {}
        for start in range(0, len(numbers), AT_ONCE):
            found |= self.many(numbers[start : start + AT_ONCE])
        return tuple(found[number] for number in numbers)
