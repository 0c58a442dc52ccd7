"""The schedule of a day under the hand: clicked, dragged, drawn longer, dropped on."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from app.clinic import Clinic
from app.domain.time import from_minute
from app.ui.common.palette import tokens
from app.ui.moves import may_move, may_stretch
from app.ui.scheduling.day_chooser import DayChooser, Spot
from app.ui.scheduling.day_drag import Drag, Stretching, bring_in, pick_up
from app.ui.scheduling.day_edges import head_height
from app.ui.scheduling.day_layout import SNAP, Card, DayLayout
from app.ui.scheduling.day_zoom import Zoom
from app.ui.scheduling.drag_painting import DragPainter
from app.ui.scheduling.dragged import carried_visit, drag_from
from app.use_cases import moving
from app.use_cases.views import VisitView

EDGE = 6
"""The lower edge of a card that draws it longer, in pixels."""

ROLL_ZONE = 28
ROLL_STEP = 14
ROLL_EVERY = 40
"""While something is dragged along the rim, the day rolls on: pixels, and milliseconds."""


class DayCanvas(DayChooser):
    """A day by rooms, people and pumps; a visit is dragged to where it may stand."""

    moved = Signal(object, object, int)
    """A visit, the start it was dropped at, and the number of the column's resource."""
    stretched = Signal(object, int)
    """A visit, and for how many minutes the patient is to stay."""

    def __init__(self, clinic: Clinic, zoom: Zoom, see_visit: Callable[[int], VisitView]) -> None:
        super().__init__(clinic, zoom)
        self._see_visit = see_visit
        self._pressed: QPointF | None = None
        self._pointer = QPointF()
        self._drag: Drag | None = None
        self._stretching: Stretching | None = None
        self._still: QPixmap | None = None
        self._roll = QTimer(self)
        self._roll.setInterval(ROLL_EVERY)
        self._roll.timeout.connect(self._roll_on)
        self.setAcceptDrops(True)

    @property
    def drag(self) -> Drag | None:
        """The visit that is dragged just now."""
        return self._drag

    def minute_at(self, spot: QPointF) -> float:
        """The minute of the day at a point of the viewport."""
        scale = self.scale()
        return scale.first + (spot - self.origin).y() / scale.per_minute

    def column_at(self, spot: QPointF) -> int:
        """The column under a point of the viewport, -1 beside them all."""
        layout = self._layout
        column = int((spot - self.origin).x() // self.scale().column)
        count = len(layout.columns) if layout else 0
        return column if self.is_inside(spot) and 0 <= column < count else -1

    def spot_at(self, spot: QPointF) -> Spot | None:
        """The quarter of an hour under a point of the viewport."""
        column, frame = self.column_at(spot), self.frame_at(spot)
        at = int(self.minute_at(spot)) // SNAP * SNAP
        if frame is not None and self._layout is not None:
            at = self._layout.minute_of(frame.session.start)  # a free seat begins with the others
        return Spot(column=column, at=at) if column >= 0 else None

    def edge_at(self, spot: QPointF) -> Card | None:
        """The card whose lower edge is under a point, when it may be drawn longer."""
        card = self.card_at(spot)
        if card is None or not may_stretch(card.view):
            return None
        area = self.area_of(card)
        return card if spot.y() > area.bottom() - min(EDGE, area.height() / 3) else None

    def leave(self) -> bool:
        """Esc: let go of a drag, or take away what lies over the day; False without either."""
        busy = self._drag is not None or self._stretching is not None or self._pinned
        self._put_back()
        self.hide_hover()
        return busy

    @override
    def _lay_out(self) -> None:
        before = self._layout.columns if self._layout else ()
        super()._lay_out()
        self._still = None
        if self._drag is not None and self._layout and self._layout.columns != before:
            self._put_back()

    def _choose_at(self, at: QPointF) -> None:
        """Choose what is under the pointer."""
        card, spot = self.card_at(at), self.spot_at(at)
        if card is not None:
            self.choose_card(card)
        elif spot is not None:
            self.choose_spot(spot)

    def _point(self, at: QPointF) -> None:
        """The pointer goes over the day without pressing anything."""
        card = self.card_at(at)
        if card is not self._under:
            self.hide_hover()
            self._under = card
            self._rest.start()
        shape = Qt.CursorShape.PointingHandCursor
        if self.edge_at(at) is not None:
            shape = Qt.CursorShape.SizeVerCursor
        elif card is None and self.is_inside(at):
            shape = Qt.CursorShape.CrossCursor
        self.viewport().setCursor(shape)

    def _begin(self, pressed: QPointF) -> None:
        """The hand has moved on from where it pressed: a visit is dragged, or drawn longer."""
        layout, card, edge = self._layout, self.card_at(pressed), self.edge_at(pressed)
        if layout is None or card is None or not may_move(card.view):
            self._pressed = None
            return
        self.hide_hover()
        self.choose_card(card)
        if edge is not None:
            self._stretching = Stretching(card=edge, grabbed=self.minute_at(pressed))
        else:
            lawful = moving.lawful_starts(self._clinic, card.view.visit.id, card.view.day)
            self.lift(pick_up(layout, card, self.minute_at(pressed), lawful))
        self._still = None
        self._roll.start()

    def lift(self, drag: Drag) -> None:
        """A visit is dragged from now on."""
        self._drag, self._still = drag, None
        self._roll.start()

    def carry_on(self, spot: QPointF) -> None:
        """The pointer is somewhere else, with what it drags."""
        self._pointer = spot
        if self._drag is not None:
            self._drag = self._drag.to(self.column_at(spot), self.minute_at(spot))
        elif self._stretching is not None:
            self._stretching = self._stretching.to(self.minute_at(spot))
        self.viewport().update()

    def _drop(self) -> None:
        """Let go where the pointer is; whoever hears of it moves the visit, or says why not."""
        drag, stretching, layout = self._drag, self._stretching, self._layout
        self._put_back()
        if stretching is not None and stretching.by:
            self.stretched.emit(stretching.card.view, stretching.minutes)
        if drag is not None and layout is not None and drag.is_placed and not drag.is_home:
            start = from_minute(layout.midnight + drag.start)
            self.moved.emit(drag.view, start, layout.columns[drag.column].id)

    def _put_back(self) -> None:
        """Everything stands again where it stood."""
        self._pressed = self._drag = self._stretching = self._still = None
        self._roll.stop()
        self.viewport().update()

    def _hand_over(self, drag: Drag) -> None:
        """The pointer has left the day: what it carries can be dropped elsewhere in the window."""
        self._put_back()
        drag_from(self, drag.view.visit.id, drag.view.patient.listed)

    def _roll_on(self) -> None:
        """Roll the day while the pointer is held at its upper or lower rim."""
        y, bar = self._pointer.y(), self.verticalScrollBar()
        if y < head_height() + ROLL_ZONE:
            bar.setValue(bar.value() - ROLL_STEP)
        elif y > self.viewport().height() - ROLL_ZONE:
            bar.setValue(bar.value() + ROLL_STEP)
        self.carry_on(self._pointer)

    def _still_day(self, layout: DayLayout) -> QPixmap:
        """The day below a drag, painted once until it rolls."""
        if self._still is None:
            ratio, size = self.devicePixelRatioF(), self.viewport().size()
            self._still = QPixmap(size * ratio)
            self._still.setDevicePixelRatio(ratio)
            with QPainter(self._still) as painter:
                self.paint_day(painter, QRectF(self.viewport().rect()), 0, focused=False)
                if self._drag is not None:
                    self._over(painter, layout).veil(self._drag)
        return self._still

    def _over(self, painter: QPainter, layout: DayLayout) -> DragPainter:
        """A painter of drags, in the coordinates of the day and on its columns only."""
        painter.setClipRect(self.columns_area())
        painter.translate(self.origin)
        return DragPainter(
            painter=painter,
            table=tokens(self),
            layout=layout,
            scale=self.scale(),
            zone=self._clinic.zone,
        )

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        drag, stretching, layout = self._drag, self._stretching, self._layout
        if layout is None or (drag is None and stretching is None):
            super().paintEvent(event)
            return
        with QPainter(self.viewport()) as painter:
            painter.drawPixmap(0, 0, self._still_day(layout))
            over = self._over(painter, layout)
            if drag is not None:
                over.moving(drag)
            if stretching is not None:
                over.stretching(stretching)

    @override
    def scrollContentsBy(self, dx: int, dy: int, /) -> None:
        self._still = None
        super().scrollContentsBy(dx, dy)

    @override
    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = event.position()

    @override
    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        spot, pressed = event.position(), self._pressed
        if pressed is None:
            self._point(spot)
            return
        far = (spot - pressed).manhattanLength() >= QApplication.startDragDistance()
        if far and self._drag is None and self._stretching is None:
            self._begin(pressed)
        if self._drag is not None and not QRectF(self.viewport().rect()).contains(spot):
            self._hand_over(self._drag)
        else:
            self.carry_on(spot)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent, /) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self._pressed is None:
            return
        if self._drag is not None or self._stretching is not None:
            self._drop()
            return
        self._pressed = None
        self._choose_at(event.position())
        if self.is_inside(event.position()):
            self.take()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent, /) -> None:
        number, view, layout = carried_visit(event.mimeData()), self._view, self._layout
        if number is None or view is None or layout is None:
            return
        lawful = moving.lawful_starts(self._clinic, number, view.day)
        here = (each for each in view.visits if each.visit.id == number)
        self.lift(bring_in(layout, next(here, None) or self._see_visit(number), lawful))
        event.acceptProposedAction()

    @override
    def dragMoveEvent(self, event: QDragMoveEvent, /) -> None:
        self.carry_on(event.position())
        event.acceptProposedAction()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent, /) -> None:
        self._put_back()

    @override
    def dropEvent(self, event: QDropEvent, /) -> None:
        self.carry_on(event.position())
        event.acceptProposedAction()
        self._drop()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent, /) -> None:
        if event.reason() is not QContextMenuEvent.Reason.Mouse:
            self.ask_menu()
            return
        self._choose_at(QPointF(event.pos()))
        self.hide_hover()
        self.menu_wanted.emit(event.globalPos())

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._still = None
        if self._pinned:
            self._rest.start()  # the card goes where the visit has gone
        else:
            self.hide_hover()

    @override
    def wheelEvent(self, event: QWheelEvent, /) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            change = self._zoom.larger if event.angleDelta().y() > 0 else self._zoom.smaller
            self.zoom_about(change, event.position().y())
            event.accept()
        else:
            super().wheelEvent(event)

    @override
    def leaveEvent(self, event: QEvent, /) -> None:
        super().leaveEvent(event)
        if not self._pinned:
            self.hide_hover()
