"""What surrounds a clinic fails: each time a clear sentence, nothing lost, and a way on."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.refusal import Trouble
from app.storage.archive import make_archive
from app.storage.database import FILE, is_encrypted, open_database
from app.storage.migrating import SHIPPED, upgrade
from app.storage.restoring import find_copies, restore_copy
from app.use_cases.backups import make_backup
from app.use_cases.clinics import clock_set_back
from app.use_cases.verifying import verify_clinic
from app.words import say
from tests.faults import starved
from tests.faults.acts import CLINIC, STICK, book, issue, open_small
from tests.small import NOW, keys_of
from tests.storage.children import NOBODY
from tests.storage.processes import child
from tests.storage.samples import rows

PAGE = 4096


def _trouble(act: Callable[[], object]) -> str:
    with pytest.raises(Trouble) as caught:
        act()
    assert "{" not in say(caught.value.reason)
    return caught.value.reason.code


def _back_up(root: Path, stopped: Callable[[], bool] = lambda: False) -> None:
    clinic = open_small(root)
    try:
        make_backup(clinic, root / STICK, stopped)
    finally:
        clinic.close()


def _opens(folder: Path) -> None:
    keys = keys_of(folder) if is_encrypted(folder) else None
    database = open_database(folder, keys=keys)
    database.check()
    database.close()


def _copies(root: Path) -> list[str]:
    return sorted(path.name for path in (root / STICK / "copies").iterdir())


@pytest.fixture
def kept(root: Path) -> Path:
    """A clinic with visits and packets, and a first backup of it."""
    book(root)
    issue(root)
    _back_up(root)
    return root


def test_a_full_stick_keeps_the_backups_that_are_there(kept: Path) -> None:
    before = _copies(kept)
    with child(starved.back_up_limited, kept, 200_000) as other:
        assert other.recv() == "backup-place-full"

    assert _copies(kept) == before
    _back_up(kept)
    assert _copies(kept) > before  # the one of the same hour has taken its place


def test_a_stick_that_is_pulled_out_meanwhile_is_said_to_be_gone(kept: Path) -> None:
    """While a new packet is copied: then it is asked whether to stop."""
    database = open_database(kept / CLINIC, keys=keys_of(kept / CLINIC))
    with database.writing() as unit:
        unit.archive.put(b"%PDF-1.7 new")
    database.close()

    def pull() -> bool:
        if (kept / STICK).exists():
            (kept / STICK).rename(kept / "drawer")
        return False

    before = _copies(kept)
    assert _trouble(lambda: _back_up(kept, pull)) == "backup-place-gone"

    shutil.rmtree(kept / STICK, ignore_errors=True)
    (kept / "drawer").rename(kept / STICK)
    assert [copy.folder.name for copy in find_copies(kept / STICK)] == before
    _back_up(kept)
    assert _copies(kept) > before


def test_a_backup_that_is_stopped_leaves_nothing(kept: Path) -> None:
    before = _copies(kept)

    assert _trouble(lambda: _back_up(kept, lambda: True)) == "backup-stopped"

    assert _copies(kept) == before


@pytest.fixture
def closed(small_made: Path) -> Iterator[Path]:
    """A clinic that everybody may write, beside a stick that nobody may."""
    with tempfile.TemporaryDirectory(prefix="read-only-") as parent:
        Path(parent).chmod(0o755)
        shutil.copytree(small_made / CLINIC, Path(parent) / CLINIC)
        (Path(parent) / STICK).mkdir(mode=0o555)
        if os.geteuid() == 0:
            for path in [Path(parent) / CLINIC, *(Path(parent) / CLINIC).rglob("*")]:
                os.chown(path, NOBODY, NOBODY)
        yield Path(parent)
        (Path(parent) / STICK).chmod(0o755)


def test_a_stick_that_is_read_only_is_said_to_be(closed: Path) -> None:
    with child(starved.back_up_without_rights, closed) as other:
        assert other.recv() == "backup-place-read-only"


def test_two_programs_do_not_write_to_one_stick_at_once(root: Path) -> None:
    with child(starved.hold_the_backups, root) as other:
        assert other.recv() == "locked"
        assert _trouble(lambda: _back_up(root)) == "backup-running"

    _back_up(root)


def test_a_full_disk_stops_a_migration_before_it_begins(tmp_path: Path) -> None:
    make_archive(tmp_path)
    (tmp_path / FILE).touch()
    upgrade(tmp_path / FILE, replace(SHIPPED, revisions=SHIPPED.revisions[:1]))
    before = (tmp_path / FILE).read_bytes()
    with child(starved.migrate_limited, tmp_path, len(before) // 2) as other:
        assert other.recv() == "disk-full"

    assert (tmp_path / FILE).read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["archive", FILE]
    _opens(tmp_path)


def test_a_damaged_page_is_named_never_backed_up_and_the_last_backup_goes_on(kept: Path) -> None:
    path, before = kept / CLINIC / FILE, _copies(kept)
    ((page,),) = rows(path.parent, "SELECT rootpage FROM sqlite_master WHERE name = 'ride'")
    content = bytearray(path.read_bytes())
    content[(int(str(page)) - 1) * PAGE : int(str(page)) * PAGE] = bytes(PAGE)
    path.write_bytes(content)

    clinic = open_small(kept)
    found = verify_clinic(clinic)
    clinic.close()
    codes = {each.code for each in found.faults}
    assert codes == {"clinic-damaged"}
    assert _trouble(lambda: _back_up(kept)) in {"clinic-damaged", "backup-not-whole"}

    assert _copies(kept) == before
    restore_copy(kept / STICK, find_copies(kept / STICK)[-1], kept / "again")
    _opens(kept / "again")


def test_a_clinic_whose_last_work_was_deleted_is_whole_and_the_backups_know_it(
    root: Path,
) -> None:
    """The file beside the database that has what is not in it yet."""
    for each in ("wal", "shm"):
        assert not (root / CLINIC / f"{FILE}-{each}").exists()
    with child(starved.leave_behind, root) as other:
        assert other.recv() == str(root / CLINIC)
        saved = shutil.copytree(root / CLINIC, root / "running")
        book_and_back_up = open_small(root)
        verify_clinic(book_and_back_up)
        make_backup(book_and_back_up, root / STICK)
        book_and_back_up.close()
    shutil.rmtree(root / CLINIC)
    shutil.move(saved, root / CLINIC)
    for each in ("wal", "shm"):
        (root / CLINIC / f"{FILE}-{each}").unlink(missing_ok=True)

    _opens(root / CLINIC)
    assert _trouble(lambda: _back_up(root)) == "backup-newer"


def test_a_clock_that_was_set_back_is_said_and_the_audit_keeps_its_order(root: Path) -> None:
    clinic = open_small(root)
    verify_clinic(clinic)
    assert clock_set_back(clinic) is None

    clinic.clock = lambda: NOW - timedelta(days=1)

    assert clock_set_back(clinic) == NOW
    assert verify_clinic(clinic).is_whole
    with clinic.database.reading() as unit:
        newest, before = unit.audit.last(2)
    assert newest.at < before.at
    clinic.close()
