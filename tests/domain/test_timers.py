"""What the clock says about a visit."""

from datetime import UTC, datetime, timedelta

import pytest

from app import words
from app.domain.scheduling import Status, Visit
from app.domain.timers import is_late, may_be_missed, timer_of

START = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)


def said(status: Status, minutes: int, *, arrived: int | None = None) -> str:
    """What is counted so many minutes after the start of a visit that lasts two hours."""
    return told(visit(status, arrived), START + timedelta(minutes=minutes))


def visit(status: Status, arrived: int | None = None) -> Visit:
    here = None if arrived is None else START + timedelta(minutes=arrived)
    end = START + timedelta(hours=2)
    return Visit(patient=7, type="iv-dosing", start=START, end=end, status=status, arrived_at=here)


def told(of: Visit, now: datetime) -> str:
    timer = timer_of(of, now)
    return "" if timer is None else words.timer(timer)


@pytest.mark.parametrize(
    ("status", "minutes", "sentence"),
    [
        (Status.BOOKED, 0, ""),
        (Status.BOOKED, 12, "late 12 min"),
        (Status.HELD, 75, "late 1 h 15 min"),
        (Status.IN_SESSION, 60, "1 h left"),
        (Status.RECOVERY, 108, "12 min left"),
        (Status.RECOVERY, 120, "ends now"),
        (Status.RECOVERY, 125, "5 min over"),
        (Status.LEFT, 12, ""),
        (Status.CANCELLED, 12, ""),
        (Status.NO_SHOW, 12, ""),
    ],
)
def test_late_left_and_over_are_counted_by_the_plan(
    status: Status, minutes: int, sentence: str
) -> None:
    assert said(status, minutes) == sentence


def test_waiting_is_counted_from_the_arrival_also_before_the_start() -> None:
    assert said(Status.ARRIVED, 0, arrived=-8) == "8 min"
    assert said(Status.ARRIVED, 30, arrived=30) == "0 min"
    assert said(Status.ARRIVED, 30) == ""


def test_nobody_waits_until_the_next_day() -> None:
    assert said(Status.RECOVERY, 24 * 60) == ""
    assert said(Status.BOOKED, 24 * 60) == ""


def test_that_nobody_came_can_be_said_from_the_start_on_and_as_long_as_it_is_to_come() -> None:
    booked, before = visit(Status.BOOKED), START - timedelta(minutes=1)

    assert not may_be_missed(booked, before)
    assert may_be_missed(booked, START)
    assert not is_late(booked, START)
    assert is_late(booked, START + timedelta(minutes=1))
    assert not may_be_missed(visit(Status.ARRIVED, 0), START)
