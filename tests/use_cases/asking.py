"""Asking for things in tests."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import event

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.patients import Patient
from app.domain.records import Clearance
from app.domain.refusal import Refused
from app.domain.scheduling import Status, Visit
from app.domain.waiting import WaitEntry
from app.use_cases.scheduling import Wish, book_visit
from app.use_cases.views import VisitView
from app.use_cases.waitlist import WaitWish, add_to_waitlist
from tests.small import NOW, at


def refusal(act: Callable[[], object]) -> list[str]:
    """The codes with which an act is refused."""
    with pytest.raises(Refused) as refused:
        act()
    return [reason.code for reason in refused.value.reasons]


def book(
    clinic: Clinic,
    patient: Patient,
    day: int = 24,
    clock: str = "09:00",
    *,
    kind: str = "iv-dosing",
    hold_until: tuple[int, str] | None = None,
    asked: str = "",
) -> VisitView:
    """Book a visit on a day of November 2026."""
    wish = Wish(
        patient=patient.id,
        type=kind,
        start=at(clinic, day, clock),
        hold_until=at(clinic, *hold_until) if hold_until else None,
        token=asked,
    )
    return book_visit(clinic, wish)


def give_clearance(clinic: Clinic, patient: Patient, route: str) -> None:
    """A prescriber's clearance by a route, in time for the visits of the tests."""
    with clinic.by_itself().writing(Act.MAKE_CLINIC) as unit:
        given = Clearance(
            patient=patient.id, route=route, cleared_on=date(2026, 11, 18), cleared_by="Dr. Hale"
        )
        unit.records.add_clearance(given)


def wait(
    clinic: Clinic,
    patient: Patient,
    kind: str = "iv-dosing",
    *,
    urgent: bool = False,
    weekdays: tuple[int, ...] = (),
    after: time | None = None,
    before: time | None = None,
    until: date | None = None,
    person: int = 0,
    note: str = "",
) -> WaitEntry:
    """Put a patient on the wait list."""
    wish = WaitWish(
        patient=patient.id,
        type=kind,
        urgent=urgent,
        weekdays=frozenset(weekdays),
        after=after,
        before=before,
        until=until,
        person=person,
        note=note,
    )
    return add_to_waitlist(clinic, wish)


def look_ups(clinic: Clinic, act: Callable[[], object]) -> int:
    """How many statements an act sends to the store once the house is known."""
    act()
    sent: list[object] = []

    def note(*told: object) -> None:
        sent.append(told[2])

    engine = clinic.database._engine  # pyright: ignore[reportPrivateUsage]
    event.listen(engine, "before_cursor_execute", note)
    act()
    event.remove(engine, "before_cursor_execute", note)
    return len(sent)


def minutes_later(minutes: int) -> datetime:
    """So many minutes after the morning on which tests begin."""
    return NOW + timedelta(minutes=minutes)


def past(
    clinic: Clinic,
    patient: Patient,
    days_ago: int,
    status: Status = Status.LEFT,
    kind: str = "iv-dosing",
) -> Visit:
    """A visit of so many days ago, as it was left."""
    start = NOW - timedelta(days=days_ago)
    wanted = Visit(
        patient=patient.id,
        type=kind,
        start=start,
        end=start + timedelta(hours=1),
        status=status,
    )
    with clinic.database.writing() as unit:
        return unit.scheduling.add_visit(wanted)
