"""Encrypted clinics for tests of the store."""

from hashlib import sha256
from pathlib import Path

from app.domain.audit import Entry
from app.security import keys
from app.security.keys import Keys, Made
from app.security.slots import Cost
from app.storage.database import Database, open_database, read_keys
from tests.storage.samples import MONDAY, booked, packet_of

CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
PASSWORD = "quiet juniper morning"
PAPER = b"%PDF a paper of Ana Maria Nunez-de Leon"
DIGEST = sha256(PAPER).hexdigest()


def new_keys() -> Made:
    """Keys with two logins."""
    made = keys.make("desk", PASSWORD, CHEAP)
    file = keys.with_login(made.file, made.key, "hale", PASSWORD, cost=CHEAP)
    return Made(file=file, key=made.key, code=made.code)


def unlocked(folder: Path, login: str = "desk") -> Keys:
    """The keys of a clinic, by somebody's password."""
    return keys.unlock(read_keys(folder), login, PASSWORD)


def keep_a_paper(database: Database) -> None:
    """A visit with a paper in the archive, and the audit of it."""
    with database.writing() as unit:
        visit = booked(unit)
        unit.packets.add(packet_of(visit, sha256=unit.archive.put(PAPER)))
        unit.audit.append(Entry(at=MONDAY, who="desk", act="issue-packet"))


def what_it_holds(database: Database) -> tuple[int, int | None, bytes]:
    """How many patients, where the audit is broken, and the paper."""
    with database.reading() as unit:
        return unit.patients.count(), unit.audit.first_broken(), unit.archive.get(DIGEST)


WHOLE = (1, None, PAPER)


def opened(folder: Path) -> Database:
    """An encrypted clinic, open."""
    return open_database(folder, keys=unlocked(folder))
