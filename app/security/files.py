"""Files that only their owner reads, and that the disk has before anything counts on them."""

import os
from pathlib import Path

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700

BINARY = getattr(os, "O_BINARY", 0)
"""Windows would otherwise change line ends."""


def write_durably(path: Path, content: bytes) -> None:
    """Write a file that only its owner reads, and wait until the disk has it."""
    path.unlink(missing_ok=True)
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, PRIVATE_FILE)
    with os.fdopen(opened, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    sync_folder(path.parent)


def write_whole(path: Path, content: bytes) -> None:
    """Put a file in place of the one with its name: at any moment one of the two is there."""
    unfinished = path.with_name(f"{path.name}.new")
    write_durably(unfinished, content)
    unfinished.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Wait until the disk has a folder's entries; Windows has no such thing and needs none."""
    if os.name == "nt":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
