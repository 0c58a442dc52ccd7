"""Reading a day or a time as people type it."""

from datetime import date, datetime, time

from app.domain.refusal import refuse
from app.domain.time import parse_day

WITH_YEAR = ("%d %b %Y", "%d %B %Y", "%b %d %Y", "%B %d %Y", "%b %d, %Y", "%B %d, %Y")
WITH_MONTH = ("%d %b %Y", "%d %B %Y", "%b %d %Y", "%B %d %Y")
CLOCKS = ("%H:%M", "%H.%M", "%H%M", "%I:%M %p", "%I %p", "%I:%M%p", "%I%p")


def read_day(typed: str, today: date) -> date:
    """The day of "24 Nov 2026", "Nov 24", "2026-11-24", "today" or "+7"."""
    text = " ".join(typed.replace(".", " ").split())
    forms = [(text, form) for form in WITH_YEAR]
    forms += [(f"{text} {today.year}", form) for form in WITH_MONTH]
    for said, form in forms:
        found = _parsed(said, form)
        if found is not None:
            return found.date()
    return parse_day(typed, today)


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
