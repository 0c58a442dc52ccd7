"""The table of a day's visits: two lines a row, chips, and the next step as a button."""

from datetime import date

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)
from typing_extensions import override

from app.ui.common.asking import asks_for_menu
from app.ui.common.chips import (
    chip_size,
    paint_chip,
    readiness_look,
    status_look,
)
from app.ui.common.head import PAD, dress_table
from app.ui.common.painting import fill_round, outline, say, smooth
from app.ui.common.palette import Tokens, tokens_of
from app.ui.common.text_boxes import TextBox
from app.ui.common.type import Style, advance, font, metrics, scaled
from app.ui.scheduling.visit_model import TITLES, Column, Here, Index, VisitModel
from app.use_cases.views import VisitView
from app.words.tongue import tr

CHIPS = (Column.READY, Column.STATUS)
ARROWS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down})


def row_height() -> int:
    """How high a row of two lines stands."""
    return metrics(Style.STRONG).height() + metrics(Style.SMALL).height() + 18


def button_area(cell: QRectF, verb: str) -> QRectF:
    """Where the next step's button stands in its cell."""
    measures = metrics(Style.STRONG)
    width, height = measures.horizontalAdvance(verb) + 26, max(30.0, measures.height() + 10)
    return QRectF(cell.left() + PAD / 2, cell.center().y() - height / 2, width, height)


def line_areas(cell: QRectF, *, two: bool) -> tuple[QRectF, QRectF]:
    """Where the two lines of a cell stand."""
    first, second = metrics(Style.STRONG).height(), metrics(Style.SMALL).height()
    whole = first + (second + 1 if two else 0)
    top = cell.center().y() - whole / 2
    inner = cell.adjusted(PAD, 0, -PAD / 2, 0)
    return (
        QRectF(inner.left(), top, inner.width(), first),
        QRectF(inner.left(), top + first + 1, inner.width(), second),
    )


