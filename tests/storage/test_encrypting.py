"""A plain clinic becomes an encrypted one, whatever happens on the way."""

import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.refusal import Trouble
from app.security.keys import Made
from app.security.sealing import Purpose
from app.storage.database import FILE, is_encrypted, is_plain, open_database
from app.storage.driver import connect, one
from app.storage.encrypting import encrypt_folder
from app.storage.migrating import SHIPPED, upgrade
from tests.storage.power import cuts, files_of
from tests.storage.samples import outside, rows
from tests.storage.sealed import (
    PAPER,
    WHOLE,
    keep_a_paper,
    new_keys,
    opened,
    what_it_holds,
)


@pytest.fixture
def plain(folder: Path) -> Path:
    """A plain clinic with a paper in its archive."""
    database = open_database(folder)
    keep_a_paper(database)
    database.close()
    return folder


@pytest.fixture(scope="module")
def made() -> Made:
    return new_keys()


def test_an_encrypted_clinic_holds_what_the_plain_one_held(plain: Path, made: Made) -> None:
    encrypt_folder(plain, made)

    database = opened(plain)
    assert what_it_holds(database) == WHOLE
    database.close()
    assert (is_encrypted(plain), is_plain(plain)) == (True, False)


def test_nothing_of_the_plain_clinic_is_left_in_its_folder(plain: Path, made: Made) -> None:
    encrypt_folder(plain, made)

    found = [path.name for path in files_of(plain) if any(map(path.read_bytes().count, TELLING))]
    assert found == []
    assert [path for path in plain.iterdir() if path.name.startswith(".")] == []


TELLING = (b"Nunez", "Núñez".encode(), b"SQLite format", PAPER[:4], b"CREATE TABLE")
"""What a plain clinic has on the disk."""


def test_a_plain_clinic_tells_what_this_test_looks_for(plain: Path) -> None:
    texts = b"".join(path.read_bytes() for path in files_of(plain))

    assert [each for each in TELLING if each not in texts] == []


def test_a_clinic_that_somebody_has_open_is_not_encrypted(plain: Path, made: Made) -> None:
    database = open_database(plain)
    with database.reading() as unit:
        assert unit.patients.count() == 1

    with pytest.raises(Trouble, match="clinic-in-use"):
        encrypt_folder(plain, made)

    assert what_it_holds(database) == WHOLE
    database.close()


def test_a_damaged_paper_stops_it_and_the_plain_clinic_stays(plain: Path, made: Made) -> None:
    next((plain / "archive").glob("*/*.pdf")).write_bytes(b"damaged")

    with pytest.raises(Trouble, match="archive-damaged"):
        encrypt_folder(plain, made)

    assert is_plain(plain)
    assert rows(plain, "SELECT count(*) FROM patient") == [(1,)]


def test_a_clinic_of_the_first_schema_is_brought_forward_and_encrypted(
    tmp_path: Path, made: Made
) -> None:
    old = tmp_path / "old"
    old.mkdir()
    (old / FILE).touch()
    upgrade(old / FILE, replace(SHIPPED, revisions=SHIPPED.revisions[:1]))
    outside(old, "INSERT INTO holder VALUES (7, 'visit')")

    encrypt_folder(old, made)

    assert (is_encrypted(old), list(old.glob("before-*"))) == (True, [])
    with closing(connect(old / FILE, made.key.key_for(Purpose.DATABASE))) as connection:
        assert one(connection, "SELECT version_num FROM alembic_version") == SHIPPED.head
        assert one(connection, "SELECT id FROM holder") == 7


def test_when_the_power_fails_either_the_plain_or_the_encrypted_clinic_opens(
    plain: Path, made: Made, tmp_path: Path, stride: int
) -> None:
    own = tmp_path / "own"
    shutil.copytree(plain, own)
    ways: list[str] = []

    for _ in cuts(lambda: encrypt_folder(own, made), stride):
        if is_encrypted(own):
            ways.append("encrypted")
            database = opened(own)
        else:
            ways.append("plain")
            database = open_database(own)
        assert what_it_holds(database) == WHOLE
        database.close()
        shutil.rmtree(own)
        shutil.copytree(plain, own)

    assert ways == sorted(ways, reverse=True)
    assert len(ways) > 30 // stride
    assert {"plain", "encrypted"} == set(ways)
