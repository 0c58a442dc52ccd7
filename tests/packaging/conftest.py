"""A build made just now, the packages from it, and a root of Debian with nothing else in it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path

import pytest

MOMENT = "1767225600"
"""The time that every packed file bears: the first of January 2026."""


def build(root: Path, folder: Path, **others: str) -> Path:
    """The folder of a build."""
    places = ["--distpath", str(folder / "dist"), "--workpath", str(folder / "build")]
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", *places, "build_spec.spec"]
    fixed = {"SOURCE_DATE_EPOCH": MOMENT, "PYTHONHASHSEED": "0"}
    done = run(command, root, fixed | others)
    assert done.returncode == 0, done.stderr[-4000:]
    return folder / "dist" / "anteroom"


def run(
    command: list[str], folder: Path, environment: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    """What a command said, and how it ended."""
    return subprocess.run(
        command,
        cwd=folder,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="session")
def frozen(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a build made just now; or of one made before, where a variable names it."""
    named = os.environ.get("ANTEROOM_TEST_FROZEN")
    return Path(named) if named else build(root, tmp_path_factory.mktemp("frozen"))


@pytest.fixture(scope="session")
def packed(root: Path, frozen: Path) -> Path:
    """The folder in which the packages of the build lie."""
    maker = str(root / "resources" / "packaging" / "package.py")
    done = run([sys.executable, maker, str(frozen), "0"], root, {"SOURCE_DATE_EPOCH": MOMENT})
    assert done.returncode == 0, done.stderr
    return frozen.parent


@pytest.fixture(scope="session")
def bare_root(tmp_path_factory: pytest.TempPathFactory) -> Generator[Path]:
    """Debian's smallest system with what the package asks for, and no Python.

    debootstrap makes it, so the test runs as root on Debian; `ANTEROOM_TEST_ROOT` names one made
    before, of which a copy is taken.
    """
    folder = tmp_path_factory.mktemp("root") / "debian"
    named = os.environ.get("ANTEROOM_TEST_ROOT")
    if named:
        subprocess.check_call(["cp", "-a", named, folder])  # with its devices
    else:
        codename = subprocess.check_output(
            ["sh", "-c", ". /etc/os-release; echo $VERSION_CODENAME"]
        )
        words = ["--variant=minbase", "--include=libgl1,libegl1,xvfb,xauth,xdotool,ca-certificates"]
        done = run(
            ["debootstrap", *words, codename.decode().strip(), str(folder)], folder.parent, {}
        )
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr
    yield folder
    shutil.rmtree(folder)
