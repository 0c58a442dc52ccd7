"""Making a backup of an open clinic's folder.

Bytes are copied as they are: what is encrypted stays so, and nobody needs a key to put it back.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from shutil import disk_usage, rmtree
from zoneinfo import ZoneInfo

from app import __version__
from app.domain.backup import KeptFile, Manifest, digest_of, superfluous
from app.domain.refusal import Trouble
from app.security.files import PRIVATE_FOLDER, sync_folder
from app.storage import archive
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
    read_list,
    remove,
    write_list,
    write_manifest,
)
from app.storage.driver import DriverError, Raw, one
from app.storage.folder import NAMED, FolderDatabase
from app.storage.migrating import check_guards, check_ours, check_whole, copy_whole
from app.storage.places import FILE

NOT_COPIED = re.compile(rf"{re.escape(FILE)}.*|before-.*\.db.*|.*\.part|.*\.lock")
"""What of a clinic's folder is no part of a backup as it lies there."""

HEAD = "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1"

TRIES = 3
"""So often the files beside the database are read again when one has changed meanwhile."""


STOPPED = "backup-stopped"
SOURCE_TROUBLES = {
    "SQLITE_CORRUPT": "clinic-damaged",
    "SQLITE_NOTADB": "clinic-damaged",
    "SQLITE_INTERRUPT": STOPPED,
}
"""What SQLite says of the clinic's own file, or of being stopped: the rest is about the copy's."""

STEPS = 100_000
"""So many steps of SQLite pass before it is asked whether to stop."""


def never() -> bool:
    """Nobody stops it."""
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Whose copy is wanted, when, on which clock its days begin, and who may stop it."""

    database: FolderDatabase
    clinic: str
    at: datetime
    zone: ZoneInfo
    stopped: Callable[[], bool] = never


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


def make_copy(order: Order, to: Path) -> Made:
    """Make a copy of a clinic in a folder of backups; it counts once it was opened and read.

    Those that need not be kept any longer go after that.
    """
    _check_apart(order.database.folder, to)
    with backup_faults(to):
        make_folders(to / COPIES)
        with alone(to):
            _check_newer(order, to)
            clear(to)
            _check_room(order.database.folder / FILE, to)
            while (to / COPIES / named(order.at)).exists():  # the clock stands, or was set back
                order = replace(order, at=order.at + timedelta(microseconds=1))
            whole = to / COPIES / named(order.at)
            unfinished = whole.with_name(f"{whole.name}{UNFINISHED}")
            try:
                made = _fill(order, to, unfinished)
            except BaseException:
                rmtree(unfinished, ignore_errors=True)
                raise
            unfinished.replace(whole)
            sync_folder(whole.parent)
            removed = _thin(order, to)
    return replace(made, copy=replace(made.copy, folder=whole), removed=removed)


def _thin(order: Order, to: Path) -> int:
    """Remove the copies that need not be kept any longer."""
    every = {copy.manifest.at: copy for copy in copies(to)}
    doomed = superfluous(every, order.at, order.zone)
    for at in doomed:
        remove(every[at].folder)
    return len(doomed)


def _check_apart(folder: Path, to: Path) -> None:
    ours, theirs = folder.resolve(), to.resolve()
    if ours == theirs or ours in theirs.parents or theirs in ours.parents:
        raise Trouble("backup-inside", folder=str(to))


def _check_newer(order: Order, to: Path) -> None:
    """Refuse a folder with another clinic's backups, or with entries that this one lacks."""
    for copy in copies(to):
        kept = copy.manifest
        if kept.clinic != order.clinic:
            raise Trouble("backup-of-other", folder=str(to))
        with order.database.reading() as unit:
            if kept.entries and not unit.audit.has(kept.entries, kept.head):
                raise Trouble("backup-newer", folder=str(to))


def _check_room(file: Path, to: Path) -> None:
    """Refuse at once what would fill the place up."""
    needed, free = file.stat().st_size, disk_usage(to).free
    if needed > free:
        raise Trouble("backup-place-small", folder=str(to), needed=_mb(needed), free=_mb(free))


def _mb(count: int) -> str:
    return f"{-(-count // 1_000_000):,}"


