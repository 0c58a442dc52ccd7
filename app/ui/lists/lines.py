"""Everybody on a list as the page shows them: a row, and what is known beside it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from app import words
from app.domain.gate import Item
from app.domain.patients import Patient
from app.domain.scheduling import Status
from app.domain.time import wall
from app.ui.common.chips import STATUS_LOOKS, STATUS_SHAPES, items_look
from app.ui.common.lists import Row
from app.ui.desk import Ring
from app.ui.gate.referral_words import tried as said_try
from app.ui.lists.rows import attendance_said, last_call, said_days, tried
from app.use_cases.chasing import Outstanding
from app.use_cases.rebooking import RebookView
from app.use_cases.recalls import RecallView
from app.use_cases.waitlist import WaitView
from app.words.tongue import later, tr, tr_of

LOST = later("Lost its time")
NOT_CALLED = later("Nobody has called yet")
BY: Mapping[str, tuple[str, str]] = {
    "patient": (later("Cancelled by the patient"), later("Cancelled late by the patient")),
    "clinic": (later("Cancelled by the clinic"), later("Cancelled late by the clinic")),
}
"""Who cancelled a visit: in time, and late."""
BY_NOBODY = (later("Cancelled"), later("Cancelled late"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Somebody to ring."""

    row: Row
    patient: Patient
    facts: tuple[tuple[str, str], ...]
    """What is known, each under its name."""
    note: str = ""
    chip: str = ""
    """Where they stand, in a word."""
    items: tuple[Item, ...] = ()
    ring: Ring | None = None
    """Whom to call in place of the patient."""

    @property
    def number(self) -> str:
        """The number to ring."""
        return self.ring.phone if self.ring else self.patient.phone

    @property
    def value(self) -> object:
        """What stands for it on its list."""
        return self.row.value


def wait_line(view: WaitView, name: str, now: datetime, zone: ZoneInfo) -> Line:
    """Somebody who waits."""
    entry, since = view.entry, wall(view.entry.since, zone).date()
    days = said_days((wall(now, zone).date() - since).days)
    parts = (
        tr("urgent") if entry.urgent else "",
        view.type.short,
        days,
        _in_a_row(view),
        tried(entry.offered_at, entry.answer, now, zone),
    )
    look, chip = items_look(view.items)
    needed = view.type.is_dosing
    call = last_call(entry.offered_at, view.called_by, entry.answer, now, zone)
    title = view.type.title
    has = words.day_time(wall(view.later.start, zone)) if view.later else tr("No such visit yet")
    return Line(
        row=Row(
            value=entry.id,
            title=name,
            detail=_joined(*parts),
            chip=chip if needed else "",
            look=look,
            icon="warning" if entry.urgent else "clock",
        ),
        patient=view.patient,
        facts=(
            (tr("Waits for"), tr("{type}, urgent", type=title) if entry.urgent else title),
            (tr("Since"), f"{words.day(since)}, {days}"),
            (tr("Can come"), wished(view)),
            (tr("Has already"), has),
            (tr("Last call"), call or tr(NOT_CALLED)),
        ),
        note=entry.note,
        chip=chip,
        items=view.items if needed else (),
    )


def wished(view: WaitView) -> str:
    """When somebody who waits can come, and with whom."""
    entry = view.entry
    names = {entry.person: view.person} if view.person else {}
    return words.waiting_for(entry.wishes, names, entry.until)


def _in_a_row(view: WaitView) -> str:
    """The same within a line, where only weekdays begin with a capital."""
    said = wished(view)
    return said if view.entry.weekdays else said[:1].lower() + said[1:]


def rebook_line(view: RebookView, name: str, now: datetime, zone: ZoneInfo) -> Line:
    """Somebody whose visit came to nothing, or has lost its time."""
    visit, called = view.visit, view.rebooking
    start = wall(visit.start, zone)
    look, chip = STATUS_LOOKS[visit.status][0], tr(STATUS_LOOKS[visit.status][1])
    shape = STATUS_SHAPES[visit.status]
    if visit.displaced and visit.status not in {Status.CANCELLED, Status.NO_SHOW}:
        look, chip, shape = "blocked", tr(LOST), "warning"
    often = attendance_said(view.attendance)
    parts = (
        view.type.short,
        words.near_day(start.date()),
        _why(view),
        tried(called.tried_at, called.answer, now, zone),
    )
    call = last_call(called.tried_at, view.called_by, called.answer, now, zone)
    return Line(
        row=Row(
            value=visit.id,
            title=name,
            detail=_joined(*parts),
            chip=chip,
            look=look,
            shape=shape,
        ),
        patient=view.patient,
        chip=chip,
        facts=(
            (tr("Visit"), view.type.title),
            (tr("Was"), words.day_time(start)),
            (tr("Why"), ", ".join(_off(view))),
            *(((tr("Attendance"), often),) if often else ()),
            (tr("Last call"), call or tr(NOT_CALLED)),
        ),
    )


