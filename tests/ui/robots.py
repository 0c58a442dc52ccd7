"""Somebody at the desk: presses keys and reads what the window says."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui.main_window import MainWindow
from app.ui.scheduling.day_canvas import DayCanvas

MODIFIERS = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
}
KEYS = {
    "F10": Qt.Key.Key_F10,
    "Esc": Qt.Key.Key_Escape,
    "Del": Qt.Key.Key_Delete,
    "Ins": Qt.Key.Key_Insert,
    "PgDown": Qt.Key.Key_PageDown,
    "PgUp": Qt.Key.Key_PageUp,
    ",": Qt.Key.Key_Comma,
    "F8": Qt.Key.Key_F8,
}


def key_of(name: str) -> tuple[Qt.KeyboardModifier, Qt.Key]:
    """The modifiers and the key of a name like Ctrl+Shift+N."""
    *held, last = name.split("+")
    modifier = Qt.KeyboardModifier.NoModifier
    for each in held:
        modifier |= MODIFIERS[each]
    return modifier, KEYS.get(last) or Qt.Key[f"Key_{last}"]


class Keyboard:
    """Keys go to whatever has the keyboard, as they do on a real desk; they are counted."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self._qtbot, self._window = qtbot, window
        self.pressed = 0

    def _target(self) -> QWidget:
        focused: QWidget | None = QApplication.focusWidget()
        return focused or self._window

    def press(self, *keys: str) -> None:
        """Press keys by their names: Ctrl+N, Return, Down."""
        for name in keys:
            modifier, key = key_of(name)
            QTest.keyClick(self._target(), key, modifier)
            self.pressed += 1

    def type(self, text: str) -> None:
        """Type a text."""
        for letter in text:  # each goes to whatever has the keyboard by then
            QTest.keyClicks(self._target(), letter)
        self.pressed += len(text)

    def wait_for_work(self) -> None:
        """Wait until nothing is under way in the background."""
        workers = self._window.desk.workers
        self._qtbot.waitUntil(lambda: all(each.is_idle for each in workers), timeout=20_000)

    @property
    def dialogs(self) -> list[QWidget]:
        """Every window but the main one."""
        return [w for w in QApplication.topLevelWidgets() if w.isVisible() and w.isModal()]


def click_gap(canvas: DayCanvas, column: int, minute: int) -> None:
    """Click on free time of a column of the schedule."""
    scale = canvas.scale()
    inside = QPointF((column + 0.5) * scale.column, scale.y(minute) + 2)
    spot = (inside + canvas.origin).toPoint()
    QTest.mouseClick(
        canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(spot)
    )


def turn_wheel(canvas: DayCanvas, under: QPointF, by: int) -> None:
    """Turn the wheel over a point of the schedule with Ctrl held."""
    event = QWheelEvent(
        under,
        canvas.viewport().mapToGlobal(under),
        QPoint(),
        QPoint(0, by),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 -- Qt takes it by position
    )
    QApplication.sendEvent(canvas.viewport(), event)


def spot_of(canvas: DayCanvas, visit: int) -> QPointF:
    """A point of the viewport on the first card of a visit."""
    layout = canvas.layout_now
    assert layout is not None
    card = next(card for card in layout.cards if card.view.visit.id == visit)
    return canvas.area_of(card).topLeft() + QPointF(30, 12)
