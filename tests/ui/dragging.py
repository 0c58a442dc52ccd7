"""Dragging with the mouse on the schedule, one movement at a time."""

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from app.ui.scheduling.day_canvas import DayCanvas

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.MouseButton.NoButton


def _send(canvas: DayCanvas, kind: QEvent.Type, at: QPointF, button: Qt.MouseButton) -> None:
    viewport = canvas.viewport()
    held = NONE if kind is QEvent.Type.MouseButtonRelease else LEFT
    keys = Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(kind, at, viewport.mapToGlobal(at), button, held, keys)
    QApplication.sendEvent(viewport, event)


def press(canvas: DayCanvas, at: QPointF) -> None:
    """Press the left button."""
    _send(canvas, QEvent.Type.MouseButtonPress, at, LEFT)


def pull(canvas: DayCanvas, to: QPointF) -> None:
    """Move with the button held."""
    _send(canvas, QEvent.Type.MouseMove, to, NONE)


def let_go(canvas: DayCanvas, at: QPointF) -> None:
    """Let the button go."""
    _send(canvas, QEvent.Type.MouseButtonRelease, at, LEFT)


def drag(canvas: DayCanvas, start: QPointF, end: QPointF) -> None:
    """Press, move and let go."""
    press(canvas, start)
    pull(canvas, start + QPointF(0, 30))
    pull(canvas, end)
    let_go(canvas, end)


def down(canvas: DayCanvas, minutes: int) -> QPointF:
    """So many minutes further down."""
    return QPointF(0, minutes * canvas.scale().per_minute)


def across(canvas: DayCanvas, columns: int) -> QPointF:
    """So many columns further to the right."""
    return QPointF(columns * canvas.scale().column, 0)
