"""Keys that are heard wherever the keyboard is inside a widget."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def hear_keys(widget: QWidget, does: Mapping[str, Callable[[], object]]) -> list[QShortcut]:
    """Have each key, by its name, do something in a widget and whatever stands in it."""
    heard: list[QShortcut] = []
    for name, do in does.items():
        keys = QShortcut(QKeySequence(name), widget)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(do)
        heard.append(keys)
    return heard
