"""Reading a day or a time as people type it, in English or in Spanish."""

import re
from datetime import date, datetime, time

from app.domain.months import DAY, WEEK, months_on, next_numbered, next_weekday
from app.domain.names import fold
from app.domain.refusal import Refused, refuse
from app.domain.time import YEARS, parse_day

WITH_YEAR = ("%d %b %Y", "%d %B %Y", "%b %d %Y", "%B %d %Y", "%b %d, %Y", "%B %d, %Y")
WITH_MONTH = ("%d %b %Y", "%d %B %Y", "%b %d %Y", "%B %d %Y")
CLOCKS = ("%H:%M", "%H.%M", "%H%M", "%I:%M %p", "%I %p", "%I:%M%p", "%I%p")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SPANISH_WEEKDAYS = ("lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo")
SPANISH_MONTHS = {
    "enero": "jan",
    "febrero": "feb",
    "marzo": "mar",
    "abril": "apr",
    "mayo": "may",
    "junio": "jun",
    "julio": "jul",
    "agosto": "aug",
    "septiembre": "sep",
    "setiembre": "sep",
    "octubre": "oct",
    "noviembre": "nov",
    "diciembre": "dec",
}
SPANISH_DAYS = {"hoy": "today", "manana": "tomorrow", "ayer": "yesterday"}
MONTH_LETTERS = 3
"""A month is known from so many of its letters on."""

LEAST_LETTERS = 2
COUNTED = re.compile(
    r"([+-]?)(\d{1,4}) ?(d|days?|dias?|w|weeks?|s|sem|semanas?|m|months?|mes|meses)?"
)
WAYS = "24, fri, +7, 2w, 5 Jan"
"""How a day to go to is typed, as a hint."""


def read_day(typed: str, today: date) -> date:
    """The day of "24 Nov 2026", "24 de nov", "Nov 24", "2026-11-24", "today", "hoy" or "+7"."""
    text = _plain(typed)
    forms = [(text, form) for form in WITH_YEAR]
    forms += [(f"{text} {today.year}", form) for form in WITH_MONTH]
    for said, form in forms:
        found = _parsed(said, form)
        if found is not None:
            return found.date()
    try:
        return parse_day(text if text in SPANISH_DAYS.values() else typed, today)
    except Refused:
        raise refuse("day-unreadable", text=typed) from None


def read_way(typed: str, today: date) -> date:
    """The day that somebody goes to: also "24", "fri", "2w", "1m", and "5 Jan" of the next year.

    A number alone is the next day with that number, a weekday the next one after today.
    """
    text = _plain(typed)
    day = _counted(text, today) or _weekday(text, today) or _nearest(text, today)
    if day is not None and day.year not in YEARS:
        raise refuse("day-unreadable", text=typed)
    return day or read_day(typed, today)


def _plain(typed: str) -> str:
    """Without marks, and a Spanish month or word for a day in English."""
    read = (word for word in fold(typed.replace(".", " ")).split() if word != "de")
    return " ".join(_in_english(word) for word in read)


def _in_english(word: str) -> str:
    if word in SPANISH_DAYS:
        return SPANISH_DAYS[word]
    if len(word) < MONTH_LETTERS:
        return word
    months = (short for name, short in SPANISH_MONTHS.items() if name.startswith(word))
    return next(months, word)


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
    return today + count * (WEEK if unit and unit[0] in "ws" else 1) * DAY


def _weekday(text: str, today: date) -> date | None:
    if len(text) < LEAST_LETTERS:
        return None
    both = enumerate(zip(WEEKDAYS, SPANISH_WEEKDAYS, strict=True))
    found = (n for n, names in both if any(name.startswith(text) for name in names))
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
