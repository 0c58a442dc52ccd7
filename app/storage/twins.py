"""Who may be entered twice: found by birth date and by telephone, never by reading everybody."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import NamedTuple

from rapidfuzz import fuzz, process
from sqlalchemy import Connection, and_, delete, func, insert, or_, select

from app.domain.merges import Pair, ToldApart, pair_of
from app.storage import tables
from app.storage.journal import Journal
from app.storage.merges import Merges
from app.storage.rows import Rows, pieces
from app.storage.visible import VISIBLE, seen

PATIENT = tables.patient.c
PHONE = tables.patient_phone.c
TOLD = Rows(tables.told_apart, ToldApart)
APART = tables.told_apart.c

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

    def __init__(self, connection: Connection, journal: Journal, merges: Merges) -> None:
        self._connection = connection
        self._journal = journal
        self._merges = merges

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

    def told_apart(self, patients: Iterable[int]) -> frozenset[Pair]:
        """Of whom among these it was said that they are two people, as those who stand."""
        kin = self._merges.kin
        found: set[Pair] = set()
        for some in pieces(sorted(set(self._merges.everybody(patients)))):
            chosen = or_(APART.one.in_(some), APART.other.in_(some))
            for one, other in self._connection.execute(
                select(APART.one, APART.other).where(chosen)
            ):
                found.add(pair_of(kin.survivor(one), kin.survivor(other)))
        return frozenset(found)

    def find_told(self, one: int, other: int) -> ToldApart | None:
        """What was said of two charts, if it was."""
        first, second = pair_of(one, other)
        return TOLD.first(self._connection, APART.one == first, APART.other == second)

    def tell(self, told: ToldApart) -> None:
        """Keep that two charts are of two people."""
        self._connection.execute(insert(tables.told_apart).values(**TOLD.row(told)))
        self._journal.note_setting(told.key, None, told)

    def untell(self, told: ToldApart) -> None:
        """Say of two charts no more that they are of two people."""
        mine = and_(APART.one == told.one, APART.other == told.other)
        self._connection.execute(delete(tables.told_apart).where(mine))
        self._journal.note_setting(told.key, told, None)
