"""Dropping a visit on a widget, as a drag from the schedule does."""

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

MOVE = Qt.DropAction.MoveAction
LEFT = Qt.MouseButton.LeftButton
NO_KEYS = Qt.KeyboardModifier.NoModifier


def drop(on: QWidget, spot: QPoint, carried: QMimeData) -> bool:
    """Drag over a spot and let go; gives whether the drop was taken."""
    QApplication.sendEvent(on, QDragEnterEvent(spot, MOVE, carried, LEFT, NO_KEYS))
    QApplication.sendEvent(on, QDragMoveEvent(spot, MOVE, carried, LEFT, NO_KEYS))
    dropped = QDropEvent(QPointF(spot), MOVE, carried, LEFT, NO_KEYS)
    QApplication.sendEvent(on, dropped)
    return dropped.isAccepted()
