"""Clinics to be cut off, killed and starved; on a disk in memory where the machine has one."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.faults.acts import CLINIC, open_small
from tests.small import add_patient, file_everything, make_small
from tests.storage.conftest import make_blank

IN_MEMORY = Path("/dev/shm")  # noqa: S108 -- what is put there is gone with the test


@pytest.fixture(scope="session")
def quick() -> Iterator[Path]:
    """A folder that costs no waiting for a disk."""
    where = IN_MEMORY if IN_MEMORY.is_dir() else None
    with TemporaryDirectory(prefix="anteroom-faults-", dir=where) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def small_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small clinic with three patients, ready to be booked; closed."""
    root = tmp_path_factory.mktemp("small")
    make_small(root / CLINIC).open().close()
    clinic = open_small(root)
    for given in ("Ana", "Bruno", "Chen"):
        file_everything(clinic, add_patient(clinic, given, "Romero"))
    clinic.close()
    return root


@pytest.fixture
def root(small_made: Path, tmp_path: Path) -> Path:
    """A copy of it below a folder of this test's own."""
    shutil.copytree(small_made / CLINIC, tmp_path / "root" / CLINIC)
    return tmp_path / "root"


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed clinic with a name and one kind of visit."""
    folder = tmp_path_factory.mktemp("blank") / CLINIC
    make_blank(folder)
    return folder


@pytest.fixture
def folder(blank: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(blank, tmp_path / CLINIC))
