"""The day as the desk sees it, and the days beside it."""

from dataclasses import dataclass
from datetime import date

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.blocks import Block
from app.domain.months import DAY, days_from
from app.domain.scheduling import Shift
from app.domain.time import local_day, midnight
from app.storage.unit import Unit
from app.use_cases.views import BlockView, DayView, view_visits

LOOK_AHEAD = 14
"""Days searched for the next day on which the clinic is open."""


def see_day(clinic: Clinic, day: date) -> DayView:
    """The visits, resources and blocks of one day."""
    with clinic.reading(Act.SEE_DAY) as unit:
        return read_day(clinic, unit, day)


def see_days(clinic: Clinic, first: date, last: date) -> tuple[DayView, ...]:
    """Every day from the first to the last, with a fixed number of look-ups."""
    with clinic.reading(Act.SEE_DAY) as unit:
        return read_days(clinic, unit, first, last)


def read_day(clinic: Clinic, unit: Unit, day: date) -> DayView:
    """The day inside a door that is open already."""
    return read_days(clinic, unit, day, day)[0]


def read_days(clinic: Clinic, unit: Unit, first: date, last: date) -> tuple[DayView, ...]:
    """The days inside a door that is open already."""
    start, end = midnight(first, clinic.zone), midnight(last + DAY, clinic.zone)
    views = view_visits(clinic, unit, unit.scheduling.visits_between(start, end))
    blocks = [_block(block) for block in unit.scheduling.blocks(start, end)]
    resources = unit.scheduling.resources()
    sessions = unit.scheduling.sessions_between(start, end)
    closures = unit.closures.between(first, last)
    shelved = frozenset(unit.shelf.visits())
    notes = unit.closures.notes(first, last)
    return tuple(
        DayView(
            day=day,
            visits=tuple(view for view in views if view.day == day),
            resources=resources,
            blocks=tuple(block for block in blocks if _reaches(clinic, block, day)),
            sessions=tuple(s for s in sessions if local_day(s.start, clinic.zone) == day),
            closures=tuple(closure for closure in closures if closure.day == day),
            note=notes.get(day, ""),
            shelf=shelved,
        )
        for day in days_from(first, last)
    )


def _block(block: Block) -> BlockView:
    return BlockView(
        id=block.id,
        resource=block.resource,
        kind=block.kind,
        note=block.note,
        start=block.start,
        end=block.end,
    )


def _reaches(clinic: Clinic, block: BlockView, day: date) -> bool:
    begin, end = midnight(day, clinic.zone), midnight(day + DAY, clinic.zone)
    return block.start < end and block.end > begin


@dataclass(frozen=True, slots=True, kw_only=True)
class DayMark:
    """What a calendar shows of a day: how many visits, and whether anybody works on it."""

    day: date
    visits: int
    open: bool
    closed_for: str = ""
    """What the clinic is closed for, the whole day or a part of it."""


def mark_days(clinic: Clinic, first: date, last: date) -> dict[date, DayMark]:
    """The marks of every day from the first to the last."""
    with clinic.reading(Act.SEE_DAY) as unit:
        start, end = midnight(first, clinic.zone), midnight(last + DAY, clinic.zone)
        counts = unit.scheduling.visits_a_day(start, end)
        weekdays = unit.scheduling.open_weekdays()
        closures = unit.closures.between(first, last)
    whole = {closure.day for closure in closures if closure.is_whole}
    names = {closure.day: closure.name for closure in closures}
    return {
        day: DayMark(
            day=day,
            visits=counts.get(day, 0),
            open=day.weekday() in weekdays and day not in whole,
            closed_for=names.get(day, ""),
        )
        for day in days_from(first, last)
    }


def open_hours(view: DayView) -> tuple[Shift, ...]:
    """The working hours of everybody and everything on that weekday, unless all is closed."""
    if any(closure.is_whole for closure in view.closures):
        return ()
    return tuple(
        shift
        for resource in view.resources
        for shift in resource.hours
        if shift.weekday == view.day.weekday()
    )


def open_weekdays(clinic: Clinic) -> tuple[int, ...]:
    """The weekdays on which somebody works."""
    with clinic.reading(Act.SEE_DAY) as unit:
        resources = unit.scheduling.resources()
    return tuple(sorted({shift.weekday for each in resources for shift in each.hours}))


def next_open_day(clinic: Clinic, after: date) -> date:
    """The next day on which somebody works; the day after when nobody does."""
    with clinic.reading(Act.SEE_DAY) as unit:
        return open_day_after(unit, after)


def open_day_after(unit: Unit, after: date) -> date:
    """The same inside a door that is open already; a day that is closed as a whole is passed."""
    weekdays = unit.scheduling.open_weekdays()
    coming = days_from(after + DAY, after + LOOK_AHEAD * DAY)
    closures = unit.closures.between(coming[0], coming[-1])
    closed = {closure.day for closure in closures if closure.is_whole}
    open_days = (day for day in coming if day.weekday() in weekdays and day not in closed)
    return next(open_days, after + DAY)
