"""A band across the window that says what is the matter with all of it."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from app.ui.common.notices import Shape
from app.ui.common.palette import tokens
from app.ui.common.type import Style, wrapped

LOOK = "waiting"


class Band(QWidget):
    """A shape and a sentence or two, over everything."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.text = wrapped("", Style.STRONG)
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(20, 8, 20, 8)
        self.line.setSpacing(10)
        self.line.addWidget(Shape("warning", LOOK), 0, Qt.AlignmentFlag.AlignVCenter)
        self.line.addWidget(self.text, 1)
        self.setAccessibleName(name)

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        pair = tokens(self).states[LOOK]
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(pair.fill))
            painter.fillRect(QRectF(0, 0, 3, self.height()), QColor(pair.mark))
