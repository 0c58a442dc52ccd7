"""Who may be entered twice: found by birth date and by telephone, never by reading everybody."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import NamedTuple

from rapidfuzz import fuzz, process
from sqlalchemy import Connection, func, select

from app.storage import tables
from app.storage.visible import VISIBLE, seen

PATIENT = tables.patient.c
PHONE = tables.patient_phone.c

CROWD = 5_000
"""So many who were born on one day are looked at; only made-up birth dates have more."""
ALIKE = 70.0
"""Below this likeness of all words, of 100, two names are not looked at more closely."""


class Born(NamedTuple):
    """A patient by birth date, with every folded word of the names."""

    born: date
    names: str
    id: int


class Twins:
    """Whom a patient could be mistaken for."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def born_on(self, day: date, names: str, limit: int) -> tuple[int, ...]:
        """Who was born on a day and is called much like this, the most alike first."""
        query = select(PATIENT.id, PATIENT.names).where(PATIENT.born == day, VISIBLE)
        called = dict(self._connection.execute(query.limit(CROWD)).all())
        found = process.extract(
            names, called, scorer=fuzz.token_set_ratio, score_cutoff=ALIKE, limit=limit
        )
        return tuple(number for _, _, number in found)

    def reached_at(self, numbers: Iterable[str], limit: int) -> tuple[int, ...]:
        """Who has one of these telephone numbers, whose digits are given backwards."""
        query = select(PHONE.patient).where(PHONE.reversed.in_(list(numbers)))
        query = seen(self._connection, query.order_by(PHONE.patient).limit(limit))
        found = self._connection.execute(query)
        return tuple(dict.fromkeys(found.scalars()))

    def by_birth(self, after: date, most: int) -> list[tuple[Born, ...]]:
        """Everybody born after a day, day by day, as far as so many rows reach whole days."""
        fields = (PATIENT.born, PATIENT.names, PATIENT.id)
        query = select(*fields).where(PATIENT.born > after, VISIBLE).order_by(*fields).limit(most)
        rows = [Born(*row) for row in self._connection.execute(query)]
        whole = len(rows) < most
        days = [tuple(group) for _, group in groupby(rows, key=lambda row: row.born)]
        return days if whole or len(days) == 1 else days[:-1]

    def sharing(self, after: str, most: int) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """The next telephones that several patients have, and who has them."""
        several = (
            select(PHONE.reversed)
            .where(PHONE.reversed > after)
            .group_by(PHONE.reversed)
            .having(func.count() > 1)
            .order_by(PHONE.reversed)
            .limit(most)
        )
        numbers = list(self._connection.execute(several).scalars())
        query = select(PHONE.reversed, PHONE.patient).where(PHONE.reversed.in_(numbers))
        query = seen(self._connection, query.order_by(PHONE.reversed, PHONE.patient))
        rows = self._connection.execute(query).all()
        groups = groupby(rows, key=lambda row: row[0])
        return tuple((number, tuple(row[1] for row in group)) for number, group in groups)
