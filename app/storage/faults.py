"""What the disk, the file and other programs can do to a clinic, as troubles people can act on."""

import errno
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile

from sqlalchemy.exc import DBAPIError

from app.domain.refusal import Trouble
from app.storage.driver import DriverError

PROBE_BYTES = 65_536

SQLITE_TROUBLES = {
    "NOTADB": "clinic-foreign",
    "CORRUPT": "clinic-damaged",
    "READONLY": "clinic-read-only",
    "PERM": "clinic-read-only",
    "CANTOPEN": "clinic-read-only",  # whether there is a file at all is asked before
    "BUSY": "clinic-locked",
    "LOCKED": "clinic-locked",
    "PROTOCOL": "clinic-locked",
    "FULL": "disk-full",
    "IOERR": "disk-failed",
}
"""SQLite's name of an error to the code of the trouble."""

DAMAGED = ("unsupported file format", "Could not decode to UTF-8")
"""What SQLite and its driver say of a damaged file without giving it a name."""

OS_TROUBLES = {
    errno.ENOENT: "clinic-missing",
    errno.ENOTDIR: "clinic-missing",
    errno.EEXIST: "clinic-missing",  # how Windows calls a folder that was to lie in a file
    errno.EACCES: "clinic-read-only",
    errno.EPERM: "clinic-read-only",
    errno.EROFS: "clinic-read-only",
    errno.ENOSPC: "disk-full",
    errno.EDQUOT: "disk-full",
    errno.EFBIG: "disk-full",
}

HELD = frozenset({32, 33})
"""How Windows calls a file that another program has open: ERROR_SHARING_ and LOCK_VIOLATION."""


@contextmanager
def database_faults(folder: Path, *, sealed: bool = False) -> Generator[None]:
    """Turns what SQLite reports into trouble with the clinic's folder; other errors pass.

    An encrypted file whose key was proved right is damaged when it cannot be read.
    """
    try:
        yield
    except UnicodeDecodeError as error:  # the driver's own, over what it would tell of the file
        raise Trouble("clinic-damaged", folder=str(folder)) from error
    except (DBAPIError, DriverError) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        name = getattr(cause, "sqlite_errorname", "").removeprefix("SQLITE_")
        if any(said in str(cause) for said in DAMAGED):
            name = "CORRUPT"
        if name not in SQLITE_TROUBLES:
            raise
        if name == "IOERR":  # the driver does not say more, so the disk is asked
            _ask_the_disk(folder)
        code = "clinic-damaged" if sealed and name == "NOTADB" else SQLITE_TROUBLES[name]
        raise Trouble(code, folder=str(folder)) from error


@contextmanager
def file_faults(folder: Path) -> Generator[None]:
    """Turns what the file system reports into trouble with the clinic's folder."""
    try:
        yield
    except OSError as error:
        code = OS_TROUBLES.get(error.errno or 0, "disk-failed")
        if getattr(error, "winerror", 0) in HELD:
            code = "clinic-locked"
        raise Trouble(code, folder=str(folder)) from error


def _ask_the_disk(folder: Path) -> None:
    """Raise the trouble, if there is one with writing a little more than the largest file has."""
    with file_faults(folder), TemporaryFile(dir=folder) as probe:
        largest = max(path.stat().st_size for path in folder.iterdir())
        probe.write(b"probe" * PROBE_BYTES)
        probe.truncate(largest + PROBE_BYTES)
