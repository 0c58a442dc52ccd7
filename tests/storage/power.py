"""The power fails: a process is ended at its n-th step to the disk, with nothing tidied up."""

import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

CUT = 77
"""How a process ends whose power has failed."""

STEPS = ("fsync", "rename", "replace", "unlink", "rmdir", "mkdir", "open")
"""What counts as a step; SQLite's own steps lie between them."""


def cuts(act: Callable[[], object], every: int) -> Iterator[int]:
    """The act, ended at its first step and at every so many after it, until it is done."""
    for step in count(1, every):
        if not cut(act, step):
            return
        yield step


def cut(act: Callable[[], object], step: int) -> bool:
    """Whether the act was ended before it was done."""
    child = os.fork()
    if child == 0:
        _end_at(step)
        try:
            act()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == CUT


def _end_at(step: int) -> None:
    left = [step]

    def ending(real: Callable[..., object]) -> Callable[..., object]:
        def call(*given: object, **named: object) -> object:
            left[0] -= 1
            if left[0] == 0:
                os._exit(CUT)
            return real(*given, **named)

        return call

    for name in STEPS:
        setattr(os, name, ending(getattr(os, name)))


def files_of(folder: Path) -> list[Path]:
    """Every file in a folder."""
    return [path for path in folder.rglob("*") if path.is_file()]
