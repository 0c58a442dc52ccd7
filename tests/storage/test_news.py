"""Hearing of what other programs do at the same clinic."""

from collections.abc import Generator

import pytest

from app.domain.audit import Entry
from app.domain.clinics import Place
from app.storage.database import Database, open_database
from tests.storage.samples import MONDAY


@pytest.fixture
def other(place: Place, database: Database) -> Generator[Database]:
    """The same clinic in another program, which has begun to listen as this one has."""
    opened = open_database(place)
    assert not database.changed_elsewhere()
    assert not opened.changed_elsewhere()
    yield opened
    opened.close()


def act(database: Database, token: str = "mark") -> None:  # noqa: S107 -- a mark, no password
    with database.writing() as unit:
        unit.audit.append(Entry(at=MONDAY, who="desk", act="book-visit", token=token))


def test_what_another_program_does_is_heard_once(database: Database, other: Database) -> None:
    act(other)

    heard = (database.changed_elsewhere(), database.changed_elsewhere())

    assert heard == (True, False)
    assert not other.changed_elsewhere()


def test_what_this_program_does_is_no_news(database: Database, other: Database) -> None:
    act(database)

    assert not database.changed_elsewhere()
    assert other.changed_elsewhere()


def test_both_at_once_are_told_apart(database: Database, other: Database) -> None:
    act(database, "one")
    act(other, "two")
    act(database, "three")

    assert (database.changed_elsewhere(), other.changed_elsewhere()) == (True, True)


def test_reading_elsewhere_is_no_news(database: Database, other: Database) -> None:
    act(other, "")

    assert not database.changed_elsewhere()
