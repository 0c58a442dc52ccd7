"""The schedule of a day as a board that scrolls and zooms: painted, and not yet touched."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from typing_extensions import override

from app import words
from app.clinic import Clinic
from app.ui.common.board import Board
from app.ui.common.painting import smooth
from app.ui.common.palette import tokens
from app.ui.common.text_boxes import TextBox
from app.ui.common.type import Style, metrics, scaled
from app.ui.scheduling.columns import Columns
from app.ui.scheduling.day_cards import Drawer, Drawing
from app.ui.scheduling.day_edges import Edges, axis_width, head_height
from app.ui.scheduling.day_frames import draw_frame, paint_frame
from app.ui.scheduling.day_layout import Card, DayLayout, Scale, lay_out
from app.ui.scheduling.day_needed import lane_width
from app.ui.scheduling.day_painting import DayPainter
from app.ui.scheduling.day_sessions import SessionFrame
from app.ui.scheduling.day_zoom import Zoom
from app.use_cases.views import DayView
from app.words.tongue import tr

LEAST_COLUMN = 108
LINES_AN_HOUR = 4.6
"""How high an hour stands before anybody zooms, in lines of small text."""


class DayBoard(Board):
    """A day in columns: where everything stands, at any zoom and scroll."""

    def __init__(self, clinic: Clinic, zoom: Zoom) -> None:
        super().__init__(tr("Schedule"))
        self._clinic, self._zoom = clinic, zoom
        self._layout: DayLayout | None = None
        self._view: DayView | None = None
        self._drawn_at: Scale | None = None
        self._drawings: tuple[Drawing, ...] = ()
        self._columns = Columns()
        self._now: datetime | None = None

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
        count = len({card.view.visit.id for card in self._layout.cards})
        day = words.long_day(self._view.day)
        visits = words.plural(count, "visit")
        self.setAccessibleName(tr("Schedule of {day}, {visits}", day=day, visits=visits))
        self.set_bars()
        self.viewport().update()

    @property
    def layout_now(self) -> DayLayout | None:
        """What is drawn."""
        return self._layout

    def scale(self) -> Scale:
        """Minutes and columns in pixels at the present size."""
        layout = self._layout
        columns = max(1, len(layout.columns)) if layout else 1
        hours = max(1, (layout.last - layout.first) / 60) if layout else 1
        room = self.viewport().width() - axis_width() - 1
        wanted = metrics(Style.SMALL).height() * LINES_AN_HOUR * self._zoom.percent / 100
        per_hour = max(wanted, (self.viewport().height() - head_height() - 8) / hours)
        column = max(scaled(LEAST_COLUMN), room / columns)
        return Scale(
            first=layout.first if layout else 0,
            per_minute=per_hour / 60,
            column=column,
            lane=lane_width(column),
            line=metrics(Style.STRONG).height() + 1,
        )

    @override
    def set_bars(self) -> None:
        layout = self._layout
        if layout is None:
            return
        scale = self.scale()
        wide = round(scale.column * len(layout.columns))
        high = round(scale.y(layout.last)) + 8
        room = QSize(
            self.viewport().width() - axis_width(), self.viewport().height() - head_height()
        )
        self.fit_bars(QSize(wide, high), room)

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

    def is_inside(self, spot: QPointF) -> bool:
        """Whether a point of the viewport lies on the columns, not on heads or hours."""
        return spot.y() > head_height() and spot.x() > axis_width()

    def card_at(self, spot: QPointF) -> Card | None:
        """The card under a point of the viewport."""
        if self._layout is None or not self.is_inside(spot):
            return None
        at, scale = spot - self.origin, self.scale()
        cards = reversed(self._layout.cards)  # what was drawn last lies on top
        return next((card for card in cards if scale.area(card).contains(at)), None)

    def frame_at(self, spot: QPointF) -> SessionFrame | None:
        """The group session under a point of the viewport."""
        if self._layout is None or not self.is_inside(spot):
            return None
        at, scale = spot - self.origin, self.scale()
        frames = self._layout.frames
        return next((frame for frame in frames if scale.frame(frame).contains(at)), None)

    def columns_area(self) -> QRectF:
        """The part of the viewport in which the columns scroll."""
        axis, head, size = axis_width(), head_height(), self.viewport().size()
        return QRectF(axis, head, size.width() - axis, size.height() - head)

    def reveal(self, area: QRectF) -> None:
        """Scroll so that an area of the viewport can be seen."""
        size = self.viewport().size()
        up, left = area.top() - head_height(), area.left() - axis_width()
        bars = (
            (self.verticalScrollBar(), up, area.bottom(), size.height()),
            (self.horizontalScrollBar(), left, area.right(), size.width()),
        )
        for bar, before, after, room in bars:
            if before < 0:
                bar.setValue(bar.value() + int(before) - 8)
            elif after > room:
                bar.setValue(bar.value() + int(after - room) + 8)

    def zoom_in(self) -> None:
        """Hours stand one step higher."""
        self.zoom_about(self._zoom.larger, self.viewport().height() / 2)

    def zoom_out(self) -> None:
        """Hours stand one step lower, down to the whole day at once."""
        self.zoom_about(self._zoom.smaller, self.viewport().height() / 2)

    def zoom_about(self, change: Callable[[], None], y: float) -> None:
        """Change the zoom while the minute at a height of the viewport stays where it is."""
        before, bar = self.scale(), self.verticalScrollBar()
        minutes = (y - self.origin.y()) / before.per_minute
        change()
        self.set_bars()
        bar.setValue(round(minutes * self.scale().per_minute + head_height() - y))
        self.viewport().update()

    def text_boxes(self) -> tuple[TextBox, ...]:
        """Every text of the cards that can be seen whole, and the heads of the columns."""
        layout, scale, origin = self._layout, self.scale(), self.origin
        if layout is None:
            return ()
        boxes = [box for drawing in self._drawn() for box in drawing.text_boxes]
        zone = self._clinic.zone
        for frame in layout.frames:
            boxes += [line.box for line in draw_frame(frame, layout, scale, zone).lines]
        moved = (_moved(box, origin) for box in boxes)
        heads = self._edges(layout, scale).head_boxes()
        below = self.columns_area().top()
        return (*heads, *(box for box in moved if box.area.top() >= below))

    def _drawn(self) -> tuple[Drawing, ...]:
        """What stands in every card, worked out again only when sizes or visits have changed."""
        layout, scale = self._layout, self.scale()
        if layout is not None and scale != self._drawn_at:
            self._drawn_at = scale
            drawer = Drawer(layout, scale, self._clinic.zone)
            self._drawings = tuple(drawer.draw(card) for card in layout.cards)
        return self._drawings

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

    def paint_day(self, painter: QPainter, seen: QRectF, chosen: int, *, focused: bool) -> None:
        """The part of the day in an area of the viewport, one visit of it chosen."""
        layout = self._layout
        if layout is None:
            return
        scale, table = self.scale(), tokens(self)
        edges = self._edges(layout, scale)
        smooth(painter)
        painter.fillRect(seen, QColor(table.canvas))
        painter.save()
        painter.setClipRect(self.columns_area())
        painter.translate(self.origin)
        drawn = DayPainter(painter, table, layout, scale)
        drawn.ground()
        edges.now_line(painter)
        for frame in layout.frames:
            paint_frame(painter, draw_frame(frame, layout, scale, self._clinic.zone), table)
        for drawing in self._drawn():
            if drawing.area.intersects(seen.translated(-self.origin)):
                is_chosen = drawing.card.view.visit.id == chosen
                drawn.card(drawing, chosen=is_chosen, focused=is_chosen and focused)
        painter.restore()
        edges.heads(painter)
        edges.hours(painter)
        edges.clock(painter)

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        with QPainter(self.viewport()) as painter:
            self.paint_day(painter, QRectF(event.rect()), 0, focused=False)

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._drawn_at = None
        super().changeEvent(event)


def _moved(box: TextBox, by: QPointF) -> TextBox:
    return TextBox(
        text=box.text,
        area=box.area.translated(by),
        needed=box.needed,
        height=box.height,
        whole=box.whole,
    )
