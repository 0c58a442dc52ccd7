"""The failed tries to open a clinic, kept where nobody holds a key.

Each try is marked with a key that is then replaced by one made from it, so that whoever takes the
file later can neither change a try nor take one away: only the data key gives the first of these
keys again. Beside the key file, not in it: a try that is noted must never undo a new password.
"""

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from app.domain.audit import canonical
from app.domain.refusal import Reason
from app.security.files import write_whole
from app.security.sealing import DataKey, Purpose, derived, is_mac, mac

FREE = 5
"""So many tries cost nothing but the wait for the password to be stretched."""
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(minutes=15)
MOST_DOUBLINGS = 10
MOST = 100
"""Consecutive tries for one login, after which only a new password helps (NIST SP 800-63B)."""
MOST_KEPT = 1_000
LARGEST = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """One failed try."""

    login: str
    at: datetime
    told: bool = False
    """Whether it is in the audit already."""
    mark: str = ""

    def message(self) -> bytes:
        """What the mark is put under."""
        told: dict[str, object] = {
            "login": self.login,
            "at": self.at.isoformat(),
            "told": self.told,
        }
        return canonical(told).encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tries:
    """The tries since the clinic was last opened, and those of others before."""

    salt: bytes
    key: bytes = field(repr=False)
    """What the next try is marked with."""
    tries: tuple[Try, ...] = ()

    def of(self, login: str) -> list[Try]:
        """The tries for one login."""
        return [each for each in self.tries if each.login == login]


def no_tries(key: DataKey, carried: Iterable[Try] = ()) -> Tries:
    """A new list, with the tries that still count and are in the audit."""
    salt = os.urandom(16)
    tries = Tries(salt=salt, key=_first(key, salt))
    for each in carried:
        tries = _marked(tries, replace(each, told=True))
    return tries


def unproved() -> Tries:
    """A list in place of one that is missing: it counts, and the next to unlock is told of it."""
    return Tries(salt=os.urandom(16), key=os.urandom(32))


def failed(tries: Tries, login: str, at: datetime) -> Tries:
    """The list with one try more."""
    if len(tries.tries) >= MOST_KEPT:
        return tries
    return _marked(tries, Try(login=login, at=at))


def _marked(tries: Tries, one: Try) -> Tries:
    kept = replace(one, mark=mac(tries.key, one.message()))
    return replace(tries, key=_next(tries.key), tries=(*tries.tries, kept))


def are_whole(tries: Tries, key: DataKey) -> bool:
    """Whether no try was changed, added by something else, or taken away."""
    marking = _first(key, tries.salt)
    for each in tries.tries:
        if not is_mac(marking, each.message(), each.mark):
            return False
        marking = _next(marking)
    return marking == tries.key


def _first(key: DataKey, salt: bytes) -> bytes:
    return derived(key.key_for(Purpose.KEY_FILE), b"tries" + salt)


def _next(key: bytes) -> bytes:
    return derived(key, b"next try")


def against(tries: Tries | None, login: str, now: datetime) -> Reason | None:
    """Why a login may not be tried now."""
    mine = list[Try]() if tries is None else tries.of(login)
    if len(mine) >= MOST:
        return Reason("login-shut")
    if len(mine) < FREE:
        return None
    waits = min(FIRST_WAIT * 2 ** min(len(mine) - FREE, MOST_DOUBLINGS), LONGEST_WAIT)
    left = waits - abs(now - mine[-1].at)  # a clock that was set back makes nobody wait for ever
    if left <= timedelta(0):
        return None
    return Reason("login-wait", {"seconds": int(left.total_seconds()) + 1})


def read_tries(path: Path) -> Tries | None:
    """What a file of tries holds; None when there is none, or nothing that makes sense."""
    try:
        with path.open("rb") as opened:
            document: Any = json.loads(opened.read(LARGEST))
        tries = (
            Try(
                login=str(each["login"]),
                at=datetime.fromisoformat(each["at"]),
                told=each["told"] is True,
                mark=str(each["mark"]),
            )
            for each in document["tries"]
        )
        return Tries(
            salt=bytes.fromhex(document["salt"]),
            key=bytes.fromhex(document["key"]),
            tries=tuple(each for each in tries if each.at.tzinfo is not None),
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def write_tries(path: Path, tries: Tries) -> None:
    """Keep the tries in place of those before."""
    rows = [
        {"login": t.login, "at": t.at.isoformat(), "told": t.told, "mark": t.mark}
        for t in tries.tries
    ]
    document = {"salt": tries.salt.hex(), "key": tries.key.hex(), "tries": rows}
    write_whole(path, json.dumps(document, indent=1).encode())


class Tally(Protocol):
    """Where the tries at something are counted."""

    def read(self) -> Tries | None:
        """The tries until now; None when nothing is known of any."""

    def write(self, tries: Tries) -> None:
        """Count these from now on."""


@dataclass(frozen=True, slots=True)
class FileTally:
    """Counts in a file, so that a program that is started anew knows of them."""

    path: Path

    def read(self) -> Tries | None:
        """What the file holds."""
        return read_tries(self.path)

    def write(self, tries: Tries) -> None:
        """Keep them in the file; what lies in a folder that cannot be written opens in no case."""
        with suppress(OSError):
            write_tries(self.path, tries)


@dataclass(slots=True)
class MemoryTally:
    """Counts for as long as the program is open, for what is forgotten with it."""

    tries: Tries | None = None

    def read(self) -> Tries | None:
        """What was counted."""
        return self.tries

    def write(self, tries: Tries) -> None:
        """Count these."""
        self.tries = tries
