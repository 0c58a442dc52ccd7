"""Encrypting a clinic with a new data key, in place: no bit of it is ever plain on the disk.

First the new key is kept beside the old one in the key file, then the archive and the database are
encrypted with it, then the old key is dropped. Whoever opens the clinic in between has both keys
and goes on from where the power failed.
"""

import os
from contextlib import closing
from pathlib import Path

from app.domain.refusal import Trouble
from app.security.keys import Keys, read_file, renewed, renewing, write_file
from app.security.sealing import KEY_BYTES, DataKey, Purpose
from app.storage.archive import Objects
from app.storage.driver import DriverError, Raw, connect, one, raw
from app.storage.places import FILE, KEY_FILE

GENERATION = "SELECT generation FROM safety"
AUDIT_KEY = "SELECT audit_key FROM safety"
KEEP_AUDIT_KEY = """
INSERT INTO safety (id, audit_key) VALUES (1, ?)
ON CONFLICT (id) DO UPDATE SET audit_key = excluded.audit_key
"""
KEEP_GENERATION = """
INSERT INTO safety (id, generation) VALUES (1, ?)
ON CONFLICT (id) DO UPDATE SET generation = excluded.generation
"""


def renew(folder: Path, keys: Keys, without: frozenset[str]) -> Keys:
    """Encrypt everything with a new data key, which some do not get, and give what is held now."""
    with closing(connect(folder / FILE, keys.now.key_for(Purpose.DATABASE))) as connection:
        alone(connection, folder)
        file, new = renewing(read_file(folder / KEY_FILE), keys.now, without)
        write_file(folder / KEY_FILE, file)
        return _encrypt(connection, folder, keys.now, new, file.newest.generation)


def finish_renewing(folder: Path, keys: Keys) -> Keys:
    """The keys, after a renewal was finished that something had stopped."""
    if keys.coming is None:
        return keys
    for key in (keys.now, keys.coming):
        connection = _opened(folder, key)
        if connection is not None:
            with closing(connection):
                alone(connection, folder)
                return _encrypt(connection, folder, keys.now, keys.coming, keys.generation)
    raise Trouble("clinic-damaged", folder=str(folder))


def _opened(folder: Path, key: DataKey) -> Raw | None:
    """The database under a key; None when it is encrypted with another one."""
    try:
        return connect(folder / FILE, key.key_for(Purpose.DATABASE))
    except DriverError as error:
        if "NOTADB" not in getattr(error, "sqlite_errorname", ""):
            raise
        return None


def alone(connection: Raw, folder: Path) -> None:
    """Have the clinic to ourselves until the connection is closed, or say that others are in it."""
    one(connection, "PRAGMA busy_timeout = 0")
    one(connection, "PRAGMA locking_mode = EXCLUSIVE")
    try:
        if one(connection, "PRAGMA journal_mode = DELETE") != "delete":
            raise Trouble("clinic-in-use", folder=str(folder))
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
    except DriverError as error:
        if "BUSY" not in getattr(error, "sqlite_errorname", ""):
            raise
        raise Trouble("clinic-in-use", folder=str(folder)) from error


def _encrypt(connection: Raw, folder: Path, old: DataKey, new: DataKey, generation: int) -> Keys:
    _archive(folder, old, new)
    connection.execute(f"PRAGMA rekey = {raw(new.key_for(Purpose.DATABASE))}")
    connection.execute(KEEP_GENERATION, (generation,))
    one(connection, "PRAGMA locking_mode = NORMAL")
    one(connection, "PRAGMA journal_mode = WAL")
    file = renewed(read_file(folder / KEY_FILE))
    write_file(folder / KEY_FILE, file)
    for left in folder.glob("before-*.db"):  # copies under the old key, which nobody holds any more
        left.unlink()
    return Keys(now=new, generation=generation)


def _archive(folder: Path, old: DataKey, new: DataKey) -> None:
    before = Objects(folder, old.key_for(Purpose.ARCHIVE))
    after = Objects(folder, new.key_for(Purpose.ARCHIVE))
    for digest, path in before.all():
        content = before.read(path, digest)
        if content is None:  # what was damaged stays as it is, and is told of when asked for
            continue
        target = after.place(digest)
        if not after.is_whole(target, digest):
            after.keep(target, digest, content)
        path.unlink()


def audit_key(connection: Raw) -> bytes:
    """The key that an encrypted clinic chains its audit with, which outlives every data key.

    It lies in the database, which nobody reads without the data key; the first opening draws it.
    """
    kept = one(connection, AUDIT_KEY) or ""
    if not kept:
        connection.execute(KEEP_AUDIT_KEY, (os.urandom(KEY_BYTES).hex(),))
        kept = one(connection, AUDIT_KEY)
    return bytes.fromhex(kept)


def check_generation(connection: Raw, keys: Keys) -> None:
    """Refuse a key file that is older than the clinic: somebody who was removed may be in it."""
    if keys.generation < (one(connection, GENERATION) or 0):
        raise Trouble("keys-older")