def _fill(order: Order, to: Path, unfinished: Path) -> Made:
    unfinished.mkdir(mode=PRIVATE_FOLDER)
    kept, *beside = _copy_files(order, unfinished)
    before = read_list(to)
    new = list(_copy_objects(order, to, before))
    objects = [*before, *new]
    _look_whether_stopped(order)
    if new:
        write_list(to, objects)
    read = _read_copy(order.database, unfinished, objects)
    manifest = Manifest(
        clinic=order.clinic,
        at=order.at,
        program=__version__,
        revision=read.revision,
        entries=read.entries,
        head=read.head,
        files=(kept, *beside),
        objects=len(objects),
        object_bytes=sum(each.size for each in objects),
        digest=digest_of(objects),
        ending=order.database.objects.suffix,
    )
    write_manifest(unfinished, manifest)
    copied = sum(each.size for each in (kept, *beside, *new))
    made = Copy(folder=unfinished, manifest=manifest)
    return Made(copy=made, new_objects=len(new), copied=copied, missing=read.missing)


def _look_whether_stopped(order: Order) -> None:
    if order.stopped():
        raise Trouble(STOPPED)


def _copy_files(order: Order, target: Path) -> tuple[KeptFile, ...]:
    """The database and what lies beside it, as they were together: a key may change meanwhile."""
    folder = order.database.folder
    for _ in range(TRIES):
        beside = _copy_beside(folder, target)
        kept = _copy_database(order, target)
        if beside == _copy_beside(folder, target):
            return (kept, *beside)
        (target / FILE).unlink()
    raise Trouble("backup-restless", folder=str(folder))


def _copy_beside(folder: Path, target: Path) -> tuple[KeptFile, ...]:
    """Copy what lies beside the database: the key file, above all."""
    names = sorted(path.name for path in folder.iterdir() if path.is_file())
    wanted = [name for name in names if not NOT_COPIED.fullmatch(name)]
    return tuple(copy_file(folder / name, target / name, name) for name in wanted)


def _copy_database(order: Order, target: Path) -> KeptFile:
    """A copy of the database as it is at one instant, while others go on writing."""
    path = target / FILE
    try:
        with closing(order.database.connect()) as connection:
            connection.set_progress_handler(lambda: int(order.stopped()), STEPS)
            copy_whole(connection, path)
    except DriverError as error:
        code = SOURCE_TROUBLES.get(getattr(error, "sqlite_errorname", ""))
        if code is None:
            raise
        raise Trouble(code, folder=str(order.database.folder)) from error
    return digest_of_file(path, FILE)


def _copy_objects(order: Order, to: Path, before: list[KeptFile]) -> Iterator[KeptFile]:
    """Copy the packets and scans that are not there yet, or not as long as they should be."""
    known = {each.path: each.size for each in before}
    folder = order.database.folder
    for path in sorted(_objects(folder)):
        _look_whether_stopped(order)
        name = _place(folder, path)
        target = to / name
        with suppress(FileNotFoundError):
            if name not in known:
                yield _copy_object(folder, target, path, name)
            elif not target.is_file() or target.stat().st_size != known[name]:
                _copy_object(folder, target, path, name)


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
    place = archive.place(folder, path.stem, path.suffix) if waits else path
    return place.relative_to(folder).as_posix()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What a copy is when it is opened as a clinic is."""

    revision: str
    entries: int
    head: str
    missing: int


def _read_copy(database: FolderDatabase, copy: Path, objects: list[KeptFile]) -> _Read:
    with closing(database.connect(copy / FILE)) as connection:
        try:
            check_ours(connection, copy)
            check_guards(connection, copy)
            check_whole(connection, copy)
        except (Trouble, DriverError) as error:
            raise Trouble("backup-not-whole", folder=str(copy.parent.parent)) from error
        revision = one(connection, "SELECT version_num FROM alembic_version")
        entries, head = connection.execute(HEAD).fetchone() or (0, "")
        missing = _missing(connection, objects, database.objects.suffix)
    for left in copy.glob(f"{FILE}-*"):
        left.unlink()
    return _Read(revision=revision, entries=entries, head=head, missing=missing)


def _missing(connection: Raw, objects: list[KeptFile], suffix: str) -> int:
    """How many packets and scans the database names that the archive lacks."""
    there = {each.path for each in objects}
    places = (archive.place(Path(), row[0], suffix) for row in connection.execute(NAMED).fetchall())
    return sum(place.as_posix() not in there for place in places)
