"""The restore drill: whether a backup gives back a whole clinic, and how long that takes."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from app import words
from app.clinic import Clinic
from app.documents.drill_values import DrillLine, DrillSheet
from app.domain.access import Act, may
from app.domain.refusal import Reason, Trouble
from app.domain.time import wall
from app.storage.backup import never
from app.storage.backup_files import Copy
from app.storage.restoring import DRILL_STOPPED
from app.use_cases.archive import Watched
from app.use_cases.backups import chosen_folder, find_copies, note_restored, restore_backup
from app.use_cases.clinics import OTHER_KEY, open_again
from app.use_cases.files import write_file
from app.use_cases.sheets import letterhead
from app.use_cases.verifying import Head, Proved, verify_clinic
from app.words.tongue import speaking

Open = Callable[[Path], AbstractContextManager[Clinic]]
"""Opens the clinic in a folder as whoever asks for the drill."""

STEPS = ("put-back", "opened", "audit", "files")
"""What is tried, in this order."""
OF_OUR_PLACE = frozenset({"backup-place-full", "backup-place-read-only"})
"""What says nothing about a backup when it is said of the folder where it is tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One thing that was tried: what came of it, or what stood against it."""

    what: str
    found: Reason
    seconds: float
    holds: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """Whoever looks on: hears of each thing that was tried, and may stop it."""

    told: Callable[[Tried], None] = lambda _: None
    stopped: Callable[[], bool] = never

    def hear(self, tried: Tried) -> Tried:
        """Tell it, and go on unless somebody has stopped it."""
        self.told(tried)
        if self.stopped():
            raise Trouble(DRILL_STOPPED)
        return tried


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


def drill(folder: Path, copy: Copy, opened: Open, watch: Watch | None = None) -> Drilled:
    """Put a backup back where nobody works, open it, prove it, and take it away again."""
    watch = watch or Watch()
    with TemporaryDirectory(prefix="anteroom-drill-") as place:
        to = Path(place) / "clinic"
        first = watch.hear(_put_back(folder, copy, to, watch))
        if not first.holds:
            return Drilled(copy=copy, at=copy.manifest.at, tried=(first,))
        begun = monotonic()
        with opened(to) as clinic:
            tried = [first, watch.hear(_opened(clinic, copy, monotonic() - begun))]
            tried += map(watch.hear, _proved(clinic, copy, watch))
            done = Drilled(copy=copy, at=clinic.clock(), tried=tuple(tried))
            return replace(done, sheet=_sheet(clinic, folder, done))


def may_try_backups(clinic: Clinic) -> bool:
    """Whether whoever is signed in may try a backup."""
    return may(clinic.person.roles, Act.TRY_BACKUP)


def try_backup(clinic: Clinic, watch: Watch) -> Drilled:
    """Try the newest backup of an open clinic, and keep when that was and what came of it."""
    folder = chosen_folder(clinic)
    copy = find_copies(folder)[-1]
    try:
        done = drill(folder, copy, lambda to: closing(open_again(clinic, to)), watch)
    except Trouble as trouble:
        if trouble.reason.code != OTHER_KEY:
            raise
        found = Tried(what="opened", found=trouble.reason, seconds=0, holds=False)
        done = Drilled(copy=copy, at=clinic.clock(), tried=(watch.hear(found),))
    done = replace(done, at=clinic.clock())
    _keep(clinic, done)
    return done if done.sheet else replace(done, sheet=_sheet(clinic, folder, done))


def _keep(clinic: Clinic, done: Drilled) -> None:
    with clinic.writing(Act.TRY_BACKUP) as unit:
        plan = unit.backups.plan()
        unit.backups.keep(replace(plan, drilled_at=done.at, drilled_whole=done.holds))
        unit.note(made=done.copy.manifest.at.isoformat(), whole=done.holds)


def _put_back(folder: Path, copy: Copy, to: Path, watch: Watch) -> Tried:
    begun, manifest = monotonic(), copy.manifest
    try:
        restore_backup(folder, copy, to, watch.stopped)
    except Trouble as trouble:
        ours = str(trouble.reason.facts.get("folder", "")).startswith(str(to))
        if trouble.reason.code == DRILL_STOPPED or (ours and trouble.reason.code in OF_OUR_PLACE):
            raise
        return Tried(what="put-back", found=trouble.reason, seconds=0, holds=False)
    files = len(manifest.files) + manifest.objects
    found = Reason("drill-put-back", {"files": files, "mb": f"{manifest.size / 1e6:,.1f}"})
    return Tried(what="put-back", found=found, seconds=monotonic() - begun)


def _opened(clinic: Clinic, copy: Copy, seconds: float) -> Tried:
    note_restored(clinic, copy)
    with clinic.reading(Act.SEE_BACKUPS) as unit:
        counted = unit.backups.counted()
    return Tried(what="opened", found=Reason("drill-opened", counted), seconds=seconds)


def _proved(clinic: Clinic, copy: Copy, watch: Watch) -> Iterator[Tried]:
    kept = copy.manifest
    begun = monotonic()
    head = Head(entries=kept.entries, hash=kept.head)
    found = verify_clinic(clinic, head, Watched(stopped=watch.stopped))
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


def drill_pdf(sheet: DrillSheet) -> bytes:
    """The page about a drill."""
    from app.documents import make_drill  # noqa: PLC0415 -- slow import

    return make_drill(sheet)


def write_drill(drilled: Drilled, path: Path) -> None:
    """Write the page about a drill."""
    if drilled.sheet is not None:
        write_file(path, drill_pdf(drilled.sheet))
