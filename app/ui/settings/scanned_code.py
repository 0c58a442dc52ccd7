"""A picture of squares that a telephone scans from the screen."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

SQUARE, QUIET = 4, 4
"""Pixels of a square, and how many empty ones stand around: scanners ask for them."""


class ScannedCode(QWidget):
    """Rows of squares, 1 for ink; black on white whatever the colours of the window."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._rows: tuple[bytes, ...] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: tuple[bytes, ...]) -> None:
        """Other squares; none hide it."""
        self._rows = rows
        side = (len(rows) + 2 * QUIET) * SQUARE
        self.setFixedSize(side, side)
        self.setVisible(bool(rows))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), Qt.GlobalColor.white)
            for down, row in enumerate(self._rows):
                for across, ink in enumerate(row):
                    if ink:
                        at = ((QUIET + across) * SQUARE, (QUIET + down) * SQUARE)
                        painter.fillRect(QRectF(*at, SQUARE, SQUARE), Qt.GlobalColor.black)
