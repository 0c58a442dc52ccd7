"""What the clock says about a visit: late, waiting, minutes left, minutes over."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.domain.scheduling import STANDING, Status, Visit
from app.domain.time import minute

LONGEST = timedelta(hours=12)
"""After so long nobody waits any more: the visit was not taken further that day."""


class Pace(StrEnum):
    """What is counted."""

    LATE = "late"
    """Since the visit was to begin."""
    WAITS = "waits"
    """Since the patient arrived."""
    LEFT = "left"
    """Until the patient is to leave."""
    OVER = "over"
    """Since then."""


@dataclass(frozen=True, slots=True)
class Timer:
    """So many minutes."""

    pace: Pace
    minutes: int


def timer_of(visit: Visit, now: datetime) -> Timer | None:
    """What there is to count about a visit at an instant; None when nothing is."""
    if visit.displaced or now - visit.end > LONGEST:
        return None
    if visit.status in STANDING:
        late = minute(now) - minute(visit.start)
        return Timer(Pace.LATE, late) if late > 0 else None
    if visit.status is Status.ARRIVED and visit.arrived_at is not None:
        return Timer(Pace.WAITS, max(0, minute(now) - minute(visit.arrived_at)))
    if visit.status in {Status.IN_SESSION, Status.RECOVERY}:
        over = minute(now) - minute(visit.end)
        return Timer(Pace.OVER, over) if over > 0 else Timer(Pace.LEFT, -over)
    return None


def is_late(visit: Visit, now: datetime) -> bool:
    """Whether a patient who is still expected was to be here by now."""
    timer = timer_of(visit, now)
    return timer is not None and timer.pace is Pace.LATE


def may_be_missed(visit: Visit, now: datetime) -> bool:
    """Whether it can be said of a visit that nobody came."""
    return visit.status in STANDING and visit.start <= now
