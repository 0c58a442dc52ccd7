"""The restore drill: whether a backup gives back a whole clinic, and how long that takes."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from app import words
from app.clinic import Clinic
from app.documents import make_drill
from app.documents.drill_values import DrillLine, DrillSheet
from app.domain.access import Act
from app.domain.refusal import Reason, Trouble
from app.domain.time import wall
from app.storage.backup_files import Copy
from app.use_cases.backups import note_restored, restore_backup
from app.use_cases.files import write_file
from app.use_cases.sheets import letterhead
from app.use_cases.verifying import Head, Proved, verify_clinic
from app.words.tongue import speaking

Open = Callable[[Path], AbstractContextManager[Clinic]]
"""Opens the clinic in a folder as whoever asks for the drill."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One thing that was tried: what came of it, or what stood against it."""

    what: str
    found: Reason
    seconds: float
    holds: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Drilled:
    """What came of a drill."""

    copy: Copy
    at: datetime
    tried: tuple[Tried, ...]
    sheet: DrillSheet | None = None
    """None when the clinic could not even be opened: there is nobody whose paper it would be."""

    @property
    def holds(self) -> bool:
        """Whether the backup gives back a whole clinic."""
        return all(each.holds for each in self.tried)

    @property
    def seconds(self) -> float:
        """How long all of it took."""
        return sum(each.seconds for each in self.tried)


def drill(folder: Path, copy: Copy, opened: Open) -> Drilled:
    """Put a backup back where nobody works, open it, prove it, and take it away again."""
    tried: list[Tried] = []
    with TemporaryDirectory(prefix="anteroom-drill-") as place:
        to = Path(place) / "clinic"
        tried.append(_put_back(folder, copy, to))
        if not tried[0].holds:
            return Drilled(copy=copy, at=copy.manifest.at, tried=tuple(tried))
        begun = monotonic()
        with opened(to) as clinic:
            tried.append(_opened(clinic, copy, monotonic() - begun))
            tried += _proved(clinic, copy)
            done = Drilled(copy=copy, at=clinic.clock(), tried=tuple(tried))
            sheet = _sheet(clinic, folder, done)
    return Drilled(copy=copy, at=done.at, tried=done.tried, sheet=sheet)


def _put_back(folder: Path, copy: Copy, to: Path) -> Tried:
    begun, manifest = monotonic(), copy.manifest
    try:
        restore_backup(folder, copy, to)
    except Trouble as trouble:
        return Tried(what="put-back", found=trouble.reason, seconds=0, holds=False)
    files = len(manifest.files) + manifest.objects
    found = Reason("drill-put-back", {"files": files, "mb": f"{manifest.size / 1e6:,.1f}"})
    return Tried(what="put-back", found=found, seconds=monotonic() - begun)


def _opened(clinic: Clinic, copy: Copy, seconds: float) -> Tried:
    note_restored(clinic, copy)
    with clinic.reading(Act.SEE_BACKUPS) as unit:
        counted = unit.backups.counted()
    return Tried(what="opened", found=Reason("drill-opened", counted), seconds=seconds)


def _proved(clinic: Clinic, copy: Copy) -> Iterator[Tried]:
    kept = copy.manifest
    begun = monotonic()
    found = verify_clinic(clinic, Head(entries=kept.entries, hash=kept.head))
    rest = monotonic() - begun - found.seconds
    of_audit = [each for each in found.faults if each.code.startswith("audit-")]
    others = [each for each in found.faults if each not in of_audit]
    known = Reason("drill-audit", {"entries": kept.entries, "head": kept.head[:16]})
    yield _judged("audit", known, of_audit, found.seconds)
    yield _judged("files", _files(found), others, rest)


def _files(found: Proved) -> Reason:
    return Reason("drill-files", {"files": found.files})


def _judged(what: str, found: Reason, against: list[Reason], seconds: float) -> Tried:
    told = against[0] if against else found
    return Tried(what=what, found=told, seconds=seconds, holds=not against)


def result(drilled: Drilled) -> Reason:
    """What came of it, in a sentence."""
    code = "drill-holds" if drilled.holds else "drill-failed"
    return Reason(code, {"seconds": f"{drilled.seconds:.1f}"})


@speaking("en")
def _sheet(clinic: Clinic, folder: Path, done: Drilled) -> DrillSheet:
    manifest, zone = done.copy.manifest, clinic.zone
    hours = max(0, round((done.at - manifest.at).total_seconds() / 3600))
    return DrillSheet(
        clinic=letterhead(clinic),
        printed=words.day_time(wall(done.at, zone)),
        result=words.say(result(done)),
        about=(
            ("Backup of", words.day_time(wall(manifest.at, zone))),
            ("Age at the drill", words.plural(hours, "hour")),
            ("From", str(folder)),
            ("Made by", f"Anteroom {manifest.program}, schema {manifest.revision}"),
        ),
        lines=tuple(
            DrillLine(
                state="met" if each.holds else "missing",
                what=words.drill_word(each.what),
                found=words.say(each.found),
                took=f"{each.seconds:.1f} s",
            )
            for each in done.tried
        ),
    )


def write_drill(drilled: Drilled, path: Path) -> None:
    """Write the page about a drill."""
    if drilled.sheet is not None:
        write_file(path, make_drill(drilled.sheet))
