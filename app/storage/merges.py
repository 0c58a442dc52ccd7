"""Which charts are read as part of another one, as rows; read once and again when that changes."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, delete, insert, select, true

from app.domain.merges import Kin, Merge, Own
from app.domain.scheduling import Visit
from app.storage import tables
from app.storage.edition import Edition, House
from app.storage.journal import Journal
from app.storage.rows import Rows

MERGES = Rows(tables.merge, Merge)
MERGE = tables.merge.c
RESOURCE = tables.resource.c
LANE = tables.lane.c

Value = TypeVar("Value")
Kept = Any
"""A value with the number of its patient."""


class Merges:
    """Who is read as whom: every repository asks here before it hands out what is a patient's."""

    def __init__(
        self,
        connection: Connection,
        journal: Journal,
        edition: Edition,
        house: House,
        touched: set[int],
    ) -> None:
        self._connection = connection
        self._journal = journal
        self._edition = edition
        self._house = house
        self._touched = touched
        self._mine: tuple[int, Kin] | None = None
        """What this transaction has read since it decided something itself."""

    @property
    def kin(self) -> Kin:
        """Who is read as whom, read again only when something has been decided since."""
        edition = self._edition.now()
        if not self._edition.turned:
            if self._house.kin[0] != edition:
                self._house.kin = edition, self._read()
            return self._house.kin[1]
        if self._mine is None or self._mine[0] != edition:
            self._mine = edition, self._read()
        return self._mine[1]

    def _read(self) -> Kin:
        merges = MERGES.all(self._connection, MERGES.select())
        if not merges:
            return Kin()
        among = select(MERGE.patient).union(select(MERGE.into))
        query = select(RESOURCE.patient, RESOURCE.id, LANE.id).where(
            RESOURCE.patient.in_(among), LANE.resource == RESOURCE.id
        )
        rows = self._connection.execute(query)
        return Kin(merges, {patient: Own(number, lane) for patient, number, lane in rows})

    def add(self, merge: Merge) -> None:
        """Have a patient be read as another one."""
        self._connection.execute(insert(tables.merge).values(**MERGES.row(merge)))
        self._turn(merge)
        self._journal.note_setting(merge.patient, None, merge)

    def remove(self, merge: Merge) -> None:
        """Have a patient be read as themselves again."""
        self._connection.execute(delete(tables.merge).where(MERGE.patient == merge.patient))
        self._turn(merge)
        self._journal.note_setting(merge.patient, merge, None)

    def _turn(self, merge: Merge) -> None:
        """Everybody reads anew who is whom; the visits of both are to be judged again."""
        self._edition.turn()
        self._touched.update((merge.patient, merge.into))

    def find(self, patient: int) -> Merge | None:
        """The merge of a patient, if they were merged into another one."""
        return self.kin.merges.get(patient)

    def standing(self, values: Sequence[Kept]) -> tuple[Kept, ...]:
        """These values, each as one of the patient who stands."""
        kin = self.kin
        return tuple(map(self._standing, values)) if kin else tuple(values)

    def of_standing(self, value: Value) -> Value:
        """A new value, as one of the patient who stands."""
        return self._standing(value) if self.kin else value

    def _standing(self, value: Kept) -> Kept:
        kin = self.kin
        if isinstance(value, Visit):
            return kin.resolved(value)
        stands = kin.survivor(value.patient)
        return value if stands == value.patient else replace(value, patient=stands)

    def alone(self, patient: ColumnElement[int]) -> ColumnElement[bool]:
        """That a row's patient was entered only once, as far as anybody knows."""
        if not self.kin:
            return true()
        return patient.not_in(select(MERGE.patient).union(select(MERGE.into)))

    def everybody(self, patients: Iterable[int]) -> list[int]:
        """Everybody whose rows are read for these patients."""
        return self.kin.everybody(patients)

    def survivors(self, patients: Iterable[int]) -> tuple[int, ...]:
        """Who stands for these patients, each once, in their order."""
        kin = self.kin
        return tuple(dict.fromkeys(map(kin.survivor, patients)))

    def by_patient(
        self, patients: Iterable[Any], values: Iterable[Kept]
    ) -> dict[Any, tuple[Kept, ...]]:
        """The values by the patients that were asked for, None among them, in their order."""
        found = self._grouped(values)
        kin = self.kin
        if not kin:
            return found
        asked = {each: found.get(kin.survivor(each), ()) for each in patients}
        return {patient: mine for patient, mine in asked.items() if mine}

    @staticmethod
    def _grouped(values: Iterable[Kept]) -> dict[int, tuple[Kept, ...]]:
        found: dict[int, list[Kept]] = {}
        for value in values:
            found.setdefault(value.patient, []).append(value)
        return {patient: tuple(mine) for patient, mine in found.items()}
