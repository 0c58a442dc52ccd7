"""The power fails at any write: the clinic opens, is whole, and holds all of an act or none."""

import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from app.domain.refusal import Trouble
from app.storage.archive import make_archive
from app.storage.database import FILE, Database, open_database
from app.storage.migrating import SHIPPED, upgrade
from app.storage.restoring import find_copies, restore_copy
from app.use_cases.backups import make_backup
from tests.faults.acts import CLINIC, STICK, book, issue, open_small
from tests.faults.power import EVERYTHING, NOTHING, SOME, Recorded, cut_at, record
from tests.small import disjoint, everything_held, keys_of
from tests.storage.samples import outside, rows

CUTS = 20
"""So many cuts are tried of each act in the gate; ten times as many in the long run."""


def _record(root: Path, act: str) -> Recorded:
    return record(root, sys.executable, "-m", "tests.faults.acts", act, root)


def _cuts(recorded: Recorded, count: int) -> list[tuple[int, str, Random]]:
    """Cuts after single changes, spread over all of them, with what has reached the disk."""
    chance = Random(len(recorded.ops))  # noqa: S311 -- when the power fails is no secret
    every = [(cut, reached) for cut in range(len(recorded.ops) + 1) for reached in REACHED]
    chosen = every if count >= len(every) else chance.sample(every, count)
    return [(cut, reached, chance) for cut, reached in chosen]


REACHED = (NOTHING, EVERYTHING, SOME)


def _lost(
    recorded: Recorded, quick: Path, count: int, prove: Callable[[Path, list[str]], None]
) -> int:
    """How many cuts were tried; each image is proved."""
    assert recorded.ops
    tried = 0
    for cut, reached, chance in _cuts(recorded, count):
        image = quick / "image"
        cut_at(recorded, cut, reached, chance, image)
        try:
            prove(image, recorded.told_by(cut))
        except BaseException as error:
            error.add_note(f"after change {cut} of {len(recorded.ops)}, {reached} reached the disk")
            raise
        finally:
            shutil.rmtree(image)
        tried += 1
    return tried


def _is_whole(database: Database) -> None:
    database.check()
    with database.reading() as unit:
        assert unit.audit.first_broken() is None
        lanes = [lane for each in unit.scheduling.resources() for lane in each.lanes]
        assert disjoint(everything_held(unit, 0, 2**31, lanes))


def _acts(folder: Path, act: str) -> int:
    ((count,),) = rows(folder, f"SELECT count(*) FROM audit WHERE act = '{act}'")  # noqa: S608
    return int(str(count))


def _booked(image: Path, told: list[str]) -> None:
    clinic = open_small(image)
    _is_whole(clinic.database)
    clinic.close()
    kept = _acts(image / CLINIC, "book-visit")
    assert rows(image / CLINIC, "SELECT count(*) FROM visit") == [(kept,)]
    assert len(rows(image / CLINIC, "SELECT DISTINCT holder_id FROM claim")) == kept
    assert len(told) <= kept <= len(told) + 1


def _issued(image: Path, told: list[str]) -> None:
    clinic = open_small(image)
    _is_whole(clinic.database)
    with clinic.database.reading() as unit:
        packets = unit.packets.kept()
        assert all(unit.archive.get(each.sha256) for each in packets)
    clinic.close()
    assert list((image / CLINIC / "archive" / "incoming").iterdir()) == []
    kept = _acts(image / CLINIC, "issue-packet")
    assert len(packets) == kept
    assert len(told) <= kept <= len(told) + 1


def _migrated(image: Path, told: list[str]) -> None:
    before = rows(image / CLINIC, "SELECT version_num FROM alembic_version")
    assert before in ([(OLD.head,)], [(SHIPPED.head,)])
    assert before == [(SHIPPED.head,)] or not told
    database = open_database(image / CLINIC)
    _is_whole(database)
    database.close()
    assert rows(image / CLINIC, "SELECT key FROM text_policy") == [("kept",)]
    for copy in (image / CLINIC).glob("before-*.db"):
        shutil.copy(copy, image / FILE)
        assert rows(image, "SELECT key FROM text_policy") == [("kept",)]


def _backed_up(image: Path, told: list[str]) -> None:
    (image / STICK).mkdir(exist_ok=True)
    whole = ()
    with suppress(Trouble):
        whole = find_copies(image / STICK)
    assert len(whole) >= len(told)
    for number, copy in enumerate(whole):
        to = image / f"back-{number}"
        restore_copy(image / STICK, copy, to)
        database = open_database(to, keys=keys_of(to))
        _is_whole(database)
        database.close()
    clinic = open_small(image)
    _is_whole(clinic.database)
    again = make_backup(clinic, image / STICK)
    clinic.close()
    assert again.made.missing == 0


def test_a_booking_is_kept_whole_or_not_at_all(root: Path, quick: Path, times: int) -> None:
    recorded = _record(root, "book")

    assert _lost(recorded, quick, CUTS * times, _booked) >= CUTS


def test_a_packet_is_kept_with_its_file_or_not_at_all(root: Path, quick: Path, times: int) -> None:
    book(root)
    recorded = _record(root, "issue")

    assert _lost(recorded, quick, CUTS * times, _issued) >= CUTS


OLD = replace(SHIPPED, revisions=SHIPPED.revisions[:1])


def test_a_migration_is_done_whole_or_not_at_all(tmp_path: Path, quick: Path, times: int) -> None:
    folder = tmp_path / "root" / CLINIC
    folder.mkdir(parents=True)
    make_archive(folder)
    (folder / FILE).touch()
    upgrade(folder / FILE, OLD)
    outside(folder, "INSERT INTO text_policy VALUES ('kept', 1)")
    recorded = _record(folder.parent, "migrate")

    assert _lost(recorded, quick, CUTS * times, _migrated) >= CUTS


def test_a_backup_that_has_its_name_is_whole(root: Path, quick: Path, times: int) -> None:
    book(root)
    issue(root)
    (root / STICK).mkdir()
    recorded = _record(root, "back_up")

    assert _lost(recorded, quick, CUTS // 2 * times, _backed_up) >= CUTS // 2


def test_a_program_that_does_not_wait_for_the_disk_is_caught(
    root: Path, quick: Path, times: int
) -> None:
    """So the cuts above are real ones."""
    recorded = _record(root, "book_carelessly")

    with pytest.raises((AssertionError, Trouble)):
        _lost(recorded, quick, CUTS * times, _booked)
