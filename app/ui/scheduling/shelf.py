"""The shelf beside the schedule: visits picked up, to be dropped or pasted elsewhere."""

from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from app.ui import moves
from app.ui.common.buttons import Button, Variant
from app.ui.common.flow import Flow
from app.ui.common.lists import PickList, Row
from app.ui.common.painting import smooth
from app.ui.common.palette import tokens
from app.ui.common.surfaces import bare
from app.ui.common.type import Style, Text, Tone, wrapped
from app.ui.desk import Desk
from app.ui.private import initialled
from app.ui.scheduling.dragged import carried_visit, drag_from
from app.use_cases.shelf import shelf
from app.use_cases.views import VisitView
from app.words.tongue import later, tr

HINT = later(
    "Drag a visit here, or cut it with Ctrl+X. It keeps its time until it is put elsewhere."
)


class ShelfList(PickList):
    """The visits on the shelf; each can be dragged to a time or a day."""

    def __init__(self) -> None:
        super().__init__(tr("Visits on the shelf"), most=4)
        self._pressed: QPointF | None = None

    @override
    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        self._pressed = event.position()
        super().mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        start, row = self._pressed, self.model_.row(self.currentIndex())
        visit = row.value if row else None
        if start is None or row is None or not event.buttons() or not isinstance(visit, int):
            super().mouseMoveEvent(event)
        elif (event.position() - start).manhattanLength() >= QApplication.startDragDistance():
            self._pressed = None
            drag_from(self, visit, row.title)


class Shelf(QWidget):
    """Visits that somebody picked up, the one that is pasted next chosen."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._views: tuple[VisitView, ...] = ()
        self._aimed = False
        self.title = Text(tr("Shelf"), Style.STRONG)
        self.hint = wrapped(tr(HINT), Style.SMALL, Tone.MUTED)
        self.list = ShelfList()
        self.openings = Button(tr("Find openings"), Variant.QUIET, "search")
        self.put_back = Button(tr("Put back"), Variant.QUIET, "undo")
        self._arrange()
        self._connect()
        self.refresh()

    def _arrange(self) -> None:
        self.setAcceptDrops(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        column = bare(QVBoxLayout(self), 6)
        column.setContentsMargins(10, 8, 10, 10)
        self.buttons = Flow(self.openings, self.put_back, gap=4)
        for part in (self.title, self.hint, self.list, self.buttons):
            column.addWidget(part)

    def _connect(self) -> None:
        self.list.taken.connect(self._find)
        self.list.moved.connect(self._tell)
        self.openings.clicked.connect(self._find)
        self.put_back.clicked.connect(self._put_back)
        self._desk.changes.happened.connect(self.refresh)
        self._desk.private_changed.connect(self.refresh)

    @property
    def current(self) -> VisitView | None:
        """The visit that is pasted next."""
        return next((v for v in self._views if v.visit.id == self.list.current()), None)

    @property
    def views(self) -> tuple[VisitView, ...]:
        """What is on it."""
        return self._views

    def refresh(self) -> None:
        """Read it again; what was put on it last is chosen."""
        before = {view.visit.id for view in self._views}
        self._views = self._desk.local.read("shelf", partial(shelf, self._desk.clinic))
        fresh = [view.visit.id for view in self._views if view.visit.id not in before]
        keep = fresh[-1] if fresh else self.list.current()
        self.list.show_rows([self._row(view) for view in self._views], keep)
        full = bool(self._views)
        count = len(self._views)
        self.title.setText(tr("Shelf ({count})", count=count) if full else tr("Shelf"))
        self.hint.setVisible(not full)
        self.list.setVisible(full)
        self.buttons.setVisible(full)
        self.changed.emit()

    def _row(self, view: VisitView) -> Row:
        shown = initialled(view) if self._desk.private else view
        was = moves.said_shortly(self._desk, view)
        detail = f"{was} · {view.type.short}"
        return Row(value=view.visit.id, title=shown.patient.listed, detail=detail)

    def _tell(self, _visit: object) -> None:
        self.changed.emit()

    def _find(self) -> None:
        view = self.current
        if view is not None:
            self._desk.move_wanted.emit(view.visit.id)

    def _put_back(self) -> None:
        view = self.current
        if view is not None:
            moves.take_off_shelf(self._desk, view.visit.id)

    def _aim(self, *, aimed: bool) -> None:
        self._aimed = aimed
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        table = tokens(self)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        with QPainter(self) as painter:
            smooth(painter)
            dashed = Qt.PenStyle.SolidLine if self._views else Qt.PenStyle.DashLine
            colour = table.accent if self._aimed else table.hairline
            painter.setPen(QPen(QColor(colour), 2 if self._aimed else 1, dashed))
            painter.setBrush(QColor(table.accent_soft if self._aimed else table.surface))
            painter.drawRoundedRect(area, 8, 8)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent, /) -> None:
        if carried_visit(event.mimeData()) is not None:
            self._aim(aimed=True)
            event.acceptProposedAction()

    @override
    def dragMoveEvent(self, event: QDragMoveEvent, /) -> None:
        event.acceptProposedAction()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent, /) -> None:
        self._aim(aimed=False)

    @override
    def dropEvent(self, event: QDropEvent, /) -> None:
        visit = carried_visit(event.mimeData())
        self._aim(aimed=False)
        if visit is not None:
            event.acceptProposedAction()
            moves.put_on_shelf(self._desk, visit)
