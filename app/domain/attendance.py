"""Visits that were called off or missed: why, how often, and whom to call about another."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.scheduling import Status, Visit

WHYS = ("ill", "ride", "weather", "cost", "no-reason", "other")
"""Why visits are called off; what somebody writes in their own words is kept as well."""

GOES_TO = ("rebook", "wait", "none")
"""What becomes of the patient: called about another visit, put on the wait list, left alone."""

A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """How often a patient did not come, or called off late, in the last twelve months."""

    no_shows: int
    late: int

    @property
    def any(self) -> bool:
        """Whether there is anything to say."""
        return bool(self.no_shows or self.late)


def attendance(visits: Iterable[Visit], now: datetime) -> Attendance:
    """Count a patient's missed visits and late cancellations of the last twelve months."""
    recent = [visit for visit in visits if now - A_YEAR < visit.start]
    return Attendance(
        no_shows=sum(visit.status is Status.NO_SHOW for visit in recent),
        late=sum(visit.status is Status.CANCELLED and visit.late for visit in recent),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebooking:
    """What became of the call about another visit, after one was called off or missed."""

    visit: int
    tried_at: datetime | None = None
    tried_by: str = ""
    """Login of whoever called."""
    answer: str = ""
    closed_at: datetime | None = None
    """When somebody decided that nobody need call."""
