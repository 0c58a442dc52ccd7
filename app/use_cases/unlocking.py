"""Opening the keys of a clinic in a folder: who may, how often, and what is told of it."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from app.clinic import Clinic, Clock
from app.domain.access import Act
from app.domain.audit import Entry, Outcome, canonical
from app.domain.refusal import Refused, Trouble, refuse
from app.security import keys, second_factor, tries
from app.security.keys import Keys
from app.security.sealing import DataKey
from app.security.tries import FileTally, Tally
from app.storage.database import FolderDatabase, is_encrypted, is_plain, read_keys
from app.storage.unit import Unit

TRIES_FILE = "clinic.tries"

T = TypeVar("T")

DEMO_PASSWORD = "juniper evening tea"  # noqa: S105 -- it is printed: everybody there is made up
"""What opens a demo clinic for each of its logins; the program knows it, so commands need none."""


def is_open_to_all(folder: Path) -> bool:
    """Whether the clinic in a folder is a demo, whose password is printed."""
    return is_encrypted(folder) and read_keys(folder).is_shared


def needs_password(place: Path | str) -> bool:
    """Whether somebody has to say a password to open the clinic that is kept there."""
    return isinstance(place, Path) and is_encrypted(place) and not is_open_to_all(place)


def unlocked(folder: Path, login: str, password: str | None, clock: Clock) -> Keys | None:
    """The keys of the clinic in a folder; None where there is nothing to unlock."""
    if not is_encrypted(folder):
        if is_plain(folder):
            raise refuse("clinic-plain", folder=str(folder))
        return None
    file = read_keys(folder)
    if file.is_shared:  # printed: there is nothing to guess
        return keys.unlock(file, login, DEMO_PASSWORD if password is None else password)
    if password is None:
        raise refuse("password-needed")
    known = file.logins
    login = login or (known[0] if len(known) == 1 else "")
    if not login:
        raise refuse("login-missing")
    return tried(tally(folder), login, clock(), lambda: keys.unlock(file, login, password))


RECOVERY = "recovery code"
"""What tries of the recovery code are kept under; no login has a space."""


def recovered(folder: Path, typed: str, clock: Clock) -> Keys:
    """The keys of the clinic in a folder, by its recovery code."""
    if not is_encrypted(folder):
        raise refuse("clinic-plain", folder=str(folder))
    file = read_keys(folder)
    return tried(tally(folder), RECOVERY, clock(), lambda: keys.recover(file, typed))


def tally(folder: Path) -> Tally:
    """Where the tries at the keys in a folder are counted."""
    return FileTally(folder / TRIES_FILE)


def tried(counted: Tally, login: str, now: datetime, unlock: Callable[[], T]) -> T:
    """What a try to unlock gives; one that fails is kept, and too many have to wait."""
    waits = tries.against(counted.read(), login, now)
    if waits is not None:
        raise Refused([waits])
    try:
        return unlock()
    except Refused:
        _keep_try(counted, login, now)
        raise


def _keep_try(counted: Tally, login: str, now: datetime) -> None:
    counted.write(tries.failed(counted.read() or tries.unproved(), login, now))


def keep_sign_in(clinic: Clinic, *, how: str = "password") -> None:
    """Keep in the audit that somebody is in, and who has tried in vain since somebody was."""
    told = _tell_tries(clinic)
    with clinic.reading(Act.SIGN_IN) as unit:
        unit.note(how=how, **told)


def _tell_tries(clinic: Clinic) -> dict[str, object]:
    """Move the failed tries to the audit; what still counts against other logins stays."""
    database = clinic.database
    if not isinstance(database, FolderDatabase) or database.keys is None:
        return {}
    path, key = database.folder / TRIES_FILE, database.keys.now
    found = tries.read_tries(path)
    if found is not None and not found.tries and tries.are_whole(found, key):
        return {}
    whole = found is not None and tries.are_whole(found, key)
    every = found.tries if found else ()
    with database.writing() as unit:
        for each in every:
            if not each.told:
                unit.audit.append(_entry(each))
    staying = [each for each in every if each.login != clinic.person.login]
    tries.write_tries(path, tries.no_tries(key, staying))
    return {} if whole else {"tries": "changed"}


def forget_tries(folder: Path, key: DataKey, login: str) -> None:
    """Let a login be tried again, because its password is a new one."""
    found = tries.read_tries(folder / TRIES_FILE)
    staying = [each for each in found.tries if each.login != login] if found else []
    tries.write_tries(folder / TRIES_FILE, tries.no_tries(key, staying))


def _entry(each: tries.Try) -> Entry:
    return Entry(
        at=each.at,
        who=each.login,
        act=Act.SIGN_IN.value,
        outcome=Outcome.REFUSED,
        payload=canonical({"reasons": ["login-or-password-wrong"]}),
    )


@contextmanager
def counting_codes(counted: Tally, login: str, clock: Clock) -> Generator[None]:
    """Counts a wrong code of the second factor like a wrong password."""
    try:
        yield
    except Refused as refused:
        if refused.reasons[0].code == "second-factor-wrong":
            _keep_try(counted, login, clock())
        raise


def check_second_factor(unit: Unit, login: str, typed: str, clock: Clock) -> None:
    """Ask for the code from somebody's telephone, where the clinic wants one and they have it."""
    secret = unit.safety.asked_factor(login)
    if not secret:
        return
    if not typed:
        raise refuse("second-factor-needed")
    if not second_factor.is_right(secret, typed, clock()):
        raise refuse("second-factor-wrong")


def renew_if_due(clinic: Clinic) -> bool:
    """Encrypt everything anew when somebody was removed; whether nothing is left to do."""
    store = clinic.database
    if not isinstance(store, FolderDatabase) or store.keys is None:
        return True
    with store.reading() as unit:
        due = unit.safety.is_renewal_due()
    if not due:
        return True
    try:
        store.renew(frozenset())
    except Trouble as trouble:
        if trouble.reason.code != "clinic-in-use":
            raise
        return False
    with store.writing() as unit:
        unit.safety.set_renewal_due(due=False)
    forget_tries(store.folder, store.keys.now, "")
    return True
