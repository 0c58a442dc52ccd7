"""The picture of a report: bars with their names before them and their numbers behind."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from typing_extensions import override

from app.domain.pictures import Bar, Picture, Step
from app.ui.common.board import STEP, Board
from app.ui.common.icons import paint_icon
from app.ui.common.painting import focus_ring, say, smooth
from app.ui.common.palette import Tokens, tokens
from app.ui.common.text_boxes import TextBox
from app.ui.common.type import Style, advance, font, metrics, scaled
from app.ui.reports.patterns import fill_pattern, mark_side, paint_mark
from app.words.tongue import tr

GAP = 12
EDGE = 8
SHARE = 0.3
"""The most of the whole width that the names take, and the numbers behind the bars."""
LEAST_BARS = 240
"""Pixels at 100 % text that the bars need beside the words; else they stand below them."""


@dataclass(frozen=True, slots=True)
class Row:
    """A heading, or a bar, at its height in the picture."""

    top: float
    high: float
    bar: Bar | None
    title: str = ""


class PictureBoard(Board):
    """A picture drawn on the palette; arrows scroll it, and the table behind it is for walking."""

    def __init__(self) -> None:
        super().__init__(tr("Picture of the report"))
        self._picture = Picture(title="", about="")
        self._rows: tuple[Row, ...] = ()
        self.horizontalScrollBar().setSingleStep(STEP)
        self.setMinimumSize(120, 80)  # in large text what is said goes first

    def show_picture(self, picture: Picture) -> None:
        """Another picture; what is drawn is also said, bar by bar."""
        self._picture = picture
        self.setAccessibleName(picture.title)
        said = "; ".join(f"{bar.name}: {bar.said}" for bar in picture.bars)
        self.setAccessibleDescription(f"{said}. {tr('T shows the table behind it.')}")
        self.verticalScrollBar().setValue(0)
        self.set_bars()
        self.viewport().update()

    # --- where things stand ---

    @property
    def _columns(self) -> tuple[float, float]:
        """How wide the names and the numbers stand."""
        bars, most = self._picture.bars, SHARE * self.viewport().width()
        names = max((advance(bar.name, _name_style(bar)) for bar in bars), default=0)
        flag = mark_side() + 6
        said = max((advance(bar.said, Style.BODY) + flag * bar.trouble for bar in bars), default=0)
        return min(names + 4, most), min(said + 4, most)

    @property
    def is_stacked(self) -> bool:
        """Whether the words stand above the bars, for want of room."""
        names, said = self._columns
        most = SHARE * self.viewport().width()
        short = self.viewport().width() - names - said - 2 * GAP - 2 * EDGE < scaled(LEAST_BARS)
        return short or most in {names, said}

    def _head(self) -> float:
        return metrics(Style.SMALL).height() + 10

    def _track(self) -> tuple[float, float]:
        """Where the bars begin and end."""
        last_step = max((advance(s.said, Style.SMALL) for s in self._picture.steps[-1:]), default=0)
        room = self.viewport().width() - EDGE
        if self.is_stacked:
            return EDGE + advance("00", Style.SMALL) / 2, room - max(last_step / 2, EDGE)
        names, said = self._columns
        return EDGE + names + GAP, room - max(said + GAP, last_step / 2)

    def _at(self, place: float) -> float:
        first, last = self._track()
        end = self._picture.end or 1.0
        return first + (last - first) * min(place, end) / end

    @override
    def set_bars(self) -> None:
        self._rows = tuple(self._lay())
        high = self._rows[-1].top + self._rows[-1].high + EDGE if self._rows else 0
        self.fit_bars(QSize(0, round(high)), self.viewport().size())

    def _lay(self) -> Iterator[Row]:
        line, stacked = metrics(Style.BODY).height(), self.is_stacked
        row = 2 * line + 14 if stacked else max(line + 12.0, 30.0)
        top = self._head() + 4
        for group in self._picture.groups:
            if group.title:
                heading = metrics(Style.STRONG).height() + 14
                yield Row(top, heading, None, group.title)
                top += heading
            for bar in group.bars:
                yield Row(top, row, bar)
                top += row

    def _shown(self) -> Iterator[tuple[Row, QRectF]]:
        """The rows that can be seen, each with its room in the viewport."""
        down, room = self.verticalScrollBar().value(), self.viewport().height()
        for row in self._rows:
            area = QRectF(EDGE, row.top - down, self.viewport().width() - 2 * EDGE, row.high)
            if area.bottom() > self._head() and area.top() < room:
                yield row, area

    def _words(self, bar: Bar, area: QRectF) -> tuple[TextBox, TextBox]:
        """The name of a bar and its numbers, each where it stands."""
        names, said = self._columns
        needed = advance(bar.name, _name_style(bar)), advance(bar.said, Style.BODY)
        high = metrics(Style.BODY).height()
        if self.is_stacked:
            flag = mark_side() + 6 if bar.trouble else 0.0
            room = area.width() - flag
            right = min(float(needed[1]), room * 0.6)
            left = min(float(needed[0]) + 2, room - right - GAP)
            first = QRectF(area.left(), area.top() + 2, left, high)
            second = QRectF(area.right() - right - 1, area.top() + 2, right + 1, high)
        else:
            first = QRectF(area.left(), area.center().y() - high / 2, names, high)
            right = said - (mark_side() + 6 if bar.trouble else 0)
            second = QRectF(area.right() - right, first.top(), right, high)
        whole = f"{bar.name}: {bar.said}"
        return (
            TextBox(text=bar.name, area=first, needed=needed[0], height=high, whole=whole),
            TextBox(text=bar.said, area=second, needed=needed[1], height=high, whole=whole),
        )

    def _step_boxes(self) -> Iterator[TextBox]:
        """What is written over the bars: as many places as there is room for."""
        high, free = metrics(Style.SMALL).height(), float("-inf")
        for step in self._picture.steps:
            wide = advance(step.said, Style.SMALL)
            area = QRectF(max(2.0, self._at(step.at) - wide / 2), 4, wide + 1, high)
            if area.left() > free:
                free = area.right() + 10
                yield TextBox(text=step.said, area=area, needed=wide, height=high)

    def _title_box(self, row: Row, area: QRectF) -> TextBox:
        high = metrics(Style.STRONG).height()
        room = QRectF(area.left(), area.bottom() - high - 4, area.width(), high)
        needed = advance(row.title, Style.STRONG)
        return TextBox(text=row.title, area=room, needed=needed, height=high)

    def text_boxes(self) -> tuple[TextBox, ...]:
        """Every text that can be seen whole."""
        boxes = list(self._step_boxes())
        room = QRectF(self.viewport().rect()).adjusted(0, self._head(), 0, 0)
        for row, area in self._shown():
            if not room.contains(area):
                continue
            mine = self._words(row.bar, area) if row.bar else (self._title_box(row, area),)
            boxes += [box for box in mine if box.text]
        return tuple(boxes)

    # --- painting ---

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        table = tokens(self)
        with QPainter(self.viewport()) as painter:
            smooth(painter)
            self._paint_steps(painter, table)
            for row, area in self._shown():
                if row.bar is None:
                    box = self._title_box(row, area)
                    say(painter, box.area, box.text, table.ink, font(Style.STRONG))
                else:
                    self._paint_bar(painter, table, row.bar, area)
            head = QRectF(0, 0, self.viewport().width(), self._head())
            painter.fillRect(head, QColor(table.surface))
            for box in self._step_boxes():
                say(painter, box.area, box.text, table.muted, font(Style.SMALL))
            if self.hasFocus():
                ring = QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1)
                focus_ring(painter, ring, table, 6)

    def _paint_steps(self, painter: QPainter, table: Tokens) -> None:
        """Fine lines down from the places of the measure, as far as there are bars."""
        down = self.verticalScrollBar().value()
        for row in self._rows:
            if row.bar is None:
                continue
            words = metrics(Style.BODY).height() + 4 if self.is_stacked else 0
            for step in self._picture.steps:
                top = row.top - down + words
                self._paint_step(painter, table, step, top, row.high - words)

    def _paint_step(
        self, painter: QPainter, table: Tokens, step: Step, top: float, high: float
    ) -> None:
        line = QRectF(round(self._at(step.at)), top, 1, high)
        painter.fillRect(line, QColor(table.edge if not step.at else table.hairline))

    def _paint_bar(self, painter: QPainter, table: Tokens, bar: Bar, area: QRectF) -> None:
        name, said = self._words(bar, area)
        ink = table.muted if bar.quiet else table.ink
        say(painter, name.area, bar.name, ink, font(_name_style(bar)))
        colour = table.states["blocked"].mark if bar.trouble else ink
        right = Qt.AlignmentFlag.AlignRight
        say(painter, said.area, bar.said, colour, font(Style.BODY), align=right)
        if bar.trouble:
            self._paint_flag(painter, table, said)
        track = self._track_of(area)
        for each in bar.stretches:
            first, last = self._at(each.start), self._at(each.end)
            stretch = QRectF(first, track.top(), max(2.0, last - first), track.height())
            fill_pattern(painter, stretch, each.pattern, table)
        for mark in bar.marks:
            at = QPointF(self._at(mark.at), track.center().y())
            paint_mark(painter, at, mark, table, mark_side())

    def _paint_flag(self, painter: QPainter, table: Tokens, said: TextBox) -> None:
        """The shape before the numbers of a bar in trouble."""
        side = mark_side()
        left = said.area.right() - min(said.needed, said.area.width()) - side - 6
        flag = QRectF(left, said.area.center().y() - side / 2, side, side)
        paint_icon(painter, "warning", flag, table.states["blocked"].mark)

    def _track_of(self, area: QRectF) -> QRectF:
        """How high the bar stands in its row."""
        line = metrics(Style.BODY).height()
        high = line * 0.8
        middle = area.top() + line + 4 + high / 2 + 1 if self.is_stacked else area.center().y()
        return QRectF(area.left(), middle - high / 2, area.width(), high)

    @override
    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        found = (row.bar for row, area in self._shown() if area.contains(event.position()))
        bar = next(found, None)
        self.viewport().setToolTip(f"{bar.name}: {bar.said}" if bar else "")


def _name_style(bar: Bar) -> Style:
    return Style.STRONG if bar.trouble else Style.BODY
