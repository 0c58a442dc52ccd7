"""Days with month names and times of day, never a numeric-only date.

Without a language they are told in the one that is spoken.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from babel.dates import format_date, format_time

from app.words.tongue import tongue, tr

_LONG_DAY: Mapping[str, str] = {"es": "EEEE d 'de' MMMM 'de' y"}
_CLOCK_ON: Mapping[str, str] = {"es": "{clock} del {day}"}
_SPAN: Mapping[str, str] = {"es": "{begin} a {over}"}
_DAY_TIME: Mapping[str, str] = {"es": "{day} a las {clock}"}

MONDAY = date(2026, 11, 23)
"""Any Monday: weekdays are named by counting on from it."""


@lru_cache(maxsize=4096)
def _named(value: date, pattern: str, language: str) -> str:
    """A day by its names; the papers of a day say the same few over and over."""
    return format_date(value, pattern, locale=language)


def day(value: date, language: str = "") -> str:
    """Such as “Tue 1 Dec 2026”."""
    return _named(value, "EEE d MMM y", language or tongue())


def short_day(value: date, language: str = "") -> str:
    """Such as “1 Dec 2026”."""
    return _named(value, "d MMM y", language or tongue())


def long_day(value: date, language: str = "") -> str:
    """Such as “Tuesday 1 December 2026”."""
    said_in = language or tongue()
    return _named(value, _LONG_DAY.get(said_in, "EEEE d MMMM y"), said_in)


def near_day(value: date, language: str = "") -> str:
    """Such as “Tue 1 Dec”, where the year is known."""
    return _named(value, "EEE d MMM", language or tongue())


def clock(wall: datetime) -> str:
    """Such as “09:00”, as the diary shows it."""
    return f"{wall.hour:02}:{wall.minute:02}"


def spoken_clock(wall: datetime, language: str = "") -> str:
    """Such as “9:00 AM”, for papers that lie open at home."""
    return _spoken(wall.hour, wall.minute, language or tongue())


@lru_cache(maxsize=4096)
def _spoken(hour: int, minute: int, language: str) -> str:
    """A time of day as people say it; a packet says the same few over and over."""
    said = format_time(time(hour, minute), "h:mm a", locale=language)
    return said.replace("\N{NARROW NO-BREAK SPACE}", " ")  # as in “9:00 a. m.”


def clock_both(wall: datetime, language: str = "") -> str:
    """Such as “2:00 AM (02:00)”, for papers read at night."""
    return f"{spoken_clock(wall, language)} ({wall:%H:%M})"


def clock_on(wall: datetime, day_of: date, language: str = "") -> str:
    """Such as “2:00 AM (02:00)”, with its day when that is another."""
    said = clock_both(wall, language)
    if wall.date() == day_of:
        return said
    on = _CLOCK_ON.get(language or tongue(), "{clock} on {day}")
    return on.format(clock=said, day=day(wall.date(), language))


def spoken_span(start: datetime, end: datetime, language: str = "") -> str:
    """Such as “9:00 AM to 10:55 AM”, for papers that lie open at home."""
    begin, over = (spoken_clock(at, language) for at in (start, end))
    return _SPAN.get(language or tongue(), "{begin} to {over}").format(begin=begin, over=over)


def day_time(wall: datetime, language: str = "") -> str:
    """Such as “Tue 1 Dec 2026 at 09:00”."""
    said = _DAY_TIME.get(language or tongue(), "{day} at {clock}")
    return said.format(day=day(wall.date(), language), clock=clock(wall))


def moment(wall: datetime, language: str = "") -> str:
    """Such as “Tue 1 Dec 09:00”, where the year is known."""
    return f"{near_day(wall.date(), language)} {clock(wall)}"


def span(start: datetime, end: datetime) -> str:
    """Such as “09:00\N{EN DASH}10:55”."""
    return f"{clock(start)}\N{EN DASH}{clock(end)}"


def month(value: date, language: str = "") -> str:
    """Such as “December 2026”."""
    return _named(value, "MMMM y", language or tongue())


def day_month(value: date, language: str = "") -> str:
    """Such as “1 Dec”."""
    return _named(value, "d MMM", language or tongue())


def weekday(value: date, language: str = "") -> str:
    """Such as “Tue”."""
    return _named(value, "EEE", language or tongue())


def long_weekday(value: date, language: str = "") -> str:
    """Such as “Tuesday”."""
    return _named(value, "EEEE", language or tongue())


def weekday_name(number: int, language: str = "") -> str:
    """Such as “Tuesday” for 1; Monday is 0."""
    return long_weekday(MONDAY + timedelta(days=number), language)


def weekday_short(number: int, language: str = "") -> str:
    """Such as “Tue” for 1."""
    return weekday(MONDAY + timedelta(days=number), language)


def days(first: date, last: date, language: str = "") -> str:
    """Such as “23\N{EN DASH}29 November 2026” or “30 November \N{EN DASH} 6 December 2026”."""
    return _from_to(first, last, "MMMM", language or tongue())


def short_days(first: date, last: date, language: str = "") -> str:
    """Such as “23\N{EN DASH}29 Nov 2026” or “30 Nov \N{EN DASH} 6 Dec 2026”."""
    return _from_to(first, last, "MMM", language or tongue())


def _from_to(first: date, last: date, months: str, language: str) -> str:
    until = format_date(last, f"d {months} y", locale=language)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}\N{EN DASH}{until}"
    since = f"d {months}" if first.year == last.year else f"d {months} y"
    return f"{format_date(first, since, locale=language)} \N{EN DASH} {until}"


def hours(start: time | None, end: time | None) -> str:
    """A part of a day, such as “12:00\N{EN DASH}14:30” or “from 12:00”; all of it without times."""
    if start is not None and end is not None:
        return f"{start:%H:%M}\N{EN DASH}{end:%H:%M}"
    if start is not None:
        return tr("from {clock}", clock=f"{start:%H:%M}")
    return tr("until {clock}", clock=f"{end:%H:%M}") if end else tr("all day")
