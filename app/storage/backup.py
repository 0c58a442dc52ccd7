"""Making a backup of an open clinic's folder, and putting one back.

Bytes are copied as they are: what is encrypted stays so, and nobody needs a key to put it back.
"""

import re
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from shutil import disk_usage
from zoneinfo import ZoneInfo

from app import __version__
from app.domain.backup import KeptFile, Manifest, digest_of, superfluous
from app.domain.refusal import Trouble
from app.storage import archive
from app.storage.archive import PRIVATE_FOLDER, sync_folder
from app.storage.backup_files import (
    COPIES,
    UNFINISHED,
    Copy,
    alone,
    backup_faults,
    clear,
    copies,
    copy_file,
    digest_of_file,
    make_folders,
    named,
    objects_of,
    read_list,
    remove,
    write_list,
    write_manifest,
)
from app.storage.driver import DriverError, Raw, one
from app.storage.folder import FILE, NAMED, FolderDatabase
from app.storage.folder import UNFINISHED as UNFINISHED_CLINIC
from app.storage.migrating import check_guards, check_ours, check_whole, copy_whole

NOT_COPIED = re.compile(rf"{re.escape(FILE)}.*|before-.*\.db.*|.*\.part|.*\.lock")
"""What of a clinic's folder is no part of a backup as it lies there."""

HEAD = "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1"

TRIES = 3
"""So often the files beside the database are read again when one has changed meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A backup that was made."""

    copy: Copy
    new_objects: int
    copied: int
    """Bytes written for it."""
    missing: int
    """Packets and scans that the clinic itself has lost."""
    removed: int = 0
    """Earlier copies that need not be kept any longer."""


def make_copy(
    database: FolderDatabase, clinic: str, to: Path, at: datetime, zone: ZoneInfo
) -> Made:
    """Make a copy of a clinic in a folder of backups; it counts once it was opened and read.

    Those that need not be kept any longer go after that.
    """
    _check_apart(database.folder, to)
    with backup_faults(to):
        make_folders(to / COPIES)
        with alone(to):
            _check_newer(database, clinic, to)
            clear(to)
            _check_room(database.folder / FILE, to)
            while (to / COPIES / named(at)).exists():  # the clock stands, or was set back
                at += timedelta(microseconds=1)
            unfinished = to / COPIES / f"{named(at)}{UNFINISHED}"
            unfinished.mkdir(mode=PRIVATE_FOLDER)
            made = _fill(database, clinic, to, unfinished, at)
            whole = unfinished.with_name(named(at))
            unfinished.replace(whole)
            sync_folder(whole.parent)
            removed = _thin(to, at, zone)
    return replace(made, copy=replace(made.copy, folder=whole), removed=removed)


def _thin(to: Path, now: datetime, zone: ZoneInfo) -> int:
    """Remove the copies that need not be kept any longer."""
    every = {copy.manifest.at: copy for copy in copies(to)}
    doomed = superfluous(every, now, zone)
    for at in doomed:
        remove(every[at].folder)
    return len(doomed)


def _check_apart(folder: Path, to: Path) -> None:
    ours, theirs = folder.resolve(), to.resolve()
    if ours == theirs or ours in theirs.parents or theirs in ours.parents:
        raise Trouble("backup-inside", folder=str(to))


def _check_newer(database: FolderDatabase, clinic: str, to: Path) -> None:
    """Refuse a folder with another clinic's backups, or with entries that this one lacks."""
    for copy in copies(to):
        kept = copy.manifest
        if kept.clinic != clinic:
            raise Trouble("backup-of-other", folder=str(to))
        with database.reading() as unit:
            if kept.entries and not unit.audit.has(kept.entries, kept.head):
                raise Trouble("backup-newer", folder=str(to))


def _check_room(file: Path, to: Path) -> None:
    """Refuse at once what would fill the place up."""
    needed, free = file.stat().st_size, disk_usage(to).free
    if needed > free:
        raise Trouble("backup-place-small", folder=str(to), needed=_mb(needed), free=_mb(free))


def _mb(count: int) -> str:
    return f"{-(-count // 1_000_000):,}"


def _fill(database: FolderDatabase, clinic: str, to: Path, unfinished: Path, at: datetime) -> Made:
    kept, *beside = _copy_files(database, unfinished)
    before = read_list(to)
    new = list(_copy_objects(database.folder, to, before))
    objects = [*before, *new]
    if new:
        write_list(to, objects)
    revision, entries, head, missing = _read_copy(database, unfinished, objects)
    manifest = Manifest(
        clinic=clinic,
        at=at,
        program=__version__,
        revision=revision,
        entries=entries,
        head=head,
        files=(kept, *beside),
        objects=len(objects),
        object_bytes=sum(each.size for each in objects),
        digest=digest_of(objects),
    )
    write_manifest(unfinished, manifest)
    copied = sum(each.size for each in (kept, *beside, *new))
    made = Copy(folder=unfinished, manifest=manifest)
    return Made(copy=made, new_objects=len(new), copied=copied, missing=missing)


def _copy_files(database: FolderDatabase, target: Path) -> tuple[KeptFile, ...]:
    """The database and what lies beside it, as they were together: a key may change meanwhile."""
    for _ in range(TRIES):
        beside = _copy_beside(database.folder, target)
        kept = _copy_database(database, target)
        if beside == _copy_beside(database.folder, target):
            return (kept, *beside)
        (target / FILE).unlink()
    raise Trouble("backup-restless", folder=str(database.folder))


def _copy_beside(folder: Path, target: Path) -> tuple[KeptFile, ...]:
    """Copy what lies beside the database: the key file, above all."""
    names = sorted(path.name for path in folder.iterdir() if path.is_file())
    wanted = [name for name in names if not NOT_COPIED.fullmatch(name)]
    return tuple(copy_file(folder / name, target / name, name) for name in wanted)


