"""Reading a day or a time as people type it."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time

from app.domain.months import DAY, WEEK, months_on, next_numbered, next_weekday
from app.domain.refusal import refuse
from app.domain.time import YEARS, parse_day

WITH_YEAR = ("%d %b %Y", "%d %B %Y", "%b %d %Y", "%B %d %Y", "%b %d, %Y", "%B %d, %Y")
WITH_MONTH = ("%d %b %Y", "%d %B %Y", "%b %d %Y", "%B %d %Y")
CLOCKS = ("%H:%M", "%H.%M", "%H%M", "%I:%M %p", "%I %p", "%I:%M%p", "%I%p")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
IN_SPANISH: Mapping[str, str] = {
    "ene": "jan",
    "enero": "jan",
    "febrero": "feb",
    "marzo": "mar",
    "abr": "apr",
    "abril": "apr",
    "mayo": "may",
    "junio": "jun",
    "julio": "jul",
    "ago": "aug",
    "agosto": "aug",
    "sept": "sep",
    "septiembre": "sep",
    "octubre": "oct",
    "noviembre": "nov",
    "dic": "dec",
    "diciembre": "dec",
    "día": "day",
    "días": "days",
    "semana": "week",
    "semanas": "weeks",
    "mes": "month",
    "meses": "months",
    "hoy": "today",
    "mañana": "tomorrow",
}
"""What is read of a day in Spanish, where it is not the same; “de” says nothing."""

DIAS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
LEAST_LETTERS = 2
COUNTED = re.compile(r"([+-]?)(\d{1,4}) ?(d|days?|w|weeks?|m|months?)?")
WAYS = "24, fri, +7, 2w, 5 Jan"
"""How a day to go to is typed, as a hint."""


def read_day(typed: str, today: date) -> date:
    """The day of "24 Nov 2026", "Nov 24", "24 de noviembre", "2026-11-24", "today" or "+7"."""
    text = _plain(typed)
    forms = [(text, form) for form in WITH_YEAR]
    forms += [(f"{text} {today.year}", form) for form in WITH_MONTH]
    for said, form in forms:
        found = _parsed(said, form)
        if found is not None:
            return found.date()
    return parse_day(IN_SPANISH.get(typed.strip().casefold(), typed), today)


def read_way(typed: str, today: date) -> date:
    """The day that somebody goes to: also "24", "fri", "2w", "1m", and "5 Jan" of the next year.

    A number alone is the next day with that number, a weekday the next one after today.
    """
    text = _plain(typed).casefold()
    day = _counted(text, today) or _weekday(text, today) or _nearest(text, today)
    if day is not None and day.year not in YEARS:
        raise refuse("day-unreadable", text=typed)
    return day or read_day(typed, today)


def _plain(typed: str) -> str:
    words = [word for word in typed.replace(".", " ").split() if word.casefold() != "de"]
    return " ".join(IN_SPANISH.get(word.casefold(), word) for word in words)


def _counted(text: str, today: date) -> date | None:
    read = COUNTED.fullmatch(text)
    if read is None:
        return None
    sign, digits, unit = read.groups()
    if not sign and not unit:
        return next_numbered(int(digits), today)
    count = -int(digits) if sign == "-" else int(digits)
    if unit and unit.startswith("m"):
        return months_on(today, count)
    return today + count * (WEEK if unit and unit.startswith("w") else 1) * DAY


def _weekday(text: str, today: date) -> date | None:
    if len(text) < LEAST_LETTERS:
        return None
    named = zip(WEEKDAYS, DIAS, strict=True)
    found = (n for n, names in enumerate(named) if any(name.startswith(text) for name in names))
    weekday = next(found, None)
    return None if weekday is None else next_weekday(weekday, today)


def _nearest(text: str, today: date) -> date | None:
    """The day of a month without its year which lies nearest to today."""
    years = (today.year - 1, today.year, today.year + 1)
    read = [_parsed(f"{text} {year}", form) for year in years for form in WITH_MONTH]
    days = [found.date() for found in read if found is not None]
    return min(days, key=lambda day: abs(day - today), default=None)


def read_time(typed: str) -> time:
    """The time of day of "14:30", "1430" or "2:30 pm"."""
    text = " ".join(typed.split())
    for form in CLOCKS:
        found = _parsed(text, form)
        if found is not None:
            return found.time()
    raise refuse("time-unreadable", text=typed)


def _parsed(text: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(text, form)  # noqa: DTZ007 -- a wall-clock reading has no zone
    except ValueError:
        return None
