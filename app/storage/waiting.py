"""The wait list as rows."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection

from app.domain.waiting import WaitEntry
from app.storage import tables
from app.storage.merges import Merges
from app.storage.rows import Rows

ENTRIES = Rows(tables.waiting, WaitEntry)
COLUMNS = tables.waiting.c


class Waiting:
    """Who would come sooner, and when they can."""

    def __init__(self, connection: Connection, merges: Merges) -> None:
        self._connection = connection
        self._merges = merges

    def add(self, entry: WaitEntry) -> WaitEntry:
        """The entry as kept."""
        return ENTRIES.add(self._connection, self._merges.of_standing(entry))

    def keep(self, entry: WaitEntry) -> WaitEntry:
        """An entry as changed."""
        later = replace(entry, version=entry.version + 1)
        ENTRIES.change(self._connection, later)
        return later

    def entry(self, number: int) -> WaitEntry | None:
        """The entry with a number."""
        found = ENTRIES.first(self._connection, COLUMNS.id == number)
        return None if found is None else self._merges.of_standing(found)

    def open(self, patient_ids: Iterable[int] | None = None) -> tuple[WaitEntry, ...]:
        """The entries that nobody has taken off the list, of these patients or of all."""
        query = ENTRIES.select().where(COLUMNS.closed_at.is_(None))
        if patient_ids is not None:
            query = query.where(COLUMNS.patient.in_(self._merges.everybody(patient_ids)))
        ordered = query.order_by(COLUMNS.since, COLUMNS.id)
        return self._merges.standing(ENTRIES.all(self._connection, ordered))
