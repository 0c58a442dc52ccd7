"""What the search for patients reads, kept true whenever a patient's names or telephones change."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    bindparam,
    delete,
    exists,
    insert,
    select,
)

from app.domain.names import insides, names_of, sound
from app.domain.patients import Patient
from app.storage import tables
from app.storage.rows import pieces

WORD = tables.patient_word.c
PHONE = tables.patient_phone.c
KNOWN = tables.name_word.c
INSIDE = tables.name_inside.c


def digits(text: str) -> str:
    """The digits of a text."""
    return re.sub(r"\D", "", text)


def put(connection: Connection, patients: Sequence[Patient]) -> None:
    """Have patients found by every name and every telephone number."""
    names = {patient.id: names_of(patient) for patient in patients}
    _keep(
        connection,
        tables.patient_word,
        (
            {"word": word, "names": each, "patient": number}
            for number, each in names.items()
            for word in each.split()
        ),
    )
    _keep(
        connection,
        tables.patient_phone,
        (
            {"reversed": number, "patient": patient.id}
            for patient in patients
            for number in _numbers(patient)
        ),
    )
    words = {word for each in names.values() for word in each.split()}
    new = words - _chosen(connection, select(KNOWN.word), KNOWN.word, words)
    _keep(connection, tables.name_word, ({"word": word, "sound": sound(word)} for word in new))
    within = ({"inside": inside, "word": word} for word in new for inside in insides(word))
    _keep(connection, tables.name_inside, within)


def take_out(connection: Connection, patients: Sequence[Patient]) -> None:
    """Have patients found no more by the names and numbers of before."""
    names = {patient.id: names_of(patient) for patient in patients}
    words = [
        {"a": word, "b": each, "c": number}
        for number, each in names.items()
        for word in each.split()
    ]
    mine = (WORD.word == bindparam("a"), WORD.names == bindparam("b"))
    _drop(connection, tables.patient_word, words, *mine, WORD.patient == bindparam("c"))
    numbers = [
        {"a": number, "b": patient.id} for patient in patients for number in _numbers(patient)
    ]
    mine = (PHONE.reversed == bindparam("a"), PHONE.patient == bindparam("b"))
    _drop(connection, tables.patient_phone, numbers, *mine)
    before = {str(each["a"]) for each in words}
    borne = select(KNOWN.word).where(exists().where(WORD.word == KNOWN.word))
    gone = before - _chosen(connection, borne, KNOWN.word, before)
    within = [{"a": inside, "b": word} for word in gone for inside in insides(word)]
    mine = (INSIDE.inside == bindparam("a"), INSIDE.word == bindparam("b"))
    _drop(connection, tables.name_inside, within, *mine)
    _drop(
        connection, tables.name_word, [{"a": word} for word in gone], KNOWN.word == bindparam("a")
    )


def _chosen(
    connection: Connection, query: Select[Any], column: ColumnElement[str], words: Iterable[str]
) -> set[str]:
    """Of these words, those that a query finds in a column."""
    found: set[str] = set()
    for some in pieces(words):
        found.update(connection.execute(query.where(column.in_(some))).scalars())
    return found


def _numbers(patient: Patient) -> set[str]:
    found = {digits(phone.number)[::-1] for phone in patient.phones}
    return found - {""}


def _keep(connection: Connection, table: Table, rows: Iterable[Mapping[str, object]]) -> None:
    found = [dict(row) for row in rows]
    if found:
        connection.execute(insert(table), found)


def _drop(
    connection: Connection,
    table: Table,
    rows: Sequence[Mapping[str, object]],
    *where: ColumnElement[bool],
) -> None:
    if rows:
        connection.execute(delete(table).where(*where), rows)
