"""The small calendar beside the schedule: a month to go to a day, and to drop a visit on one."""

from collections.abc import Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from app import words
from app.domain.months import WEEK, month_of, months_on, weeks_of
from app.ui.common.buttons import icon_button
from app.ui.common.calendar import first_weekday, moved
from app.ui.common.painting import APART, fill_round, focus_ring, outline, say, smooth
from app.ui.common.palette import Tokens, tokens
from app.ui.common.surfaces import bare, row
from app.ui.common.text_boxes import TextBox
from app.ui.common.type import ElidedText, Style, advance, font, metrics
from app.ui.desk import Desk
from app.ui.scheduling.dragged import carried_visit
from app.use_cases.days import DayMark, mark_days
from app.words.tongue import tr

ROWS = 6
"""Weeks that have room, so that the calendar stands still when months are turned."""


class MonthGrid(QWidget):
    """The days of a month: dotted where somebody comes, today ringed, the shown day filled."""

    taken = Signal(object)
    turned = Signal()
    dropped = Signal(int, object)

    def __init__(self, day: date) -> None:
        super().__init__()
        self._marks: Mapping[date, DayMark] = {}
        self._today = self._shown = day
        self.at = day
        """Where the keyboard stands; its month is shown."""
        self._target: date | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setAccessibleName(tr("Calendar"))

    @property
    def weeks(self) -> tuple[tuple[date, ...], ...]:
        """The weeks of the month that is shown."""
        return weeks_of(self.at, first_weekday())

    def show_days(self, marks: Mapping[date, DayMark], shown: date, today: date) -> None:
        """The marks of the month, the day that the page shows, and today."""
        self._marks, self._shown, self._today = marks, shown, today
        self.setAccessibleDescription(self._spoken())
        self.update()

    def _spoken(self) -> str:
        mark = self._marks.get(self.at)
        visits = words.plural(mark.visits, "visit") if mark else ""
        return ", ".join(part for part in (words.long_day(self.at), visits) if part)

    def move_to(self, day: date) -> None:
        """Put the cursor on a day; the month that holds it is shown."""
        other = (day.year, day.month) != (self.at.year, self.at.month)
        self.at = day
        self.setAccessibleDescription(self._spoken())
        self.update()
        if other:
            self.turned.emit()

    def _cell(self) -> int:
        return max(28, metrics(Style.SMALL).height() + 11)

    def _head(self) -> int:
        return metrics(Style.SMALL).height() + 6

    def area(self, day: date) -> QRectF:
        """Where a day of the shown weeks stands."""
        at = (day - self.weeks[0][0]).days
        side = self._cell()
        return QRectF(at % WEEK * side, self._head() + at // WEEK * side, side, side)

    def day_at(self, point: QPointF) -> date | None:
        """The day at a point."""
        days = (day for week in self.weeks for day in week)
        return next((day for day in days if self.area(day).contains(point)), None)

    def _names(self) -> list[tuple[str, QRectF]]:
        side = self._cell()
        names = [words.weekday(day)[:2] for day in self.weeks[0]]
        return [(n, QRectF(at * side, 0, side, self._head())) for at, n in enumerate(names)]

    def text_boxes(self) -> tuple[TextBox, ...]:
        """The numbers of the days and the names over them."""
        days = [(str(day.day), self.area(day)) for week in self.weeks for day in week]
        high = metrics(Style.SMALL).height()
        return tuple(
            TextBox(text=text, area=area, needed=advance(text, Style.SMALL), height=high)
            for text, area in (*self._names(), *days)
        )

    @override
    def sizeHint(self) -> QSize:
        return QSize(WEEK * self._cell(), self._head() + ROWS * self._cell())

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        table, middle = tokens(self), Qt.AlignmentFlag.AlignHCenter
        with QPainter(self) as painter:
            smooth(painter)
            for name, area in self._names():
                say(painter, area, name, table.muted, font(Style.SMALL), align=middle)
            for week in self.weeks:
                for day in week:
                    self._paint_day(painter, table, day)

    def _paint_day(self, painter: QPainter, table: Tokens, day: date) -> None:
        area, mark = self.area(day), self._marks.get(day)
        body = area.adjusted(2, 2, -2, -2)
        inside, shown = day.month == self.at.month, day == self._shown
        ringed = day == self.at and self.hasFocus()
        if shown:
            apart = APART if ringed else 0.0
            filled = body.adjusted(apart, apart, -apart, -apart)
            fill_round(painter, filled, table.accent_fill, 7)
        elif day == self._target:
            fill_round(painter, body, table.accent_soft, 7)
        ink = table.ink if inside and mark is not None and mark.open else table.muted
        style = Style.LABEL if inside and day == self._today else Style.SMALL
        ink = table.on_accent if shown else table.accent if day == self._today else ink
        words_area = body.adjusted(0, 0, 0, -4)
        align = Qt.AlignmentFlag.AlignHCenter
        say(painter, words_area, str(day.day), ink, font(style), align=align)
        if mark is not None and mark.visits:
            dot = QRectF(0, 0, 4, 4)
            dot.moveCenter(QPointF(body.center().x(), body.bottom() - 4))
            fill_round(painter, dot, ink if shown or inside else table.edge, 2)
        if day == self._today and not shown:
            outline(painter, body, table.accent, 7, 1.5)
        if day == self._target:
            outline(painter, body, table.accent, 7, 2)
        elif ringed:
            focus_ring(painter, area.adjusted(0.5, 0.5, -0.5, -0.5), table, 8)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        day = moved(self.at, event)
        if day is not None:
            self.move_to(day)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.taken.emit(self.at)
        else:
            super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent, /) -> None:
        day = self.day_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and day is not None:
            self.taken.emit(day)

    @override
    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        day = self.day_at(event.position())
        mark = self._marks.get(day) if day else None
        visits = words.plural(mark.visits, "visit") if mark else ""
        self.setToolTip(f"{words.day(day)}, {visits}" if day and visits else "")
        shape = Qt.CursorShape.PointingHandCursor if day else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    @override
    def focusInEvent(self, event: QFocusEvent, /) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent, /) -> None:
        super().focusOutEvent(event)
        self.update()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent, /) -> None:
        if carried_visit(event.mimeData()) is not None:
            event.acceptProposedAction()

    @override
    def dragMoveEvent(self, event: QDragMoveEvent, /) -> None:
        self._aim(self.day_at(event.position()))
        event.setAccepted(self._target is not None)

    def _aim(self, day: date | None) -> None:
        self._target = day
        self.update()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent, /) -> None:
        self._aim(None)

    @override
    def dropEvent(self, event: QDropEvent, /) -> None:
        visit, day = carried_visit(event.mimeData()), self.day_at(event.position())
        self._aim(None)
        if visit is not None and day is not None:
            event.acceptProposedAction()
            self.dropped.emit(visit, day)


