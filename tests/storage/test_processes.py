import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Generator
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from threading import Thread

import pytest

from app import paths
from app.domain.clinics import Place
from app.domain.refusal import Trouble
from app.storage import archive
from app.storage.database import Database, open_database
from tests.storage import children
from tests.storage.processes import PROCESSES, child
from tests.storage.samples import ANA, room, rows

KILLS = 20

PRIVATE_MOUNTS = ("unshare", "--map-root-user", "--mount")


def _may_mount() -> bool:
    try:
        return subprocess.run([*PRIVATE_MOUNTS, "true"], check=False).returncode == 0
    except FileNotFoundError:
        return False


SMALL_DISKS = ("1m", "1500k")
"""Disks of these sizes are filled where a test may mount one."""


def test_of_two_programs_that_want_the_same_time_one_gets_it(database: Database) -> None:
    slots = 60
    with database.writing() as unit:
        held = unit.scheduling.add_resource(room(), 1)
    start = PROCESSES.Barrier(2)
    work = (children.book_the_same, database.place, held, slots, start)

    with child(*work) as one, child(*work) as other:
        won = one.recv() + other.recv()

    assert sorted(won) == list(range(slots))
    claims = rows(database.place, "SELECT start_min, end_min FROM claim ORDER BY start_min")
    assert len(claims) == slots
    assert all(str(a[1]) <= str(b[0]) for a, b in pairwise(claims))


def test_what_was_kept_survives_being_killed(place: Place, times: int) -> None:
    chance = random.Random(20)  # noqa: S311 -- when to kill is no secret
    told: list[str] = []
    for _ in range(KILLS * times):
        with child(children.write_without_end, place) as heard:
            told += [heard.recv() for _ in range(chance.randint(1, 12))]
            heard.poll(chance.random() / 200)

    database = open_database(place)
    with database.reading() as unit:
        kept = [unit.archive.get(digest) for digest in told]
        assert [sha256(content).hexdigest() for content in kept] == told
        assert unit.audit.first_broken() is None
        assert unit.audit.head()[0] == unit.patients.count() >= len(told)
    database.close()
    if isinstance(place, Path):
        assert list((place / "archive" / "incoming").iterdir()) == []
        assert rows(place, "PRAGMA integrity_check") == [("ok",)]
    _has_the_files_of_its_packets(place)


def test_a_clinic_that_another_program_keeps_locked_is_said_to_be(database: Database) -> None:
    troubles: list[str] = []

    def note(act: Callable[[], object]) -> None:
        with pytest.raises(Trouble) as caught:
            act()
        troubles.append(caught.value.reason.code)

    with child(children.hold_the_lock, database.place) as other:
        assert other.recv() == "locked"
        acts: list[Callable[[], object]] = [lambda: database.writing().__enter__()]
        if isinstance(database.place, Path):  # a server is asked for no lock to be opened
            acts.append(lambda: open_database(database.place))
        threads = [Thread(target=note, args=[act]) for act in acts]
        for thread in threads:
            thread.start()
        with database.reading() as unit:
            assert unit.patients.count() == 0
        for thread in threads:
            thread.join()
        other.send("enough")

    assert set(troubles) == {"clinic-locked"}
    with database.writing() as unit:
        unit.patients.add(ANA)


@pytest.fixture
def readable(folder: Path) -> Generator[Path]:
    """A clinic that this login may read and not change, wherever the tests run."""
    with tempfile.TemporaryDirectory(prefix="read-only-") as parent:
        Path(parent).chmod(0o755)
        copy = Path(parent) / "clinic"
        shutil.copytree(folder, copy)
        everything = [copy, *copy.rglob("*")]
        for path in everything:
            path.chmod(0o555 if path.is_dir() else 0o444)
        yield copy
        for path in everything:
            path.chmod(0o755 if path.is_dir() else 0o644)


def test_a_read_only_clinic_is_said_to_be(readable: Path) -> None:
    with child(children.work_without_rights, readable) as other:
        assert other.recv() == ["clinic-read-only", "clinic-read-only"]

    assert sorted(path.name for path in readable.iterdir()) == ["archive", "clinic.db"]


def test_a_file_that_may_grow_no_more_is_a_full_disk(folder: Path) -> None:
    with child(children.fill_limited, folder, 2_000_000) as other:
        filled = children.Filled(*other.recv())

    assert (filled.row, filled.file) == ("disk-full", "disk-full")
    assert filled.kept == filled.counted > 0
    _is_whole(folder, filled.kept)


if _may_mount():  # elsewhere the limit above, which is tried everywhere, stands in for it

    @pytest.mark.parametrize("small", SMALL_DISKS)
    def test_a_full_disk_is_said_to_be(folder: Path, tmp_path: Path, small: str) -> None:
        disk, after = tmp_path / "disk", tmp_path / "after"
        disk.mkdir()
        program = f"{sys.executable} -m tests.storage.children {folder} {disk}/clinic {after}"
        script = f"mount -t tmpfs -o size={small} none {disk} && exec {program}"
        done = subprocess.run(
            [*PRIVATE_MOUNTS, "sh", "-c", script], cwd=paths.ROOT, capture_output=True, check=True
        )
        filled = children.Filled(*json.loads(done.stdout))

        assert (filled.row, filled.file) == ("disk-full", "disk-full")
        assert filled.kept == filled.counted > 0
        _is_whole(after, filled.kept)


def _is_whole(folder: Path, patients: int) -> None:
    """That the clinic opens again with all that was kept, and works."""
    database = open_database(folder)
    with database.writing() as unit:
        unit.patients.add(ANA)
        assert unit.patients.count() == patients + 1
    database.close()
    assert rows(folder, "PRAGMA integrity_check") == [("ok",)]
    _has_the_files_of_its_packets(folder)


def _has_the_files_of_its_packets(place: Place) -> None:
    packets = {str(digest) for (digest,) in rows(place, "SELECT sha256 FROM packet")}
    if isinstance(place, str):
        assert {digest for (digest,) in rows(place, "SELECT sha256 FROM archive")} == packets
        return
    assert {path.stem for path in (place / "archive").rglob("*.pdf")} == packets
    assert all(archive.place(place, digest).is_file() for digest in packets)
