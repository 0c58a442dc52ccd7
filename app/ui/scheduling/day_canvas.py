"""The schedule of a day: a painted board of columns, moved about in by arrows or the mouse."""

from collections.abc import Callable
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
    QWheelEvent,
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
from app.ui.scheduling.day_cards import Drawer, Drawing
from app.ui.scheduling.day_edges import Edges, axis_width, head_height
from app.ui.scheduling.day_layout import Card, DayLayout, Scale, lay_out
from app.ui.scheduling.day_painting import DayPainter
from app.ui.scheduling.day_zoom import Zoom
from app.ui.scheduling.moving import neighbour
from app.use_cases.views import DayView, VisitView

HOVER = 300
"""Milliseconds before the card of a visit under the pointer shows."""

LEAST_COLUMN = 108
LINES_AN_HOUR = 4.6
"""How high an hour stands before anybody zooms, in lines of small text."""


class DayCanvas(QAbstractScrollArea):
    """A day by rooms, people and pumps."""

    opened = Signal(object)
    chosen = Signal(object)
    gap_taken = Signal(object)
    hovered = Signal(object, QPoint)

    def __init__(self, clinic: Clinic, zoom: Zoom) -> None:
        super().__init__()
        self._clinic, self._zoom = clinic, zoom
        self._layout: DayLayout | None = None
        self._drawn_at: Scale | None = None
        self._drawings: tuple[Drawing, ...] = ()
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
        self._drawn_at = None
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
        wanted = metrics(Style.SMALL).height() * LINES_AN_HOUR * self._zoom.percent / 100
        per_hour = max(wanted, (self.viewport().height() - head_height() - 8) / hours)
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
        boxes = [box for drawing in self._drawn() for box in drawing.text_boxes]
        heads = self._edges(layout, scale).head_boxes()
        return (*heads, *(_moved(box, origin) for box in boxes))

    def _drawn(self) -> tuple[Drawing, ...]:
        """What stands in every card, worked out again only when sizes or visits have changed."""
        layout, scale = self._layout, self.scale()
        if layout is not None and scale != self._drawn_at:
            self._drawn_at = scale
            drawer = Drawer(layout, scale, self._clinic.zone)
            self._drawings = tuple(drawer.draw(card) for card in layout.cards)
        return self._drawings

    def zoom_in(self) -> None:
        """Hours stand one step higher."""
        self._zoom_about(self._zoom.larger, self.viewport().height() / 2)

    def zoom_out(self) -> None:
        """Hours stand one step lower, down to the whole day at once."""
        self._zoom_about(self._zoom.smaller, self.viewport().height() / 2)

    def _zoom_about(self, change: Callable[[], None], y: float) -> None:
        """Change the zoom while the minute at a height of the viewport stays where it is."""
        before, bar = self.scale(), self.verticalScrollBar()
        minutes = (y - self.origin.y()) / before.per_minute
        change()
        self._set_bars()
        bar.setValue(round(minutes * self.scale().per_minute + head_height() - y))
        self.viewport().update()

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

    def _paint_cards(self, painter: DayPainter, seen: QRectF) -> None:
        keep = self._current.view.visit.id if self._current else 0
        for drawing in self._drawn():
            if drawing.area.intersects(seen):
                chosen = drawing.card.view.visit.id == keep
                painter.card(drawing, chosen=chosen, focused=chosen and self.hasFocus())

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
            drawn = DayPainter(painter, table, layout, scale)
            drawn.ground()
            edges.now_line(painter)
            self._paint_cards(drawn, QRectF(event.rect()).translated(-self.origin))
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
            self._drawn_at = None
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
    def wheelEvent(self, event: QWheelEvent, /) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            change = self._zoom.larger if event.angleDelta().y() > 0 else self._zoom.smaller
            self._zoom_about(change, event.position().y())
            event.accept()
        else:
            super().wheelEvent(event)

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
