"""A build of the same sources gives the same bytes, wherever and whenever it is made."""

import hashlib
import shutil
import sys
from pathlib import Path

import pytest

from tests.packaging.conftest import build, run

pytestmark = pytest.mark.long


def hashes(folder: Path) -> dict[str, str]:
    """The hash of every file of a folder, and where each link leads."""
    paths = (path for path in folder.rglob("*") if path.is_symlink() or path.is_file())
    return {str(path.relative_to(folder)): digest(path) for path in paths}


def digest(path: Path) -> str:
    """What a file is, as one word."""
    if path.is_symlink():
        return str(path.readlink())
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_two_builds_are_the_same(root: Path, frozen: Path, tmp_path: Path) -> None:
    again = hashes(build(root, tmp_path / "again", TZ="Asia/Tokyo"))

    first = hashes(frozen)
    assert sorted(name for name in first | again if first.get(name) != again.get(name)) == []


def test_two_packages_are_the_same(root: Path, packed: Path, frozen: Path, tmp_path: Path) -> None:
    shutil.copytree(frozen, tmp_path / "anteroom", symlinks=True)
    maker = str(root / "resources" / "packaging" / "package.py")
    moment = {"SOURCE_DATE_EPOCH": "1767225600", "TZ": "Asia/Tokyo"}

    done = run([sys.executable, maker, str(tmp_path / "anteroom"), "0"], root, moment)

    assert done.returncode == 0, done.stderr
    made = {path.name: digest(path) for path in tmp_path.iterdir() if path.is_file()}
    assert made == {name: digest(packed / name) for name in made}
    assert len(made) == 2
