"""Instants, the clinic's wall clock and the five-minute grain between them.

An instant is an aware datetime in UTC; a wall time is a naive datetime of the clinic's zone.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.domain.refusal import refuse

GRAIN = 5
"""Minutes of the scheduling grain."""

YEARS = range(1850, 2200)
"""What somebody types lies in these; the calendar's own ends cannot be counted past."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

Clock = Callable[[], datetime]
"""Tells the instant."""


def system_clock() -> datetime:
    """The instant by this computer's clock."""
    return datetime.now(UTC)


def instant(wall: datetime, zone: ZoneInfo) -> datetime:
    """The instant of a wall time; a time that a clock change skips or repeats is refused."""
    early, late = (wall.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if early.utcoffset() == late.utcoffset():
        return early.astimezone(UTC)
    if early.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != wall:
        raise refuse("time-skipped", wall=wall)
    raise refuse("time-repeated", wall=wall, first=early.isoformat(), second=late.isoformat())


def settled(wall: datetime, zone: ZoneInfo) -> datetime:
    """The instant of a wall time that nobody can be asked about: the first of two, or after a gap.

    For opening hours, which keep their wall clock across a clock change.
    """
    return wall.replace(tzinfo=zone).astimezone(UTC)


def wall(moment: datetime, zone: ZoneInfo) -> datetime:
    """The clinic's wall time at an instant."""
    return moment.astimezone(zone).replace(tzinfo=None)


def local_day(moment: datetime, zone: ZoneInfo) -> date:
    """The clinic's calendar day at an instant."""
    return moment.astimezone(zone).date()


def iso(moment: datetime, zone: ZoneInfo) -> str:
    """An instant in ISO 8601 with the clinic's offset, to the minute."""
    return moment.astimezone(zone).isoformat(timespec="minutes")


def minute(moment: datetime) -> int:
    """Whole minutes of UTC since 1970."""
    return (moment - EPOCH) // MINUTE


def from_minute(value: int) -> datetime:
    """The instant of so many minutes of UTC since 1970."""
    return EPOCH + value * MINUTE


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The instant at which a day begins at the clinic."""
    return settled(datetime.combine(day, time.min), zone)


def days_later(moment: datetime, days: int, zone: ZoneInfo) -> datetime:
    """The same time of day on the clinic's wall clock, so many days later."""
    return settled(wall(moment, zone) + timedelta(days=days), zone)


def parse_when(text: str, zone: ZoneInfo) -> datetime:
    """The instant somebody typed: "2026-12-01 09:00" at the clinic, or ISO with offset."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise refuse("time-unreadable", text=text) from None
    if moment.year not in YEARS:
        raise refuse("time-unreadable", text=text)
    if moment.tzinfo:
        return moment.astimezone(UTC)
    if "T" not in text.upper() and ":" not in text:
        raise refuse("time-unreadable", text=text)
    return instant(moment, zone)


def parse_day(text: str, today: date) -> date:
    """The day that somebody typed: 2026-12-01, today, tomorrow, or +7."""
    words = {"today": 0, "tomorrow": 1, "yesterday": -1}
    typed = text.strip().lower()
    if typed in words:
        return today + timedelta(days=words[typed])
    try:
        ahead = timedelta(days=int(typed[1:])) if typed.startswith("+") else None
        day = date.fromisoformat(typed) if ahead is None else today + ahead
    except (ValueError, OverflowError):
        raise refuse("day-unreadable", text=text) from None
    if day.year not in YEARS:
        raise refuse("day-unreadable", text=text)
    return day


def parse_zone(name: str) -> ZoneInfo:
    """The time zone of an IANA name."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise refuse("zone-unknown", zone=name) from None
