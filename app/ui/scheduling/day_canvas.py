"""The schedule of a day: a painted board of columns, moved about in by arrows or the mouse."""

from datetime import datetime

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget
from typing_extensions import override

from app import words
from app.clinic import Clinic
from app.domain.time import from_minute
from app.ui.common.painting import smooth
from app.ui.common.palette import tokens
from app.ui.common.surfaces import SlimBar
from app.ui.common.text_boxes import TextBox
from app.ui.common.type import Style, metrics, scaled
from app.ui.scheduling.columns import Columns
from app.ui.scheduling.day_edges import Edges, axis_width, head_height
from app.ui.scheduling.day_layout import Card, DayLayout, Scale, lay_out
from app.ui.scheduling.day_painting import DayPainter, card_texts, chip_place, phase_names
from app.ui.scheduling.moving import neighbour
from app.use_cases.views import DayView, VisitView

HOVER = 300
"""Milliseconds before the card of a visit under the pointer shows."""

LEAST_COLUMN = 108


class DayCanvas(QAbstractScrollArea):
    """A day by rooms, people and pumps."""

    opened = Signal(object)
    chosen = Signal(object)
    gap_taken = Signal(object)
    hovered = Signal(object, QPoint)

    def __init__(self, clinic: Clinic) -> None:
        super().__init__()
        self._clinic = clinic
        self._layout: DayLayout | None = None
        self._view: DayView | None = None
        self._current: Card | None = None
        self._under: Card | None = None
        self._columns = Columns()
        self._now: datetime | None = None
        self._rest = QTimer(self)
        self._arrange()
        self._rest.timeout.connect(self._show_hover)

    def _arrange(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBar(SlimBar(Qt.Orientation.Vertical))
        self.setHorizontalScrollBar(SlimBar(Qt.Orientation.Horizontal))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCornerWidget(QWidget())
        self.viewport().setMouseTracking(True)
        self.setMinimumSize(200, 160)
        self.setAccessibleName("Schedule")
        self._rest.setSingleShot(True)
        self._rest.setInterval(HOVER)

    def show_day(self, view: DayView, now: datetime | None) -> None:
        """Another day, or the same read again; `now` only when it is today."""
        first_time = self._view is None or self._view.day != view.day
        self._view, self._now = view, now
        self._lay_out()
        if first_time:
            self._scroll_to_start()

    def show_columns(self, columns: Columns) -> None:
        """Which columns are shown."""
        self._columns = columns
        self._lay_out()

    def _lay_out(self) -> None:
        if self._view is None:
            return
        self._layout = lay_out(self._clinic, self._view, self._columns)
        keep = self._current.view.visit.id if self._current else 0
        cards = self._layout.cards
        self._current = next((c for c in cards if c.view.visit.id == keep), None)
        count = words.plural(len({card.view.visit.id for card in cards}), "visit")
        self.setAccessibleName(f"Schedule of {words.long_day(self._view.day)}, {count}")
        self._set_bars()
        self.viewport().update()

    @property
    def layout_now(self) -> DayLayout | None:
        """What is drawn."""
        return self._layout

    @property
    def current(self) -> VisitView | None:
        """The visit that is chosen."""
        return self._current.view if self._current else None

    def choose(self, visit: int) -> None:
        """Choose a visit by its number."""
        cards = self._layout.cards if self._layout else ()
        self._choose(next((card for card in cards if card.view.visit.id == visit), None))

    def scale(self) -> Scale:
        """Minutes and columns in pixels at the present size."""
        layout = self._layout
        columns = max(1, len(layout.columns)) if layout else 1
        hours = max(1, (layout.last - layout.first) / 60) if layout else 1
        room = self.viewport().width() - axis_width() - 1
        least = metrics(Style.SMALL).height() * 4.6
        per_hour = max(least, (self.viewport().height() - head_height() - 8) / hours)
        return Scale(
            first=layout.first if layout else 0,
            per_minute=per_hour / 60,
            column=max(scaled(LEAST_COLUMN), room / columns),
        )

    def _set_bars(self) -> None:
        layout = self._layout
        if layout is None:
            return
        scale = self.scale()
        wide = round(scale.column * len(layout.columns))
        high = round(scale.y(layout.last)) + 8
        room = QSize(
            self.viewport().width() - axis_width(), self.viewport().height() - head_height()
        )
        self.horizontalScrollBar().setRange(0, max(0, wide - room.width()))
        self.horizontalScrollBar().setPageStep(room.width())
        self.verticalScrollBar().setRange(0, max(0, high - room.height()))
        self.verticalScrollBar().setPageStep(room.height())
        self.verticalScrollBar().setSingleStep(24)

    def _scroll_to_start(self) -> None:
        layout = self._layout
        if layout is None:
            return
        at = layout.minute_of(self._now) - 60 if self._now else layout.first
        starts = [card.start - 30 for card in layout.cards]
        self.verticalScrollBar().setValue(int(self.scale().y(min([at, *starts]))))

    @property
    def origin(self) -> QPointF:
        """Where the first minute of the first column stands in the viewport."""
        return QPointF(
            axis_width() - self.horizontalScrollBar().value(),
            head_height() - self.verticalScrollBar().value(),
        )

    def _card_at(self, spot: QPointF) -> Card | None:
        if self._layout is None or spot.y() < head_height() or spot.x() < axis_width():
            return None
        at, scale = spot - self.origin, self.scale()
        return next((c for c in self._layout.cards if scale.area(c).contains(at)), None)

    def _choose(self, card: Card | None) -> None:
        self._current = card
        if card is not None:
            area = self.scale().area(card).translated(self.origin)
            self._reveal(area)
        self.viewport().update()
        self.chosen.emit(card.view if card else None)

    def _reveal(self, area: QRectF) -> None:
        """Scroll so that an area of the viewport can be seen."""
        bars = (
            (
                self.verticalScrollBar(),
                area.top() - head_height(),
                area.bottom(),
                self.viewport().height(),
            ),
            (
                self.horizontalScrollBar(),
                area.left() - axis_width(),
                area.right(),
                self.viewport().width(),
            ),
        )
        for bar, before, after, room in bars:
            if before < 0:
                bar.setValue(bar.value() + int(before) - 8)
            elif after > room:
                bar.setValue(bar.value() + int(after - room) + 8)

    def _show_hover(self) -> None:
        if self._under is not None:
            area = self.scale().area(self._under).translated(self.origin)
            at = self.viewport().mapToGlobal(area.topRight().toPoint())
            self.hovered.emit(self._under.view, at)

    def text_boxes(self) -> tuple[TextBox, ...]:
        """Every text of the cards that can be seen whole, and the heads of the columns."""
        layout, scale, origin = self._layout, self.scale(), self.origin
        if layout is None:
            return ()
        found = list(self._edges(layout, scale).head_boxes())
        zone = self._clinic.zone
        for card in layout.cards:
            area = scale.area(card)
            boxes = [box for box, _ in card_texts(card, area, zone)]
            chip = chip_place(card, area, zone)
            below = max((box.area.bottom() for box in boxes), default=0.0)
            below += metrics(Style.LABEL).height() + 9 if chip else 0
            boxes += phase_names(card, area, layout, scale, below)
            found += [_moved(box, origin) for box in boxes]
        return tuple(found)

    def _edges(self, layout: DayLayout, scale: Scale) -> Edges:
        return Edges(
            table=tokens(self),
            layout=layout,
            scale=scale,
            origin=self.origin,
            room=self.viewport().size(),
            now=self._now,
            zone=self._clinic.zone,
        )

    def _move(self, key: int) -> None:
        if self._layout is not None:
            self._choose(neighbour(self._layout.cards, self._current, key))

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        layout = self._layout
        if layout is None:
            return
        scale, table = self.scale(), tokens(self)
        edges = self._edges(layout, scale)
        with QPainter(self.viewport()) as painter:
            smooth(painter)
            painter.fillRect(self.viewport().rect(), QColor(table.canvas))
            painter.save()
            painter.setClipRect(edges.inside)
            painter.translate(self.origin)
            drawn = DayPainter(painter, table, layout, scale, self._clinic.zone)
            drawn.ground()
            edges.now_line(painter)
            keep = self._current.view.visit.id if self._current else 0
            for card in layout.cards:
                chosen = card.view.visit.id == keep
                drawn.card(card, chosen=chosen, focused=chosen and self.hasFocus())
            painter.restore()
            edges.heads(painter)
            edges.hours(painter)
            edges.clock(painter)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._set_bars()

    @override
    def scrollContentsBy(self, dx: int, dy: int, /) -> None:
        self.viewport().update()

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._set_bars()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        arrows = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right}
        if event.key() in arrows and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._move(event.key())
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._current:
            self.opened.emit(self._current.view)
        elif event.key() == Qt.Key.Key_Space and self._current:
            self._under = self._current
            self._show_hover()
        else:
            super().keyPressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        card = self._card_at(event.position())
        if card is not self._under:
            self._under = card
            self.hovered.emit(None, QPoint())
            self._rest.start()
        over_gap = card is None and event.position().y() > head_height()
        shape = Qt.CursorShape.CrossCursor if over_gap else Qt.CursorShape.PointingHandCursor
        self.viewport().setCursor(shape)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent, /) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self._layout is None:
            return
        card = self._card_at(event.position())
        if card is not None:
            self._choose(card)
            self.opened.emit(card.view)
        elif event.position().y() > head_height() and event.position().x() > axis_width():
            at = self.scale().minute((event.position() - self.origin).y())
            self.gap_taken.emit(from_minute(self._layout.midnight + at))

    @override
    def leaveEvent(self, event: QEvent, /) -> None:
        super().leaveEvent(event)
        self._under = None
        self.hovered.emit(None, QPoint())

    @override
    def focusInEvent(self, event: QFocusEvent, /) -> None:
        super().focusInEvent(event)
        if self._current is None and self._layout is not None and self._layout.cards:
            self._choose(min(self._layout.cards, key=lambda card: card.start))
        self.viewport().update()

    @override
    def focusOutEvent(self, event: QFocusEvent, /) -> None:
        super().focusOutEvent(event)
        self.viewport().update()


def _moved(box: TextBox, by: QPointF) -> TextBox:
    return TextBox(
        text=box.text,
        area=box.area.translated(by),
        needed=box.needed,
        height=box.height,
        whole=box.whole,
    )
