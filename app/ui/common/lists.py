"""A list of two-line rows to choose from, drawn alike everywhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)
from typing_extensions import override

from app.ui.common.chips import chip_size, paint_chip
from app.ui.common.icons import paint_icon
from app.ui.common.painting import fill_chosen, fill_round, focus_ring, say, smooth
from app.ui.common.palette import Tokens, tokens_of
from app.ui.common.row_list import RowList
from app.ui.common.surfaces import SlimBar
from app.ui.common.text_boxes import TextBox
from app.ui.common.type import Style, font, metrics

Index = QModelIndex | QPersistentModelIndex
ANY_INDEX = QModelIndex()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: what it stands for, two lines, and a word or a chip at its end."""

    value: object
    title: str
    detail: str = ""
    side: str = ""
    chip: str = ""
    look: str = "idle"
    shape: str = ""
    icon: str = ""
    action: str = ""
    """What comes next; it stands at the end of the second line, below the chip."""
    is_heading: bool = False
    """Whether it only says what the rows below it are; nobody can choose it."""

    @property
    def whole(self) -> str:
        """Everything it says, for tool tips and the screen reader."""
        told = (self.title, self.detail, self.side, self.chip, self.action)
        return ", ".join(part for part in told if part)


class Rows(QAbstractListModel):
    """The rows of a list."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Other rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def change_row(self, row: Row) -> None:
        """Another row in the place of the one that stands for the same."""
        at = next(n for n, each in enumerate(self._rows) if each.value == row.value)
        self._rows = (*self._rows[:at], row, *self._rows[at + 1 :])
        self.dataChanged.emit(self.index(at), self.index(at))

    def row(self, index: Index) -> Row | None:
        """The row at an index."""
        return self._rows[index.row()] if index.isValid() else None

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows."""
        return self._rows

    @override
    def rowCount(self, parent: Index = ANY_INDEX, /) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> object:
        row = self.row(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return row.whole
        return None

    @override
    def flags(self, index: Index, /) -> Qt.ItemFlag:
        row = self.row(index)
        return Qt.ItemFlag.NoItemFlags if row and row.is_heading else super().flags(index)


SIDE = 12


def row_height(*, two_lines: bool) -> int:
    """How high a row stands."""
    title, detail = metrics(Style.BODY).height(), metrics(Style.SMALL).height()
    return max(36, title + (detail + 2 if two_lines else 0) + 14)


def row_texts(row: Row, area: QRectF) -> dict[str, QRectF]:
    """Where a row's texts stand."""
    left = area.left() + SIDE + (metrics(Style.BODY).height() + 10 if row.icon else 0)
    right = area.right() - SIDE
    end = chip_size(row.chip).width() if row.chip else _side_width(row)
    words = QRectF(left, area.top() + 7, right - left - (end + 12 if end else 0), 0)
    title, detail = metrics(Style.BODY).height(), metrics(Style.SMALL).height()
    if not row.detail:
        words.setTop(area.center().y() - title / 2)
    places = {"title": QRectF(words.left(), words.top(), words.width(), title)}
    if row.detail:
        places["detail"] = QRectF(words.left(), words.top() + title + 2, words.width(), detail)
    if end:
        places["end"] = QRectF(right - end, area.top(), end, area.height())
    if row.action:
        _place_action(row, places, right)
    return places


def _place_action(row: Row, places: dict[str, QRectF], right: float) -> None:
    """What comes next stands at the end of the second line, the chip at that of the first."""
    title, detail = places["title"], places["detail"]
    wide = metrics(Style.SMALL).horizontalAdvance(row.action) + 2
    detail.setRight(right - wide - 12)
    places["action"] = QRectF(right - wide, detail.top(), wide, detail.height())
    if "end" in places:
        places["end"].setTop(title.top() - 3)
        places["end"].setHeight(title.height())


def title_style(row: Row) -> Style:
    """How a row's title is written."""
    if row.is_heading:
        return Style.LABEL
    return Style.STRONG if row.detail else Style.BODY


def _side_width(row: Row) -> float:
    return metrics(Style.SMALL).horizontalAdvance(row.side) + 2 if row.side else 0


class RowDelegate(QStyledItemDelegate):
    """Draws a row: soft when it is chosen, ringed when it has the keyboard."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index, /) -> QSize:
        model = index.model()
        row = model.row(index) if isinstance(model, Rows) else None
        return QSize(120, row_height(two_lines=bool(row and row.detail)))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        model = index.model()
        row = model.row(index) if isinstance(model, Rows) else None
        if row is None:
            return
        area = QRectF(option.rect).adjusted(2, 1, -2, -1)
        self._paint_row(painter, row, area, option)

    def _paint_row(
        self,
        painter: QPainter,
        row: Row,
        area: QRectF,
        option: QStyleOptionViewItem,
    ) -> None:
        table = tokens_of(option.widget.palette())
        smooth(painter)
        chosen = is_shown_chosen(option)
        paint_ground(painter, area, option, table)
        places = row_texts(row, area)
        if row.icon:
            side = metrics(Style.BODY).height()
            mark = QRectF(area.left() + SIDE, area.center().y() - side / 2, side, side)
            paint_icon(painter, row.icon, mark, table.accent if chosen else table.muted)
        ink = table.muted if row.is_heading else table.ink
        say(painter, places["title"], row.title, ink, font(title_style(row)))
        if row.detail:
            say(painter, places["detail"], row.detail, table.muted, font(Style.SMALL))
        if row.action:
            say(painter, places["action"], row.action, table.accent, font(Style.SMALL))
        if row.chip:
            at = QPointF(places["end"].left(), places["end"].center().y())
            paint_chip(painter, at, row.chip, table, look=row.look, shape=row.shape)
        elif row.side:
            say(painter, places["end"], row.side, table.muted, font(Style.SMALL))


def is_shown_chosen(option: QStyleOptionViewItem) -> bool:
    """Whether a row looks chosen; in a quiet list only while the list has the keyboard."""
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    quiet = isinstance(option.widget, PickList) and option.widget.quiet
    return chosen and (not quiet or option.widget.hasFocus())


def paint_ground(
    painter: QPainter, area: QRectF, option: QStyleOptionViewItem, table: Tokens
) -> None:
    """What a row stands on: soft when chosen, ringed with the keyboard, paler under the mouse."""
    if is_shown_chosen(option):
        fill_chosen(painter, area, table, 7)
        if option.widget.hasFocus():
            focus_ring(painter, area, table, 7)
    elif option.state & QStyle.StateFlag.State_MouseOver:
        fill_round(painter, area, table.hover, 7)


class PickList(RowList):
    """A list whose rows are chosen with the arrow keys and taken with Enter or a click.

    A quiet list shows which row is current only while it has the keyboard.
    """

    taken = Signal(object)
    moved = Signal(object)

    def __init__(self, name: str, *, most: int = 0, quiet: bool = False) -> None:
        super().__init__()
        self._most = most
        self.quiet = quiet
        self.model_ = Rows(self)
        self.setModel(self.model_)
        self.setItemDelegate(RowDelegate(self))
        self.setAccessibleName(name)
        self._arrange()
        self.clicked.connect(self._take)
        self.selectionModel().currentChanged.connect(self._tell)
        self.pointed.connect(self._take)
        self.follow()

    def _arrange(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBar(SlimBar(Qt.Orientation.Vertical))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.viewport().setAutoFillBackground(False)

    def show_rows(self, rows: Sequence[Row], keep: object = None) -> None:
        """Other rows; the one with the value to keep, else the first, is current."""
        self.model_.show_rows(rows)
        can_be = [n for n, row in enumerate(rows) if not row.is_heading]
        if can_be:
            at = next((n for n in can_be if rows[n].value == keep), can_be[0])
            self.setCurrentIndex(self.model_.index(at))
        self._bring_into_sight()
        self.updateGeometry()

    def _bring_into_sight(self) -> None:
        """Scroll to the current row; to the first one together with the heading above it."""
        above = self.rows[: max(0, self.currentIndex().row())]
        if all(row.is_heading for row in above):
            self.scrollToTop()
        else:
            self.scrollTo(self.currentIndex())

    def show_most(self, most: int) -> None:
        """So many rows are seen at once."""
        if most != self._most:
            self._most = most
            self.updateGeometry()

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is listed."""
        return self.model_.rows

    def current(self) -> object | None:
        """What the current row stands for."""
        row = self.model_.row(self.currentIndex())
        return row.value if row else None

    def choose(self, value: object) -> None:
        """Make the row of a value current; without one, none is."""
        at = next((n for n, row in enumerate(self.rows) if row.value == value), -1)
        self.setCurrentIndex(self.model_.index(at))

    def take_current(self) -> None:
        """Take the current row, as Enter does."""
        self._take(self.currentIndex())

    def _take(self, index: Index) -> None:
        row = self.model_.row(index)
        if row is not None:
            self.taken.emit(row.value)

    def _tell(self, index: Index) -> None:
        row = self.model_.row(index)
        self.moved.emit(row.value if row else None)

    def text_boxes(self) -> tuple[TextBox, ...]:
        """Every text of the rows that can be seen."""
        return tuple(box for n in range(len(self.rows)) for box in self._boxes_of(n))

    def _boxes_of(self, number: int) -> list[TextBox]:
        row = self.rows[number]
        area = QRectF(self.visualRect(self.model_.index(number)))
        if not QRectF(self.viewport().rect()).contains(area):
            return []
        places = row_texts(row, area.adjusted(2, 1, -2, -1))
        boxes = [_box(row.title, places["title"], title_style(row), row.whole)]
        if row.detail:
            boxes.append(_box(row.detail, places["detail"], Style.SMALL, row.whole))
        if row.action:
            boxes.append(_box(row.action, places["action"], Style.SMALL, row.whole))
        return boxes

    @override
    def sizeHint(self) -> QSize:
        shown = self.rows[: self._most] if self._most else self.rows
        height = sum(row_height(two_lines=bool(row.detail)) for row in shown)
        return QSize(240, height + 2)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height() if self._most else 80)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._bring_into_sight()

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()
            self.updateGeometry()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.take_current()
        else:
            super().keyPressEvent(event)


def _box(text: str, area: QRectF, style: Style, whole: str) -> TextBox:
    measures = metrics(style)
    return TextBox(
        text=text,
        area=area,
        needed=measures.horizontalAdvance(text),
        height=measures.height(),
        whole=whole,
    )
