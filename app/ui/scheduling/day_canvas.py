"""The schedule of a day under the hand: what the pointer does to visits and to free time."""

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QResizeEvent, QWheelEvent
from typing_extensions import override

from app.ui.scheduling.day_chooser import DayChooser, Spot
from app.ui.scheduling.day_layout import SNAP


class DayCanvas(DayChooser):
    """A day by rooms, people and pumps."""

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
        column = self.column_at(spot)
        at = int(self.minute_at(spot)) // SNAP * SNAP
        return Spot(column=column, at=at) if column >= 0 else None

    def leave(self) -> bool:
        """Esc: take away what lies over the day; False when nothing does."""
        shown = self._pinned
        self.hide_hover()
        return shown

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
        gap = card is None and self.is_inside(at)
        shape = Qt.CursorShape.CrossCursor if gap else Qt.CursorShape.PointingHandCursor
        self.viewport().setCursor(shape)

    @override
    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        self._point(event.position())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent, /) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._choose_at(event.position())
        if self.card_at(event.position()) or self.spot_at(event.position()):
            self.take()

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
