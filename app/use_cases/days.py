"""The day as the desk sees it."""

from datetime import date, timedelta

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.scheduling import Shift
from app.domain.time import midnight
from app.storage.unit import Unit
from app.use_cases.views import BlockView, DayView, view_visits

LOOK_AHEAD = 14
"""Days searched for the next day on which the clinic is open."""


def see_day(clinic: Clinic, day: date) -> DayView:
    """The visits, resources and blocks of one day."""
    with clinic.reading(Act.SEE_DAY) as unit:
        return read_day(clinic, unit, day)


def read_day(clinic: Clinic, unit: Unit, day: date) -> DayView:
    """The day inside a door that is open already."""
    start, end = midnight(day, clinic.zone), midnight(day + timedelta(days=1), clinic.zone)
    blocks = tuple(
        BlockView(
            resource=block.resource,
            kind=block.kind,
            note=block.note,
            start=block.start,
            end=block.end,
        )
        for block in unit.scheduling.blocks(start, end)
    )
    return DayView(
        day=day,
        visits=view_visits(clinic, unit, unit.scheduling.visits_between(start, end)),
        resources=unit.scheduling.resources(),
        blocks=blocks,
    )


def open_hours(view: DayView) -> tuple[Shift, ...]:
    """The working hours of everybody and everything on that weekday."""
    return tuple(
        shift
        for resource in view.resources
        for shift in resource.hours
        if shift.weekday == view.day.weekday()
    )


def next_open_day(clinic: Clinic, after: date) -> date:
    """The next day on which somebody works; the day after when nobody does."""
    with clinic.reading(Act.SEE_DAY) as unit:
        weekdays = {shift.weekday for r in unit.scheduling.resources() for shift in r.hours}
    for step in range(1, LOOK_AHEAD):
        day = after + timedelta(days=step)
        if day.weekday() in weekdays:
            return day
    return after + timedelta(days=1)
