"""A table as ours look: no grid, quiet titles, slim bars; it is read, not edited."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget
from typing_extensions import override

from app.ui.common.painting import say
from app.ui.common.palette import tokens
from app.ui.common.surfaces import SlimBar
from app.ui.common.type import Style, font, metrics
from app.words.tongue import tr

PAD = 12


class Head(QHeaderView):
    """Column titles as quiet words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setAccessibleName(tr("Column titles"))

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), metrics(Style.LABEL).height() + 12)

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int, /) -> None:
        table = tokens(self)
        area = QRectF(rect)
        painter.fillRect(rect, table.surface)
        painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), table.hairline)
        inner = area.adjusted(PAD, 0, -4, 0)
        title = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal))
        say(painter, inner, title, table.muted, font(Style.LABEL))


def dress_table(table: QTableView) -> None:
    """Give a table its titles and its bars; Tab leaves it, and nothing in it is edited."""
    table.setHorizontalHeader(Head(table))
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setVerticalScrollBar(SlimBar(Qt.Orientation.Vertical))
    table.setHorizontalScrollBar(SlimBar(Qt.Orientation.Horizontal))
    table.setCornerButtonEnabled(False)
    table.verticalHeader().hide()
    for header in (table.verticalHeader(), table.horizontalHeader()):
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
