"""The search for patients by whatever a caller says: few rows of an index, best first.

Every statement reads a span of an index and stops after so many rows; nothing sorts more than that.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    func,
    literal,
    or_,
    select,
)

from app.domain.asked import LEAST_DIGITS, Asked, Told
from app.domain.names import LEAST_INSIDE, sound
from app.storage import tables
from app.storage.visible import VISIBLE, Query, seen

PATIENT = tables.patient.c
WORD = tables.patient_word.c
PHONE = tables.patient_phone.c
KNOWN = tables.name_word.c
INSIDE = tables.name_inside.c

LAST_LETTER = "\U0010ffff"

CANDIDATES = 200
"""So many answers of one kind are looked at at least, to put the best of them first."""
LOOKED_THROUGH = 4_000
"""So many rows with a number are looked through for a name, and so many families for another."""
MANY = 2_000
"""A word that more patients have than this is not counted further."""
WORDS_ALIKE = 300
"""So many words with the same inside or the same sound are tried."""

Row = tuple[int, str, int]
"""How a patient was found, the least being best, the names, the number."""

Found = tuple[int, int, str, int]
"""The same, with how the words typed are in the names, the least being best."""


def find(connection: Connection, asked: Asked, limit: int) -> list[int]:
    """The numbers of the first patients for whom everything asked is true, the best first."""
    most = max(CANDIDATES, limit)
    if asked.told:
        found = by_numbers(connection, asked, most)
    elif asked.names:
        found = by_names(connection, asked.names, most, limit)
    else:
        query = _patients(0).where(VISIBLE).order_by(PATIENT.names, PATIENT.id).limit(limit)
        found = [(0, *row) for row in _read(connection, query)]
    if asked.text:
        charted = _patients(-1).where(PATIENT.chart == asked.text, VISIBLE)
        found += [(-1, *row) for row in _read(connection, charted)]
    return list(dict.fromkeys(number for *_, number in sorted(found)))[:limit]


def _read(connection: Connection, query: Query) -> list[Row]:
    rows = connection.execute(seen(connection, query)).all()
    return [(kind, names, number) for kind, names, number in rows]


def begins(column: ColumnElement[str], start: str) -> ColumnElement[bool]:
    """That a column begins with a text, as a span of its index."""
    return and_(column >= start, column < start + LAST_LETTER)


# -- by numbers


def by_numbers(connection: Connection, asked: Asked, most: int) -> list[Found]:
    """Those with every number, and with every word of a name."""
    first, *others = asked.told
    more = [*has_words(PATIENT.names, asked.names), *(_is_told(each) for each in others)]
    queries = _told(first, named=bool(asked.names))
    found = [
        each for query in queries for each in _read(connection, query.where(*more).limit(most))
    ]
    return [(kind, _kind(names, asked.names), names, number) for kind, names, number in found]


def _told(told: Told, *, named: bool) -> Iterator[Query]:
    """The patients with a number: a whole one tells more than its end or its beginning."""
    digits = told.digits
    if told.days:
        yield _patients(0).where(PATIENT.born.in_(sorted(told.days)))
    if len(digits) >= LEAST_DIGITS:
        ends = select(PHONE.patient).where(begins(PHONE.reversed, digits[::-1]))
        few = ends.limit(LOOKED_THROUGH).subquery()
        yield _patients(1).join_from(few, tables.patient, few.c.patient == PATIENT.id)
    if digits:
        chart = select(PATIENT.id).where(begins(PATIENT.chart, digits)).order_by(PATIENT.chart)
        few = chart.limit(LOOKED_THROUGH).subquery()
        yield _patients(2).join_from(few, tables.patient, few.c.id == PATIENT.id)
    if named and told.year:
        yield _patients(1).where(_born_in(told.year))


def _is_told(told: Told) -> ColumnElement[bool]:
    ends = select(PHONE.patient).where(begins(PHONE.reversed, told.digits[::-1]))
    ways: list[ColumnElement[bool]] = []
    if told.days:
        ways.append(PATIENT.born.in_(sorted(told.days)))
    if told.year:
        ways.append(_born_in(told.year))
    if len(told.digits) >= LEAST_DIGITS:
        ways.append(PATIENT.id.in_(ends))
    if told.digits:
        ways.append(begins(PATIENT.chart, told.digits))
    return or_(*ways)


def _born_in(year: int) -> ColumnElement[bool]:
    return and_(PATIENT.born >= date(year, 1, 1), PATIENT.born <= date(year, 12, 31))


def _patients(kind: int) -> Query:
    return select(literal(kind), PATIENT.names, PATIENT.id)


# -- by names


def has_words(names: ColumnElement[str], words: Iterable[str]) -> list[ColumnElement[bool]]:
    """That there is a name that begins so, for each of these words."""
    return [names.like(f"% {word}%") for word in words]


def by_names(connection: Connection, words: Sequence[str], most: int, limit: int) -> list[Found]:
    """Those with all the words; when they are few, with what is inside, then what sounds alike."""
    rarest = min(words, key=lambda word: (_how_many(connection, word), -len(word)))
    others = _without(words, rarest)
    found = _ranked(connection, _beginning(rarest, others).limit(most), words)
    if len(found) == most:  # there are more: those with a whole word or of that family go first
        found += _ranked(connection, _whole(rarest, others).limit(most), words)
        for word in words:
            found += _ranked(connection, _family(word, _without(words, word), limit), words)
    if len(found) < limit:
        for query in _within(rarest, others):
            found += _ranked(connection, query.limit(most), words)
    if len(found) < limit and others:
        longest = max(words, key=len)
        query = _alike(longest, _without(words, longest))
        found += _ranked(connection, query.limit(most), words)
    return found


def _without(words: Sequence[str], word: str) -> list[str]:
    return [other for other in words if other != word]


def _how_many(connection: Connection, word: str) -> int:
    few = select(WORD.patient).where(begins(WORD.word, word)).limit(MANY).subquery()
    return connection.execute(select(func.count()).select_from(few)).scalar_one()


def _ranked(connection: Connection, query: Query, words: Sequence[str]) -> list[Found]:
    rows = connection.execute(seen(connection, query)).all()
    return [(0, _kind(names, words), names, number) for names, number in rows]


def _kind(names: str, words: Sequence[str]) -> int:
    """How every word is in the names: whole, as a beginning, inside or only by its sound."""
    ways = (" {} ", " {}", "{}")
    kind = next((n for n, way in enumerate(ways) if all(way.format(w) in names for w in words)), 3)
    first = any(map(names.startswith, (f" {word}" for word in words)))
    return 2 * kind + (not first)


def _beginning(word: str, others: Sequence[str]) -> Query:
    query = select(WORD.names, WORD.patient).where(begins(WORD.word, word))
    return query.where(*has_words(WORD.names, others)).order_by(WORD.word, WORD.names, WORD.patient)


def _whole(word: str, others: Sequence[str]) -> Query:
    rest = [WORD.names.like(f"% {other} %") for other in others]
    query = select(WORD.names, WORD.patient).where(WORD.word == word, *rest)
    return query.order_by(WORD.names, WORD.patient)


def _family(word: str, others: Sequence[str], limit: int) -> Query:
    """The first of those whose family begins with the word."""
    query = select(PATIENT.names, PATIENT.id).where(begins(PATIENT.names, f" {word}"))
    few = query.order_by(PATIENT.names, PATIENT.id).limit(LOOKED_THROUGH).subquery()
    return select(few.c.names, few.c.id).where(*has_words(few.c.names, others)).limit(limit)


def _within(word: str, others: Sequence[str]) -> Iterator[Query]:
    """Those in whose names the words are somewhere; short ones only at the beginning."""
    rest = [
        WORD.names.like(f"%{other}%" if len(other) >= LEAST_INSIDE else f"% {other}%")
        for other in others
    ]
    if others:
        yield select(WORD.names, WORD.patient).where(begins(WORD.word, word), *rest)
    if len(word) >= LEAST_INSIDE:
        found = select(INSIDE.word).where(begins(INSIDE.inside, word))
        yield _with_one_of(found.limit(WORDS_ALIKE)).where(*rest)


def _alike(word: str, others: Sequence[str]) -> Query:
    found = select(KNOWN.word).where(KNOWN.sound == sound(word))
    return _with_one_of(found.limit(WORDS_ALIKE)).where(*has_words(WORD.names, others))


def _with_one_of(words: Query) -> Query:
    few = words.subquery()
    both = few.c.word == WORD.word
    return select(WORD.names, WORD.patient).join_from(few, tables.patient_word, both)
