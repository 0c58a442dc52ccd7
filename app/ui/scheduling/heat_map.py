"""A month of openings: each day says how many starts are to be had, in a number and a shade."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from typing_extensions import override

from app import words
from app.domain.months import WEEK, weeks_of
from app.ui.common.board import STEP, Board
from app.ui.common.calendar import first_weekday, moved
from app.ui.common.painting import fill_round, focus_ring, outline, say, smooth
from app.ui.common.palette import Tokens, tokens
from app.ui.common.text_boxes import TextBox
from app.ui.common.type import Style, advance, font, metrics, scaled
from app.ui.scheduling.day_painting import with_alpha
from app.words.tongue import tr, tr_of

LEAST_CELL = 46
PAD = 9
TURNING = frozenset({Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})
STRENGTHS = (0, 22, 46, 74)
"""How strongly the shade covers the ground: none, few, some and many starts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatDay:
    """What the month says of a day."""

    day: date
    starts: int
    open: bool
    past: bool
    note: str = ""
    """Why it is closed, when the clinic says so."""

    @property
    def said(self) -> tuple[str, ...]:
        """How many starts, or why none, in the longest words first."""
        if self.past:
            return ("",)
        if not self.open:
            closed = tr_of("day", "Closed")
            return (self.note, closed, "–") if self.note else (closed, "–")
        if not self.starts:
            return (tr_of("day", "Full"), "0")
        return (words.plural(self.starts, "start"), str(self.starts))


