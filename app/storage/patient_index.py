"""What the search for patients reads, kept true whenever a patient's names or telephones change."""

import re
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, Table, delete, exists, insert, select

from app.domain.names import insides, names_of, sound
from app.domain.patients import Patient
from app.storage import tables

WORD = tables.patient_word.c
PHONE = tables.patient_phone.c
KNOWN = tables.name_word.c
INSIDE = tables.name_inside.c


def digits(text: str) -> str:
    """The digits of a text."""
    return re.sub(r"\D", "", text)


def put(connection: Connection, patient: Patient) -> None:
    """Have a patient found by every name and every telephone number."""
    names = names_of(patient)
    words = names.split()
    _keep(
        connection,
        tables.patient_word,
        ({"word": word, "names": names, "patient": patient.id} for word in words),
    )
    _keep(
        connection,
        tables.patient_phone,
        ({"reversed": number, "patient": patient.id} for number in _numbers(patient)),
    )
    known = connection.execute(select(KNOWN.word).where(KNOWN.word.in_(words))).scalars()
    new = set(words).difference(known)
    _keep(connection, tables.name_word, ({"word": word, "sound": sound(word)} for word in new))
    within = ({"inside": inside, "word": word} for word in new for inside in insides(word))
    _keep(connection, tables.name_inside, within)


def take_out(connection: Connection, patient: Patient) -> None:
    """Have a patient found no more by the names and numbers of before."""
    names = names_of(patient)
    words = names.split()
    mine = (WORD.word.in_(words), WORD.names == names, WORD.patient == patient.id)
    connection.execute(delete(tables.patient_word).where(*mine))
    numbers = (PHONE.reversed.in_(_numbers(patient)), PHONE.patient == patient.id)
    connection.execute(delete(tables.patient_phone).where(*numbers))
    borne = exists().where(WORD.word == KNOWN.word)
    query = select(KNOWN.word).where(KNOWN.word.in_(words), ~borne)
    gone = list(connection.execute(query).scalars())
    if gone:
        within = {inside for word in gone for inside in insides(word)}
        connection.execute(
            delete(tables.name_inside).where(INSIDE.inside.in_(within), INSIDE.word.in_(gone))
        )
        connection.execute(delete(tables.name_word).where(KNOWN.word.in_(gone)))


def _numbers(patient: Patient) -> set[str]:
    found = {digits(phone.number)[::-1] for phone in patient.phones}
    return found - {""}


def _keep(connection: Connection, table: Table, rows: Iterable[Mapping[str, object]]) -> None:
    found = [dict(row) for row in rows]
    if found:
        connection.execute(insert(table), found)
