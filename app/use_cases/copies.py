"""What a computer keeps of today, for when the clinic's server is away: only its owner opens it.

A random key seals the copy, and the password by which its owner signs in to the server opens that
key, as it would a clinic in a folder. So it is made and opened only where a password is typed.
"""

import json
import os
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from zoneinfo import ZoneInfo

from app import paths
from app.clinic import Clinic, Clock
from app.domain.access import Act, may
from app.domain.clinics import tells_password, where
from app.domain.refusal import Refused, Trouble
from app.domain.staff import Person
from app.security import keys, tries
from app.security.files import PRIVATE_FOLDER, write_whole
from app.security.keys import KeyFile
from app.security.sealing import DataKey, Purpose, Unsealable, seal, unseal
from app.security.slots import USUAL, Cost
from app.storage import codec
from app.storage.places import KEY_FILE, read_keys
from app.use_cases import days, unlocking
from app.use_cases.views import DayView

FORMAT = 1
TODAY, SEEN = "today.sealed", "seen.sealed"
LABELS = {TODAY: b"anteroom today", SEEN: b"anteroom seen"}
LONGEST = timedelta(days=3)
"""A copy that is older than this says too little of today, and is not shown."""
MOST_SEEN = 2_000
LARGEST = 50_000_000
"""Bytes: a larger copy is not one of ours."""
WRONG = "login-or-password-wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Today and the next open day, as they were shown last, with what is on file of each visit."""

    format: int = FORMAT
    clinic: str
    zone: str
    person: Person
    at: datetime
    idle_minutes: int
    days: tuple[DayView, ...]

    @property
    def time_zone(self) -> ZoneInfo:
        """The zone of the clinic's wall clock."""
        return ZoneInfo(self.zone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Something that was done with a copy while nobody could keep it in the audit."""

    at: datetime
    patient: int | None = None
    """Whose details were looked at; nobody's when the copy was only opened."""
    failed: bool = False
    """Whether a wrong password was typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """Somebody's hold of their copy on this computer: where it lies, and its key."""

    folder: Path
    file: KeyFile = field(repr=False)
    key: DataKey = field(repr=False)

    @property
    def _secret(self) -> bytes:
        return self.key.key_for(Purpose.TODAY)

    def write(self, name: str, content: bytes) -> None:
        """Keep a file in place of the one before; its key beside it, should that be gone."""
        try:
            _make_folder(self.folder)
            if not (self.folder / KEY_FILE).exists():
                keys.write_file(self.folder / KEY_FILE, self.file)
            sealed = seal(self._secret, zlib.compress(content), LABELS[name])
            write_whole(self.folder / name, sealed)
        except OSError as fault:
            why = fault.strerror or str(fault)
            raise Trouble("copy-not-written", why=why) from fault

    def read(self, name: str) -> bytes:
        """What a file holds; empty when there is none."""
        try:
            with (self.folder / name).open("rb") as file:
                sealed = file.read(LARGEST)
            return zlib.decompress(unseal(self._secret, sealed, LABELS[name]))
        except FileNotFoundError:
            return b""
        except (OSError, Unsealable, zlib.error) as error:
            raise Trouble("copy-unreadable") from error


def folder_of(address: str, login: str) -> Path:
    """Where this computer keeps somebody's copy of a clinic: named for neither."""
    named = f"{where(address)} {login.strip()}".encode()
    return paths.copies_of_today() / sha256(named).hexdigest()[:32]


def _make_folder(folder: Path) -> None:
    folder.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)


def drop(folder: Path) -> None:
    """Remove a copy; its key goes with it, unless what was seen has yet to go to the audit."""
    if not (folder / SEEN).exists():
        rmtree(folder, ignore_errors=True)
    with suppress(OSError):
        (folder / TODAY).unlink(missing_ok=True)


def is_wanted(clinic: Clinic) -> bool:
    """Whether a copy is kept for whoever is signed in.

    Not where a telephone's code is asked for as well, which a copy could not ask for.
    """
    with clinic.database.reading() as unit:
        rules = unit.safety.rules()
        both = bool(unit.safety.asked_factor(clinic.person.login))
    return rules.keeps_today and not both and may(clinic.person.roles, Act.SEE_DAY)


def take_hold(clinic: Clinic, address: str, password: str, cost: Cost = USUAL) -> Hold | None:
    """A hold of the copy of whoever has just signed in by a password; None where none is kept.

    What was seen of an earlier copy goes to the audit, and copies that have had their time go.
    """
    login = clinic.person.login
    folder = folder_of(address, login)
    _prune(clinic, address)
    held = _known(folder, login, password)
    if held is None:
        _lose_looks(clinic, folder)
    else:
        tell_looks(clinic, held)
    if not password or tells_password(address) or clinic.is_demo or not is_wanted(clinic):
        drop(folder)
        return None
    if held is None:
        drop(folder)
        made = keys.make_for_one(login, password, cost)
        held = Hold(folder=folder, file=made.file, key=made.key)
    return held


def _lose_looks(clinic: Clinic, folder: Path, **about: str) -> None:
    """Have the audit know that something was seen which nobody can tell any more."""
    if (folder / SEEN).exists():
        clinic.keep_refused(Act.SEE_COPY, "copy-unreadable", about)
        with suppress(OSError):
            (folder / SEEN).unlink(missing_ok=True)


