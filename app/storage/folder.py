"""A clinic in a folder: the key file, one SQLite file, and the archive beside it, all encrypted.

A clinic that was made before clinics were encrypted has no key file; it is opened only to be
brought into an encrypted one.
"""

from collections.abc import Generator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import QueuePool
from typing_extensions import override

from app.domain.refusal import Trouble
from app.security.files import PRIVATE_FOLDER, sync_folder, write_durably
from app.security.keys import Keys, Made, read_file, write_file
from app.security.sealing import DataKey, Purpose
from app.storage.archive import Archive, Objects, make_archive, recover, waiting
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
from app.storage.migrating import (
    SHIPPED,
    Lineage,
    check_guards,
    check_ours,
    check_whole,
    copy_beside,
    upgrade,
)
from app.storage.places import FILE, KEY_FILE, UNFINISHED, UNFINISHED_KEYS, finish_encrypting
from app.storage.renewing import audit_key, check_generation, finish_renewing, renew
from app.storage.transactions import CONNECTIONS, Database


class FolderDatabase(Database):
    """An open clinic of a folder."""

    def __init__(self, folder: Path, keys: Keys | None = None) -> None:
        self.folder = folder
        self.keys = keys
        engine = create_engine(
            "sqlite://",
            module=driver,
            creator=self._guarded,
            poolclass=QueuePool,
            pool_size=CONNECTIONS,
            max_overflow=CONNECTIONS,
        )
        super().__init__(folder, engine)
        self._listening: Raw | None = None

    @property
    def _key(self) -> bytes | None:
        return _key_of(self.keys.now if self.keys else None)

    @property
    def objects(self) -> Objects:
        """The files of the archive."""
        return _objects(self.folder, self.keys.now if self.keys else None)

    @override
    def close(self) -> None:
        """Close the clinic, with everything in the one file, so that the folder can be copied."""
        self._let_go()
        super().close()

    def _let_go(self) -> None:
        if self._listening is not None:
            self._listening.close()
            self._listening = None
        with suppress(DriverError):  # all is safe in the WAL file, which the next open reads
            _checkpoint(self.folder / FILE, self._key)

    def renew(self, without: frozenset[str]) -> None:
        """Encrypt everything with a new data key, which some do not get; nobody else may be in."""
        if self.keys is None:
            raise Trouble("clinic-plain", folder=str(self.folder))
        self._let_go()
        self._engine.dispose()
        with file_faults(self.folder), database_faults(self.folder, sealed=True):
            self.keys = renew(self.folder, self.keys, without)

    @override
    def check(self) -> None:
        with self._faults(), closing(self.connect()) as connection:
            check_guards(connection, self.folder)
            check_whole(connection, self.folder)

    def connect(self, path: Path | None = None) -> Raw:
        """A connection for what no transaction does, to the clinic's file or to a copy of it."""
        return connect(path or self.folder / FILE, self._key)

    @override
    def _begin(self, connection: Connection, *, writing: bool) -> None:
        connection.exec_driver_sql(f"PRAGMA query_only = {int(not writing)}")
        if writing:
            begin_to_write(connection.connection.driver_connection)
        else:
            connection.exec_driver_sql("BEGIN")

    @override
    def _archive(self, connection: Connection, *, writing: bool) -> Archive:
        return Archive(self.objects, writing=writing)

    @override
    def _mark(self) -> object:
        """A number that SQLite keeps for a connection of its own, changed by every other one."""
        if self._listening is None:
            self._listening = self.connect()
        return one(self._listening, "PRAGMA data_version")

    @override
    def _faults(self) -> AbstractContextManager[None]:
        return database_faults(self.folder) if self.keys is None else self._sealed_faults(self.keys)

    @contextmanager
    def _sealed_faults(self, keys: Keys) -> Generator[None]:
        """What cannot be read any more was damaged, or encrypted anew by another program."""
        try:
            with database_faults(self.folder, sealed=True):
                yield
        except Trouble as trouble:
            if trouble.reason.code != "clinic-damaged":
                raise
            if read_file(self.folder / KEY_FILE).now.is_vouched_by(keys.now):
                raise
            raise Trouble("keys-renewed") from trouble

    def _guarded(self) -> Raw:
        connection = connect(self.folder / FILE, self._key)
        forbid_schema_changes(connection)
        return connection


