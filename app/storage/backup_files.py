"""A folder of backups: the copies in it, the kept files they share, and what can be wrong there.

Each copy is a folder of its own under `copies`, whole as soon as it has its name. The packets and
scans, which never change, lie once for all of them under `archive`; `objects.txt` lists these in
the order they came, and a copy's manifest says how many of the list's first lines are its own.
"""

import errno
import hashlib
import json
import os
import re
import shutil
from collections.abc import Generator, Iterable
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryFile

from app.domain.backup import FORMAT, KeptFile, Manifest, digest_of, read_line
from app.domain.refusal import Trouble
from app.security.files import (
    BINARY,
    PRIVATE_FILE,
    PRIVATE_FOLDER,
    sync_folder,
    write_durably,
    write_whole,
)
from app.storage import codec
from app.storage.driver import DriverError
from app.storage.places import FILE

COPIES = "copies"
MANIFEST = "manifest.json"
LIST = "objects.txt"
LOCK = "backup.lock"
UNFINISHED = ".part"
STAMP = "%Y-%m-%dT%H-%M-%S.%fZ"
MOST_MANIFEST, MOST_LIST = 5_000_000, 1_000_000_000
"""Bytes: a larger one is not one of ours."""
AT_ONCE = 1 << 20
_PATH = re.compile(r"(?:[A-Za-z0-9][A-Za-z0-9._-]{0,99}/){0,4}[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
"""Where a clinic has a file: plain names, none of which leads up or is the system's own."""

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
CLOSED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A whole copy in a folder of backups."""

    folder: Path
    manifest: Manifest


@contextmanager
def backup_faults(folder: Path) -> Generator[None]:
    """Turns what a folder of backups reports into a trouble; what SQLite says of it as well."""
    try:
        yield
    except (OSError, DriverError) as error:
        raise Trouble(_code(folder, error), folder=str(folder)) from error


def _code(folder: Path, error: Exception) -> str:
    asked = error if isinstance(error, OSError) else _asked(folder)
    number = asked.errno if asked is not None else None
    name = getattr(error, "sqlite_errorname", "")
    if number in FULL or "FULL" in name or _is_full(folder):
        return "backup-place-full"
    if number in CLOSED or "READONLY" in name:
        return "backup-place-read-only"
    if "CORRUPT" in name or "NOTADB" in name:
        return "backup-damaged"
    return "backup-place-gone"


def _asked(folder: Path) -> OSError | None:
    """What the system says to a file a little larger than the largest: SQLite does not say it."""
    try:
        with TemporaryFile(dir=folder) as probe:
            files = (path for path in (folder / COPIES).rglob("*") if path.is_file())
            probe.truncate(AT_ONCE + max((path.stat().st_size for path in files), default=0))
    except OSError as error:
        return error
    return None


def _is_full(folder: Path) -> bool:
    """Whether there is no room for anything; SQLite calls that by several names."""
    try:
        return shutil.disk_usage(folder).free < AT_ONCE
    except OSError:
        return False


@contextmanager
def alone(folder: Path) -> Generator[None]:
    """Only one program writes to a folder of backups; the system lets go when it ends."""
    with (folder / LOCK).open("ab") as file:
        try:
            _lock(file.fileno())
        except OSError as error:
            if error.errno not in {errno.EAGAIN, errno.EACCES, errno.EDEADLK}:
                raise
            raise Trouble("backup-running", folder=str(folder)) from error
        yield


if os.name == "nt":
    import msvcrt

    def _lock(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def copies(folder: Path) -> tuple[Copy, ...]:
    """The whole copies in a folder of backups, the oldest first; one that is damaged is none."""
    found: list[Copy] = []
    if (folder / COPIES).is_dir():
        for each in (folder / COPIES).iterdir():
            if not each.name.endswith(UNFINISHED) and each.is_dir():
                with suppress(Trouble):
                    found.append(Copy(folder=each, manifest=read_manifest(each)))
    return tuple(sorted(found, key=lambda copy: (copy.manifest.at, copy.folder.name)))


def read_manifest(copy: Path) -> Manifest:
    """What a copy says of itself; what cannot have been written by us is damage."""
    try:
        with (copy / MANIFEST).open("rb") as file:
            document = json.loads(file.read(MOST_MANIFEST))
        digest = document.pop("sha256")
        manifest: Manifest = codec.decode(Manifest, document)
        sound = digest == _manifest_digest(manifest) and _is_ours(manifest)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Trouble("backup-damaged", folder=str(copy)) from error
    if not sound:
        raise Trouble("backup-damaged", folder=str(copy))
    return manifest


def _is_ours(manifest: Manifest) -> bool:
    """Whether each fact is of its kind and the files are a clinic's: anybody can make a digest."""
    kinds: set[type] = {type(getattr(manifest, name)) for name in _TEXTS}
    counts: list[object] = [getattr(manifest, name) for name in _COUNTS]
    counts += [each.size for each in manifest.files]
    return (
        kinds | {type(each.sha256) for each in manifest.files} == {str}
        and all(type(each) is int for each in counts)
        and min((manifest.objects, manifest.object_bytes, manifest.entries)) >= 0
        and manifest.format <= FORMAT
        and manifest.at.tzinfo is not None
        and all(is_inside(each.path) for each in manifest.files)
        and any(each.path == FILE for each in manifest.files)
    )


_TEXTS = ("clinic", "program", "revision", "head", "digest", "ending")
_COUNTS = ("format", "entries", "objects", "object_bytes")


def write_manifest(copy: Path, manifest: Manifest) -> None:
    """Write what a copy says of itself, last of all."""
    document = json.loads(codec.dump(manifest)) | {"sha256": _manifest_digest(manifest)}
    write_durably(copy / MANIFEST, json.dumps(document, indent=1).encode())


def _manifest_digest(manifest: Manifest) -> str:
    told = json.dumps(json.loads(codec.dump(manifest)), sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()


def is_inside(path: str) -> bool:
    """Whether a path of a manifest is one of ours, in the clinic's folder on every system."""
    return _PATH.fullmatch(path) is not None


def read_list(folder: Path, count: int | None = None) -> list[KeptFile]:
    """The first kept files of the list that the copies share; all of them when none is named."""
    try:
        text = _list_text(folder)
        files = [read_line(line) for line in text.splitlines()[:count]]
    except (OSError, ValueError) as error:
        raise Trouble("backup-damaged", folder=str(folder)) from error
    if not all(is_inside(each.path) for each in files):
        raise Trouble("backup-damaged", folder=str(folder))
    return files


def _list_text(folder: Path) -> str:
    path = folder / LIST
    if not path.exists():
        return ""
    with path.open("rb") as file:
        return file.read(MOST_LIST).decode()


def objects_of(folder: Path, manifest: Manifest) -> list[KeptFile]:
    """The packets and scans of a copy."""
    files = read_list(folder, manifest.objects)
    if len(files) != manifest.objects or digest_of(files) != manifest.digest:
        raise Trouble("backup-damaged", folder=str(folder))
    return files


def write_list(folder: Path, files: Iterable[KeptFile]) -> None:
    """Keep the list anew: what is there of an older one is its beginning."""
    write_whole(folder / LIST, "".join(each.line for each in files).encode())


def copy_file(source: Path, target: Path, path: str) -> KeptFile:
    """Copy a file's bytes as they are, wait until the disk has them, and say what they are."""
    make_folders(target.parent)
    digest, size = hashlib.sha256(), 0
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | BINARY
    with source.open("rb") as read, os.fdopen(os.open(target, flags, PRIVATE_FILE), "wb") as write:
        while piece := read.read(AT_ONCE):
            digest.update(piece)
            size += write.write(piece)
        write.flush()
        os.fsync(write.fileno())
    return KeptFile(path=path, size=size, sha256=digest.hexdigest())


def make_folders(folder: Path) -> None:
    """Make a folder that only its owner enters, with those above it, for good."""
    if not folder.is_dir():
        make_folders(folder.parent)
        folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        sync_folder(folder.parent)


def digest_of_file(path: Path, name: str) -> KeptFile:
    """What a file is."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
    return KeptFile(path=name, size=path.stat().st_size, sha256=digest.hexdigest())


def named(at: datetime) -> str:
    """The name of the copy that is made at an instant; it sorts, and any disk takes it."""
    return at.astimezone(UTC).strftime(STAMP)


def remove(copy: Path) -> None:
    """Remove a copy: at once it is none, then its files go."""
    doomed = copy if copy.name.endswith(UNFINISHED) else copy.with_name(copy.name + UNFINISHED)
    if doomed != copy:
        copy.replace(doomed)
    shutil.rmtree(doomed)


def clear(folder: Path) -> None:
    """Remove what copies that were never finished have left."""
    for each in (folder / COPIES).glob(f"*{UNFINISHED}"):
        shutil.rmtree(each)