def _copy_database(database: FolderDatabase, target: Path) -> KeptFile:
    """A copy of the database as it is at one instant, while others go on writing."""
    path = target / FILE
    try:
        with closing(database.connect()) as connection:
            copy_whole(connection, path)
    except DriverError as error:
        if getattr(error, "sqlite_errorname", "") not in {"SQLITE_CORRUPT", "SQLITE_NOTADB"}:
            raise
        raise Trouble("clinic-damaged", folder=str(database.folder)) from error
    return digest_of_file(path, FILE)


def _copy_objects(folder: Path, to: Path, before: list[KeptFile]) -> Iterator[KeptFile]:
    """Copy the packets and scans that are not there yet, or not as long as they should be."""
    known = {each.path: each.size for each in before}
    for path in sorted(_objects(folder)):
        name = _place(folder, path)
        target = to / name
        with suppress(FileNotFoundError):
            if name in known:
                if not target.is_file() or target.stat().st_size != known[name]:
                    _copy_object(folder, target, path, name)
                continue
            yield _copy_object(folder, target, path, name)


def _copy_object(folder: Path, target: Path, path: Path, name: str) -> KeptFile:
    """Copy a packet or scan from where it waits, or from its place once it has gone there."""
    beside = target.with_name(f"{target.name}{UNFINISHED}")
    source = path if path.exists() else folder / name
    kept = copy_file(source, beside, name)
    beside.replace(target)
    return kept


def _objects(folder: Path) -> Iterator[Path]:
    for part in (folder / "archive").iterdir():
        yield from (path for path in part.iterdir() if path.suffix != UNFINISHED)


def _place(folder: Path, path: Path) -> str:
    """Where a packet or scan lies for good, also while it still waits."""
    waits = path.parent == archive.incoming(folder, path.stem).parent
    return (archive.place(folder, path.stem) if waits else path).relative_to(folder).as_posix()


def _read_copy(
    database: FolderDatabase, copy: Path, objects: list[KeptFile]
) -> tuple[str, int, str, int]:
    """Open a copy as a clinic is opened: its revision, its audit's head, what its archive lacks."""
    with closing(database.connect(copy / FILE)) as connection:
        try:
            check_ours(connection, copy)
            check_guards(connection, copy)
            check_whole(connection, copy)
        except (Trouble, DriverError) as error:
            raise Trouble("backup-not-whole", folder=str(copy.parent.parent)) from error
        revision = one(connection, "SELECT version_num FROM alembic_version")
        entries, head = connection.execute(HEAD).fetchone() or (0, "")
        missing = _missing(connection, objects)
    for left in copy.glob(f"{FILE}-*"):
        left.unlink()
    return revision, entries, head, missing


def _missing(connection: Raw, objects: list[KeptFile]) -> int:
    there = {each.path for each in objects}
    places = (archive.place(Path(), row[0]) for row in connection.execute(NAMED).fetchall())
    return sum(place.as_posix() not in there for place in places)


def find_copies(folder: Path, name: str = "") -> tuple[Copy, ...]:
    """The whole copies in a folder of backups whose names begin so, the oldest first."""
    with backup_faults(folder):
        if not folder.is_dir():
            raise Trouble("backup-place-gone", folder=str(folder))
        found = tuple(each for each in copies(folder) if each.folder.name.startswith(name))
    if not found:
        raise Trouble("backup-none", folder=str(folder))
    return found


def restore_copy(folder: Path, copy: Copy, to: Path) -> None:
    """Put a copy back into a new or empty folder; each byte of it is proved on its way."""
    existed = to.is_dir()
    if to.exists() and (not existed or any(to.iterdir())):
        code = "restore-over-clinic" if (to / FILE).exists() else "restore-not-empty"
        raise Trouble(code, folder=str(to))
    with backup_faults(folder):
        objects = objects_of(folder, copy.manifest)
    made: list[Path] = []
    try:
        _put_back(folder, copy, objects, to, made)
    except BaseException:
        _take_away(made, to, existed=existed)
        raise


def _put_back(
    folder: Path, copy: Copy, objects: list[KeptFile], to: Path, made: list[Path]
) -> None:
    with backup_faults(to):
        make_folders(to)
        to.chmod(PRIVATE_FOLDER)
        archive.make_archive(to)
    sources = [(copy.folder, each) for each in copy.manifest.files]
    sources += [(folder, each) for each in objects]
    for source, wanted in sources:
        name = UNFINISHED_CLINIC if wanted.path == FILE else wanted.path
        target = to / name
        made.append(target)
        _copy_proved(source, wanted, target, folder)
    (to / UNFINISHED_CLINIC).replace(to / FILE)  # only now is there a clinic
    made.append(to / FILE)
    sync_folder(to)


def _copy_proved(source: Path, wanted: KeptFile, target: Path, folder: Path) -> None:
    path = source / wanted.path
    if not path.is_file():
        gone = "backup-damaged" if source.is_dir() else "backup-place-gone"
        raise Trouble(gone, folder=str(folder))
    with backup_faults(target.parent):
        found = copy_file(path, target, wanted.path)
    if found != wanted:
        raise Trouble("backup-damaged", folder=str(folder))


def _take_away(made: list[Path], to: Path, *, existed: bool) -> None:
    """Remove what a restoring that failed has made, and nothing else."""
    for path in reversed(made):
        path.unlink(missing_ok=True)
    folders = sorted((path for path in to.rglob("*") if path.is_dir()), reverse=True)
    for path in (*folders, *(() if existed else (to,))):
        with suppress(OSError):
            path.rmdir()
