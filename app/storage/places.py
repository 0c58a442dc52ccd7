"""What lies where in a clinic's folder."""

import shutil
from pathlib import Path

from app.security.files import sync_folder
from app.security.keys import KeyFile, read_file, write_file
from app.storage.faults import file_faults
from app.storage.migrating import APPLICATION_ID

FILE = "clinic.db"
KEY_FILE = "clinic.keys"
UNFINISHED = "clinic.db.new"
UNFINISHED_KEYS = "clinic.keys.making"

ENCRYPTED = ".encrypted"
"""A whole encrypted clinic that has yet to take the place of the plain one around it."""

PLAIN_LEFT = (f"{FILE}-wal", f"{FILE}-shm", f"{FILE}-journal", "before-*.db")
"""What a plain clinic has beside its file, and an encrypted one that was just made has not."""

SQLITE, HEAD = b"SQLite format 3\0", 72
"""How a plain file begins; the number of the program ends at this place (sqlite.org/fileformat)."""


def is_encrypted(folder: Path) -> bool:
    """Whether the clinic in a folder can be opened only by somebody."""
    return (folder / KEY_FILE).exists() or (folder / ENCRYPTED).exists()


def is_plain(folder: Path) -> bool:
    """Whether a folder holds a clinic that was made before clinics were encrypted."""
    path = folder / FILE
    if is_encrypted(folder) or not path.is_file():
        return False
    with file_faults(folder), path.open("rb") as file:
        head = file.read(HEAD)
    return head.startswith(SQLITE) and head.endswith(APPLICATION_ID.to_bytes(4, "big"))


def read_keys(folder: Path) -> KeyFile:
    """The key file of the clinic in a folder."""
    finish_encrypting(folder)
    return read_file(folder / KEY_FILE)


def write_keys(folder: Path, file: KeyFile) -> None:
    """Keep a key file in place of the one before."""
    with file_faults(folder):
        write_file(folder / KEY_FILE, file)


def finish_encrypting(folder: Path) -> None:
    """Let a whole encrypted clinic take the place of the plain one, if one waits for it."""
    whole = folder / ENCRYPTED
    if not whole.is_dir():
        return
    with file_faults(folder):
        if (whole / FILE).exists():  # the plain file is still in its place, with what is its
            for pattern in PLAIN_LEFT:
                for path in folder.glob(pattern):
                    path.unlink()
        for part in sorted(whole.iterdir(), key=lambda path: path.name == FILE):
            _replace(part, folder / part.name)
        whole.rmdir()
        sync_folder(folder)


def _replace(part: Path, target: Path) -> None:
    if target.is_dir():
        shutil.rmtree(target)
    part.replace(target)
    sync_folder(target.parent)