def _why(view: RebookView) -> str:
    visit = view.visit
    return words.why_word(visit.why).lower() if visit.why and not visit.displaced else ""


def _off(view: RebookView) -> Iterator[str]:
    """Why a visit is off, in full: such as “Cancelled late by the patient”, “ill”."""
    visit = view.visit
    if visit.status is Status.NO_SHOW:
        yield words.status_word(visit.status)
    elif visit.status is Status.CANCELLED:
        in_time, late = BY.get(visit.cancelled_by, BY_NOBODY)
        yield tr(late if visit.late else in_time)
        if visit.why:
            yield words.why_word(visit.why).lower()
    else:
        yield tr("Something else took its time; it is still booked")


def recall_line(view: RecallView, name: str, now: datetime, zone: ZoneInfo) -> Line:
    """Somebody who is due for another dose."""
    recall, last = view.recall, wall(view.last.start, zone)
    over = (wall(now, zone).date() - view.due).days
    parts = (
        tr("last {type} {day}", type=view.type.short, day=words.near_day(last.date())),
        tried(recall.tried_at, recall.answer, now, zone),
    )
    due = tr("Due {day}", day=words.near_day(view.due))
    call = last_call(recall.tried_at, view.called_by, recall.answer, now, zone)
    return Line(
        row=Row(
            value=view.patient.id,
            title=name,
            detail=_joined(*parts),
            chip=due,
            look="waiting" if over >= 0 else "idle",
            shape="clock",
        ),
        patient=view.patient,
        chip=due,
        facts=(
            (tr("Due"), _due(words.day(view.due), over)),
            (tr("Last visit"), f"{view.type.title}, {words.day_time(last)}"),
            (tr("Last call"), call or tr(NOT_CALLED)),
        ),
    )


def _due(day: str, over: int) -> str:
    """When another dose is due, and how many days that is over or still to come."""
    days = words.plural(abs(over), "day")
    if over > 0:
        return tr("{day}, {days} ago", day=day, days=days)
    return tr("{day}, in {days}", day=day, days=days) if over else tr("{day}, today", day=day)


def outstanding_line(view: Outstanding, name: str, now: datetime, zone: ZoneInfo) -> Line:
    """Somebody whose referral letter is waited for."""
    referral, today = view.referral, wall(now, zone).date()
    called = words.called_word(view.last.answer).lower() if view.last else ""
    waits = _waiting_visit(view, zone)
    chip = tr("Call {day}", day=words.near_day(view.next_call))
    if view.next_call == today:
        chip = tr("Call today")
    due = words.day(referral.expected_by) if referral.expected_by else tr("No day named")
    over = (today - referral.expected_by).days if referral.expected_by else -1
    return Line(
        row=Row(
            value=referral.id,
            title=name,
            detail=_joined(referral.titled, called, waits),
            chip=chip,
            look="waiting" if view.next_call <= today else "idle",
            shape="call",
        ),
        patient=view.patient,
        chip=chip,
        facts=(
            (
                tr_of("letter", "From"),
                ", ".join(part for part in (referral.titled, referral.practice) if part),
            ),
            (tr_of("letter", "Expected"), tr("{day}, overdue", day=due) if over > 0 else due),
            (tr("Last call"), said_try(view.last, view.called_by, now, zone)),
            (tr("Calls"), words.plural(len(view.attempts), "attempt")),
            (tr("Waits for it"), waits or tr("No visit yet")),
        ),
        ring=Ring(phone=referral.phone, whose=referral.titled),
    )


def _waiting_visit(view: Outstanding, zone: ZoneInfo) -> str:
    if view.visit is None:
        return ""
    start = wall(view.visit.visit.start, zone)
    return f"{view.visit.type.short} {words.near_day(start.date())}"


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
