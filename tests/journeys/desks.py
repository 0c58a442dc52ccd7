"""Programs of other desks, which begin together and say what became of each act."""

import subprocess
from collections.abc import Sequence
from pathlib import Path


def start(words: Sequence[str], root: Path) -> subprocess.Popen[str]:
    """A desk that says when it is ready, and waits to be told to go."""
    return subprocess.Popen(
        words, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def go(desks: Sequence[subprocess.Popen[str]], patience: float = 60) -> list[str]:
    """Let every desk begin at once, when all are ready, and hear the lines that they answered."""
    for desk in desks:
        assert desk.stdout is not None
        assert desk.stdout.readline() == "ready\n"
    for desk in desks:
        assert desk.stdin is not None
        desk.stdin.write("go\n")
        desk.stdin.flush()
    answers = [desk.communicate(timeout=patience)[0] for desk in desks]
    assert [desk.returncode for desk in desks] == [0] * len(desks)
    return [line for answer in answers for line in answer.splitlines()]
