"""The clinic itself: its name, place and clock."""

import re
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from urllib.parse import quote
from zoneinfo import ZoneInfo

Place = Path | str
"""Where a clinic is kept: its folder, or the address of its database on a server."""

SCHEME = "postgresql://"
"""How the address of a clinic on a server begins."""

HOST = r"(?:\[[\da-fA-F:.]+\]|[^/?#@:,\[]*)(?::\d*)?"
ADDRESS = re.compile(
    rf"{SCHEME}(?:(?P<login>[^/?#@:]*)(?::[^/?#@]*)?@)?"
    rf"(?P<where>{HOST}(?:,{HOST})*(?:/[^/?#@]*)?)(?:[?][^@]*)?"
)

DEMO_MORNING = time(9, 40)
"""The wall clock at which a demo clinic is opened, whenever that is: its day is then under way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """What papers say of a clinic: its name, where it is, and when to ring which telephone."""

    name: str
    address: str = ""
    phone: str = ""
    after_hours_phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClinicDetails:
    """What a clinic is called, where it is, and which zone its wall clock keeps."""

    uuid: str
    name: str
    zone: str
    template: str = "kap"
    address: str = ""
    phone: str = ""
    after_hours_phone: str = ""
    holidays: str = ""
    """Whose public holidays it looks at, like US-CO; empty before somebody has chosen."""
    demo_day: date | None = None
    """The day a demo clinic takes for today; None for a real clinic."""

    @property
    def time_zone(self) -> ZoneInfo:
        """The zone of the wall clock."""
        return ZoneInfo(self.zone)

    @property
    def letterhead(self) -> Letterhead:
        """What papers say of it."""
        return Letterhead(
            name=self.name,
            address=self.address,
            phone=self.phone,
            after_hours_phone=self.after_hours_phone,
        )


def place_of(named: str) -> Place:
    """A clinic's place as somebody writes it."""
    return named if named.startswith(SCHEME) else Path(named)


def shown(place: Place) -> str:
    """A clinic's place for people to read: never with a password."""
    if isinstance(place, Path):
        return str(place)
    found = ADDRESS.fullmatch(place)
    if found is None:  # whatever a slip of the pen makes of an address may hold a part of it
        return f"{SCHEME}…"
    login = f"{found['login']}@" if found["login"] else ""
    return f"{SCHEME}{login}{found['where']}"


def where(address: str) -> str:
    """The server and the database of an address, whoever signs in there; empty for none."""
    found = ADDRESS.fullmatch(address)
    return found["where"] if found else ""


def tells_password(address: str) -> bool:
    """Whether an address holds a password, so that nobody has to type one."""
    found = ADDRESS.fullmatch(address)
    return found is not None and ":" in address[len(SCHEME) : found.start("where")]


def signed(address: str, login: str, password: str) -> str:
    """The address of a clinic on a server as somebody signs in there with what they typed.

    A login or a password that the address names already stands.
    """
    found = ADDRESS.fullmatch(address)
    if found is None:
        return address
    before = address[len(SCHEME) : found.start("where")]
    if ":" in before or not (before or login):
        return address
    who = found["login"] or quote(login, safe="")
    secret = f":{quote(password, safe='')}" if password else ""
    return f"{SCHEME}{who}{secret}@{address[found.start('where') :]}"
