"""The schedule of a week: the days side by side, moved about in by arrows or the mouse."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from app import words
from app.clinic import Clinic
from app.domain.time import wall
from app.ui.common.board import Board
from app.ui.common.painting import focus_ring, smooth
from app.ui.common.palette import tokens
from app.ui.common.text_boxes import TextBox
from app.ui.scheduling.columns import Columns
from app.ui.scheduling.dragged import carried_visit, drag_from
from app.ui.scheduling.week_layout import (
    HEAD,
    Spot,
    WeekLayout,
    WeekScale,
    fit_week,
    head_height,
    lay_out_week,
)
from app.ui.scheduling.week_moving import neighbour
from app.ui.scheduling.week_painting import Place, WeekPainter, entry_texts, head_texts, mark_of
from app.use_cases.loads import Gap
from app.use_cases.views import DayView, VisitView
from app.words.tongue import tr

HOVER = 300
"""Milliseconds before the card of a visit under the pointer shows."""

ARROWS = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
    }
)


class WeekCanvas(Board):
    """A week of the clinic; a day's head leads to that day."""

    opened = Signal(object)
    chosen = Signal(object)
    gap_taken = Signal(object)
    day_taken = Signal(object)
    hovered = Signal(object, QRect)
    menu_wanted = Signal(QPoint)
    """The menu of the visit that is chosen is asked for, at a point of the screen."""
    dropped = Signal(int, object)
    """A visit's number, and the day it was dropped on."""

    def __init__(self, clinic: Clinic) -> None:
        super().__init__(tr("Week"))
        self._clinic = clinic
        self._layout = WeekLayout(days=())
        self._day = clinic.today()
        self._current: Spot | None = None
        self._under: Spot | None = None
        self._pressed: QPointF | None = None
        self._target = -1
        self._rest = QTimer(self)
        self.setAcceptDrops(True)
        self._rest.setSingleShot(True)
        self._rest.setInterval(HOVER)
        self._rest.timeout.connect(self._show_hover)

    def show_week(self, views: Sequence[DayView], columns: Columns, chosen: date) -> None:
        """Another week, or the same read again, for some columns and with one day marked."""
        keep, head = self.current, self._head_day()
        self._day = chosen
        self._layout = lay_out_week(self._clinic, views, columns, chosen)
        at = self._layout.spot_of(keep.visit.id) if keep else None
        if at is None and head is not None:
            at = self._layout.head_of(head)
        self._current = at or self._layout.head_of(chosen)
        count = words.plural(len(self._layout.visits), "visit")
        days = words.days(views[0].day, views[-1].day)
        self.setAccessibleName(tr("Week of {days}, {visits}", days=days, visits=count))
        self.set_bars()
        self.viewport().update()

    def _head_day(self) -> date | None:
        spot = self._current
        return self._layout.days[spot.column].day if spot else None

    @property
    def layout_now(self) -> WeekLayout:
        """What is drawn."""
        return self._layout

    @property
    def spot(self) -> Spot | None:
        """Where the keyboard stands."""
        return self._current

    @property
    def current(self) -> VisitView | None:
        """The visit that is chosen."""
        entry = self._layout.entry(self._current)
        return entry if isinstance(entry, VisitView) else None

    @property
    def scale(self) -> WeekScale:
        """Days and entries in pixels at the present size."""
        room = self.viewport().size()
        return fit_week(self._layout, room.width() - 1, room.height() - head_height())

    @property
    def place(self) -> Place:
        """Where the week stands in the viewport."""
        scroll = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        return Place(
            layout=self._layout,
            scale=self.scale,
            origin=QPointF(0, head_height()) - scroll,
            room=self.viewport().size(),
            zone=self._clinic.zone,
            today=self._clinic.today(),
            chosen=self._day,
        )

    @override
    def set_bars(self) -> None:
        scale, room = self.scale, self.viewport().size()
        inner = QSize(room.width(), room.height() - head_height())
        wide = round(scale.column * len(self._layout.days))
        self.fit_bars(QSize(wide, round(scale.high(self._layout))), inner)

    def _spot_at(self, point: QPointF) -> Spot | None:
        """The entry or head at a point of the viewport."""
        place = self.place
        if point.y() < head_height():
            column = int((point.x() - place.origin.x()) // place.scale.column)
            return Spot(column) if 0 <= column < len(self._layout.days) else None
        return place.scale.at(self._layout, point - place.origin)

    def _choose(self, spot: Spot | None) -> None:
        self._current = spot
        if spot is not None:
            self._reveal(spot)
            self.setAccessibleDescription(self._spoken(spot))
        self.viewport().update()
        self.chosen.emit(self.current)

    def _spoken(self, spot: Spot) -> str:
        """What a screen reader says of a spot."""
        day, entry = self._layout.days[spot.column], self._layout.entry(spot)
        when = words.long_day(day.day)
        if isinstance(entry, VisitView):
            start = words.clock(wall(entry.visit.start, self._clinic.zone))
            return (
                f"{when}, {start}, {entry.patient.listed}, {entry.type.title}, {mark_of(entry)[2]}"
            )
        if isinstance(entry, Gap):
            start, end = (wall(at, self._clinic.zone) for at in (entry.start, entry.end))
            return f"{when}, {tr('{span} free', span=words.span(start, end))}"
        return f"{when}, {day.notes[0]}"

    def _reveal(self, spot: Spot) -> None:
        """Scroll so that a spot can be seen."""
        place, room = self.place, self.viewport().size()
        area = place.head(spot.column) if spot.row == HEAD else place.entry(spot)
        column = place.head(spot.column)
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        if column.left() < 0:
            across.setValue(across.value() + int(column.left()))
        elif column.right() > room.width():
            across.setValue(across.value() + int(column.right() - room.width()) + 1)
        if spot.row == HEAD:
            return
        if area.top() < head_height():
            down.setValue(down.value() + int(area.top() - head_height()) - 8)
        elif area.bottom() > room.height():
            down.setValue(down.value() + int(area.bottom() - room.height()) + 8)

    def _take(self) -> None:
        """Enter: open the visit, book into the gap, go to the day."""
        entry = self._layout.entry(self._current)
        if isinstance(entry, VisitView):
            self.opened.emit(entry)
        elif isinstance(entry, Gap):
            self.gap_taken.emit(entry.start)
        elif self._current is not None:
            self.day_taken.emit(self._layout.days[self._current.column].day)

    def _show_hover(self) -> None:
        entry = self._layout.entry(self._under)
        if isinstance(entry, VisitView) and self._under is not None:
            area = self.place.entry(self._under).toRect()
            corner = self.viewport().mapToGlobal(area.topLeft())
            self.hovered.emit(entry, QRect(corner, area.size()))

    def text_boxes(self) -> tuple[TextBox, ...]:
        """Every text of the entries that can be seen whole, and the heads of the days."""
        place, found = self.place, list[TextBox]()
        for column, day in enumerate(self._layout.days):
            found += [box for box, _ in head_texts(day, place.head(column))]
            for row, entry in enumerate(day.entries):
                area = place.entry(Spot(column, row))
                if area.top() >= head_height() and area.bottom() <= place.room.height():
                    texts = entry_texts(entry, area, place.zone, two_lines=place.scale.two_lines)
                    found += [box for box, _ in texts]
        return tuple(found)

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        place = self.place
        with QPainter(self.viewport()) as painter:
            smooth(painter)
            drawn = WeekPainter(painter, tokens(self), place)
            drawn.ground()
            drawn.entries(self._current, focused=self.hasFocus())
            drawn.heads()
            if self._current and self._current.row == HEAD and self.hasFocus():
                area = place.head(self._current.column).adjusted(3, 3, -3, -3)
                focus_ring(painter, area, tokens(self), 8)
            if self._target >= 0:
                drawn.target(self._target)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        key = Qt.Key(event.key())
        if key in ARROWS and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._choose(neighbour(self._layout, self._current, key))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self._take()
        elif key == Qt.Key.Key_Space:
            self._under = self._current
            self._show_hover()
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = event.position()

    @override
    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        if self._pressed is not None:
            self._drag_from(self._pressed, event.position())
            return
        spot = self._spot_at(event.position())
        if spot != self._under:
            self._under = spot
            self.hovered.emit(None, QRect())
            self._rest.start()
        shape = Qt.CursorShape.PointingHandCursor if spot else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def _drag_from(self, start: QPointF, now: QPointF) -> None:
        entry = self._layout.entry(self._spot_at(start))
        far = (now - start).manhattanLength() >= QApplication.startDragDistance()
        if far and isinstance(entry, VisitView):
            self._pressed = None
            self.hovered.emit(None, QRect())
            drag_from(self, entry.visit.id, entry.patient.listed)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent, /) -> None:
        pressed, self._pressed = self._pressed, None
        spot = self._spot_at(event.position())
        if pressed is not None and spot is not None and spot == self._spot_at(pressed):
            self._choose(spot)
            self._take()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent, /) -> None:
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        if by_mouse:
            self._choose(self._spot_at(QPointF(event.pos())))
        if self.current is not None and self._current is not None:
            self.hovered.emit(None, QRect())
            area = self.place.entry(self._current).toRect()
            beside = self.viewport().mapToGlobal(area.bottomLeft())
            self.menu_wanted.emit(event.globalPos() if by_mouse else beside)

    @override
    def leaveEvent(self, event: QEvent, /) -> None:
        super().leaveEvent(event)
        self._under = None
        self.hovered.emit(None, QRect())

    @override
    def focusInEvent(self, event: QFocusEvent, /) -> None:
        super().focusInEvent(event)
        if self.current is not None:
            self.chosen.emit(self.current)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent, /) -> None:
        if carried_visit(event.mimeData()) is not None:
            event.acceptProposedAction()

    @override
    def dragMoveEvent(self, event: QDragMoveEvent, /) -> None:
        self._aim(self._column_at(event.position()))
        event.setAccepted(self._target >= 0)

    def _column_at(self, point: QPointF) -> int:
        place = self.place
        column = int((point.x() - place.origin.x()) // place.scale.column)
        return column if 0 <= column < len(self._layout.days) else -1

    def _aim(self, column: int) -> None:
        if column != self._target:
            self._target = column
            self.viewport().update()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent, /) -> None:
        self._aim(-1)

    @override
    def dropEvent(self, event: QDropEvent, /) -> None:
        visit, column = carried_visit(event.mimeData()), self._column_at(event.position())
        self._aim(-1)
        if visit is not None and column >= 0:
            event.acceptProposedAction()
            self.dropped.emit(visit, self._layout.days[column].day)
