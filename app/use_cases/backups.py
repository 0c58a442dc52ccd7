"""Backups: where they go, making one now or when it is due, and putting one back."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic

from app.clinic import Clinic
from app.domain.access import Act, may
from app.domain.backup import BackupPlan
from app.domain.refusal import Reason, Trouble, refuse
from app.storage.backup import STOPPED, Made, Order, make_copy, never
from app.storage.backup_files import Copy
from app.storage.folder import FolderDatabase
from app.storage.restoring import find_copies, restore_copy

__all__ = ["Copy", "find_copies"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A backup that was made, and how long it took."""

    made: Made
    seconds: float

    @property
    def rate(self) -> float:
        """Megabytes written in a second."""
        return self.made.copied / 1e6 / max(self.seconds, 1e-3)


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupState:
    """What a window shows of the backups."""

    plan: BackupPlan
    is_old: bool
    """Whether the last one is older than a day, or there is none."""
    possible: bool = True
    """Not for a clinic on a server, which is backed up there."""


def backup_state(clinic: Clinic) -> BackupState:
    """Where backups go, and how the last ones went."""
    with clinic.reading(Act.SEE_BACKUPS) as unit:
        plan = unit.backups.plan()
    possible = isinstance(clinic.database, FolderDatabase)
    return BackupState(plan=plan, is_old=plan.is_old(clinic.clock()), possible=possible)


def may_plan_backups(clinic: Clinic) -> bool:
    """Whether whoever is signed in may decide where backups go."""
    return may(clinic.person.roles, Act.PLAN_BACKUPS)


def plan_backups(clinic: Clinic, folder: str, *, token: str = "") -> BackupPlan:
    """Decide where backups go from now on; nowhere when nothing is named."""
    named = folder.strip()
    with clinic.writing(Act.PLAN_BACKUPS, token=token) as unit:
        if named:
            _store(clinic)
            if not Path(named).is_dir():
                raise refuse("backup-folder-missing", folder=named)
        before = unit.backups.plan()
        same = named == before.folder
        plan = before if same else replace(before, folder=named, tried_at=None, trouble=None)
        unit.backups.keep(plan)
        unit.note(chosen=bool(named))
    return plan


def make_backup(
    clinic: Clinic, to: Path | None = None, stopped: Callable[[], bool] = never
) -> Backup:
    """Make a backup now, to the folder that is named or the one that was chosen.

    It does not wait for anybody and nobody waits for it: others go on writing meanwhile.
    """
    store = _store(clinic)
    folder = to or chosen_folder(clinic)
    begun, at = monotonic(), clinic.clock()
    try:
        with clinic.reading(Act.MAKE_BACKUP) as unit:
            details = clinic.setup.details
            order = Order(
                database=store,
                clinic=details.uuid,
                at=at,
                zone=details.time_zone,
                stopped=stopped,
            )
            made = make_copy(order, folder)
            kept = made.copy.manifest
            unit.note(entries=kept.entries, files=kept.objects, bytes=kept.size)
    except Trouble as trouble:
        if trouble.reason.code != STOPPED:  # then the window was closed, and nothing is wrong
            _note(clinic, trouble.reason)
        raise
    _note(clinic, None)
    return Backup(made=made, seconds=monotonic() - begun)


def make_due_backup(clinic: Clinic, stopped: Callable[[], bool] = never) -> Backup | None:
    """Make the backup that is due by the clock; None when none is."""
    state = backup_state(clinic)
    if not state.possible or not state.plan.is_due(clinic.clock()):
        return None
    return make_backup(clinic.by_itself(), stopped=stopped)


def _store(clinic: Clinic) -> FolderDatabase:
    if not isinstance(clinic.database, FolderDatabase):
        raise refuse("backup-on-server")
    return clinic.database


def chosen_folder(clinic: Clinic) -> Path:
    """The folder that backups go to; refused when none is chosen or it is not there."""
    folder = backup_state(clinic).plan.folder
    if not folder:
        raise refuse("backup-no-folder")
    if not Path(folder).is_dir():  # made anew it would lie on the wrong disk when a stick is out
        reason = Reason("backup-place-gone", {"folder": folder})
        _note(clinic, reason)
        raise Trouble(reason.code, **reason.facts)
    return Path(folder)


def _note(clinic: Clinic, trouble: Reason | None) -> None:
    """Keep how it went, for whoever looks at the window."""
    now = clinic.clock()
    with clinic.by_itself().writing(Act.NOTE_BACKUP) as unit:
        before = unit.backups.plan()
        made = before.made_at if trouble else now
        unit.backups.keep(replace(before, made_at=made, tried_at=now, trouble=trouble))


def restore_backup(folder: Path, copy: Copy, to: Path, stopped: Callable[[], bool] = never) -> None:
    """Put a backup back into a new or empty folder: all of it, or nothing."""
    restore_copy(folder, copy, to, stopped)


def note_restored(clinic: Clinic, copy: Copy) -> None:
    """Keep in a clinic's audit that it was put back from a backup."""
    with clinic.writing(Act.RESTORE_BACKUP) as unit:
        unit.note(entries=copy.manifest.entries, made=copy.manifest.at.isoformat())
