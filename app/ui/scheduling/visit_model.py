"""The visits of a day as a table: what the Today board and the schedule's list show."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from zoneinfo import ZoneInfo

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from app import words
from app.clinic import Clinic
from app.domain.scheduling import STANDING, Kind, Status
from app.domain.time import wall
from app.domain.timers import Pace, timer_of
from app.ui import acts
from app.ui.common.chips import readiness_look, status_look
from app.use_cases.views import VisitView
from app.words.tongue import later, tr

Index = QModelIndex | QPersistentModelIndex
ANY_INDEX = QModelIndex()


class Column(IntEnum):
    """The columns, in order."""

    TIME = 0
    PATIENT = 1
    WHERE = 2
    READY = 3
    STATUS = 4
    NEXT = 5


TITLES = {
    Column.TIME: later("Time"),
    Column.PATIENT: later("Patient and visit"),
    Column.WHERE: later("Room and people"),
    Column.READY: later("Readiness"),
    Column.STATUS: later("Status"),
    Column.NEXT: later("Next step"),
}


@dataclass(frozen=True, slots=True)
class Here:
    """Where and when a row is read."""

    zone: ZoneInfo
    now: datetime


def here(clinic: Clinic) -> Here:
    """At a clinic, now."""
    return Here(clinic.zone, clinic.now())


def when(view: VisitView, at: Here) -> tuple[str, str]:
    """Start and end on the clinic's clock."""
    start, end = (words.clock(wall(each, at.zone)) for each in (view.visit.start, view.visit.end))
    return start, tr("to {time}", time=end)


def when_dated(view: VisitView, at: Here) -> tuple[str, str]:
    """The day, and start and end on the clinic's clock."""
    start, end = (wall(each, at.zone) for each in (view.visit.start, view.visit.end))
    return words.day(start.date()), words.span(start, end)


def who(view: VisitView, _at: Here) -> tuple[str, str]:
    """The patient, and what for."""
    return view.patient.listed, view.type.title


def where(view: VisitView, _at: Here) -> tuple[str, str]:
    """The rooms, and who is with the patient."""
    rooms, people = view.named(Kind.ROOM, Kind.PUMP), view.named(Kind.PERSON)
    lines = [part for part in (" · ".join(rooms), ", ".join(people)) if part]
    return (*lines, "", "")[0], (*lines, "", "")[1]


def ready(view: VisitView, _at: Here) -> tuple[str, str]:
    """How far readiness has come."""
    return readiness_look(view)[1], ""


def status(view: VisitView, at: Here) -> tuple[str, str]:
    """Where the visit stands, and since or until when."""
    word = tr(status_look(view.visit, at.now)[1])
    if view.visit.displaced:
        return word, tr("lost its time")
    if view.needs_time:
        return word, tr("needs another time")
    if view.visit.overbooked and view.visit.status in STANDING:
        return word, tr("overbooked")
    if view.visit.status is Status.HELD and view.visit.hold_until:
        until = words.day_time(wall(view.visit.hold_until, at.zone))
        return word, tr("until {time}", time=until)
    return word, " · ".join(_since(view, at))


def _since(view: VisitView, at: Here) -> Iterator[str]:
    """Since when a patient is here, and how long it has been or is still to be."""
    timer = timer_of(view.visit, at.now)
    if timer is None or timer.pace is Pace.LATE:  # which the word says
        return
    if timer.pace is Pace.WAITS and view.visit.arrived_at is not None:
        yield tr("since {time}", time=words.clock(wall(view.visit.arrived_at, at.zone)))
    yield words.timer(timer)


def next_step(view: VisitView, _at: Here) -> tuple[str, str]:
    """The next step, as its button says it."""
    return acts.next_verb(view), ""


CELLS: dict[Column, Callable[[VisitView, Here], tuple[str, str]]] = {
    Column.TIME: when,
    Column.PATIENT: who,
    Column.WHERE: where,
    Column.READY: ready,
    Column.STATUS: status,
    Column.NEXT: next_step,
}


def said_whole(view: VisitView, at: Here) -> str:
    """A visit as it is said aloud: everything a row of the list says, but for its button."""
    cells = (CELLS[column](view, at) for column in Column if column is not Column.NEXT)
    return ", ".join(part for lines in cells for part in lines if part)


class VisitModel(QAbstractTableModel):
    """The visits of a day or of several, in order."""

    def __init__(self, at: Callable[[], Here], parent: QObject) -> None:
        super().__init__(parent)
        self._at = at
        self.here = at()
        """Where and when the rows were read."""
        self._views: tuple[VisitView, ...] = ()
        self._dated = False

    def show_visits(self, views: Sequence[VisitView], *, dated: bool = False) -> None:
        """Other visits; those of several days each say their day."""
        self.beginResetModel()
        self.here = self._at()
        self._views, self._dated = tuple(views), dated
        self.endResetModel()

    @property
    def views(self) -> tuple[VisitView, ...]:
        """The visits, in the order of the rows."""
        return self._views

    def view_at(self, index: Index) -> VisitView | None:
        """The visit of a row."""
        return self._views[index.row()] if index.isValid() else None

    def row_of(self, visit: int) -> int:
        """The row of a visit's number, -1 when it is not listed."""
        return next((n for n, view in enumerate(self._views) if view.visit.id == visit), -1)

    def lines(self, view: VisitView, column: int) -> tuple[str, str]:
        """The two lines of a cell."""
        if self._dated and column == Column.TIME:
            return when_dated(view, self.here)
        return CELLS[Column(column)](view, self.here)

    @override
    def rowCount(self, parent: Index = ANY_INDEX, /) -> int:
        return 0 if parent.isValid() else len(self._views)

    @override
    def columnCount(self, parent: Index = ANY_INDEX, /) -> int:
        return 0 if parent.isValid() else len(Column)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> object:
        view = self.view_at(index)
        if view is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.lines(view, index.column())[0]
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return ", ".join(part for part in self.lines(view, index.column()) if part)
        return None

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
        /,
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(TITLES[Column(section)])
        return None
