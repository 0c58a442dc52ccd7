"""Asking by the keyboard for a menu, or for what was typed to be kept; alike on every system."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override


def asks_for_menu(event: QKeyEvent) -> bool:
    """Whether a key asks for the menu of what is chosen: Shift and F10, which X11 leaves to us."""
    shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
    return event.key() == Qt.Key.Key_F10 and shift


class Keeps(QObject):
    """Ctrl and either Enter keep what is typed in a place; no visit chosen elsewhere gets them."""

    def __init__(self, place: QWidget, keep: Callable[[], object]) -> None:
        super().__init__(place)
        self._keep = keep
        place.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if isinstance(event, QKeyEvent) and asks_to_keep(event):
            if event.type() == QEvent.Type.KeyPress:
                self._keep()
            if event.type() in {QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride}:
                event.accept()
                return True
        return super().eventFilter(watched, event)


def asks_to_keep(event: QKeyEvent) -> bool:
    """Whether a key asks for what was typed to be kept: Ctrl and either Enter."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
    return enter and held == Qt.KeyboardModifier.ControlModifier
