"""Where everything of a week stands: a column a day, in it the visits in order; no painting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QPointF, QRectF

from app import words
from app.clinic import Clinic
from app.domain.scheduling import GONE
from app.ui.common.type import Style, metrics, scaled
from app.ui.scheduling.booking_rows import length
from app.ui.scheduling.columns import Columns
from app.use_cases.days import open_hours
from app.use_cases.loads import Gap, Load, load_days
from app.use_cases.views import DayView, VisitView
from app.words.tongue import tr, tr_of

HEAD = -1
"""The place of a day's head among its entries."""

LEAST_COLUMN = 132
PAD = 6

Entry = VisitView | Gap


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekDay:
    """One day of the week as it is drawn."""

    view: DayView
    load: Load
    entries: tuple[Entry, ...]
    notes: tuple[str, ...]
    """What its head says below the date, in the longest words first."""

    @property
    def day(self) -> date:
        """Which day it is."""
        return self.view.day

    @property
    def closed(self) -> bool:
        """Whether nothing that is shown is open on it."""
        return not self.load.open


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the week: which day, and which of its entries; -1 is the day's head."""

    column: int
    row: int = HEAD


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekLayout:
    """The days of a week that are shown."""

    days: tuple[WeekDay, ...]

    @property
    def visits(self) -> tuple[VisitView, ...]:
        """Every visit that is shown, in order."""
        return tuple(e for day in self.days for e in day.entries if isinstance(e, VisitView))

    def entry(self, spot: Spot | None) -> Entry | None:
        """What stands at a spot; None at a head."""
        if spot is None or spot.row == HEAD:
            return None
        return self.days[spot.column].entries[spot.row]

    def spot_of(self, visit: int) -> Spot | None:
        """Where a visit stands, by its number."""
        for column, day in enumerate(self.days):
            for row, entry in enumerate(day.entries):
                if isinstance(entry, VisitView) and entry.visit.id == visit:
                    return Spot(column, row)
        return None

    def head_of(self, day: date) -> Spot | None:
        """The head of a day."""
        found = (column for column, each in enumerate(self.days) if each.day == day)
        column = next(found, None)
        return None if column is None else Spot(column)


def lay_out_week(
    clinic: Clinic, views: Sequence[DayView], columns: Columns, chosen: date
) -> WeekLayout:
    """The week for some columns: the open days, and those on which something happens."""
    resources = columns.among(views[0].resources)
    loads = load_days(clinic, views, resources)
    alone = len(resources) == 1
    days = [
        _lay_out_day(view, load, columns, alone=alone)
        for view, load in zip(views, loads, strict=True)
    ]
    return WeekLayout(days=tuple(day for day in days if _matters(day) or day.day == chosen))


def _matters(day: WeekDay) -> bool:
    """Whether somebody works, something is booked or the clinic is closed for a reason."""
    return bool(open_hours(day.view) or day.entries or day.view.closures)


def _lay_out_day(view: DayView, load: Load, columns: Columns, *, alone: bool) -> WeekDay:
    visits = [each for each in view.visits if each.visit.status not in GONE and columns.hold(each)]
    gaps = load.gaps if alone else ()
    entries = sorted((*visits, *gaps), key=_begin)
    return WeekDay(
        view=view,
        load=load,
        entries=tuple(entries),
        notes=_notes(view, load, len(visits), alone=alone),
    )


def _begin(entry: Entry) -> datetime:
    return entry.visit.start if isinstance(entry, VisitView) else entry.start


def _notes(view: DayView, load: Load, visits: int, *, alone: bool) -> tuple[str, ...]:
    count = words.plural(visits, "visit")
    if not load.open:
        whole = next((closure.name for closure in view.closures if closure.is_whole), "")
        short = tr_of("day", "Closed")
        closed = tr("Closed: {why}", why=whole) if whole else short
        return (f"{closed} · {count}", closed, short) if visits else (closed, short)
    full = (
        tr("{length} free", length=length(load.free))
        if alone and load.free
        else tr("{percent} % taken", percent=load.percent)
    )
    part = f" · {view.closures[0].name}" if view.closures else ""
    return (f"{count} · {full}{part}", f"{count}{part}", count, str(visits))


def head_height() -> int:
    """How high the heads of the days stand: the date, a note, how full it is."""
    return metrics(Style.HEADING).height() + metrics(Style.SMALL).height() + 34


def line_height() -> int:
    """How high an entry of one line stands."""
    return max(28, metrics(Style.SMALL).height() + 12)


def two_line_height() -> int:
    """How high a visit of two lines stands."""
    return metrics(Style.STRONG).height() + metrics(Style.SMALL).height() + 11


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekScale:
    """From days and entries to pixels of the whole drawing, below the heads."""

    column: float
    two_lines: bool
    """Whether visits stand on two lines, which they do where the fullest day has room for it."""

    def height(self, entry: Entry) -> float:
        """How high an entry stands."""
        two = self.two_lines and isinstance(entry, VisitView)
        return two_line_height() if two else line_height()

    def area(self, layout: WeekLayout, spot: Spot) -> QRectF:
        """Where an entry stands."""
        before = layout.days[spot.column].entries[: spot.row]
        top = PAD + sum(self.height(entry) + 4 for entry in before)
        left = spot.column * self.column + PAD
        entry = layout.days[spot.column].entries[spot.row]
        return QRectF(left, top, self.column - 2 * PAD, self.height(entry))

    def high(self, layout: WeekLayout) -> float:
        """How high the fullest day is."""
        sums = (sum(self.height(e) + 4 for e in day.entries) for day in layout.days)
        return max(sums, default=0.0) + 2 * PAD

    def at(self, layout: WeekLayout, point: QPointF) -> Spot | None:
        """The entry at a point."""
        column = int(point.x() // self.column)
        if not 0 <= column < len(layout.days):
            return None
        spots = (Spot(column, row) for row in range(len(layout.days[column].entries)))
        return next((spot for spot in spots if self.area(layout, spot).contains(point)), None)


def fit_week(layout: WeekLayout, width: float, height: float) -> WeekScale:
    """The scale at which a week stands best in some room."""
    column = max(float(scaled(LEAST_COLUMN)), width / max(1, len(layout.days)))
    loose = WeekScale(column=column, two_lines=True)
    return WeekScale(column=column, two_lines=loose.high(layout) <= height)
