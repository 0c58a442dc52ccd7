"""What is particular about a day or a week of the schedule, in sentences: closed, empty, noted."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from app import words
from app.domain.blocks import Closure
from app.domain.scheduling import Resource
from app.ui.scheduling.columns import KINDS, Columns
from app.use_cases.days import open_hours
from app.use_cases.views import DayView
from app.words.tongue import later, tr

BOOK = later("Click a free time to book, or press Ctrl+N.")


def no_columns(columns: Columns) -> str:
    """Why nothing can be shown: the clinic has no such thing, or has it no more."""
    if columns.resources:
        return tr("What this view showed is not there any more. Choose other columns.")
    kinds = tr(" and no ").join(tr(KINDS[k]).lower() for k in KINDS if k in columns.kinds)
    return tr("The clinic has no {kinds}. Choose other columns.", kinds=kinds)


def why_closed(view: DayView) -> str:
    """Why nobody works on a day; empty when somebody does."""
    whole = [closure.name for closure in view.closures if closure.is_whole]
    if whole:
        return tr("The clinic is closed: {why}.", why=", ".join(whole))
    if not open_hours(view):
        return tr("The clinic is closed on {weekday}s.", weekday=words.long_weekday(view.day))
    return ""


def sentences_of(view: DayView, columns: Columns) -> Iterator[str]:
    """What a line over the day says: closed hours, the desk's note, who is not at work, nothing."""
    closed = why_closed(view)
    if closed:
        yield closed
    else:
        yield from (closed_hours(closure) for closure in view.closures)
    if view.note:
        yield tr("Note: {note}", note=view.note)
    shown = columns.among(view.resources)
    if not closed and not any(columns.hold(each) for each in view.standing):
        yield _off_duty(view, shown) or f"{tr('Nothing is booked here yet.')} {tr(BOOK)}"


def _off_duty(view: DayView, shown: Sequence[Resource]) -> str:
    """Who of those shown does not work on that weekday, when none of them does."""
    weekday = view.day.weekday()
    if any(shift.weekday == weekday for resource in shown for shift in resource.hours):
        return ""
    day = words.long_weekday(view.day)
    if len(shown) == 1:
        return tr("{who} is not to be had on {weekday}s.", who=shown[0].name, weekday=day)
    return tr("None of these is to be had on {weekday}s.", weekday=day)


def closed_hours(closure: Closure) -> str:
    """A closed part of a day."""
    until, since = (
        words.clock(datetime.combine(closure.day, at)) if at else ""
        for at in (closure.end, closure.start)
    )
    if since and until:
        return tr("Closed from {start} to {end}: {why}.", start=since, end=until, why=closure.name)
    if since:
        return tr("Closed from {start}: {why}.", start=since, why=closure.name)
    return tr("Closed until {end}: {why}.", end=until, why=closure.name)


def empty_week(views: Sequence[DayView], columns: Columns) -> str:
    """What a line over a week without visits says."""
    if any(columns.hold(each) for view in views for each in view.standing):
        return ""
    closed = not any(open_hours(view) for view in views)
    if closed:
        return tr("The clinic is closed this week.")
    return tr("Nothing is booked here this week yet.")
