"""The one way to a database file: SQLite by sqlcipher3, set as every connection needs it."""

from pathlib import Path
from random import uniform
from time import monotonic, sleep
from typing import Any, cast

from sqlcipher3 import dbapi2

from app.domain.refusal import Trouble

OLDEST_SQLITE = (3, 51, 3)
"""The first SQLite that cannot corrupt a WAL file when two connections restart it at once."""

PATIENCE_MS = 5_000
"""How long a connection waits for another one's lock."""

BETWEEN_ASKING_S = (0.0003, 0.003)
"""How long whoever wants to write waits before it asks for the lock again."""

SETTINGS = (
    f"PRAGMA busy_timeout = {PATIENCE_MS}",
    "PRAGMA synchronous = FULL",  # NORMAL loses acknowledged commits when the power fails
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -16384",  # KiB of pages kept open: each that is read again is decrypted
    f"PRAGMA soft_heap_limit = {32 * 2**20}",  # and bytes that all connections together may keep
    "PRAGMA recursive_triggers = ON",  # so that REPLACE meets the triggers that refuse deletion
)

driver = cast("Any", dbapi2)
"""The driver's module, which has no types of its own."""

Raw = Any
"""Something of the driver's: a connection, or a value of a row."""

DriverError = cast("type[Exception]", driver.Error)
"""What the driver raises when SQLite reports an error."""


def connect(path: Path, key: bytes | None = None, *, foreign_keys: bool = True) -> Raw:
    """A connection to a database file that is already there."""
    connection = driver.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        isolation_level=None,  # transactions begin where we say so
        check_same_thread=False,  # a pool hands a connection to one thread at a time
    )
    try:
        if key is not None:  # before anything else: SQLCipher needs it to read the first page
            connection.execute(f"PRAGMA key = {raw(key)}")
            connection.execute("PRAGMA cipher_log_level = NONE")  # it would go to standard error
        for setting in (*SETTINGS, f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}"):
            connection.execute(setting)
    except (DriverError, UnicodeDecodeError):  # another key, or no database at all
        connection.close()
        raise
    return connection


def raw(key: bytes) -> str:
    """A key as SQLCipher's statements take one that no password is stretched to."""
    return f"\"x'{key.hex()}'\""


def one(connection: Raw, statement: str) -> Raw:
    """The first value of the first row that a statement gives, or None."""
    row = connection.execute(statement).fetchone()
    return None if row is None else row[0]


def begin_to_write(connection: Raw) -> None:
    """Begin a transaction with the write lock, asking for it often and by chance.

    SQLite's own waiting asks ever more rarely: when many write, it passes somebody by for seconds.
    """
    until = monotonic() + PATIENCE_MS / 1000
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        while not _begun(connection, last=monotonic() > until):
            sleep(uniform(*BETWEEN_ASKING_S))  # noqa: S311 -- no secret
    finally:
        connection.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")


def _begun(connection: Raw, *, last: bool) -> bool:
    try:
        connection.execute("BEGIN IMMEDIATE")
    except DriverError as error:
        if last or "BUSY" not in getattr(error, "sqlite_errorname", ""):
            raise
        return False
    return True


def check_version(version: tuple[int, ...] = driver.sqlite_version_info) -> None:
    """Refuse to work on a SQLite that is too old to be trusted with a clinic."""
    if version < OLDEST_SQLITE:
        known = {"version": _dotted(version), "oldest": _dotted(OLDEST_SQLITE)}
        raise Trouble("sqlite-old", **known)


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))
