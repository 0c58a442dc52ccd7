"""When Python looks for cycles of forgotten objects: between two events, never within one.

Left to itself it does so wherever the next object happens to be made: inside a layout or a
painting of Qt's that still needs a widget which it then deletes, or in a worker's thread.
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 500
LOOKS = 3
"""Lists made for Python to look: it does when something is made that may be in a cycle."""


class Collector(QObject):
    """Collects in the window's thread, as often as Python would, while the program runs."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()  # what the start has made stays for good, and need not be looked through
        self._timer = QTimer(self)
        self._timer.timeout.connect(collect_what_is_due)
        self._timer.start(EVERY_MS)


def collect_what_is_due() -> None:
    """Let Python collect what it would have collected by now, by its own rule of what is worth."""
    gc.enable()
    held: list[list[None]] = [[] for _ in range(LOOKS)]
    gc.disable()
    held.clear()
