"""Lines about whom to call, and how often somebody did not come."""

from datetime import datetime
from zoneinfo import ZoneInfo

from app import words
from app.domain.attendance import Attendance
from app.domain.time import wall
from app.ui.common.chips import items_look
from app.ui.common.lists import Row
from app.use_cases.gaps import Taker


def attendance_said(counted: Attendance) -> str:
    """Such as “2 missed, 1 called off late in 12 months”; empty when there is nothing to say."""
    parts = (
        f"{counted.no_shows} missed" if counted.no_shows else "",
        f"{counted.late} called off late" if counted.late else "",
    )
    told = ", ".join(part for part in parts if part)
    return f"{told} in 12 months" if told else ""


def taker_row(taker: Taker, name: str, now: datetime, zone: ZoneInfo) -> Row:
    """Somebody who fits: who, what, from when, and how ready."""
    look, chip = items_look(taker.items)
    parts = (
        "urgent" if taker.entry.urgent else "",
        f"{taker.type.short} {words.clock(wall(taker.start, zone))}",
        f"{words.plural((now - taker.entry.since).days, 'day')} waiting",
    )
    return Row(
        value=taker.entry.id,
        title=name,
        detail=" · ".join(part for part in parts if part),
        chip=chip,
        look=look,
    )


def last_call(at: datetime | None, by: str, answer: str, now: datetime, zone: ZoneInfo) -> str:
    """Such as “Called 09:40 by Ana Ruiz: no answer”."""
    if at is None:
        return ""
    moment, today = wall(at, zone), wall(now, zone).date()
    day = "" if moment.date() == today else f"{words.near_day(moment.date())} "
    said = words.answer_word(answer)
    return f"Called {day}{words.clock(moment)} by {by or 'somebody'}: {said[:1].lower()}{said[1:]}"


def tried(at: datetime | None, answer: str, now: datetime, zone: ZoneInfo) -> str:
    """The same in the few words that a row has room for: “tried 09:40, no answer”."""
    if at is None:
        return ""
    moment, today = wall(at, zone), wall(now, zone).date()
    when = words.clock(moment) if moment.date() == today else words.near_day(moment.date())
    said = words.answer_word(answer)
    return f"tried {when}, {said[:1].lower()}{said[1:]}"


def said_days(days: int) -> str:
    """How long ago something was, in days."""
    return words.plural(days, "day") if days else "today"
