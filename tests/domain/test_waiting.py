"""Who waits, when they can come, and who may call them."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from app.domain.scheduling import Status, Visit
from app.domain.waiting import (
    OFFER_STANDS,
    Gap,
    WaitEntry,
    against_entry,
    fits,
    is_waiting,
    later_visit,
    lies_in,
    offer_stands,
)

NOW = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

ENTRY = WaitEntry(id=1, patient=7, type="iv-dosing", since=NOW - 3 * DAY)


def visit(start: datetime, status: Status = Status.BOOKED, kind: str = "iv-dosing") -> Visit:
    return Visit(id=5, patient=7, type=kind, start=start, end=start + HOUR, status=status)


def monday(clock: str) -> datetime:
    return datetime.combine(TODAY, time.fromisoformat(clock))


@pytest.mark.parametrize(
    ("entry", "start", "end", "can_come"),
    [
        (ENTRY, "09:00", "10:55", True),
        (replace(ENTRY, weekdays=frozenset({1, 3})), "09:00", "10:55", False),
        (replace(ENTRY, weekdays=frozenset({0})), "09:00", "10:55", True),
        (replace(ENTRY, after=time(9, 30)), "09:00", "10:55", False),
        (replace(ENTRY, after=time(9)), "09:00", "10:55", True),
        (replace(ENTRY, before=time(10, 30)), "09:00", "10:55", False),
        (replace(ENTRY, before=time(10, 55)), "09:00", "10:55", True),
        (replace(ENTRY, until=TODAY), "09:00", "10:55", True),
        (replace(ENTRY, until=TODAY - DAY), "09:00", "10:55", False),
    ],
)
def test_who_can_come_when(entry: WaitEntry, start: str, end: str, *, can_come: bool) -> None:
    assert fits(entry, monday(start), monday(end)) is can_come


def test_whoever_must_leave_by_a_time_does_not_stay_over_midnight() -> None:
    must_leave = replace(ENTRY, before=time(23))

    assert not fits(must_leave, monday("22:30"), monday("22:30") + 2 * HOUR)


@pytest.mark.parametrize(
    ("after", "minutes", "inside"),
    [
        (0, 60, True),
        (30, 60, True),
        (35, 60, False),
        (-5, 60, False),
        (0, 120, True),
        (5, 120, False),
    ],
)
def test_a_visit_lies_in_a_gap_or_fills_it(after: int, minutes: int, *, inside: bool) -> None:
    gap = Gap(start=NOW, end=NOW + timedelta(minutes=90))

    assert lies_in(gap, NOW + timedelta(minutes=after), minutes) is inside


@pytest.mark.parametrize(
    ("entry", "visits", "waits"),
    [
        (ENTRY, [], True),
        (replace(ENTRY, closed_at=NOW), [], False),
        (replace(ENTRY, until=TODAY), [], True),
        (replace(ENTRY, until=TODAY - DAY), [], False),
        (ENTRY, [visit(NOW + DAY)], False),
        (ENTRY, [visit(NOW + DAY, Status.HELD)], False),
        (ENTRY, [visit(NOW + DAY, Status.CANCELLED)], True),
        (ENTRY, [visit(NOW + DAY, kind="preparation")], True),
        (ENTRY, [visit(NOW - 5 * DAY, Status.LEFT)], True),
        (replace(ENTRY, sooner_than=NOW + 9 * DAY), [visit(NOW + 9 * DAY)], True),
        (replace(ENTRY, sooner_than=NOW + 9 * DAY), [visit(NOW + 8 * DAY)], False),
        (replace(ENTRY, sooner_than=NOW - HOUR), [visit(NOW - HOUR, Status.ARRIVED)], False),
    ],
)
def test_who_still_waits(entry: WaitEntry, visits: list[Visit], *, waits: bool) -> None:
    assert is_waiting(entry, visits, NOW, TODAY) is waits


def test_the_first_visit_to_come_after_a_start_can_be_brought_forward() -> None:
    soon, late = visit(NOW + 2 * DAY), visit(NOW + 9 * DAY)
    gone = visit(NOW + DAY, Status.CANCELLED)

    assert later_visit(ENTRY, [late, soon, gone], NOW) == soon
    assert later_visit(ENTRY, [late, soon], NOW + 3 * DAY) == late
    assert later_visit(ENTRY, [gone, visit(NOW + DAY, kind="preparation")], NOW) is None


def test_an_offer_keeps_others_from_calling_for_half_an_hour() -> None:
    offered = replace(ENTRY, offered_at=NOW, offered_by="desk")

    assert offer_stands(offered, "lund", NOW + OFFER_STANDS - timedelta(minutes=1))
    assert not offer_stands(offered, "lund", NOW + OFFER_STANDS)
    assert not offer_stands(offered, "desk", NOW)
    assert not offer_stands(replace(offered, answer="no-answer"), "lund", NOW)
    assert not offer_stands(ENTRY, "lund", NOW)


def test_a_no_is_to_the_time_that_was_offered() -> None:
    refused = replace(ENTRY, offered_at=NOW, offered_start=NOW + HOUR, answer="no")

    assert refused.said_no_to(NOW, NOW + 2 * HOUR)
    assert not refused.said_no_to(NOW + 2 * HOUR, NOW + 3 * HOUR)
    assert not replace(refused, answer="no-answer").said_no_to(NOW, NOW + 2 * HOUR)


@pytest.mark.parametrize(
    ("entry", "codes"),
    [
        (ENTRY, []),
        (replace(ENTRY, until=TODAY - DAY), ["wait-until-past"]),
        (replace(ENTRY, after=time(10), before=time(11)), ["wait-hours"]),
        (replace(ENTRY, after=time(10), before=time(9)), ["wait-hours"]),
        (replace(ENTRY, before=time(1)), ["wait-hours"]),
        (replace(ENTRY, after=time(10), before=time(12)), []),
    ],
)
def test_wishes_that_no_visit_can_meet_are_told(entry: WaitEntry, codes: list[str]) -> None:
    assert [reason.code for reason in against_entry(entry, 115, TODAY)] == codes