def _key_of(key: DataKey | None) -> bytes | None:
    return None if key is None else key.key_for(Purpose.DATABASE)


def _objects(folder: Path, key: DataKey | None) -> Objects:
    return Objects(folder, None if key is None else key.key_for(Purpose.ARCHIVE))


def _checkpoint(path: Path, key: bytes | None) -> None:
    with closing(connect(path, key)) as connection:
        one(connection, "PRAGMA busy_timeout = 0")  # whoever closes last finishes the rest
        one(connection, "PRAGMA wal_checkpoint(TRUNCATE)")


def create_in_folder(folder: Path, made: Made | None = None) -> None:
    """Make an empty clinic in a new or empty folder; without keys it is a plain one."""
    check_version()
    with file_faults(folder):
        existed = _claim_folder(folder)
        try:
            with database_faults(folder):  # it asks the disk about what was made so far
                _build(folder, made)
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


def _build(folder: Path, made: Made | None) -> None:
    unfinished, keys = folder / UNFINISHED, folder / UNFINISHED_KEYS
    key = _key_of(made.key if made else None)
    make_archive(folder)
    write_durably(unfinished, b"")
    upgrade(unfinished, key=key)
    with closing(connect(unfinished, key)) as connection:
        one(connection, "PRAGMA journal_mode = WAL")
    if made is not None:  # a key file without a clinic opens nothing; a clinic without keys neither
        write_file(keys, made.file)
        keys.replace(folder / KEY_FILE)
        sync_folder(folder)
    unfinished.replace(folder / FILE)
    sync_folder(folder)


def _clear(folder: Path) -> None:
    """Remove what an unfinished creation leaves; never a clinic, never anybody else's file."""
    if (folder / FILE).exists():
        return
    if (folder / UNFINISHED).exists():  # only then are the keys of a clinic that never was
        (folder / KEY_FILE).unlink(missing_ok=True)
    for pattern in (f"{UNFINISHED_KEYS}*", f"{UNFINISHED}*"):
        for path in folder.glob(pattern):
            path.unlink()
    for path in (folder / "archive" / "incoming", folder / "archive"):
        with suppress(OSError):  # it is not there, or holds something, which is then reported
            path.rmdir()


def open_folder(
    folder: Path, lineage: Lineage = SHIPPED, keys: Keys | None = None
) -> FolderDatabase:
    """The clinic in a folder, brought to the newest schema and put right after a crash."""
    check_version()
    path = folder / FILE
    with file_faults(folder), database_faults(folder, sealed=keys is not None):
        finish_encrypting(folder)
        if not path.exists():
            raise Trouble("clinic-missing", folder=str(folder))
        if not path.is_file():
            raise Trouble("clinic-foreign", folder=str(folder))
        if keys is not None:
            keys = finish_renewing(folder, keys)
        opened = keys.now if keys else None
        key = _key_of(opened)
        _migrate(path, lineage, key)
        with closing(connect(path, key)) as connection:
            check_guards(connection, folder, lineage.guards)
            one(connection, "PRAGMA journal_mode = WAL")
            if keys is not None:
                check_generation(connection, keys)
            _settle(connection, _objects(folder, opened))
            database = FolderDatabase(folder, keys)
            database.audit_key = audit_key(connection) if keys else b""
    return database


def _migrate(path: Path, lineage: Lineage, key: bytes | None) -> None:
    with closing(connect(path, key)) as connection:
        newest = check_ours(connection, path.parent, lineage)
    if not newest:
        copy_beside(path, lineage, key)
        upgrade(path, lineage, key)


NAMED = """
SELECT sha256 FROM packet UNION SELECT sha256 FROM attachment UNION
SELECT atom FROM form, json_tree(form.document, '$.files') WHERE key IN ('came', 'printed')
"""
"""What the archive keeps files for."""


def _settle(connection: Raw, objects: Objects) -> None:
    """Make sure that the clinic can be written, and put away what a crash left in the archive."""
    begin_to_write(connection)  # nobody else is between putting a file and its row
    try:
        make_archive(objects.folder)
        files = waiting(objects.folder)
        if files:
            rows = connection.execute(NAMED).fetchall()
            recover(objects, frozenset(row[0] for row in rows))
    finally:
        connection.execute("ROLLBACK")
