"""How long a time is kept for somebody who is not ready yet, and what becomes of it."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime, time, timedelta
from typing import Any

from app.clinic import Change, Clinic, Listener
from app.domain import gate
from app.domain.access import Act
from app.domain.gate import FULFILLED, Policy, State, Stop
from app.domain.refusal import Refused, Trouble
from app.domain.scheduling import Visit
from app.domain.time import settled
from app.storage.unit import Unit
from app.use_cases.days import open_day_after
from app.use_cases.scheduling import book_held_visit
from app.use_cases.views import VisitView, judge

DAYS_BEFORE = 7
"""A hold is released so many days before its visit, so that somebody else can have the time.

A clinic may have decided otherwise.
"""

FILED = frozenset(
    {
        Act.RECORD_DIAGNOSIS,
        Act.RECORD_REFERRAL,
        Act.JUDGE_REFERRAL,
        Act.RECORD_CLEARANCE,
        Act.RECORD_RIDE,
        Act.TICK_ITEM,
        Act.WAIVE_ITEM,
        Act.RETURN_PAPER,
    }
)
"""Acts after which something that a hold waited for may be on file."""


def hold_deadline(clinic: Clinic, start: datetime) -> datetime:
    """Some days before the visit, or the end of the next working day when that is past."""
    with clinic.reading(Act.SEE_DAY) as unit:
        return deadline_for(clinic, unit, start)


def deadline_for(clinic: Clinic, unit: Unit, start: datetime) -> datetime:
    """The same inside a door that is open already."""
    return deadlines(clinic, unit, [start])[0]


def deadlines(clinic: Clinic, unit: Unit, starts: Iterable[datetime]) -> list[datetime]:
    """The deadlines of several holds; the next working day is looked for once."""
    late: datetime | None = None
    found: list[datetime] = []
    before = clinic.setup.hours.get("hold_days", DAYS_BEFORE)
    for start in starts:
        early = start - timedelta(days=before)
        if early <= clinic.now():
            late = late or _end_of_next_working_day(clinic, unit)
            early = min(start, late)
        found.append(early)
    return found


def _end_of_next_working_day(clinic: Clinic, unit: Unit) -> datetime:
    day = open_day_after(unit, clinic.today())
    ends = [
        shift.end
        for resource in unit.scheduling.resources()
        for shift in resource.hours
        if shift.weekday == day.weekday()
    ]
    return settled(datetime.combine(day, max(ends, default=time(17))), clinic.zone)


def books_holds(clinic: Clinic) -> Listener:
    """Hears what is filed, and books the holds that waited for nothing else."""

    def hear(change: Change) -> None:
        if change.act in FILED and change.patient is not None:
            with suppress(Trouble):  # what was filed is kept; the clock tries again
                book_ready_holds(clinic, change.patient)

    return hear


def book_ready_holds(clinic: Clinic, patient: int | None = None) -> tuple[VisitView, ...]:
    """Book every hold whose last missing item has come, each as an act of the clinic."""
    own = clinic.by_itself()
    booked: list[VisitView] = []
    tried: set[int] = set()
    while ready := [visit for visit in _ready(own, patient) if visit.id not in tried]:
        tried.add(ready[0].id)
        with suppress(Refused):  # another program has booked or released it meanwhile
            booked.append(book_held_visit(own, ready[0].id))
    return tuple(booked)


def _ready(clinic: Clinic, patient: int | None) -> list[Visit]:
    """The holds that nothing stands against any more, by start."""
    with clinic.database.reading() as unit:
        held = unit.scheduling.held_visits()
        waiting = [v for v in held if patient in {None, v.patient} and _waits(clinic, unit, v)]
        judged = judge(clinic, unit, waiting) if waiting else {}
    return [v for v in waiting if not any(True for _ in gate.against_booking(judged[v.id]))]


def _waits(clinic: Clinic, unit: Unit, visit: Visit) -> bool:
    """Whether a visit keeps its time, and is held only because something was missing."""
    keeps = visit.hold_until is not None and visit.hold_until > clinic.now()
    if not keeps or visit.displaced:
        return False
    seen = unit.scheduling.snapshot(visit.id) or {}
    return _was_stopped(seen, visit.type, clinic.setup.policy)


def _was_stopped(snapshot: Mapping[str, Any], kind: str, policy: Policy) -> bool:
    """Whether the gate did not let the visit be booked when it was held."""
    return any(
        policy.stop(item, kind) is Stop.BOOKING and State(seen["state"]) not in FULFILLED
        for item, seen in snapshot.get("items", {}).items()
    )
