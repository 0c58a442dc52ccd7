"""Values in and out of other programs' files, which only the limited child reads."""

from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo

from app import sandbox
from app.exchange import agendas
from app.exchange.values import Agenda, Sheet


def write_calendar(sheet: Sheet) -> bytes:
    """A calendar as an iCalendar file."""
    from app.exchange import calendars  # noqa: PLC0415 -- slow import

    return calendars.write_calendar(sheet)


def read_calendar(content: bytes, zone: ZoneInfo, first: date, days: int) -> Agenda:
    """The times that an iCalendar file takes within some days, and which of its events are bad."""
    told = {"zone": zone.key, "first": first.isoformat(), "days": days}
    return sandbox.read("calendar", content, told, agendas.read)


def _answer_calendar(content: bytes, told: sandbox.Told) -> bytes:
    from app.exchange import calendars  # noqa: PLC0415 -- slow import

    zone, first = ZoneInfo(told["zone"]), date.fromisoformat(told["first"])
    return agendas.written(calendars.read_calendar(content, zone, first, told["days"]))


READERS: Mapping[str, sandbox.Reader] = {"calendar": _answer_calendar}
"""What the child can read, by kind."""
