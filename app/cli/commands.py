"""The commands: only the room of the one that is asked for is read in."""

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Protocol, cast

from app.cli.answer import Answer
from app.cli.call import Call
from app.cli.parser import Commands, Parser, layout
from app.cli.screen import Screen
from app.domain.time import Clock

PROGRAM = "anteroom"

ABOUT = """\
The front desk of a ketamine-assisted psychotherapy clinic: visits, readiness, consent packets.

Without a command the window opens: on this person's own clinic, or else on the page that asks how
to begin."""

MORE = """\
Every command answers in sentences, or with one JSON document when --json is given:
also when it is refused, {"refused": [{"code", "sentence"}]}, or prevented, {"error": {...}}.
A held visit whose last missing item is filed is booked by itself: the answer then also has
"booked", with the numbers of such visits.
Exit codes: 0 done; 1 disk, file, printer or the like prevented it; 2 refused, with every reason.

DAY is like 2026-12-01, today, tomorrow or +7. WHEN is like "2026-12-01 09:00" on the clinic's
clock, or any time that a JSON document gave. CHART is a patient's chart number.

first steps:
  anteroom demo                              a clinic with made-up patients
  anteroom book --help                       what a command takes, answers, and an example"""


ROOMS = {
    "demo": ("demo",),
    "registry": ("new", "patients"),
    "details": ("details",),
    "logins": ("encrypt", "logins"),
    "patients": ("patient",),
    "booking": ("book", "why-not", "openings"),
    "changing": ("move", "resize", "cancel", "no-show", "undo"),
    "courses": ("course", "repair"),
    "blocks": ("block", "unblock"),
    "closures": ("close", "reopen", "holidays"),
    "waitlist": ("waitlist",),
    "recalls": ("recalls", "rebook-list"),
    "resources": ("resources",),
    "gate": ("readiness",),
    "worklists": ("worklist",),
    "reports": ("report",),
    "packets": ("packet", "packets"),
    "forms": ("form",),
    "papers": ("paper",),
    "archive": ("archive",),
    "verify": ("verify",),
    "backup": ("backup", "restore"),
    "schedule_sheets": ("day-sheet", "visit-list"),
    "calendars": ("export",),
    "imports": ("import",),
    "records": ("record",),
    "diagnoses": ("diagnoses", "codes"),
    "referrals": ("referral",),
    "self_check": ("self-check",),
    "transfer": ("transfer",),
}
"""The rooms in the order in which help lists them, each with the first words of its commands."""


class Room(Protocol):
    """A file of commands."""

    def add(self, commands: Commands, /) -> None:
        """Put them on the list."""
        ...


def rooms(word: str) -> Iterator[Room]:
    """The room whose commands begin with a word; every room when none does, to list."""
    asked = [room for room, words in ROOMS.items() if word in words]
    for room in asked or ROOMS:
        yield cast("Room", import_module(f"app.cli.{room}"))


def parser(word: str = "") -> Parser:
    """The parser of the commands that begin with a word, or of every command."""
    top = Parser(
        prog=PROGRAM,
        description=ABOUT,
        epilog=MORE,
        allow_abbrev=False,
        formatter_class=layout,
    )
    commands = Commands(top)
    for room in rooms(word):
        room.add(commands)
    return top


def answered(arguments: Sequence[str], screen: Screen | None, clock: Clock) -> Answer:
    """The answer of the command that was typed."""
    parsed = parser(arguments[0]).parse_args(arguments)
    call = Call(words=parsed, clock=clock, screen=screen)
    return call.announced(parsed.run(call))
