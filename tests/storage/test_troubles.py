import errno
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.refusal import Trouble
from app.storage.database import create, open_database
from app.storage.driver import check_version, connect
from app.storage.faults import OS_TROUBLES, SQLITE_TROUBLES, file_faults
from app.storage.places import FILE, UNFINISHED
from app.words import say
from tests.storage.samples import ANA, booked, outside, rows

OTHER_CODES = (
    "clinic-missing",
    "clinic-newer",
    "clinic-unfinished",
    "clinic-guard-missing",
    "folder-not-empty",
    "archive-missing",
    "archive-damaged",
)


def test_every_trouble_has_a_sentence() -> None:
    codes = {*SQLITE_TROUBLES.values(), *OS_TROUBLES.values(), *OTHER_CODES}

    said = {code: say(Trouble(code, folder="/clinic").reason) for code in codes}

    assert all("{" not in sentence for sentence in said.values())


def _code(act: Callable[[], object]) -> str:
    with pytest.raises(Trouble) as caught:
        act()
    assert say(caught.value.reason)
    return caught.value.reason.code


def test_no_folder_is_no_clinic(tmp_path: Path) -> None:
    assert _code(lambda: open_database(tmp_path / "nowhere")) == "clinic-missing"
    assert _code(lambda: open_database(tmp_path)) == "clinic-missing"
    assert not (tmp_path / "nowhere").exists()


def _other_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")
        connection.commit()


NOT_OURS: tuple[Callable[[Path], object], ...] = (
    lambda path: path.write_text("Dear diary"),
    lambda path: path.write_bytes(b""),
    lambda path: path.write_bytes(b"SQLite format 3\0" + bytes(50)),
    lambda path: path.write_bytes(bytes(100_000)),
    lambda path: path.mkdir(),
    _other_program,
)


@pytest.mark.parametrize("make", NOT_OURS)
def test_a_file_that_is_not_ours_is_left_alone(
    tmp_path: Path, make: Callable[[Path], object]
) -> None:
    path = tmp_path / FILE
    make(path)
    before = path.read_bytes() if path.is_file() else b""

    assert _code(lambda: open_database(tmp_path)) == "clinic-foreign"

    assert (path.read_bytes() if path.is_file() else b"") == before
    assert [each.name for each in tmp_path.iterdir()] == [FILE]


@pytest.mark.parametrize(
    "statement",
    [
        "PRAGMA user_version = 9999",
        "UPDATE alembic_version SET version_num = '9999'",
        "DELETE FROM alembic_version",
    ],
)
def test_a_newer_clinic_is_left_alone(folder: Path, statement: str) -> None:
    outside(folder, statement)
    before = (folder / FILE).read_bytes()

    assert _code(lambda: open_database(folder)) == "clinic-newer"

    assert (folder / FILE).read_bytes() == before


@pytest.mark.parametrize("trigger", ["claim_overlap", "claim_immutable", "audit_in_order"])
def test_a_missing_guard_is_noticed(folder: Path, trigger: str) -> None:
    outside(folder, f"DROP TRIGGER {trigger}")

    assert _code(lambda: open_database(folder)) == "clinic-guard-missing"


