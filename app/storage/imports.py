"""Imported patients: kept in batches unseen, shown all at once, emptied again when given up."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Table, bindparam, func, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from app.domain.batches import Batch, BatchState
from app.domain.names import names_of
from app.domain.patients import Patient
from app.domain.scheduling import Kind
from app.storage import patient_index, tables
from app.storage.patients import COLUMNS, FIRST_CHART, PATIENTS
from app.storage.rows import ASKED_AT_ONCE, Rows, pieces
from app.storage.visible import VISIBLE

BATCHES = Rows(tables.import_batch, Batch)
BATCH = tables.import_batch.c
PHONES = tables.patient_phone.c
MAPPING = tables.import_mapping.c

NOBODY = date.max
LAST = "\U0010ffff"
"""Date of birth and names of a record that was emptied: behind whatever anybody looks for."""

OWN = frozenset({"patient_word", "patient_phone", "resource"})
"""Tables that have rows of a patient from the first moment on."""


class Imports:
    """The batches of a clinic, and how its tables were read before."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def begin(self, batch: Batch) -> Batch:
        """A batch as kept, with its number."""
        return BATCHES.add(self._connection, batch)

    def keep(self, batch: Batch) -> None:
        """Keep a batch as it is now."""
        BATCHES.change(self._connection, batch)

    def batch(self, number: int) -> Batch | None:
        """The batch with a number."""
        return BATCHES.first(self._connection, BATCH.id == number)

    def batch_of(self, token: str) -> Batch | None:
        """The batch that an act has shown."""
        return BATCHES.first(self._connection, BATCH.token == token)

    def unfinished(self) -> tuple[Batch, ...]:
        """The batches that are being staged, or still to be emptied."""
        open_ones = BATCH.state.in_([BatchState.STAGING, BatchState.GIVEN_UP])
        return BATCHES.all(self._connection, BATCHES.select().where(open_ones).order_by(BATCH.id))

    def stage(self, batch: Batch, patients: Sequence[Patient]) -> Batch:
        """Keep patients whom nobody sees yet; those without a chart number get one."""
        rows = [
            PATIENTS.row(each) | {"names": names_of(each), "batch": batch.id}
            for each in self._charted(patients)
        ]
        numbers = self._added(tables.patient, rows)
        kept = [replace(each, id=n) for each, n in zip(patients, numbers, strict=True)]
        patient_index.put(self._connection, kept)
        self._make_resources(numbers)
        return replace(batch, first=batch.first or min(numbers), last=max(numbers))

    def _added(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> Sequence[int]:
        query = insert(table).returning(table.c.id, sort_by_parameter_order=True)
        return self._connection.execute(query, [dict(row) for row in rows]).scalars().all()

    def _charted(self, patients: Sequence[Patient]) -> list[Patient]:
        last = self._connection.execute(select(func.coalesce(func.max(COLUMNS.id), 0)))
        chart = FIRST_CHART + last.scalar_one()
        given: list[Patient] = []
        bare = sum(not each.chart for each in patients)
        taken = self._taken(str(chart + step) for step in range(2 * bare + ASKED_AT_ONCE))
        for each in patients:
            while not each.chart and str(chart) in taken:
                chart += 1
            given.append(each if each.chart else replace(each, chart=str(chart)))
            chart += not each.chart
        return given

    def _taken(self, charts: Iterable[str]) -> set[str]:
        found: set[str] = set()
        for some in pieces(charts):
            query = select(COLUMNS.chart).where(COLUMNS.chart.in_(some))
            found.update(self._connection.execute(query).scalars())
        return found

    def taken_charts(self, patients: Iterable[Patient]) -> set[str]:
        """The chart numbers of these patients that somebody has already, seen or not."""
        return self._taken(each.chart for each in patients if each.chart)

    def _make_resources(self, patients: Sequence[int]) -> None:
        held = {"kind": Kind.PATIENT, "name": "", "skills": frozenset[str](), "note": ""}
        rows = [{"patient": number, **held} for number in patients]
        resources = self._added(tables.resource, rows)
        lanes = [{"resource": number, "number": 1} for number in resources]
        self._connection.execute(insert(tables.lane), lanes)

    def known(self, people: Sequence[Patient]) -> tuple[Patient, ...]:
        """The patients with whom these people share a chart, a date of birth or a telephone."""
        asked = (
            (COLUMNS.chart, {each.chart for each in people if each.chart}),
            (COLUMNS.born, {each.born for each in people}),
        )
        found: dict[int, Patient] = {}
        for column, values in asked:
            for some in pieces(values):
                self._find(found, column.in_(some))
        numbers = {patient_index.digits(p.number)[::-1] for each in people for p in each.phones}
        for some in pieces(numbers):
            mine = select(PHONES.patient).where(PHONES.reversed.in_(some))
            self._find(found, COLUMNS.id.in_(mine))
        return tuple(found.values())

    def _find(self, found: dict[int, Patient], condition: Any) -> None:  # noqa: ANN401 -- SQL
        query = PATIENTS.select().where(condition, VISIBLE)
        found.update((each.id, each) for each in PATIENTS.all(self._connection, query))

    def members(self, batch: Batch, after: int = 0, limit: int = -1) -> tuple[Patient, ...]:
        """The patients of a batch after a number, in their order."""
        mine = (COLUMNS.id > max(after, batch.first - 1), COLUMNS.id <= batch.last)
        query = PATIENTS.select().where(*mine, COLUMNS.batch == batch.id).order_by(COLUMNS.id)
        return PATIENTS.all(self._connection, query.limit(limit) if limit >= 0 else query)

    def in_use(self, batch: Batch) -> tuple[Patient, ...]:
        """The patients of a batch who have got anything since, or were changed by hand."""
        span = (COLUMNS.id >= batch.first, COLUMNS.id <= batch.last, COLUMNS.batch == batch.id)
        busy = [
            COLUMNS.id.in_(
                select(column).where(column >= batch.first, column <= batch.last).distinct()
            )
            for column in _references()
        ]
        query = PATIENTS.select().where(*span, or_(COLUMNS.version > 1, *busy))
        return PATIENTS.all(self._connection, query.order_by(COLUMNS.id))

    def set_free(self, patients: Iterable[Patient]) -> None:
        """Have these patients stay whatever becomes of their batch."""
        for some in pieces(each.id for each in patients):
            chosen = COLUMNS.id.in_(some)
            self._connection.execute(update(tables.patient).where(chosen).values(batch=None))

    def empty(self, patients: Sequence[Patient]) -> None:
        """Take everything away that was known of these patients; nobody ever sees them."""
        patient_index.take_out(self._connection, patients)
        blank = PATIENTS.row(Patient(given="", born=NOBODY)) | {"names": LAST}
        changed = {name: value for name, value in blank.items() if name != "chart"}
        query = update(tables.patient).where(COLUMNS.id == bindparam("emptied"))
        numbered = [{"emptied": each.id, "unseen": f"~{each.id}"} for each in patients]
        query = query.values(chart=bindparam("unseen"), **changed)
        self._connection.execute(query, numbered)

    def mapping(self, headings: str) -> tuple[str, ...] | None:
        """How a table with these headings was read before."""
        query = select(MAPPING.fields).where(MAPPING.headings == headings)
        return self._connection.execute(query).scalar_one_or_none()

    def keep_mapping(self, headings: str, fields: tuple[str, ...]) -> None:
        """Remember how a table with these headings is read."""
        row = {"headings": headings, "fields": fields}
        on_server = self._connection.dialect.name == "postgresql"
        added = (postgresql if on_server else sqlite).insert(tables.import_mapping).values(row)
        self._connection.execute(
            added.on_conflict_do_update(index_elements=["headings"], set_={"fields": fields})
        )


def _references() -> list[Any]:
    """Every column of another table that names a patient."""
    return [
        column
        for table in tables.metadata.tables.values()
        for column in table.c
        if table.name not in OWN and column.references(COLUMNS.id)
    ]
