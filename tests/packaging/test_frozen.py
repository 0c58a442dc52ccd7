import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.postgresql import Server

pytestmark = pytest.mark.long

LARGEST_MB = 230  # of a one-folder build; Qt's own libraries are half of it


def answer(frozen: Path, home: Path, *words: str) -> dict[str, Any]:
    """The JSON document of a command, on a machine where no Python is to be found."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP") if name in os.environ}
    done = subprocess.run(
        [frozen / "anteroom", *words, "--json"],
        cwd=home,
        env=kept | {"HOME": str(home), "USERPROFILE": str(home), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)


def test_the_frozen_program_checks_itself(frozen: Path, tmp_path: Path) -> None:
    assert answer(frozen, tmp_path, "self-check")


def test_the_frozen_program_makes_the_demo_clinic_and_its_packets(
    frozen: Path, tmp_path: Path
) -> None:
    words = ("--clinic", str(tmp_path / "clinic"), "--out", str(tmp_path / "out"), "--no-window")

    demo = answer(frozen, tmp_path, "demo", *words)

    assert demo["packets"]
    assert Path(demo["day_sheet"]).read_bytes().startswith(b"%PDF")


def test_the_frozen_program_speaks_with_a_server(
    frozen: Path, tmp_path: Path, server: Server
) -> None:
    address = server.empty()

    made = answer(frozen, tmp_path, "new", "--clinic", address, "--name", "A", "--zone", "UTC")

    assert made["clinic"] == address
    nobody = answer(frozen, tmp_path, "patients", "--clinic", address)
    assert nobody == {"patients": [], "meant": []}


def test_the_frozen_program_is_small_enough_to_hand_on(frozen: Path) -> None:
    files = (path for path in frozen.rglob("*") if path.is_file() and not path.is_symlink())
    size = sum(path.stat().st_size for path in files)

    assert size < LARGEST_MB * 1_000_000
