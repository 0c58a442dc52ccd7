"""Acts that a test cuts off or kills: each says on standard output what is kept, once it is."""

import os
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from app.clinic import Clinic
from app.storage import driver
from app.storage.database import open_database
from app.use_cases.backups import make_backup
from app.use_cases.clinics import open_clinic
from app.use_cases.packets import draft_packet, issue_packet
from app.use_cases.scheduling import Wish, book_visit
from tests.small import NOW, PASSWORD, at

DAYS = (24, 25, 26)
CLINIC, STICK = "clinic", "stick"


def say(told: str) -> None:
    """Say at once, and to nobody's buffer, what is kept."""
    os.write(1, f"{told}\n".encode())


def open_small(root: Path) -> Clinic:
    """The small clinic below a folder."""
    return open_clinic(root / CLINIC, "desk", lambda: NOW, password=PASSWORD)


def book(root: Path) -> None:
    """Book a visit of each of three patients."""
    clinic = open_small(root)
    for patient, day in enumerate(DAYS, start=1):
        start = at(clinic, day, "09:00")
        book_visit(clinic, Wish(patient=patient, type="iv-dosing", start=start))
        say("booked")
    clinic.close()


def issue(root: Path) -> None:
    """Issue the packets of the visits that are booked."""
    clinic = open_small(root)
    for visit in (1, 2):
        issue_packet(clinic, draft_packet(clinic, visit))
        say("issued")
    clinic.close()


def migrate(root: Path) -> None:
    """Open a clinic of an earlier program."""
    open_database(root / CLINIC).close()
    say("migrated")


def back_up(root: Path) -> None:
    """Make two backups an hour apart."""
    clinic = open_small(root)
    for hour in (0, 1):
        clinic.clock = lambda hour=hour: NOW + timedelta(hours=hour)
        make_backup(clinic, root / STICK)
        say("backed up")
    clinic.close()


def book_carelessly(root: Path) -> None:
    """Book as a program would that does not wait for the disk."""
    driver.SETTINGS = tuple(each.replace("FULL", "OFF") for each in driver.SETTINGS)
    book(root)


ACTS: dict[str, Callable[[Path], None]] = {
    act.__name__: act for act in (book, issue, migrate, back_up, book_carelessly)
}

if __name__ == "__main__":
    ACTS[sys.argv[1]](Path(sys.argv[2]))
