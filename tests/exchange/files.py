"""Calendar files to be read, as other programs write them."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from app.exchange.calendars import read_calendar
from app.exchange.values import Agenda, Busy

DENVER = ZoneInfo("America/Denver")
MONDAY = date(2026, 11, 23)

LUNCH = """\
BEGIN:VEVENT
UID:lunch@example.com
DTSTART;TZID=America/Denver:20261123T120000
DTEND;TZID=America/Denver:20261123T124500
SUMMARY:Lunch
END:VEVENT"""


def calendar(*events: str) -> bytes:
    """A file with these events, with the line ends that the format asks for."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//EN", *events, "END:VCALENDAR"]
    return "\r\n".join([*"\n".join(lines).splitlines(), ""]).encode()


def event(*lines: str, uid: str = "one@example.com") -> str:
    """An event of these lines."""
    return "\n".join(["BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT"])


def read(*events: str, days: int = 400) -> Agenda:
    """What a file with these events says about so many days from the Monday on."""
    return read_calendar(calendar(*events), DENVER, MONDAY, days)


def wall(moment: datetime) -> str:
    """A time on the clinic's clock."""
    return f"{moment.astimezone(DENVER):%Y-%m-%d %H:%M}"


def spans(busy: Sequence[Busy]) -> list[tuple[str, str]]:
    """Beginnings and ends on the clinic's clock."""
    return [(wall(each.start), wall(each.end)) for each in busy]


def taken(*events: str, days: int = 400) -> list[tuple[str, str]]:
    """The times that these events take."""
    agenda = read(*events, days=days)
    assert agenda.faults == ()
    return spans(agenda.busy)


def codes(agenda: Agenda) -> list[str]:
    """Why events are bad."""
    return [reason.code for reason in agenda.faults]
