"""Hearing of others over the wire, and what a program knows when the wire breaks."""

from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from queue import Queue

import pytest

from app.domain.audit import Entry
from app.domain.ears import Doubt, Ears
from app.storage.database import open_database
from app.storage.server import ServerDatabase
from app.storage.server_wire import CHANNEL
from tests.storage.samples import ANA, MONDAY

SOON = 20
"""Seconds after which a test gives up to wait for what comes in a blink."""


@dataclass
class Told:
    """Everything a program was told, in order."""

    news: "Queue[str]" = field(default_factory=Queue[str])
    doubts: list[Doubt] = field(default_factory=list[Doubt])

    @property
    def ears(self) -> Ears:
        def note(word: str) -> Callable[[], None]:
            return lambda: self.news.put(word)

        def settled(doubt: Doubt) -> None:
            self.doubts.append(doubt)
            self.news.put("settled")

        return Ears(heard=note("heard"), lost=note("lost"), found=note("found"), settled=settled)

    def next(self) -> str:
        return self.news.get(timeout=SOON)


def act(database: ServerDatabase, token: str = "mark") -> None:  # noqa: S107 -- a mark, no password
    with database.writing() as unit:
        unit.patients.add(ANA)
        unit.audit.append(Entry(at=MONDAY, who="desk", act="book-visit", token=token))


@pytest.fixture
def listening(on_server: ServerDatabase) -> Generator[Told]:
    """This program, which has begun to listen."""
    told = Told()
    stop = on_server.listen(told.ears)
    assert told.next() == "heard"  # what was done before it listened
    yield told
    stop()


@pytest.fixture
def other(on_server: ServerDatabase) -> Generator[ServerDatabase]:
    """The same clinic in another program."""
    opened = open_database(on_server.address)
    assert isinstance(opened, ServerDatabase)
    yield opened
    opened.close()


def test_what_another_program_does_is_told(listening: Told, other: ServerDatabase) -> None:
    act(other)

    assert listening.next() == "heard"


def test_what_this_program_does_is_not_told_to_it(
    on_server: ServerDatabase, listening: Told, other: ServerDatabase
) -> None:
    act(on_server)
    act(other, "")  # nobody but the audit
    act(other)

    assert listening.next() == "heard"
    assert listening.news.empty()


def test_nobody_is_told_about_patients(on_server: ServerDatabase, other: ServerDatabase) -> None:
    line = other._connect()  # pyright: ignore[reportPrivateUsage]
    line.execute(f"LISTEN {CHANNEL}".encode())

    act(on_server)

    (news,) = line.notifies(timeout=SOON, stop_after=1)
    line.close()
    assert (len(news.payload), set(news.payload) <= set("0123456789abcdef")) == (32, True)
