"""What stands around the day: heads of the columns, the hours, the line and clock of now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app import words
from app.domain.scheduling import Kind
from app.domain.time import wall
from app.ui.common.icons import paint_icon
from app.ui.common.painting import fill_round, say
from app.ui.common.palette import Tokens
from app.ui.common.text_boxes import TextBox
from app.ui.common.type import Style, font, metrics, scaled
from app.ui.scheduling.day_layout import HOUR, DayLayout, Scale

WITH_ICON = 140
ICONS = {Kind.ROOM: "room", Kind.PERSON: "person", Kind.PUMP: "pump"}


def axis_width() -> int:
    """How wide the hours stand."""
    return metrics(Style.SMALL).horizontalAdvance("00:00") + 18


def head_height() -> int:
    """How high the heads of the columns stand."""
    return metrics(Style.STRONG).height() + metrics(Style.SMALL).height() + 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Edges:
    """The fixed edges of a day that is scrolled below and beside them."""

    table: Tokens
    layout: DayLayout
    scale: Scale
    origin: QPointF
    """Where the first minute of the first column stands in the viewport."""
    room: QSize
    now: datetime | None
    zone: ZoneInfo

    def _name_area(self, number: int) -> QRectF:
        left, high = self.origin.x() + number * self.scale.column, metrics(Style.STRONG).height()
        inset = high + 18 if self._with_icons else 8
        return QRectF(left + inset, 7, self.scale.column - inset - 4, high)

    @property
    def _with_icons(self) -> bool:
        return self.scale.column >= scaled(WITH_ICON)

    def head_boxes(self) -> Iterator[TextBox]:
        """The names of the columns, for whoever looks whether they fit."""
        strong = metrics(Style.STRONG)
        for number, resource in enumerate(self.layout.columns):
            yield TextBox(
                text=resource.name,
                area=self._name_area(number),
                needed=strong.horizontalAdvance(resource.name),
                height=strong.height(),
                whole=resource.name,
            )

    def heads(self, painter: QPainter) -> None:
        """Each column's name, kind and note."""
        table, head, wide = self.table, head_height(), self.room.width()
        painter.fillRect(QRectF(0, 0, wide, head), QColor(table.canvas))
        painter.setClipRect(QRectF(axis_width(), 0, wide, head))
        for number, resource in enumerate(self.layout.columns):
            name = self._name_area(number)
            side = name.height()
            if self._with_icons:
                mark = QRectF(name.left() - side - 8, name.top(), side, side)
                paint_icon(painter, ICONS.get(resource.kind, "info"), mark, table.muted)
            say(painter, name, resource.name, table.ink, font(Style.STRONG))
            small = metrics(Style.SMALL).height()
            note = QRectF(name.left(), name.bottom() + 1, name.width(), small)
            say(painter, note, resource.note, table.muted, font(Style.SMALL))
        painter.setClipping(False)
        painter.fillRect(QRectF(0, head - 1, wide, 1), QColor(table.hairline))

    def hours(self, painter: QPainter) -> None:
        """The hours beside the columns."""
        table, axis, head = self.table, axis_width(), head_height()
        side = QRectF(0, head, axis, self.room.height())
        painter.setClipRect(side)
        painter.fillRect(side, QColor(table.canvas))
        high = metrics(Style.SMALL).height()
        for minute in range(self.layout.first, self.layout.last + 1, HOUR):
            y = self.origin.y() + self.scale.y(minute)
            area = QRectF(8, y - high / 2 if minute > self.layout.first else y, axis, high)
            say(painter, area, f"{minute // HOUR:02}:00", table.muted, font(Style.SMALL))
        painter.setClipping(False)

    @property
    def _now_at(self) -> float | None:
        """The height of this moment in the day; None on another day and outside the hours."""
        at = self.layout.minute_of(self.now) if self.now else -1
        return self.scale.y(at) if self.layout.first <= at <= self.layout.last else None

    def now_line(self, painter: QPainter) -> None:
        """The line of this moment, drawn in the coordinates of the day, below the visits."""
        y = self._now_at
        if y is not None:
            painter.setPen(QPen(QColor(self.table.now), 1.6))
            wide = self.scale.column * len(self.layout.columns)
            painter.drawLine(QPointF(0, y), QPointF(wide, y))

    def clock(self, painter: QPainter) -> None:
        """The time of this moment, beside its line."""
        at = self._now_at
        if at is None or self.now is None:
            return
        y, high = self.origin.y() + at, metrics(Style.LABEL).height()
        pill = QRectF(2, y - high / 2 - 1, axis_width() - 4, high + 2)
        painter.setClipRect(QRectF(0, head_height(), self.room.width(), self.room.height()))
        fill_round(painter, pill, self.table.now, pill.height() / 2)
        said = words.clock(wall(self.now, self.zone))
        ink, middle = self.table.surface, Qt.AlignmentFlag.AlignHCenter
        say(painter, pill, said, ink, font(Style.LABEL), align=middle)
        painter.setClipping(False)
