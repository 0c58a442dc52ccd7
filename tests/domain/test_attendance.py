"""How often somebody did not come."""

from datetime import UTC, date, datetime, timedelta

from app.domain.attendance import attendance
from app.domain.recalls import Recall, due_day, is_closed
from app.domain.scheduling import Status, Visit

NOW = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)


def visit(days_ago: int, status: Status, *, late: bool = False) -> Visit:
    start = NOW - timedelta(days=days_ago)
    return Visit(patient=7, type="iv-dosing", start=start, end=start, status=status, late=late)


def test_missed_and_late_visits_of_the_last_year_are_counted() -> None:
    counted = attendance(
        [
            visit(3, Status.NO_SHOW),
            visit(364, Status.NO_SHOW),
            visit(366, Status.NO_SHOW),
            visit(-2, Status.CANCELLED, late=True),
            visit(9, Status.CANCELLED),
            visit(12, Status.LEFT),
        ],
        NOW,
    )

    assert (counted.no_shows, counted.late, counted.any) == (2, 1, True)
    assert not attendance([visit(12, Status.LEFT)], NOW).any


def test_a_dose_is_due_so_many_days_after_the_last_one_or_on_the_day_that_was_set() -> None:
    last = date(2026, 11, 1)

    assert due_day(Recall(patient=7), last, 28) == date(2026, 11, 29)
    assert due_day(Recall(patient=7, due=date(2026, 12, 24)), last, 28) == date(2026, 12, 24)
    assert due_day(Recall(patient=7, due=date(2026, 10, 24)), last, 28) == date(2026, 11, 29)


def test_a_dose_after_it_was_closed_opens_a_recall_again() -> None:
    closed = Recall(patient=7, closed_at=NOW)

    assert is_closed(closed, NOW - timedelta(days=30))
    assert not is_closed(closed, NOW + timedelta(days=30))
    assert not is_closed(Recall(patient=7), NOW)
