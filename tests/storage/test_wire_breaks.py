"""The wire to the server breaks in the middle of things: an act is kept whole, or not at all."""

from collections.abc import Generator
from time import process_time

import pytest

from app.domain.audit import Entry
from app.domain.refusal import Trouble
from app.storage.server import ServerDatabase
from tests.storage.samples import ANA, MONDAY, rows
from tests.storage.test_wire import Told
from tests.wires import Proxy, wire_to

COMMIT = b"COMMIT\0"
INSERT = b"INSERT INTO audit"
POINTS = (b"BEGIN", b"INSERT INTO patient", INSERT, b"pg_notify", COMMIT)
"""Where an act can be when the wire breaks, in the order in which they are said."""


@pytest.fixture
def wire(address: str) -> Generator[Proxy]:
    """The wire to a clinic's server."""
    with wire_to(address) as proxy:
        yield proxy


@pytest.fixture
def far(wire: Proxy) -> Generator[ServerDatabase]:
    """The clinic at the other end of the wire."""
    opened = ServerDatabase(wire.address)
    with opened.reading():
        pass
    yield opened
    opened.close()


@pytest.fixture
def told(far: ServerDatabase) -> Told:
    """What the program is told of the wire."""
    heard = Told()
    far.listen(heard.ears)
    assert heard.next() == "heard"
    return heard


def act(database: ServerDatabase) -> str:
    """An act, and what came of it."""
    try:
        with database.writing() as unit:
            unit.patients.add(ANA)
            unit.audit.append(Entry(at=MONDAY, who="desk", act="add-patient", token="mark"))
    except Trouble as trouble:
        return trouble.reason.code
    return "kept"


def kept(address: str) -> list[object]:
    """How many patients and how many entries of the audit are there."""
    return [
        count
        for table in ("patient", "audit")
        for (count,) in rows(address, f"SELECT count(*) FROM {table}")  # noqa: S608 -- ours
    ]


@pytest.mark.parametrize("point", POINTS)
def test_a_wire_cut_before_a_word_keeps_nothing(
    address: str, wire: Proxy, far: ServerDatabase, point: bytes
) -> None:
    wire.watch(point, before=wire.cut)

    came = act(far)

    assert (came, kept(address)) == ("server-unreachable", [0, 0])
    assert (act(far), kept(address)) == ("kept", [1, 1])


def test_a_commit_whose_answer_is_lost_is_found_to_be_kept(
    address: str, wire: Proxy, far: ServerDatabase
) -> None:
    wire.watch(COMMIT, after=lambda: wire.cut(both=False))

    assert (act(far), kept(address)) == ("kept", [1, 1])


def test_a_commit_that_nobody_can_ask_about_is_settled_once_the_server_is_back(
    address: str, wire: Proxy, far: ServerDatabase, told: Told
) -> None:
    def lose() -> None:
        wire.is_open = False
        wire.cut(both=False)

    wire.watch(COMMIT, after=lose)
    assert act(far) == "outcome-unknown"
    assert told.next() == "lost"
    assert act(far) == "server-unreachable"

    wire.open()

    assert [told.next() for _ in range(3)] == ["settled", "found", "heard"]
    assert [(doubt.kept, doubt.entry.token) for doubt in told.doubts] == [(True, "mark")]
    assert (act(far), kept(address)) == ("kept", [2, 2])


def test_a_commit_that_never_arrived_is_settled_as_not_kept(
    address: str, wire: Proxy, far: ServerDatabase, told: Told
) -> None:
    wire.watch(COMMIT, before=wire.shut)
    assert act(far) == "outcome-unknown"
    assert told.next() == "lost"

    wire.open()

    assert [told.next() for _ in range(3)] == ["settled", "found", "heard"]
    assert ([doubt.kept for doubt in told.doubts], kept(address)) == ([False], [0, 0])


@pytest.mark.parametrize("point", POINTS)
def test_a_cable_that_is_pulled_out_stops_nobody_for_long(
    address: str, wire: Proxy, far: ServerDatabase, told: Told, point: bytes
) -> None:
    wire.watch(point, before=wire.pull)
    came = act(far)
    assert told.next() == "lost"
    began = process_time()
    assert act(far) == "server-unreachable"  # at once: nobody waits for what is known to be gone
    assert process_time() - began < 1

    wire.plug()

    news = [told.next() for _ in range(3 if came == "outcome-unknown" else 2)]
    expected = ["settled", "found", "heard"] if point == COMMIT else ["found", "heard"]
    assert news == expected
    patients, entries = kept(address)
    assert patients == entries == sum(doubt.kept for doubt in told.doubts)
    assert act(far) == "kept"


def test_a_wire_that_is_pulled_while_nobody_works_is_noticed(
    wire: Proxy, far: ServerDatabase, told: Told
) -> None:
    wire.pull()

    assert told.next() == "lost"
    wire.plug()
    assert (told.next(), told.next()) == ("found", "heard")
    assert act(far) == "kept"


def test_what_others_did_meanwhile_is_heard_when_the_server_is_back(
    address: str, wire: Proxy, told: Told
) -> None:
    wire.shut()
    assert told.next() == "lost"
    near = ServerDatabase(address)
    assert act(near) == "kept"
    near.close()
    wire.open()

    assert (told.next(), told.next()) == ("found", "heard")


def test_reading_is_given_up_as_well(wire: Proxy, far: ServerDatabase, told: Told) -> None:
    def read() -> str:
        try:
            with far.reading() as unit:
                return str(unit.patients.count())
        except Trouble as trouble:
            return trouble.reason.code

    wire.watch(b"count(", before=wire.pull)

    assert (read(), told.next()) == ("server-unreachable", "lost")
    wire.plug()
    assert (told.next(), read()) == ("found", "0")
