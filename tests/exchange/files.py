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


WHOLE = calendar(
    LUNCH,
    event(
        "DTSTART;TZID=Europe/Berlin:20261201T080000",
        "DTEND;TZID=Europe/Berlin:20261201T091500",
        "RRULE:FREQ=MONTHLY;BYDAY=1TU,-1FR;BYSETPOS=1;COUNT=9;WKST=SU",
        "EXDATE;TZID=Europe/Berlin:20270105T080000",
        "RDATE;VALUE=DATE:20270106,20270107",
        "SUMMARY;LANGUAGE=en:Supervision\\, group",
        "SEQUENCE:3",
        uid="two",
    ),
    event("RECURRENCE-ID:20261204T070000Z", "DTSTART;VALUE=DATE:20261205", uid="two"),
    event("DTSTART:20261230T233000Z", "DURATION:P1DT2H", "CLASS:PRIVATE", uid="three"),
)
"""A calendar with something of everything that is read."""
