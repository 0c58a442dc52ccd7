"""Patients as rows."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Connection, func, insert, select

from app.domain.asked import Asked
from app.domain.names import names_of
from app.domain.patients import Patient
from app.domain.scheduling import Kind
from app.storage import patient_guess, patient_index, patient_search, tables
from app.storage.merges import Merges
from app.storage.rows import Rows, new_number
from app.storage.seen import Seen
from app.storage.visible import VISIBLE

FIRST_CHART = 10_001
PATIENTS = Rows(tables.patient, Patient)
COLUMNS = tables.patient.c
AT_ONCE = 10_000
"""More numbers than this are too many for one statement."""


class Patients:
    """The patients of a clinic."""

    def __init__(self, connection: Connection, merges: Merges, touched: set[int]) -> None:
        self._connection = connection
        self._merges = merges
        self._touched = touched
        self._seen = Seen()

    def add(self, patient: Patient) -> Patient:
        """The patient as kept: with number and chart, able to be held by one visit at a time."""
        kept = PATIENTS.add(
            self._connection,
            replace(patient, chart=patient.chart or self._new_chart()),
            names=names_of(patient),
        )
        self._touch(kept.id)
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
        before = self.alone([patient.id]).get(patient.id)
        if before is None or before.version != patient.version:
            return None
        shown = self._protected([before])[0].part2
        part2 = before.part2 if patient.part2 == shown else patient.part2
        later = replace(patient, version=patient.version + 1, part2=part2)
        PATIENTS.change(self._connection, later, more={"names": names_of(later)})
        self._touch(patient.id)
        patient_index.take_out(self._connection, [before])
        patient_index.put(self._connection, [later])
        return later

    def _make_resource(self, patient_id: int) -> None:
        held = {"kind": Kind.PATIENT, "name": "", "skills": frozenset[str](), "note": ""}
        row = {"patient": patient_id, **held}
        resource = new_number(self._connection, tables.resource, row)
        self._connection.execute(insert(tables.lane), {"resource": resource, "number": 1})

    def get(self, patient_id: int) -> Patient | None:
        """The patient with a number of the store; one who was merged is who stands for them."""
        return self.many([patient_id]).get(patient_id)

    def by_chart(self, chart: str) -> Patient | None:
        """The patient with a chart number, an old one too."""
        found = PATIENTS.first(self._connection, COLUMNS.chart == chart, VISIBLE)
        return None if found is None else self.get(found.id)

    def has_chart(self, chart: str) -> bool:
        """Whether a chart number is taken, be it by somebody who is not seen yet."""
        query = select(COLUMNS.id).where(COLUMNS.chart == chart)
        return self._connection.execute(query).first() is not None

    def many(self, ids: Iterable[int]) -> dict[int, Patient]:
        """The patients with these numbers."""
        kin = self._merges.kin
        if not kin:
            return self.alone(ids)
        wanted = list(ids)
        found = self.alone({kin.survivor(each) for each in wanted})
        shown = {each.id: each for each in self._protected(list(found.values()))}
        return {each: shown[kin.survivor(each)] for each in wanted if kin.survivor(each) in shown}

    def alone(self, ids: Iterable[int]) -> dict[int, Patient]:
        """The same as they were entered, whoever stands for them now."""
        wanted = frozenset(ids)

        def read() -> dict[int, Patient]:
            found = PATIENTS.all(self._connection, PATIENTS.among("id"), sorted(wanted))
            return {patient.id: patient for patient in found}

        return self._seen.once(wanted, read)

    def _touch(self, patient: int) -> None:
        """What was read is old now, and the patient's visits are to be judged again."""
        self._seen.forget()
        self._touched.add(patient)

    def alone_by_chart(self, chart: str) -> Patient | None:
        """The patient with a chart number as they were entered."""
        return PATIENTS.first(self._connection, COLUMNS.chart == chart)

    def _protected(self, found: Sequence[Patient]) -> tuple[Patient, ...]:
        """Whatever protects a chart that was merged into theirs protects the whole record."""
        kin = self._merges.kin
        families = {each.id: kin.family(each.id) for each in found}
        merged = [one for family in families.values() for one in family[1:]]
        if not merged:
            return tuple(found)
        flagged = select(COLUMNS.id).where(COLUMNS.id.in_(merged), COLUMNS.part2 == 1)
        part2 = set(self._connection.execute(flagged).scalars())
        return tuple(
            each if part2.isdisjoint(families[each.id]) else replace(each, part2=True)
            for each in found
        )

    def count(self) -> int:
        """How many patients there are."""
        entered = select(func.count()).select_from(tables.patient).where(VISIBLE)
        return self._connection.execute(entered).scalar_one() - len(self._merges.kin.merges)

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
        return tuple({found[number].id: found[number] for number in numbers}.values())
