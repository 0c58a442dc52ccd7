"""Putting a backup back: bytes as they are, each proved, into a folder with nothing in it."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from app.domain.backup import KeptFile
from app.domain.refusal import Trouble
from app.security.files import PRIVATE_FOLDER, sync_folder
from app.storage import archive
from app.storage.backup import never
from app.storage.backup_files import (
    Copy,
    backup_faults,
    copies,
    copy_file,
    make_folders,
    objects_of,
)
from app.storage.places import FILE
from app.storage.places import UNFINISHED as UNFINISHED_CLINIC


def find_copies(folder: Path, name: str = "") -> tuple[Copy, ...]:
    """The whole copies in a folder of backups whose names begin so, the oldest first."""
    with backup_faults(folder):
        if not folder.is_dir():
            raise Trouble("backup-place-gone", folder=str(folder))
        found = tuple(each for each in copies(folder) if each.folder.name.startswith(name))
    if not found:
        raise Trouble("backup-none", folder=str(folder))
    return found


DRILL_STOPPED = "drill-stopped"


def restore_copy(folder: Path, copy: Copy, to: Path, stopped: Callable[[], bool] = never) -> None:
    """Put a copy back into a new or empty folder; each byte of it is proved on its way."""
    existed = to.is_dir()
    if to.exists() and (not existed or any(to.iterdir())):
        code = "restore-over-clinic" if (to / FILE).exists() else "restore-not-empty"
        raise Trouble(code, folder=str(to))
    with backup_faults(folder):
        sources = _sources(folder, copy)
    made: list[Path] = []
    try:
        _put_back(folder, sources, to, made, stopped)
    except BaseException:
        _take_away(made, to, existed=existed)
        raise


def _sources(folder: Path, copy: Copy) -> list[tuple[Path, KeptFile]]:
    """Every file of a copy, and where it lies."""
    manifest = copy.manifest
    shared = (each for each in objects_of(folder, manifest) if each.path.endswith(manifest.ending))
    return [
        *((copy.folder, each) for each in manifest.files),
        *((folder, each) for each in shared),
    ]


def _put_back(
    folder: Path,
    sources: list[tuple[Path, KeptFile]],
    to: Path,
    made: list[Path],
    stopped: Callable[[], bool],
) -> None:
    with backup_faults(to):
        make_folders(to)
        to.chmod(PRIVATE_FOLDER)
        archive.make_archive(to)
    for source, wanted in sources:
        if stopped():
            raise Trouble(DRILL_STOPPED)
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
        with suppress(OSError):  # a file that was to lie where another one does
            path.unlink(missing_ok=True)
    folders = sorted((path for path in to.rglob("*") if path.is_dir()), reverse=True)
    for path in (*folders, *(() if existed else (to,))):
        with suppress(OSError):
            path.rmdir()
