from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from threading import Thread

import pytest

from app.domain.clinics import Place
from app.domain.refusal import Trouble
from app.storage.archive import incoming, place
from app.storage.database import Database, open_database
from app.storage.folder import FolderDatabase
from app.storage.server import ServerDatabase
from app.storage.unit import Unit
from tests.storage.samples import booked, outside, packet_of, rows

PDF = b"%PDF-1.7 what was printed"
DIGEST = sha256(PDF).hexdigest()


def _files(folder: Path) -> list[Path]:
    return sorted((folder / "archive").rglob("*.pdf"))


def _kept(where: Place) -> list[str]:
    """The hashes of what lies in an archive for good."""
    if isinstance(where, str):
        return [str(digest) for (digest,) in rows(where, "SELECT sha256 FROM archive")]
    assert _files(where) == [place(where, path.stem) for path in _files(where)]
    return [path.stem for path in _files(where)]


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
    assert _kept(database.place) == [DIGEST]


def test_what_is_not_kept_leaves_no_file(database: Database) -> None:
    def act() -> None:
        with database.writing() as unit:
            _issue(unit)
            raise KeyError

    with pytest.raises(KeyError):
        act()

    assert _kept(database.place) == []


def test_the_same_content_lies_there_once(database: Database) -> None:
    for _ in range(2):
        with database.writing() as unit:
            unit.archive.put(PDF)
            unit.archive.put(PDF)

    assert _kept(database.place) == [DIGEST]


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


def test_only_a_writing_transaction_puts_files_in(in_folder: FolderDatabase) -> None:
    with in_folder.reading() as unit, pytest.raises(RuntimeError):
        unit.archive.put(PDF)


def test_only_a_writing_transaction_puts_rows_in(on_server: ServerDatabase) -> None:
    with pytest.raises(Trouble, match="clinic-read-only"), on_server.reading() as unit:
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


def test_opening_again_does_not_take_a_file_from_an_act_under_way(
    in_folder: FolderDatabase,
) -> None:
    opening = Thread(target=lambda: open_database(in_folder.folder).close())
    with in_folder.writing() as unit:
        digest = unit.archive.put(PDF)
        opening.start()
        unit.packets.add(packet_of(booked(unit), sha256=digest))
    opening.join()

    with in_folder.reading() as unit:
        assert unit.archive.get(DIGEST) == PDF


def test_a_kept_act_stays_kept_when_its_file_cannot_be_moved(in_folder: FolderDatabase) -> None:
    blocked = place(in_folder.folder, DIGEST).parent
    blocked.write_text("a file where the folder should be")

    with in_folder.writing() as unit:
        _issue(unit)

    with in_folder.reading() as unit:
        assert unit.archive.get(DIGEST) == PDF
    blocked.unlink()
    open_database(in_folder.folder).close()
    assert _kept(in_folder.folder) == [DIGEST]


CHANGES: tuple[tuple[Callable[[Path], object], str], ...] = (
    (lambda path: path.write_bytes(PDF[:-1]), "archive-damaged"),
    (lambda path: path.write_bytes(PDF + b"\n"), "archive-damaged"),
    (lambda path: path.unlink(), "archive-missing"),
)


@pytest.mark.parametrize(("change", "code"), CHANGES)
def test_a_file_that_is_not_as_it_was_is_never_handed_out(
    in_folder: FolderDatabase, change: Callable[[Path], object], code: str
) -> None:
    with in_folder.writing() as unit:
        _issue(unit)
    change(place(in_folder.folder, DIGEST))

    with in_folder.reading() as unit, pytest.raises(Trouble, match=code):
        unit.archive.get(DIGEST)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("UPDATE archive SET content = content || '\\x0a'", "archive-damaged"),
        ("DELETE FROM archive", "archive-missing"),
    ],
)
def test_a_row_that_is_not_as_it_was_is_never_handed_out(
    on_server: ServerDatabase, change: str, code: str
) -> None:
    with on_server.writing() as unit:
        _issue(unit)
    outside(on_server.address, change)

    with on_server.reading() as unit, pytest.raises(Trouble, match=code):
        unit.archive.get(DIGEST)


def test_what_was_damaged_is_put_right_when_it_is_put_in_again(database: Database) -> None:
    with database.writing() as unit:
        _issue(unit)
    if isinstance(database.place, str):
        outside(database.place, "UPDATE archive SET content = 'x'")
    else:
        place(database.place, DIGEST).write_bytes(b"x")

    with database.writing() as unit:
        unit.archive.put(PDF)

    with database.reading() as unit:
        assert unit.archive.get(DIGEST) == PDF


@pytest.mark.parametrize("name", ["", "../clinic", "A" * 64, "../" * 21 + "x"])
def test_only_a_hash_names_a_file(database: Database, name: str) -> None:
    with database.reading() as unit, pytest.raises(Trouble, match="archive-missing"):
        unit.archive.get(name)