class VisitDelegate(QStyledItemDelegate):
    """Draws the cells of a visit."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        model = index.model()
        view = model.view_at(index) if isinstance(model, VisitModel) else None
        if view is None or not isinstance(model, VisitModel):
            return
        table, cell = tokens_of(option.widget.palette()), QRectF(option.rect)
        smooth(painter)
        self._paint_ground(painter, option, index, table)
        column = Column(index.column())
        lines = model.lines(view, column)
        if column in CHIPS:
            self._paint_chip(painter, cell, chip_look(view, column, model.here), lines, table)
        elif column is Column.NEXT:
            self._paint_button(painter, cell, lines[0], table, option)
        else:
            self._paint_lines(painter, cell, lines, table, column)

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, table: Tokens
    ) -> None:
        cell, state = QRectF(option.rect), option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(cell, table.accent_soft if option.widget.hasFocus() else table.hover)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(cell, table.hover)
        painter.fillRect(QRectF(cell.left(), cell.bottom() - 1, cell.width(), 1), table.hairline)
        first = index.column() == Column.TIME and state & QStyle.StateFlag.State_Selected
        if first and option.widget.hasFocus():
            painter.fillRect(QRectF(cell.left(), cell.top(), 3, cell.height()), table.accent)

    def _paint_lines(
        self,
        painter: QPainter,
        cell: QRectF,
        lines: tuple[str, str],
        table: Tokens,
        column: Column,
    ) -> None:
        first, second = line_areas(cell, two=bool(lines[1]))
        style = Style.STRONG if column in {Column.TIME, Column.PATIENT} else Style.BODY
        say(painter, first, lines[0], table.ink, font(style))
        say(painter, second, lines[1], table.muted, font(Style.SMALL))

    def _paint_chip(
        self,
        painter: QPainter,
        cell: QRectF,
        chip: tuple[str, str],
        lines: tuple[str, str],
        table: Tokens,
    ) -> None:
        look, shape = chip
        height = chip_size(lines[0]).height()
        _, below = line_areas(cell, two=True)
        middle = cell.center().y()
        if lines[1]:
            middle = below.top() - height / 2
        at = QPointF(cell.left() + PAD / 2, middle)
        paint_chip(painter, at, lines[0], table, look=look, shape=shape)
        if lines[1]:
            say(painter, below.adjusted(0, 2, 0, 2), lines[1], table.muted, font(Style.SMALL))

    def _paint_button(
        self,
        painter: QPainter,
        cell: QRectF,
        verb: str,
        table: Tokens,
        option: QStyleOptionViewItem,
    ) -> None:
        if not verb:
            return
        area = button_area(cell, verb)
        under = option.widget.mapFromGlobal(option.widget.cursor().pos())
        over = area.contains(QPointF(under)) and option.widget.underMouse()
        fill_round(painter, area, table.hover if over else table.surface, 7)
        outline(painter, area, table.edge, 7)
        say(painter, area, verb, table.ink, font(Style.STRONG), align=Qt.AlignmentFlag.AlignHCenter)


def chip_look(view: VisitView, column: Column, at: Here) -> tuple[str, str]:
    """How the chip of a column looks: its colours and its shape."""
    if column is Column.READY:
        return readiness_look(view)[0], ""
    look, _, shape = status_look(view.visit, at.now)
    return look, shape


class VisitTable(QTableView):
    """The visits of a day; Enter opens one, its button takes it a step on."""

    opened = Signal(object)
    stepped = Signal(object)
    chosen = Signal(object)
    menu_wanted = Signal(QPoint)

    def __init__(
        self, model: VisitModel, name: str, *, whole: bool = True, steps: bool = True
    ) -> None:
        super().__init__()
        self._visits, self._whole = model, whole
        self._never = frozenset[Column]() if steps else frozenset({Column.NEXT})
        """What is not shown however much room there is: to what is only read nothing is done."""
        self._days: frozenset[date] = frozenset()
        self._place = 0
        self._gone = False
        self._needs: dict[Column, int] = {}
        """What each column needs, once it was measured for these rows."""
        self.setModel(model)
        self.setItemDelegate(VisitDelegate(self))
        self.setAccessibleName(name)
        self._arrange()
        model.modelReset.connect(self._fit)
        self.selectionModel().currentRowChanged.connect(self._tell)

    def _arrange(self) -> None:
        dress_table(self)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        if self._whole:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_current(self, visit: int) -> None:
        """Make a visit's row current; without one the first, unless the current one has gone.

        Then none is, until somebody chooses: what is done next is never done to another visit.
        """
        days = frozenset(view.day for view in self._visits.views)
        turned, self._days = days.isdisjoint(self._days), days
        at = self._visits.row_of(visit)
        if at < 0 and (turned or not (visit or self._gone)):
            at = 0
        self._gone = at < 0
        self.setCurrentIndex(self._visits.index(at, 0))
        if not self.currentIndex().isValid():
            self.chosen.emit(None)

    def current(self) -> VisitView | None:
        """The visit of the current row."""
        return self._visits.view_at(self.currentIndex())

    def _tell(self, index: Index) -> None:
        if index.isValid():
            self._place = index.row()
        self.chosen.emit(self._visits.view_at(index))

    def _choose_in_place(self) -> None:
        """Choose what stands now where the visit stood that has gone."""
        self.setCurrentIndex(self._visits.index(min(self._place, self._visits.rowCount() - 1), 0))

    def _fit(self) -> None:
        self._needs = {}
        self.verticalHeader().setDefaultSectionSize(row_height())
        if self._whole:
            rows = self._visits.rowCount() * row_height()
            self.setFixedHeight(rows + self.horizontalHeader().sizeHint().height() + 2)
        self._spread()

    def _spread(self) -> None:
        """Give each column what it needs and the rest to the names; drop what is least missed.

        Nothing is measured for a table that nobody sees.
        """
        if not self.isVisible():
            return
        room = self.viewport().width()
        self._needs = self._needs or {column: self._needed(column) for column in Column}
        least = {**self._needs, Column.PATIENT: scaled(170), Column.WHERE: scaled(150)}
        dropped = set(self._never)
        for column in (Column.WHERE, Column.STATUS):
            if sum(width for key, width in least.items() if key not in dropped) > room:
                dropped.add(column)
        fixed = sum(least[key] for key in Column if key not in dropped)
        spare = max(0, room - fixed)
        shares = {Column.PATIENT: 3, Column.WHERE: 0 if Column.WHERE in dropped else 2}
        for column in Column:
            self.setColumnHidden(column, column in dropped)
            extra = spare * shares.get(column, 0) // sum(shares.values())
            self.setColumnWidth(column, least[column] + extra)

    def _needed(self, column: Column) -> int:
        widest = advance(tr(TITLES[column]), Style.LABEL)
        for view in self._visits.views:
            first, second = self._visits.lines(view, column)
            extra = metrics(Style.LABEL).height() + 14 if column in CHIPS else 0
            if column is Column.NEXT:
                extra = 26
            wide = advance(first, Style.STRONG) + extra
            widest = max(widest, wide, advance(second, Style.SMALL) + 4)
        return widest + PAD + PAD // 2 + 4

    def _ask_menu(self, at: QPoint | None) -> None:
        """The menu of the current row, at a point of the screen or on the row."""
        inside = self.visualRect(self.currentIndex()).center()
        self.menu_wanted.emit(at or self.viewport().mapToGlobal(inside))

    def text_boxes(self) -> tuple[TextBox, ...]:
        """Every text of the rows, and the titles."""
        found: list[TextBox] = []
        for column in Column:
            if not self.isColumnHidden(column):
                found += self._boxes(column)
        return tuple(found)

    def _boxes(self, column: Column) -> list[TextBox]:
        boxes: list[TextBox] = []
        for number, view in enumerate(self._visits.views):
            cell = QRectF(self.visualRect(self._visits.index(number, column)))
            if not QRectF(self.viewport().rect()).contains(cell):
                continue
            offset = QPointF(self.viewport().pos())
            lines = self._visits.lines(view, column)
            whole = ", ".join(part for part in lines if part)
            areas = line_areas(cell.translated(offset), two=bool(lines[1]))
            extra = metrics(Style.LABEL).height() + 2 if column in CHIPS else 0
            for text, area, style in zip(lines, areas, (Style.STRONG, Style.SMALL), strict=True):
                inner = area.adjusted(extra if style is Style.STRONG else 0, 0, 0, 0)
                if text:
                    boxes.append(_box(text, inner, style, whole))
        return boxes

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        self._spread()

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._spread()

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            view = self.current()
            if view is not None:
                self.opened.emit(view)
        elif asks_for_menu(event) and self.currentIndex().isValid():
            self._ask_menu(None)
        elif event.key() in ARROWS and not self.currentIndex().isValid():
            self._choose_in_place()
        else:
            super().keyPressEvent(event)

    @override
    def keyboardSearch(self, search: str, /) -> None:
        row = max(self.currentIndex().row(), 0)  # letters are of names, wherever the keyboard is
        self.setCurrentIndex(self._visits.index(row, Column.PATIENT))
        super().keyboardSearch(search)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent, /) -> None:
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if index.isValid():
            self.setCurrentIndex(index)
            self._ask_menu(event.globalPos() if by_mouse else None)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent, /) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        spot = event.position().toPoint()
        view = self._visits.view_at(self.indexAt(spot))
        if view is not None:
            signal = self.stepped if self._on_button(spot, view) else self.opened
            signal.emit(view)

    def _on_button(self, spot: QPoint, view: VisitView) -> bool:
        index = self.indexAt(spot)
        verb = self._visits.lines(view, Column.NEXT)[0]
        if index.column() != Column.NEXT or not verb or self._never:
            return False
        return button_area(QRectF(self.visualRect(index)), verb).contains(QPointF(spot))


def _box(text: str, area: QRectF, style: Style, whole: str) -> TextBox:
    measures = metrics(style)
    return TextBox(
        text=text,
        area=area,
        needed=measures.horizontalAdvance(text),
        height=measures.height(),
        whole=whole,
    )
