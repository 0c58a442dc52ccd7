"""How long a time is kept for somebody who is not ready yet."""

from datetime import datetime, time, timedelta

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.time import settled
from app.use_cases.days import next_open_day

DAYS_BEFORE = 7
"""A hold is released so many days before its visit, so that somebody else can have the time."""


def hold_deadline(clinic: Clinic, start: datetime) -> datetime:
    """A week before the visit, or the end of the next working day when that is past."""
    early = start - timedelta(days=DAYS_BEFORE)
    if early > clinic.now():
        return early
    return min(start, _end_of_next_working_day(clinic))


def _end_of_next_working_day(clinic: Clinic) -> datetime:
    day = next_open_day(clinic, clinic.today())
    with clinic.reading(Act.SEE_DAY) as unit:
        ends = [
            shift.end
            for resource in unit.scheduling.resources()
            for shift in resource.hours
            if shift.weekday == day.weekday()
        ]
    return settled(datetime.combine(day, max(ends, default=time(17))), clinic.zone)
