import shutil
from collections.abc import Generator
from pathlib import Path

import pytest

from app.storage.database import Database, create, open_database
from tests.storage.samples import set_up


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed clinic with a name and a kind of visit, to be copied."""
    folder = tmp_path_factory.mktemp("blank") / "clinic"
    create(folder)
    database = open_database(folder)
    with database.writing() as unit:
        set_up(unit)
    database.close()
    return folder


@pytest.fixture
def folder(blank: Path, tmp_path: Path) -> Path:
    """A closed clinic of this test's own."""
    copy = tmp_path / "clinic"
    shutil.copytree(blank, copy)
    return copy


@pytest.fixture
def database(folder: Path) -> Generator[Database]:
    """An open clinic of this test's own."""
    opened = open_database(folder)
    yield opened
    opened.close()
