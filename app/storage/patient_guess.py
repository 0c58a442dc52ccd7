"""Who may have been meant when nobody answers: names mistyped or misheard, or a wrong number.

Only words near to what was typed are compared, which indexes of all the words give.
"""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, or_, select

from app.domain.asked import Asked
from app.domain.names import LEAST_INSIDE, sound
from app.domain.resembling import nearest, resemblance
from app.storage.patient_search import (
    INSIDE,
    KNOWN,
    WORD,
    Row,
    begins,
    by_names,
    by_numbers,
)
from app.storage.visible import Query, seen

NEIGHBOURS = 1_000
"""So many words that share a sound, a beginning or three letters are compared at most."""
NEAREST = 8
"""So many words may have been meant by one."""
EACH = 60
"""So many patients with each of them are looked at."""
FIRST_LETTERS = 2


def guess(connection: Connection, asked: Asked, limit: int) -> list[int]:
    """The numbers of the patients who were most likely meant, the likeliest first."""
    if not asked.names:
        return []
    likely: dict[int, tuple[float, str]] = {}
    for told, names, number in _candidates(connection, asked):
        score = resemblance(asked.names, names.split())
        if score:
            likely.setdefault(number, (told - score, names))
    return sorted(likely, key=lambda number: (likely[number], number))[:limit]


def _candidates(connection: Connection, asked: Asked) -> Iterator[Row]:
    """Who may have been meant; who has the number that was typed comes before the rest."""
    if asked.told:
        unnamed = Asked(text="", told=asked.told)
        for *_, names, number in by_numbers(connection, unnamed, EACH * NEAREST):
            yield -1, names, number
        for *_, names, number in by_names(connection, asked.names, EACH, EACH):
            yield 0, names, number
    for names, number in _named_alike(connection, asked.names):
        yield 0, names, number


def _named_alike(connection: Connection, words: Sequence[str]) -> Iterator[tuple[str, int]]:
    near = {word: nearest(word, _neighbours(connection, word), NEAREST) for word in words}
    meant = [word for word in words if near[word]]
    if meant:
        longest = max(meant, key=len)
        rest = [_one_of(near, word) for word in meant if word != longest]
        for each in near[longest]:
            query = select(WORD.names, WORD.patient).where(WORD.word == each, *rest)
            rows = connection.execute(seen(connection, query.order_by(WORD.names).limit(EACH)))
            yield from ((names, number) for names, number in rows)


def _one_of(near: Mapping[str, Sequence[str]], word: str) -> ColumnElement[bool]:
    return or_(*(WORD.names.like(f"% {each} %") for each in near[word]))


def _neighbours(connection: Connection, word: str) -> set[str]:
    """The words that may be this one mistyped: of its sound, its beginning or a part of it."""
    found: set[str] = set()
    for query in _near(word):
        found.update(connection.execute(query.limit(NEIGHBOURS)).scalars())
    return found


def _near(word: str) -> Iterator[Query]:
    yield select(KNOWN.word).where(KNOWN.sound == sound(word))
    yield select(KNOWN.word).where(begins(KNOWN.word, word[:FIRST_LETTERS]))
    for start in range(len(word) - LEAST_INSIDE + 1):
        part = word[start : start + LEAST_INSIDE]
        yield select(KNOWN.word).where(begins(KNOWN.word, part))
        yield select(INSIDE.word).where(begins(INSIDE.inside, part))
