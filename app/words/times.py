"""Days with month names and times of day, never a numeric-only date."""

from datetime import date, datetime

from babel.dates import format_date, format_time


def day(value: date, language: str = "en") -> str:
    """Such as “Tue 1 Dec 2026”."""
    return format_date(value, "EEE d MMM y", locale=language)


def short_day(value: date, language: str = "en") -> str:
    """Such as “1 Dec 2026”."""
    return format_date(value, "d MMM y", locale=language)


def long_day(value: date, language: str = "en") -> str:
    """Such as “Tuesday 1 December 2026”."""
    return format_date(value, "EEEE d MMMM y", locale=language)


def clock(wall: datetime) -> str:
    """Such as “09:00”, as the diary shows it."""
    return f"{wall.hour:02}:{wall.minute:02}"


def clock_both(wall: datetime, language: str = "en") -> str:
    """Such as “2:00 AM (02:00)”, for papers read at night."""
    spoken = format_time(wall.time(), "h:mm a", locale=language)
    return f"{spoken} ({wall:%H:%M})"


def day_time(wall: datetime, language: str = "en") -> str:
    """Such as “Tue 1 Dec 2026 at 09:00”."""
    return f"{day(wall.date(), language)} at {clock(wall)}"


def span(start: datetime, end: datetime) -> str:
    """Such as “09:00\N{EN DASH}10:55”."""
    return f"{clock(start)}\N{EN DASH}{clock(end)}"