def _known(folder: Path, login: str, password: str) -> Hold | None:
    """The hold of a copy that is there already, if this password opens it."""
    try:
        file = read_keys(folder)
        return Hold(folder=folder, file=file, key=keys.unlock(file, login, password).now)
    except (Refused, Trouble):
        return None


def _prune(clinic: Clinic, address: str) -> None:
    """Remove the copies of those who have left, and of any clinic whose time is over.

    Where the clinic has decided against copies, everybody's go.
    """
    with clinic.database.reading() as unit:
        kept = unit.safety.rules().keeps_today
        staff = unit.staff.all()
    for each in staff:
        if each.gone:
            _lose_looks(clinic, folder_of(address, each.login), login=each.login)
        if each.gone or not kept:
            drop(folder_of(address, each.login))
    for path in paths.copies_of_today().glob(f"*/{TODAY}"):
        with suppress(OSError):
            if clinic.clock().timestamp() - path.stat().st_mtime > LONGEST.total_seconds():
                path.unlink()


def keep_copy(clinic: Clinic, hold: Hold) -> None:
    """Keep today and the next open day as they are now, or nothing where nothing is wanted."""
    if not is_wanted(clinic):
        drop(hold.folder)
        return
    today = clinic.today()
    with clinic.database.reading() as unit:
        minutes = unit.safety.rules().idle_minutes
    copy = Copy(
        clinic=clinic.name,
        zone=clinic.setup.details.zone,
        person=clinic.person,
        at=clinic.clock(),
        idle_minutes=minutes,
        days=tuple(days.see_day(clinic, day) for day in (today, days.next_open_day(clinic, today))),
    )
    hold.write(TODAY, codec.dump(copy).encode())
    at = copy.at.timestamp()
    os.utime(hold.folder / TODAY, (at, at))  # by which its age is told without its key


def open_copy(address: str, login: str, password: str, clock: Clock) -> tuple[Hold, Copy] | None:
    """Somebody's copy, opened by their password; None where this computer has none."""
    folder = folder_of(address, login)
    if not (folder / TODAY).exists() or not (folder / KEY_FILE).exists():
        return None
    file, login = read_keys(folder), login.strip()
    before = _failed(folder, login)
    found = unlocking.tried(
        unlocking.tally(folder), login, clock(), lambda: keys.unlock(file, login, password)
    )
    hold = Hold(folder=folder, file=file, key=found.now)
    copy = _read(hold)
    if abs(clock() - copy.at) > LONGEST:
        raise Trouble("copy-old", days=LONGEST.days)
    note_looks(hold, [*(Look(at=at, failed=True) for at in before), Look(at=clock())])
    unlocking.forget_tries(folder, hold.key, login)
    return hold, copy


def is_opened_by(address: str, login: str, password: str, clock: Clock) -> bool:
    """Whether a copy is there that this password opens."""
    folder = folder_of(address, login)
    if not (folder / KEY_FILE).exists():
        return False
    file, login = read_keys(folder), login.strip()
    try:
        unlocking.tried(
            unlocking.tally(folder), login, clock(), lambda: keys.unlock(file, login, password)
        )
    except (Refused, Trouble):
        return False
    return True


def _failed(folder: Path, login: str) -> list[datetime]:
    """When a wrong password was typed since the last right one."""
    found = tries.read_tries(folder / unlocking.TRIES_FILE)
    return [each.at for each in found.of(login)] if found else []


def _read(hold: Hold) -> Copy:
    try:
        document = json.loads(hold.read(TODAY))
        if document["format"] != FORMAT:
            raise Trouble("copy-unreadable")
        copy: Copy = codec.decode(Copy, document)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Trouble("copy-unreadable") from error  # of another version of the program, perhaps
    return copy


def note_looks(hold: Hold, looks: Iterable[Look]) -> None:
    """Keep what was seen, until it can go to the audit."""
    kept = (*_looks(hold), *looks)[-MOST_SEEN:]
    hold.write(SEEN, codec.dump(kept).encode())


def _looks(hold: Hold) -> tuple[Look, ...]:
    try:
        kept = hold.read(SEEN)
        looks: tuple[Look, ...] = codec.decode(tuple[Look, ...], json.loads(kept or b"[]"))
    except (Trouble, ValueError, TypeError, AttributeError):
        return ()
    return looks


def tell_looks(clinic: Clinic, hold: Hold) -> None:
    """Have the audit know what was seen while it could not be asked."""
    looks = list(_looks(hold))
    looks += [Look(at=at, failed=True) for at in _failed(hold.folder, clinic.person.login)]
    failed = [{"seen": each.at.isoformat()} for each in looks if each.failed]
    seen = [each for each in looks if not each.failed]
    if failed:
        clinic.keep_refused(Act.SEE_COPY, WRONG, *failed)
    if seen:
        with clinic.reading(Act.SEE_COPY) as unit:
            unit.note_each(list(_told(seen)))
    with suppress(OSError):
        (hold.folder / SEEN).unlink(missing_ok=True)
        if failed:
            unlocking.forget_tries(hold.folder, hold.key, clinic.person.login)


def _told(looks: Iterable[Look]) -> Iterator[dict[str, object]]:
    for look in looks:
        about: dict[str, object] = {} if look.patient is None else {"patient": look.patient}
        yield {"seen": look.at.isoformat(), **about}
