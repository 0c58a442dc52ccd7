"""A demo clinic to type commands at: made once, copied for whoever changes it."""

import shutil
from pathlib import Path

import pytest

from app.cli import main
from tests.cli.typed import Ask, Said, clock


@pytest.fixture
def folder(demo_made: Path, tmp_path: Path) -> Path:
    """A demo clinic of one's own, closed."""
    return Path(shutil.copytree(demo_made, tmp_path / "clinic"))


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str]) -> Ask:
    """Runs a command as it is typed."""

    def run(command: str, *words: object) -> Said:
        code = main([*command.split(), *map(str, words)], clock=clock)
        out, err = capsys.readouterr()
        return Said(code, out, err)

    return run


@pytest.fixture
def ask(folder: Path, typed: Ask) -> Ask:
    """Runs a command on the demo clinic and wants JSON."""

    def run(command: str, *words: object) -> Said:
        return typed(command, "--clinic", folder, *words, "--json")

    return run
