"""Somebody's files: written whole or not at all, read when they are not too large."""

import os
import shutil
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import IO

from app.domain.refusal import Trouble
from app.security.files import BINARY, PRIVATE_FILE

MOST_BYTES = 50_000_000


def write_file(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all; its folder is made when absent."""
    beside = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as fault:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        why = fault.strerror or str(fault)
        raise Trouble("file-not-written", file=str(path), why=why) from fault


def read_file(path: Path, most: int = MOST_BYTES) -> bytes:
    """What a file holds; of one that is larger than anybody asks for, a little more than that."""
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as fault:
        why = fault.strerror or str(fault)
        raise Trouble("file-not-read", file=str(path), why=why) from fault


@contextmanager
def new_private_file(path: Path) -> Generator[IO[bytes]]:
    """A new file that only its owner reads; one that is there stays, and a failure leaves none."""
    try:
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, PRIVATE_FILE)
    except OSError as fault:
        why = fault.strerror or str(fault)
        raise Trouble("file-not-written", file=str(path), why=why) from fault
    try:
        with os.fdopen(opened, "wb") as file:
            yield file
    except BaseException:
        path.unlink(missing_ok=True)
        raise


@contextmanager
def workshop(where: Path, mark: str) -> Generator[Path]:
    """A folder in which something is made that then takes its place; gone afterwards.

    What a making that was cut short has left there under the same mark is swept away first.
    """
    for left in where.glob(f"{mark}*"):
        shutil.rmtree(left, ignore_errors=True)
    made = Path(mkdtemp(prefix=mark, dir=where))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)