class HeatMap(Board):
    """A month in weeks; arrows move, Enter goes to the day."""

    taken = Signal(object)
    turned = Signal(object)
    """The keyboard has left the month: the day where it stands now."""

    def __init__(self, day: date) -> None:
        super().__init__(tr("Openings of the month"))
        self._days: Mapping[date, HeatDay] = {}
        self._today = self._month = day
        self.weeks: tuple[tuple[date, ...], ...] = weeks_of(day, first_weekday())
        self.at = day
        """Where the keyboard stands."""
        self.horizontalScrollBar().setSingleStep(STEP)

    def show_month(
        self,
        weeks: tuple[tuple[date, ...], ...],
        days: Mapping[date, HeatDay],
        day: date,
        today: date,
    ) -> None:
        """The weeks of the month that holds a day, with the keyboard on that day."""
        self.weeks, self._days = weeks, days
        self._month, self._today, self.at = day, today, day
        self.setAccessibleName(tr("Openings of {month}", month=words.month(day)))
        self._speak()
        self.set_bars()
        self.viewport().update()

    def _speak(self) -> None:
        day = self._days.get(self.at)
        said = day.said[0] if day else ""
        self.setAccessibleDescription(", ".join(t for t in (words.long_day(self.at), said) if t))

    def _head(self) -> int:
        return metrics(Style.LABEL).height() + 8

    def _cell(self) -> tuple[float, float]:
        room = self.viewport().size()
        least = metrics(Style.STRONG).height() + metrics(Style.BODY).height() + 20
        high = (room.height() - self._head()) / len(self.weeks)
        return max(float(scaled(LEAST_CELL)), room.width() / WEEK), max(float(least), high)

    @override
    def set_bars(self) -> None:
        wide, high = self._cell()
        whole = QSize(round(wide * WEEK), round(high * len(self.weeks)) + self._head())
        self.fit_bars(whole, self.viewport().size())

    def area(self, day: date) -> QRectF:
        """Where a day of the shown weeks stands in the viewport."""
        at = (day - self.weeks[0][0]).days
        wide, high = self._cell()
        left = at % WEEK * wide - self.horizontalScrollBar().value()
        top = self._head() + at // WEEK * high - self.verticalScrollBar().value()
        return QRectF(left, top, wide, high)

    def _day_at(self, point: QPointF) -> date | None:
        if point.y() < self._head():
            return None
        return next((day for day in self._days if self.area(day).contains(point)), None)

    def _names(self) -> list[TextBox]:
        boxes: list[TextBox] = []
        for day in self.weeks[0]:
            area = self.area(day)
            room = QRectF(area.left() + PAD, 0, area.width() - PAD - 4, self._head())
            boxes.append(_fitting((words.long_weekday(day), words.weekday(day)), room, Style.LABEL))
        return boxes

    def _texts(self, day: HeatDay) -> list[tuple[TextBox, Style]]:
        """The number of a day, and what it says."""
        inner = self.area(day.day).adjusted(PAD, PAD - 1, -PAD + 3, -PAD)
        number = QRectF(inner.left(), inner.top(), inner.width(), metrics(Style.STRONG).height())
        below = QRectF(inner.left(), number.bottom() + 1, inner.width(), 0)
        below.setHeight(metrics(Style.BODY).height())
        return [
            (_fitting(self._named(day.day), number, Style.STRONG), Style.STRONG),
            (_fitting(day.said, below, Style.BODY), Style.BODY),
        ]

    def _named(self, day: date) -> tuple[str, ...]:
        """The day's number, with its month where another one begins."""
        other = day.month != self._month.month or day == self.weeks[0][0]
        return (words.day_month(day), str(day.day)) if other else (str(day.day),)

    def text_boxes(self) -> tuple[TextBox, ...]:
        """What the days say that can be seen whole, and the names over them."""
        room = QRectF(self.viewport().rect()).adjusted(0, self._head(), 0, 0)
        shown = [day for day in self._days.values() if room.contains(self.area(day.day))]
        return (*self._names(), *(box for day in shown for box, _ in self._texts(day)))

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        table = tokens(self)
        most = max((day.starts for day in self._days.values()), default=0)
        with QPainter(self.viewport()) as painter:
            smooth(painter)
            painter.fillRect(self.viewport().rect(), QColor(table.canvas))
            for day in self._days.values():
                self._paint_day(painter, table, day, most)
            head = QRectF(0, 0, self.viewport().width(), self._head())
            painter.fillRect(head, QColor(table.canvas))
            for box in self._names():
                say(painter, box.area, box.text, table.muted, font(Style.LABEL))

    def _paint_day(self, painter: QPainter, table: Tokens, day: HeatDay, most: int) -> None:
        body = self.area(day.day).adjusted(2, 2, -2, -2)
        quiet = day.past or not day.open
        fill_round(painter, body, table.sunken if quiet else table.surface, 8)
        share = day.starts / most if most else 0.0
        if day.starts and not quiet:
            step = 1 + min(2, int(share * 3))
            fill_round(painter, body, with_alpha(table.accent_fill, STRENGTHS[step]).name(HEX), 8)
            self._bar(painter, table, body, share)
        if table.high_contrast:
            outline(painter, body, table.hairline, 8)
        if day.day == self._today:
            outline(painter, body, table.accent, 8, 1.5)
        for box, style in self._texts(day):
            ink = table.muted if quiet else table.ink
            ink = table.accent if day.day == self._today and style is Style.STRONG else ink
            say(painter, box.area, box.text, ink, font(style))
        if day.day == self.at:
            around = body.adjusted(-1, -1, 1, 1)
            focus_ring(painter, around, table, 9, focused=self.hasFocus())

    def _bar(self, painter: QPainter, table: Tokens, body: QRectF, share: float) -> None:
        """How many against the best day of the month, as a length."""
        track = QRectF(body.left() + PAD, body.bottom() - 9, body.width() - 2 * PAD, 4)
        filled = QRectF(track.left(), track.top(), max(4.0, track.width() * share), 4)
        fill_round(painter, filled, table.accent, 2)

    def _move(self, day: date) -> None:
        if day not in self._days:
            self.turned.emit(day)
            return
        self.at = day
        self._speak()
        self._reveal()
        self.viewport().update()

    def _reveal(self) -> None:
        """Scroll so that the keyboard's day can be seen."""
        area, room = self.area(self.at), self.viewport().size()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        if area.left() < 0 or area.right() > room.width():
            across.setValue(across.value() + int(area.center().x() - room.width() / 2))
        if area.top() < self._head() or area.bottom() > room.height():
            down.setValue(down.value() + int(area.center().y() - room.height() / 2))

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        day = moved(self.at, event)
        if day is not None and event.key() in TURNING:
            self.turned.emit(day)
        elif day is not None:
            self._move(day)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.taken.emit(self.at)
        else:
            super().keyPressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        day = self._day_at(event.position())
        shown = self._days.get(day) if day else None
        said = shown.said[0] if shown else ""
        self.viewport().setToolTip(f"{words.day(day)}: {said}" if day and said else "")
        shape = Qt.CursorShape.PointingHandCursor if day else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent, /) -> None:
        day = self._day_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and day is not None:
            self.taken.emit(day)


HEX = QColor.NameFormat.HexArgb


def _fitting(names: tuple[str, ...], area: QRectF, style: Style) -> TextBox:
    """The longest of some words that has room; else the shortest, cut, with all of them said."""
    found = (name for name in names if advance(name, style) <= area.width())
    text = next(found, names[-1])
    needed, high = advance(text, style), metrics(style).height()
    return TextBox(text=text, area=area, needed=needed, height=high, whole=" ".join(names))
