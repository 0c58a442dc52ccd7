"""Asking for a menu by the keyboard, alike on every system."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent


def asks_for_menu(event: QKeyEvent) -> bool:
    """Whether a key asks for the menu of what is chosen: Shift and F10, which X11 leaves to us."""
    shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
    return event.key() == Qt.Key.Key_F10 and shift
