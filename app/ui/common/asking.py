"""Asking by the keyboard for a menu, or for what was typed to be kept; alike on every system."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent


def asks_for_menu(event: QKeyEvent) -> bool:
    """Whether a key asks for the menu of what is chosen: Shift and F10, which X11 leaves to us."""
    shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
    return event.key() == Qt.Key.Key_F10 and shift


def asks_to_keep(event: QKeyEvent) -> bool:
    """Whether a key asks for what was typed to be kept: Ctrl and either Enter."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
    return enter and held == Qt.KeyboardModifier.ControlModifier