class MiniCalendar(QWidget):
    """A month with the way to the months beside it."""

    taken = Signal(object)
    dropped = Signal(int, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.title = ElidedText("", Style.STRONG)
        self.back = icon_button("left", tr("Month before"), "PgUp")
        self.forth = icon_button("right", tr("Month after"), "PgDown")
        self.grid = MonthGrid(desk.day)
        self._followed = desk.day
        self._unread = True
        """Whether the marks were not read when they were to be, since nobody saw them."""
        column = bare(QVBoxLayout(self), 4)
        column.addWidget(row(self.title, self.back, self.forth, spacing=0))
        column.addWidget(self.grid)
        self.title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.back.clicked.connect(lambda: self._turn(-1))
        self.forth.clicked.connect(lambda: self._turn(1))
        self.grid.turned.connect(self.refresh)
        self.grid.taken.connect(self.taken)
        self.grid.dropped.connect(self.dropped)

    def follow(self, day: date) -> None:
        """The month of the day that the page shows, read again; who only looks about stays."""
        if day != self._followed:
            self._followed = day
            self.grid.move_to(day)
        self.refresh()

    def refresh(self) -> None:
        """Read the marks of the month again, for whoever sees them."""
        self._unread = not self.isVisible()
        if self._unread:
            return
        weeks = self.grid.weeks
        first, last = weeks[0][0], weeks[-1][-1]
        read = partial(mark_days, self._desk.clinic, first, last)
        marks = self._desk.local.read(("marks", first, last), read, otherwise={})
        self.title.setText(words.month(month_of(self.grid.at)[0]))
        self.grid.setAccessibleName(tr("Calendar, {month}", month=self.title.text()))
        self.grid.show_days(marks, self._desk.day, self._desk.clinic.today())

    def _turn(self, by: int) -> None:
        self.grid.move_to(months_on(self.grid.at, by))

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        if self._unread:
            self.refresh()

    @override
    def wheelEvent(self, event: QWheelEvent, /) -> None:
        if event.angleDelta().y():
            self._turn(-1 if event.angleDelta().y() > 0 else 1)