def test_a_damaged_clinic_is_said_to_be(folder: Path) -> None:
    content = bytearray((folder / FILE).read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    (folder / FILE).write_bytes(content)

    assert _code(lambda: open_database(folder)) == "clinic-damaged"


def test_a_clinic_cut_short_is_said_to_be_damaged(folder: Path) -> None:
    content = (folder / FILE).read_bytes()
    (folder / FILE).write_bytes(content[: len(content) // 2])

    assert _code(lambda: open_database(folder)) == "clinic-damaged"


def test_a_clinic_without_its_revision_is_damaged(folder: Path) -> None:
    outside(folder, "DROP TABLE alembic_version")

    assert _code(lambda: open_database(folder)) == "clinic-damaged"


def test_a_clinic_is_made_only_in_an_empty_folder(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine")
    before = (folder / FILE).read_bytes()

    assert _code(lambda: create(tmp_path / "full")) == "folder-not-empty"
    assert _code(lambda: create(folder)) == "folder-not-empty"

    assert [path.name for path in (tmp_path / "full").iterdir()] == ["letter.txt"]
    assert (folder / FILE).read_bytes() == before
    open_database(folder).close()


def test_a_clinic_cannot_be_made_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")

    assert _code(lambda: create(tmp_path / "letter.txt")) == "folder-not-empty"
    assert _code(lambda: create(tmp_path / "letter.txt" / "clinic")) == "clinic-missing"


def test_a_file_that_another_program_has_open_on_windows_is_a_locked_clinic(
    tmp_path: Path,
) -> None:
    held = PermissionError(errno.EACCES, "in use", None, 32)
    vars(held).update(winerror=32)  # elsewhere the fourth word is passed over

    with pytest.raises(Trouble) as caught, file_faults(tmp_path):
        raise held

    assert caught.value.reason.code == "clinic-locked"


def test_what_an_unfinished_creation_left_is_made_anew(tmp_path: Path) -> None:
    folder = tmp_path / "clinic"
    (folder / "archive" / "incoming").mkdir(parents=True)
    (folder / UNFINISHED).write_bytes(b"half of it")
    (folder / f"{UNFINISHED}-journal").write_bytes(b"half of it")

    create(folder)

    assert sorted(path.name for path in folder.iterdir()) == ["archive", FILE]
    open_database(folder).close()


def test_only_the_owner_reads_a_clinic(tmp_path: Path) -> None:
    folder = tmp_path / "clinic"
    create(folder)
    database = open_database(folder)
    with database.writing() as unit:
        unit.archive.put(b"%PDF-1.7")

    modes = {path.name: path.stat().st_mode & 0o777 for path in [folder, *folder.rglob("*")]}

    folders = {"clinic", "archive", "incoming"}
    assert {modes.pop(name) for name in folders} == {0o700}
    assert {mode for name, mode in modes.items() if len(name) == 2} == {0o700}
    assert {mode for name, mode in modes.items() if len(name) > 2} == {0o600}
    database.close()


def test_a_closed_clinic_can_be_copied_anywhere(folder: Path, tmp_path: Path) -> None:
    database = open_database(folder)
    with database.writing() as unit:
        visit = booked(unit)
        digest = unit.archive.put(b"%PDF-1.7 packet")
    database.close()
    assert sorted(path.name for path in folder.iterdir()) == ["archive", FILE]

    copy = Path(shutil.copytree(folder, tmp_path / "élan vital #1 100%?"))
    shutil.rmtree(folder)

    moved = open_database(copy)
    with moved.reading() as unit:
        assert unit.scheduling.visit(visit.id) == visit
        assert unit.archive.get(digest) == b"%PDF-1.7 packet"
    moved.close()


def test_a_clinic_is_closed_while_another_program_reads_it(folder: Path) -> None:
    first, second = open_database(folder), open_database(folder)
    with first.writing() as unit:
        unit.patients.add(ANA)

    with second.reading() as unit:
        assert unit.patients.count() == 1
        first.close()
        assert unit.patients.count() == 1
    second.close()

    assert sorted(path.name for path in folder.iterdir()) == ["archive", FILE]


def test_every_connection_keeps_what_it_acknowledged(folder: Path) -> None:
    with closing(connect(folder / FILE)) as connection:
        wanted = {
            "journal_mode": "wal",
            "synchronous": 2,
            "foreign_keys": 1,
            "busy_timeout": 5000,
            "secure_delete": 1,
            "temp_store": 2,
            "recursive_triggers": 1,
        }
        found = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted}

    assert found == wanted


@pytest.mark.parametrize("version", [(3, 40, 1), (3, 51, 2)])
def test_an_old_sqlite_is_refused(version: tuple[int, ...]) -> None:
    assert _code(lambda: check_version(version)) == "sqlite-old"


def test_the_shipped_sqlite_is_new_enough() -> None:
    check_version()


def test_names_are_not_left_in_the_file_once_they_are_gone(folder: Path) -> None:
    database = open_database(folder)
    with database.writing() as unit:
        unit.settings.keep_text_policy({"Sentinel-Xyzzy": 1})
    with database.writing() as unit:
        unit.settings.keep_text_policy({})
    database.close()

    assert b"Sentinel-Xyzzy" not in (folder / FILE).read_bytes()
    assert rows(folder, "SELECT * FROM text_policy") == []


def _other_format(content: bytes) -> bytes:
    """The head names a format that nobody knows (sqlite.org/fileformat, 1.3.7)."""
    return content[:44] + b"\xff\xff\xff\xff" + content[48:]


def _other_letters(content: bytes) -> bytes:
    """A table that cannot be made has a name of no letters."""
    return content.replace(b"claimclaim", b"\xff" * 10).replace(b"TABLE claim", b"XABLE claim")


@pytest.mark.parametrize("damage", [_other_format, _other_letters])
def test_what_sqlite_has_no_name_for_is_damage(
    folder: Path, damage: Callable[[bytes], bytes]
) -> None:
    (folder / FILE).write_bytes(damage((folder / FILE).read_bytes()))

    assert _code(lambda: open_database(folder)) == "clinic-damaged"
