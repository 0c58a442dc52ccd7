"""A painted board that may be larger than its room: slim bars, and painted anew when it must be."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget
from typing_extensions import override

from app.ui.common.surfaces import SlimBar

STEP = 24
"""Pixels that an arrow of the bar scrolls."""


class Board(QAbstractScrollArea):
    """What the day, the week and the month are painted on; the keyboard moves about in it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBar(SlimBar(Qt.Orientation.Vertical))
        self.setHorizontalScrollBar(SlimBar(Qt.Orientation.Horizontal))
        self.verticalScrollBar().setSingleStep(STEP)
        self.setCornerWidget(QWidget())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(200, 160)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(name)

    def set_bars(self) -> None:
        """Fit the bars to what is painted, at the present size of text and room."""

    def fit_bars(self, painted: QSize, room: QSize) -> None:
        """Bars for something painted so large, of which so much can be seen."""
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, max(0, painted.width() - room.width()))
        across.setPageStep(room.width())
        down.setRange(0, max(0, painted.height() - room.height()))
        down.setPageStep(max(1, room.height()))

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self.set_bars()

    @override
    def scrollContentsBy(self, dx: int, dy: int, /) -> None:
        self.viewport().update()

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.set_bars()

    @override
    def focusInEvent(self, event: QFocusEvent, /) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    @override
    def focusOutEvent(self, event: QFocusEvent, /) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
