"""What was typed of a clinic that is yet to be made, and what only the memory knows of it."""

from dataclasses import dataclass, field, replace

from PySide6.QtCore import QSettings, QTimeZone

from app.clinic import Clock
from app.domain.beginning import Beginning
from app.ui.common.background import Background
from app.use_cases import beginning
from app.words.tongue import later, tongue, tr

OURS = later("Our clinic")
SESSION_ROOMS = later("Treatment room 1, Treatment room 2")
TALK_ROOMS = later("Consulting room")
PUMPS = later("Pump 1, Pump 2")

ZONES = {
    "America/New_York": later("Eastern time (New York)"),
    "America/Chicago": later("Central time (Chicago)"),
    "America/Denver": later("Mountain time (Denver)"),
    "America/Phoenix": later("Mountain time without summer time (Phoenix)"),
    "America/Los_Angeles": later("Pacific time (Los Angeles)"),
    "America/Anchorage": later("Alaska (Anchorage)"),
    "Pacific/Honolulu": later("Hawaii (Honolulu)"),
    "America/Puerto_Rico": later("Puerto Rico (San Juan)"),
}
"""The clocks that clinics of the United States keep; this computer's own is offered besides."""


def own_zone() -> str:
    """The time zone of this computer, where it is one that has a place."""
    found = bytes(QTimeZone.systemTimeZoneId().data()).decode()
    has_place = "/" in found and not found.startswith("Etc/")
    return found if has_place else "America/New_York"


@dataclass(kw_only=True)
class Setup:
    """What the pages write into: only `new` is ever on a disk."""

    new: Beginning
    settings: QSettings
    printing: Background
    clock: Clock
    password: str = field(default="", repr=False)
    again: str = field(default="", repr=False)
    code: str = field(default_factory=beginning.new_recovery_code, repr=False)
    is_out: bool = False
    """Whether the recovery sheet was printed or saved."""
    put_away: bool = False

    def change(self, **fields: object) -> None:
        """Write some of it anew."""
        self.new = replace(self.new, **fields)

    def forget(self) -> None:
        """Nothing secret is kept in memory any more."""
        self.password = self.again = self.code = ""


def first_time() -> Beginning:
    """The pages as they stand for whoever has not been there."""
    rooms = (tr(SESSION_ROOMS), tr(TALK_ROOMS), tr(PUMPS))
    return beginning.first_beginning(tongue(), own_zone(), rooms)
