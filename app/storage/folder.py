"""A clinic in a folder: one SQLite file, and the archive beside it."""

from contextlib import AbstractContextManager, closing, suppress
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.pool import QueuePool
from typing_extensions import override

from app.domain.refusal import Trouble
from app.security.files import PRIVATE_FOLDER, sync_folder, write_durably
from app.storage.archive import Archive, make_archive, recover, waiting
from app.storage.driver import (
    DriverError,
    Raw,
    begin_to_write,
    check_version,
    connect,
    driver,
    one,
)
from app.storage.faults import database_faults, file_faults
from app.storage.guards import forbid_schema_changes
from app.storage.migrating import SHIPPED, Lineage, check_guards, check_ours, copy_beside, upgrade
from app.storage.transactions import CONNECTIONS, Database

FILE = "clinic.db"
UNFINISHED = "clinic.db.new"


class FolderDatabase(Database):
    """An open clinic of a folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, _engine(folder / FILE))
        self.folder = folder
        self._listening: Raw | None = None

    @override
    def close(self) -> None:
        """Close the clinic, with everything in the one file, so that the folder can be copied."""
        if self._listening is not None:
            self._listening.close()
            self._listening = None
        with suppress(DriverError):  # all is safe in the WAL file, which the next open reads
            _checkpoint(self.folder / FILE)
        super().close()

    @override
    def _begin(self, connection: Connection, *, writing: bool) -> None:
        connection.exec_driver_sql(f"PRAGMA query_only = {int(not writing)}")
        if writing:
            begin_to_write(connection.connection.driver_connection)
        else:
            connection.exec_driver_sql("BEGIN")

    @override
    def _archive(self, connection: Connection, *, writing: bool) -> Archive:
        return Archive(self.folder, writing=writing)

    @override
    def _mark(self) -> object:
        """A number that SQLite keeps for a connection of its own, changed by every other one."""
        if self._listening is None:
            self._listening = connect(self.folder / FILE)
        return one(self._listening, "PRAGMA data_version")

    @override
    def _faults(self) -> AbstractContextManager[None]:
        return database_faults(self.folder)


def _checkpoint(path: Path) -> None:
    with closing(connect(path)) as connection:
        one(connection, "PRAGMA busy_timeout = 0")  # whoever closes last finishes the rest
        one(connection, "PRAGMA wal_checkpoint(TRUNCATE)")


def _engine(path: Path) -> Engine:
    return create_engine(
        "sqlite://",
        module=driver,
        creator=partial(_guarded, path),
        poolclass=QueuePool,
        pool_size=CONNECTIONS,
        max_overflow=CONNECTIONS,
    )


def _guarded(path: Path) -> Raw:
    connection = connect(path)
    forbid_schema_changes(connection)
    return connection


def create_in_folder(folder: Path) -> None:
    """Make an empty clinic in a new or empty folder."""
    check_version()
    with file_faults(folder), database_faults(folder):
        existed = _claim_folder(folder)
        try:
            _build(folder)
        except BaseException:
            _clear(folder)
            if not existed:
                folder.rmdir()
            raise


def _claim_folder(folder: Path) -> bool:
    """Whether the folder was there; what a creation that never finished has left is removed."""
    existed = folder.exists()
    if existed and not folder.is_dir():
        raise Trouble("folder-not-empty", folder=str(folder))
    folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    _clear(folder)
    if any(folder.iterdir()):
        raise Trouble("folder-not-empty", folder=str(folder))
    folder.chmod(PRIVATE_FOLDER)
    return existed


def _build(folder: Path) -> None:
    unfinished = folder / UNFINISHED
    make_archive(folder)
    write_durably(unfinished, b"")
    upgrade(unfinished)
    with closing(connect(unfinished)) as connection:
        one(connection, "PRAGMA journal_mode = WAL")
    unfinished.replace(folder / FILE)
    sync_folder(folder)


def _clear(folder: Path) -> None:
    """Remove what an unfinished creation leaves; never a clinic, never anybody else's file."""
    if (folder / FILE).exists():
        return
    for path in folder.glob(f"{UNFINISHED}*"):
        path.unlink()
    for path in (folder / "archive" / "incoming", folder / "archive"):
        with suppress(OSError):  # it is not there, or holds something, which is then reported
            path.rmdir()


def open_folder(folder: Path, lineage: Lineage = SHIPPED) -> FolderDatabase:
    """The clinic in a folder, brought to the newest schema and put right after a crash."""
    check_version()
    path = folder / FILE
    with file_faults(folder), database_faults(folder):
        if not path.exists():
            raise Trouble("clinic-missing", folder=str(folder))
        if not path.is_file():
            raise Trouble("clinic-foreign", folder=str(folder))
        _migrate(path, lineage)
        with closing(connect(path)) as connection:
            check_guards(connection, folder, lineage.guards)
            one(connection, "PRAGMA journal_mode = WAL")
            _settle(connection, folder)
    return FolderDatabase(folder)


def _migrate(path: Path, lineage: Lineage) -> None:
    with closing(connect(path)) as connection:
        newest = check_ours(connection, path.parent, lineage)
    if not newest:
        copy_beside(path, lineage)
        upgrade(path, lineage)


NAMED = "SELECT sha256 FROM packet UNION SELECT sha256 FROM attachment"
"""What the archive keeps files for."""


def _settle(connection: Raw, folder: Path) -> None:
    """Make sure that the clinic can be written, and put away what a crash left in the archive."""
    begin_to_write(connection)  # nobody else is between putting a file and its row
    try:
        make_archive(folder)
        files = waiting(folder)
        if files:
            rows = connection.execute(NAMED).fetchall()
            recover(folder, frozenset(row[0] for row in rows))
    finally:
        connection.execute("ROLLBACK")
