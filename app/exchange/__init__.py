"""Values in and out of other programs' files, which only the limited child reads."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from app import sandbox
from app.domain.tables import Table
from app.exchange import agendas
from app.exchange.values import Agenda, Sheet

TABLES = replace(sandbox.USUAL, seconds=120)
"""A workbook of two hundred thousand rows takes a while."""


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


def read_table(content: bytes, sheet: str = "") -> Table:
    """What a file of separated values, or a sheet of a workbook, holds."""
    from app.exchange import tables  # noqa: PLC0415 -- csv and zip are not wanted by calendars

    return sandbox.read("table", content, {"sheet": sheet}, tables.read, limits=TABLES)


def _answer_table(content: bytes, told: sandbox.Told) -> bytes:
    from app.exchange import tables  # noqa: PLC0415 -- the same

    return tables.written(content, str(told["sheet"]))


READERS: Mapping[str, sandbox.Reader] = {"calendar": _answer_calendar, "table": _answer_table}
"""What the child can read, by kind."""
