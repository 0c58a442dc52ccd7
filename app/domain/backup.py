"""Backups: what one says of itself, when the next is due, and which of them are kept."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from app.domain.refusal import Reason

FORMAT = 1
"""Of a manifest; a program that reads an older one still knows how."""

EVERY = timedelta(hours=1)
"""So long after a backup the next one is due."""

OLD = timedelta(days=1)
"""A last backup that is older than this is said to be."""

DRILL_OLD = timedelta(days=92)
"""So is a last drill: in a quarter of a year a stick can go bad unseen."""

KEPT: tuple[tuple[timedelta, str], ...] = (
    (timedelta(days=1), "%Y-%m-%d %H"),
    (timedelta(days=31), "%Y-%m-%d"),
    (timedelta(days=366), "%Y-%m"),
)
"""For how long one backup is kept of each hour, each day, each month of the clinic's wall clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """A file of a backup: where it lies in a clinic's folder, and what it must be."""

    path: str
    size: int
    sha256: str

    @property
    def line(self) -> str:
        """The file in the list of those that several backups share."""
        return f"{self.sha256} {self.size} {self.path}\n"


def read_line(line: str) -> KeptFile:
    """The file of such a line."""
    sha256, size, path = line.rstrip("\n").split(" ", 2)
    return KeptFile(path=path, size=int(size), sha256=sha256)


def digest_of(files: Iterable[KeptFile]) -> str:
    """What a list of files must add up to."""
    return hashlib.sha256("".join(each.line for each in files).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup says of itself: no name, no patient."""

    format: int = FORMAT
    clinic: str
    at: datetime
    program: str
    revision: str
    entries: int
    """So many entries the audit has, by which it is known what is newer."""
    head: str
    files: tuple[KeptFile, ...]
    """The database and whatever lies beside it."""
    objects: int
    """So many kept packets and scans, the first ones of the list that the backups share."""
    object_bytes: int
    digest: str
    """What those lines add up to."""
    ending: str = ""
    """How the names of its own packets and scans end: others are sealed with another key."""

    @property
    def size(self) -> int:
        """Bytes of everything that belongs to it."""
        return sum(each.size for each in self.files) + self.object_bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupPlan:
    """Where backups go, and how the last ones went."""

    folder: str = ""
    """Empty while nobody has chosen one."""
    made_at: datetime | None = None
    tried_at: datetime | None = None
    trouble: Reason | None = None
    """What prevented the last one; None when it was made."""
    drilled_at: datetime | None = None
    """When it was last tried whether one gives back a whole clinic."""
    drilled_whole: bool = False
    """What came of that."""

    def is_due(self, now: datetime) -> bool:
        """Whether it is time to make, or try, the next one; also when the clock was set back."""
        tried = self.tried_at
        return bool(self.folder) and (tried is None or not tried <= now < tried + EVERY)

    def is_old(self, now: datetime) -> bool:
        """Whether the last backup was made so long ago that somebody is told."""
        return self.made_at is None or now - self.made_at > OLD

    def is_drill_old(self, now: datetime) -> bool:
        """Whether the last drill was so long ago that somebody is told, or there was none."""
        return self.drilled_at is None or now - self.drilled_at > DRILL_OLD


def superfluous(made: Iterable[datetime], now: datetime, zone: ZoneInfo) -> tuple[datetime, ...]:
    """The backups that are no longer kept, of those made at these instants.

    Of each hour, day and month the last one stays; so does what the clock says is yet to come.
    """
    every = sorted(made)
    kept = {at for at in every if at > now} | set(every[-1:])
    for span, grain in KEPT:
        recent = [at for at in every if now - span <= at <= now]
        kept |= set(_last_of_each(recent, _grained(zone, grain)))
    return tuple(at for at in every if at not in kept)


def _grained(zone: ZoneInfo, grain: str) -> Callable[[datetime], str]:
    return lambda at: at.astimezone(zone).strftime(grain)


def _last_of_each(made: Iterable[datetime], name: Callable[[datetime], str]) -> Iterable[datetime]:
    return {name(at): at for at in made}.values()
