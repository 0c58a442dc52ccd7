"""New passwords from the command line, and the file that a recovery code is printed from."""

import sys
from collections.abc import Generator
from contextlib import contextmanager
from getpass import getpass
from pathlib import Path
from typing import IO

from app import words
from app.cli.call import Call, first_line
from app.domain.refusal import refuse
from app.use_cases.files import new_private_file


def new_password(call: Call, file: str | None = None) -> str:
    """A new password: from the file that is named, or typed twice at the terminal.

    Without a file of its own it is the one password that the command takes.
    """
    named = call.words.password_file if file is None else file
    if named:
        return first_line(named)
    if not sys.stdin.isatty():
        raise refuse("password-needed")
    typed = getpass("New password: ")
    if getpass("The same again: ") != typed:
        raise refuse("password-not-the-same")
    return typed


class Sheet:
    """The file that a recovery code goes to, empty until there is one."""

    def __init__(self, path: Path, file: IO[bytes]) -> None:
        self.path = path
        self._file = file

    def write(self, clinic: str, code: str) -> None:
        """Write the sheet."""
        self._file.write(words.recovery_sheet(clinic, code).encode())


@contextmanager
def recovery_sheet(file: str) -> Generator[Sheet]:
    """A new file for a recovery code, made before the code is; gone again when there is none."""
    if not file:
        raise refuse("recovery-out-missing")
    path = Path(file).absolute()
    with new_private_file(path) as opened:
        yield Sheet(path, opened)
