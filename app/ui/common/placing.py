"""Where a window stands on the screen: kept from one day to the next."""

from PySide6.QtCore import QByteArray, QSettings, QSize
from PySide6.QtWidgets import QWidget

PLACE, LAYOUT = "window/geometry", "window/layout"
LAYOUT_VERSION = 1
FIRST_SIZE = QSize(1366, 768)


def put_back(window: QWidget, settings: QSettings) -> None:
    """Put a window where the one of the clinic was left, or let it be of the first size."""
    kept = settings.value(PLACE)
    fits = str(settings.value(LAYOUT, "")) == str(LAYOUT_VERSION)
    window.resize(FIRST_SIZE)
    if fits and isinstance(kept, QByteArray):
        window.restoreGeometry(kept)


def keep_place(window: QWidget, settings: QSettings) -> None:
    """Remember where a window stands."""
    settings.setValue(PLACE, window.saveGeometry())
    settings.setValue(LAYOUT, LAYOUT_VERSION)
