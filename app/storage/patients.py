"""Patients as rows, and the search by any part of what a caller says."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from sqlalchemy import ColumnElement, Connection, and_, func, insert, or_, select

from app.domain.names import fold, names_of, parts
from app.domain.patients import Patient
from app.domain.scheduling import Kind
from app.storage import patient_index, tables
from app.storage.patient_index import digits
from app.storage.rows import Rows, new_number
from app.storage.seen import Seen

FIRST_CHART = 10_001
PATIENTS = Rows(tables.patient, Patient)
COLUMNS = tables.patient.c
WORDS = tables.patient_word.c
PHONES = tables.patient_phone.c
IN_ORDER = (COLUMNS.names, COLUMNS.id)

LEAST_DIGITS = 3
"""Fewer digits at the end of a telephone number tell nobody apart."""
WHOLE_NUMBER = 7
"""As many digits with spaces and brackets between them are one telephone number."""
LAST_LETTER = "\U0010ffff"


class Patients:
    """The patients of a clinic."""

    def __init__(self, connection: Connection, touched: set[int]) -> None:
        self._connection = connection
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
        patient_index.put(self._connection, kept)
        self._make_resource(kept.id)
        return kept

    def _new_chart(self) -> str:
        """The next chart number that nobody has."""
        last = select(func.coalesce(func.max(COLUMNS.id), 0))
        chart = FIRST_CHART + self._connection.execute(last).scalar_one()
        while self.by_chart(str(chart)) is not None:
            chart += 1
        return str(chart)

    def keep(self, patient: Patient) -> Patient | None:
        """A patient as changed; None when somebody has changed the record since it was read."""
        before = self.get(patient.id)
        if before is None or before.version != patient.version:
            return None
        later = replace(patient, version=patient.version + 1)
        PATIENTS.change(self._connection, later, more={"names": names_of(later)})
        self._touch(patient.id)
        patient_index.take_out(self._connection, before)
        patient_index.put(self._connection, later)
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
        return PATIENTS.first(self._connection, COLUMNS.chart == chart)

    def many(self, ids: Iterable[int]) -> dict[int, Patient]:
        """The patients with these numbers."""
        wanted = frozenset(ids)
        query = PATIENTS.select().where(COLUMNS.id.in_(sorted(wanted)))

        def read() -> dict[int, Patient]:
            return {patient.id: patient for patient in PATIENTS.all(self._connection, query)}

        return self._seen.once(wanted, read)

    def _touch(self, patient: int) -> None:
        """What was read is old now, and the patient's visits are to be judged again."""
        self._seen.forget()
        self._touched.add(patient)

    def count(self) -> int:
        """How many patients there are."""
        return self._connection.execute(
            select(func.count()).select_from(tables.patient)
        ).scalar_one()

    def find(self, text: str, limit: int) -> tuple[Patient, ...]:
        """The first patients by name for whom everything typed is true."""
        query = PATIENTS.select().where(*_conditions(text)).order_by(*IN_ORDER).limit(limit)
        return PATIENTS.all(self._connection, query)


def _conditions(text: str) -> Iterator[ColumnElement[bool]]:
    number = digits(text)
    if len(number) >= WHOLE_NUMBER and re.fullmatch(r"[\d\s()+.-]+", text) and not _day(text):
        yield _dialled(number)
        return
    for typed in fold(text).split():
        yield from _condition(typed)


def _condition(typed: str) -> Iterator[ColumnElement[bool]]:
    day = _day(typed)
    if day:
        yield COLUMNS.born == day
        return
    if re.fullmatch(r"[\d()+.-]*\d[\d()+.-]*", typed):
        yield _numbered(digits(typed))
        return
    for part in parts(typed):
        mine = select(WORDS.patient).where(_begins(WORDS.word, part))
        yield COLUMNS.id.in_(mine)


def _numbered(number: str) -> ColumnElement[bool]:
    chart = _begins(COLUMNS.chart, number)
    return chart if len(number) < LEAST_DIGITS else or_(chart, _dialled(number))


def _dialled(number: str) -> ColumnElement[bool]:
    """That one of the telephone numbers ends in these digits."""
    return COLUMNS.id.in_(select(PHONES.patient).where(_begins(PHONES.reversed, number[::-1])))


def _begins(column: ColumnElement[str], start: str) -> ColumnElement[bool]:
    """That a column begins with a text, as a span of its index."""
    return and_(column >= start, column < start + LAST_LETTER)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()) if "-" in text else None
    except ValueError:
        return None
