"""What other processes do when the disk, or their rights, give out."""

import os
import resource
from multiprocessing.connection import Connection
from pathlib import Path

from app.domain.refusal import Trouble
from app.storage.backup_files import COPIES, alone
from app.storage.database import open_database
from app.use_cases.backups import make_backup
from tests.faults.acts import CLINIC, STICK, open_small
from tests.storage.children import NOBODY


def _limit(largest: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))


def back_up_limited(root: Path, largest: int, tell: Connection) -> None:
    """Make a backup when no file may grow any more."""
    clinic = open_small(root)
    _limit(largest)
    tell.send(_trouble_of(lambda: make_backup(clinic, root / STICK)))


def migrate_limited(folder: Path, largest: int, tell: Connection) -> None:
    """Open a clinic of an earlier program when no file may grow any more."""
    _limit(largest)
    tell.send(_trouble_of(lambda: open_database(folder)))


def back_up_without_rights(root: Path, tell: Connection) -> None:
    """Make a backup to a folder that may only be read."""
    if os.geteuid() == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    clinic = open_small(root)
    tell.send(_trouble_of(lambda: make_backup(clinic, root / STICK)))


def hold_the_backups(root: Path, tell: Connection) -> None:
    """Be another program that is writing a backup."""
    (root / STICK / COPIES).mkdir(parents=True)
    with alone(root / STICK):
        tell.send("locked")
        tell.recv()


def leave_behind(root: Path, tell: Connection) -> None:
    """Work on, and be killed before the work is in the one file."""
    clinic = open_small(root)
    with clinic.database.writing() as unit:
        unit.backups.keep(unit.backups.plan())
    tell.send(str(root / CLINIC))
    tell.recv()


def _trouble_of(act: object) -> str:
    try:
        act()  # pyright: ignore[reportCallIssue]
    except Trouble as trouble:
        return trouble.reason.code
    return ""
