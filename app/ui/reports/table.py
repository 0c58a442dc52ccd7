"""The table behind a picture: a real one, which the keyboard and a screen reader walk by cell."""

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)
from typing_extensions import override

from app.domain.pictures import Line
from app.ui.common.head import PAD, dress_table
from app.ui.common.painting import focus_ring, say, smooth
from app.ui.common.palette import tokens_of
from app.ui.common.text_boxes import TextBox
from app.ui.common.type import Style, advance, font, metrics, scaled
from app.ui.scheduling.visit_model import ANY_INDEX, Index
from app.words.tongue import tr

WIDEST = 320
"""Pixels at 100 % text that a column takes at the most; its tool tip says the rest."""


class ReportModel(QAbstractTableModel):
    """The lines of a report."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.heads: tuple[str, ...] = ()
        self.lines: tuple[Line, ...] = ()

    def show_lines(self, heads: tuple[str, ...], lines: tuple[Line, ...]) -> None:
        """Other lines."""
        self.beginResetModel()
        self.heads, self.lines = heads, lines
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = ANY_INDEX, /) -> int:
        return 0 if parent.isValid() else len(self.lines)

    @override
    def columnCount(self, parent: Index = ANY_INDEX, /) -> int:
        return 0 if parent.isValid() else len(self.heads)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> object:
        if not index.isValid():
            return None
        cell = self.lines[index.row()].cells[index.column()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return cell
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.heads[index.column()]}: {cell or tr('nothing')}"
        return None

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
        /,
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.heads[section]
        return None


class CellDelegate(QStyledItemDelegate):
    """One line of words a cell; the current one has the ring of the keyboard."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        table, cell = tokens_of(option.widget.palette()), QRectF(option.rect)
        smooth(painter)
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        if current:
            painter.fillRect(cell, table.accent_soft if option.widget.hasFocus() else table.hover)
        painter.fillRect(QRectF(cell.left(), cell.bottom() - 1, cell.width(), 1), table.hairline)
        style = Style.STRONG if index.column() == 0 else Style.BODY
        inner = cell.adjusted(PAD, 0, -4, 0)
        say(painter, inner, str(index.data() or ""), table.ink, font(style))
        if current and option.widget.hasFocus():
            focus_ring(painter, cell.adjusted(1, 1, -1, -2), table, 4)


class ReportTable(QTableView):
    """The lines of a report; Enter opens the card of whoever a line is about."""

    taken = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._lines = ReportModel(self)
        self.setModel(self._lines)
        self.setItemDelegate(CellDelegate(self))
        dress_table(self)
        self.setAccessibleName(tr("Table behind the picture"))
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMinimumSize(120, 80)
        self.doubleClicked.connect(self._take)

    def show_lines(self, name: str, heads: tuple[str, ...], lines: tuple[Line, ...]) -> None:
        """Other lines; the keyboard stays in its cell as far as there is one."""
        at = self.currentIndex()
        self.setAccessibleDescription(name)
        self._lines.show_lines(heads, lines)
        self._fit()
        row, column = (
            min(max(0, at.row()), len(lines) - 1),
            min(max(0, at.column()), len(heads) - 1),
        )
        self.setCurrentIndex(self._lines.index(row, column))

    def _fit(self) -> None:
        """Each column as wide as it needs; the room that is left goes to all."""
        self.verticalHeader().setDefaultSectionSize(metrics(Style.BODY).height() + 14)
        needs = [self._needed(column) for column in range(len(self._lines.heads))]
        spare = max(0, self.viewport().width() - sum(needs))
        for column, needed in enumerate(needs):
            self.setColumnWidth(column, needed + spare // max(1, len(needs)))

    def _needed(self, column: int) -> int:
        style = Style.STRONG if column == 0 else Style.BODY
        cells = (advance(line.cells[column], style) for line in self._lines.lines)
        title = advance(self._lines.heads[column], Style.LABEL)
        return max(title, min(scaled(WIDEST), max(cells, default=0))) + PAD + 8

    def text_boxes(self) -> tuple[TextBox, ...]:
        """The cells that can be seen whole."""
        boxes: list[TextBox] = []
        room = QRectF(self.viewport().rect())
        for row, line in enumerate(self._lines.lines):
            for column, text in enumerate(line.cells):
                cell = QRectF(self.visualRect(self._lines.index(row, column)))
                if not room.contains(cell):
                    continue
                area = cell.translated(self.viewport().pos()).adjusted(PAD, 0, -4, 0)
                style = Style.STRONG if column == 0 else Style.BODY
                needed, high = advance(text, style), metrics(style).height()
                boxes.append(TextBox(text=text, area=area, needed=needed, height=high, whole=text))
        return tuple(boxes)

    def _take(self, index: QModelIndex) -> None:
        who = self._lines.lines[index.row()].patient if index.isValid() else None
        if who is not None:
            self.taken.emit(who)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self._take(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()
