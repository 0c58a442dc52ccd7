from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from threading import Thread

import pytest

from app.domain.refusal import Trouble
from app.storage.archive import incoming, place
from app.storage.database import Database, open_database
from app.storage.unit import Unit
from tests.storage.samples import booked, packet_of

PDF = b"%PDF-1.7 what was printed"
DIGEST = sha256(PDF).hexdigest()


def _files(folder: Path) -> list[Path]:
    return sorted((folder / "archive").rglob("*.pdf"))


def _issue(unit: Unit, content: bytes = PDF) -> str:
    digest = unit.archive.put(content)
    unit.packets.add(packet_of(booked(unit), sha256=digest))
    return digest


def test_what_is_put_in_comes_back_byte_for_byte(database: Database) -> None:
    with database.writing() as unit:
        assert _issue(unit) == DIGEST
        assert unit.archive.get(DIGEST) == PDF

    with database.reading() as unit:
        assert unit.archive.get(DIGEST) == PDF
    assert _files(database.folder) == [place(database.folder, DIGEST)]


def test_what_is_not_kept_leaves_no_file(database: Database) -> None:
    def act() -> None:
        with database.writing() as unit:
            _issue(unit)
            raise KeyError

    with pytest.raises(KeyError):
        act()

    assert _files(database.folder) == []


def test_the_same_content_lies_there_once(database: Database) -> None:
    for _ in range(2):
        with database.writing() as unit:
            unit.archive.put(PDF)
            unit.archive.put(PDF)

    assert _files(database.folder) == [place(database.folder, DIGEST)]


def test_a_second_act_that_is_not_kept_leaves_the_first_ones_file(database: Database) -> None:
    def act() -> None:
        with database.writing() as unit:
            unit.archive.put(PDF)
            raise KeyError

    with database.writing() as unit:
        _issue(unit)
    with pytest.raises(KeyError):
        act()

    with database.reading() as unit:
        assert unit.archive.get(DIGEST) == PDF


def test_only_a_writing_transaction_puts_files_in(database: Database) -> None:
    with database.reading() as unit, pytest.raises(RuntimeError):
        unit.archive.put(PDF)


def test_a_file_left_waiting_is_moved_when_a_packet_names_it(folder: Path) -> None:
    database = open_database(folder)
    with database.writing() as unit:
        _issue(unit)
    database.close()
    place(folder, DIGEST).rename(incoming(folder, DIGEST))  # as if stopped right after the commit

    database = open_database(folder)

    assert _files(folder) == [place(folder, DIGEST)]
    with database.reading() as unit:
        assert unit.archive.get(DIGEST) == PDF
    database.close()


def test_a_file_left_waiting_that_no_packet_names_is_removed(folder: Path) -> None:
    incoming(folder, DIGEST).write_bytes(PDF)
    incoming(folder, "ab" * 32).write_bytes(b"half a fi")

    open_database(folder).close()

    assert _files(folder) == []


def test_opening_again_does_not_take_a_file_from_an_act_under_way(database: Database) -> None:
    opening = Thread(target=lambda: open_database(database.folder).close())
    with database.writing() as unit:
        digest = unit.archive.put(PDF)
        opening.start()
        unit.packets.add(packet_of(booked(unit), sha256=digest))
    opening.join()

    with database.reading() as unit:
        assert unit.archive.get(DIGEST) == PDF


def test_a_kept_act_stays_kept_when_its_file_cannot_be_moved(database: Database) -> None:
    blocked = place(database.folder, DIGEST).parent
    blocked.write_text("a file where the folder should be")

    with database.writing() as unit:
        _issue(unit)

    with database.reading() as unit:
        assert unit.archive.get(DIGEST) == PDF
    blocked.unlink()
    open_database(database.folder).close()
    assert _files(database.folder) == [place(database.folder, DIGEST)]


CHANGES: tuple[tuple[Callable[[Path], object], str], ...] = (
    (lambda path: path.write_bytes(PDF[:-1]), "archive-damaged"),
    (lambda path: path.write_bytes(PDF + b"\n"), "archive-damaged"),
    (lambda path: path.unlink(), "archive-missing"),
)


@pytest.mark.parametrize(("change", "code"), CHANGES)
def test_a_file_that_is_not_as_it_was_is_never_handed_out(
    database: Database, change: Callable[[Path], object], code: str
) -> None:
    with database.writing() as unit:
        _issue(unit)
    change(place(database.folder, DIGEST))

    with database.reading() as unit, pytest.raises(Trouble, match=code):
        unit.archive.get(DIGEST)


@pytest.mark.parametrize("name", ["", "../clinic", "A" * 64, "../" * 21 + "x"])
def test_only_a_hash_names_a_file(database: Database, name: str) -> None:
    with database.reading() as unit, pytest.raises(Trouble, match="archive-missing"):
        unit.archive.get(name)
