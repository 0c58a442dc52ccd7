"""Lines about whom to call, and how often somebody did not come."""

from datetime import datetime
from zoneinfo import ZoneInfo

from app import words
from app.domain.attendance import Attendance
from app.domain.time import wall
from app.ui.common.chips import items_look
from app.ui.common.lists import Row
from app.use_cases.gaps import Taker
from app.words.tongue import tr, tr_many


def attendance_said(counted: Attendance) -> str:
    """Such as “2 missed, 1 called off late in 12 months”; empty when there is nothing to say."""
    parts = (
        (counted.no_shows, tr_many(counted.no_shows, "{count} missed", "{count} missed")),
        (counted.late, tr_many(counted.late, "{count} called off late", "{count} called off late")),
    )
    told = ", ".join(said for count, said in parts if count)
    return tr("{times} in 12 months", times=told) if told else ""


def taker_row(taker: Taker, name: str, now: datetime, zone: ZoneInfo) -> Row:
    """Somebody who fits: who, what, from when, and how ready."""
    look, chip = items_look(taker.items)
    parts = (
        tr("urgent") if taker.entry.urgent else "",
        f"{taker.type.short} {words.clock(wall(taker.start, zone))}",
        tr("{days} waiting", days=words.plural((now - taker.entry.since).days, "day")),
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
    said = words.answer_word(answer)
    return tr(
        "Called {when} by {who}: {answer}",
        when=words.clock(moment) if moment.date() == today else words.moment(moment),
        who=by or tr("somebody"),
        answer=f"{said[:1].lower()}{said[1:]}",
    )


def tried(at: datetime | None, answer: str, now: datetime, zone: ZoneInfo) -> str:
    """The same in the few words that a row has room for: “tried 09:40, no answer”."""
    if at is None:
        return ""
    moment, today = wall(at, zone), wall(now, zone).date()
    when = words.clock(moment) if moment.date() == today else words.near_day(moment.date())
    said = words.answer_word(answer)
    return tr("tried {when}, {answer}", when=when, answer=f"{said[:1].lower()}{said[1:]}")


def said_days(days: int) -> str:
    """How long ago something was, in days."""
    return words.plural(days, "day") if days else tr("today")
