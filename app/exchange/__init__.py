"""Values in and out of other programs' files. iCalendar is known only here."""

from collections.abc import Iterable, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from app.exchange.values import Agenda, Sheet


def write_calendar(sheet: Sheet) -> bytes:
    """A calendar as an iCalendar file."""
    from app.exchange import calendars  # noqa: PLC0415 -- slow import

    return calendars.write_calendar(sheet)


def read_calendar(content: bytes, zone: ZoneInfo, first: date, days: int) -> Agenda:
    """The times that an iCalendar file takes within some days, and which of its events are bad."""
    from app.exchange import calendars  # noqa: PLC0415 -- slow import

    return calendars.read_calendar(content, zone, first, days)


def write_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as a CSV file, safe to open in a spreadsheet program."""
    from app.exchange import exports  # noqa: PLC0415 -- like its neighbours

    return exports.write_table(heads, rows)
