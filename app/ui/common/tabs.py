"""Tabs as quiet words with a line under the one that is shown."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar
from typing_extensions import override

from app.ui.common.buttons import plain, words_flags
from app.ui.common.painting import fill_round, focus_ring, smooth
from app.ui.common.palette import tokens
from app.ui.common.text_boxes import TextBox
from app.ui.common.type import Style, font, metrics

PAD = 14


class Tabs(QTabBar):
    """One of a few views of the same thing."""

    def __init__(self, name: str, titles: tuple[str, ...]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFont(font(Style.STRONG))
        for title in titles:
            self.addTab(title)

    def text_boxes(self) -> tuple[TextBox, ...]:
        """The titles of the tabs that can be seen."""
        measures = metrics(Style.STRONG)
        return tuple(
            TextBox(
                text=plain(self.tabText(n)),
                area=QRectF(self.tabRect(n)).adjusted(2, 0, -2, 0),
                needed=measures.horizontalAdvance(plain(self.tabText(n))),
                height=measures.height(),
            )
            for n in range(self.count())
            if self.rect().contains(self.tabRect(n))
        )

    @override
    def tabSizeHint(self, index: int, /) -> QSize:
        measures = metrics(Style.STRONG)
        wide = measures.horizontalAdvance(plain(self.tabText(index))) + 2 * PAD
        return QSize(wide, measures.height() + 18)

    @override
    def minimumTabSizeHint(self, index: int, /) -> QSize:
        return self.tabSizeHint(index)

    def restyle(self) -> None:
        """Take the text size that is set now."""
        self.setFont(font(Style.STRONG))
        self.updateGeometry()

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        table = tokens(self)
        with QPainter(self) as painter:
            smooth(painter)
            line = QRectF(0, self.height() - 1, self.width(), 1)
            painter.fillRect(line, QColor(table.hairline))
            painter.setFont(font(Style.STRONG))
            for number in range(self.count()):
                area = QRectF(self.tabRect(number))
                shown = number == self.currentIndex()
                if shown:
                    mark = QRectF(area.left() + 8, area.bottom() - 2, area.width() - 16, 3)
                    fill_round(painter, mark, table.accent, 1.5)
                if shown and self.hasFocus():
                    focus_ring(painter, area.adjusted(2, 3, -2, -4), table, 7)
                painter.setPen(QColor(table.accent if shown else table.muted))
                flags = words_flags() | int(Qt.AlignmentFlag.AlignHCenter)
                painter.drawText(area, flags, self.tabText(number))
