"""A clinic gets a new data key, whatever happens on the way, and never plain."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.refusal import Refused, Trouble
from app.security.keys import read_file, write_file
from app.storage.database import KEY_FILE, FolderDatabase, create, open_database
from tests.storage.power import cuts, files_of
from tests.storage.samples import ANA, set_up
from tests.storage.sealed import (
    PAPER,
    WHOLE,
    keep_a_paper,
    new_keys,
    opened,
    unlocked,
    what_it_holds,
)


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An encrypted clinic with a paper in its archive, closed."""
    folder = tmp_path_factory.mktemp("sealed") / "clinic"
    create(folder, new_keys())
    database = opened(folder)
    with database.writing() as unit:
        set_up(unit)
    keep_a_paper(database)
    database.close()
    return folder


@pytest.fixture
def sealed(made_once: Path, tmp_path: Path) -> Path:
    """The same, of this test's own."""
    return Path(shutil.copytree(made_once, tmp_path / "sealed"))


@pytest.fixture
def database(sealed: Path) -> Iterator[FolderDatabase]:
    """The same, open."""
    found = open_database(sealed, keys=unlocked(sealed))
    assert isinstance(found, FolderDatabase)
    yield found
    found.close()


def test_nothing_in_the_folder_is_plain(sealed: Path) -> None:
    texts = [path.read_bytes() for path in files_of(sealed)]

    for telling in (b"Nunez", "Núñez".encode(), b"SQLite format", PAPER[:4], b"CREATE TABLE"):
        assert [text for text in texts if telling in text] == []


def test_everything_is_there_under_the_new_key_and_the_window_goes_on(
    sealed: Path, database: FolderDatabase
) -> None:
    before = database.keys

    database.renew(frozenset({"hale"}))

    assert what_it_holds(database) == WHOLE
    assert database.keys != before
    with database.writing() as unit:
        unit.patients.add(ANA)
    database.close()
    again = opened(sealed)
    assert what_it_holds(again) == (2, None, PAPER)
    again.close()


def test_whoever_is_left_out_opens_it_no_more(sealed: Path, database: FolderDatabase) -> None:
    old_file, old_keys = (sealed / KEY_FILE).read_bytes(), unlocked(sealed, "hale")

    database.renew(frozenset({"hale"}))
    database.close()

    with pytest.raises(Refused, match="login-or-password-wrong"):
        unlocked(sealed, "hale")
    with pytest.raises(Trouble, match="clinic-damaged"):  # the old key reads nothing
        open_database(sealed, keys=old_keys)
    (sealed / KEY_FILE).write_bytes(old_file)
    with pytest.raises(Trouble, match="clinic-damaged"):
        open_database(sealed, keys=unlocked(sealed, "hale"))


def test_the_keys_are_not_renewed_while_somebody_else_is_in(
    sealed: Path, database: FolderDatabase
) -> None:
    other = opened(sealed)
    assert what_it_holds(other) == WHOLE
    before = (sealed / KEY_FILE).read_bytes()

    with pytest.raises(Trouble, match="clinic-in-use"):
        database.renew(frozenset({"hale"}))

    assert (sealed / KEY_FILE).read_bytes() == before
    assert what_it_holds(other) == what_it_holds(database) == WHOLE
    other.close()


def test_an_older_key_file_is_seen(sealed: Path, database: FolderDatabase) -> None:
    old = read_file(sealed / KEY_FILE)
    with database.writing() as unit:
        unit.safety.set_generation(old.newest.generation + 1)
    database.close()

    with pytest.raises(Trouble, match="keys-older"):
        opened(sealed)


def test_a_key_file_that_is_missing_is_said(sealed: Path, database: FolderDatabase) -> None:
    database.close()
    file = read_file(sealed / KEY_FILE)
    (sealed / KEY_FILE).unlink()

    with pytest.raises(Trouble, match="keys-missing"):
        opened(sealed)
    write_file(sealed / KEY_FILE, file)
    opened(sealed).close()


def renew(folder: Path) -> None:
    database = open_database(folder, keys=unlocked(folder))
    assert isinstance(database, FolderDatabase)
    database.renew(frozenset({"hale"}))
    database.close()


def test_when_the_power_fails_the_clinic_opens_for_whoever_stays_and_the_renewal_is_finished(
    made_once: Path, tmp_path: Path, stride: int
) -> None:
    own = tmp_path / "own"
    shutil.copytree(made_once, own)
    ways: list[str] = []

    for _ in cuts(lambda: renew(own), stride):
        begun = read_file(own / KEY_FILE).coming is not None
        database = opened(own)
        assert what_it_holds(database) == WHOLE
        database.close()
        assert read_file(own / KEY_FILE).coming is None
        generation = unlocked(own).generation
        ways.append("finished" if begun else "whole")
        if generation > new_keys().file.newest.generation:
            with pytest.raises(Refused, match="login-or-password-wrong"):
                unlocked(own, "hale")
        shutil.rmtree(own)
        shutil.copytree(made_once, own)

    assert ways.count("finished") > 5 // stride
    assert ways[0] == "whole"
