"""How a drag looks over a day that stands still: what is lit, the ghost, the visit on its way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app import words
from app.domain.time import GRAIN, from_minute, wall
from app.ui.common.icons import paint_icon
from app.ui.common.painting import fill_round, outline, say
from app.ui.common.palette import Tokens, kind_pair
from app.ui.common.type import Style, advance, font, metrics
from app.ui.scheduling.day_drag import Drag, Stretching
from app.ui.scheduling.day_layout import DayLayout, Scale, Shade
from app.words.tongue import tr

RADIUS = 7.0
VEIL = 170


def merged(shades: Sequence[Shade]) -> Iterator[Shade]:
    """Spans of one column, those that overlap made one."""
    ordered = sorted(shades, key=lambda each: each.start)
    while ordered:
        first = ordered.pop(0)
        while ordered and ordered[0].start <= first.end:
            first = replace(first, end=max(first.end, ordered.pop(0).end))
        yield first


@dataclass(frozen=True, slots=True, kw_only=True)
class DragPainter:
    """Draws what a drag looks like over a day that stands still."""

    painter: QPainter
    table: Tokens
    layout: DayLayout
    scale: Scale
    zone: ZoneInfo

    def veil(self, drag: Drag) -> None:
        """Everything but the lawful spans stands back; a bar marks where the visit may begin."""
        painter, table = self.painter, self.table
        lit = list(drag.lit())
        ground = QColor(table.canvas)
        ground.setAlpha(VEIL)
        high = self.scale.y(self.layout.last)
        for column in range(len(self.layout.columns)):
            mine = list(merged([shade for shade in lit if shade.column == column]))
            for start, end in self._gaps(mine):
                area = self.scale.shade(Shade(column=column, start=start, end=end))
                painter.fillRect(area.intersected(QRectF(0, 0, area.right(), high)), ground)
            for shade in mine:
                area = self.scale.shade(shade).adjusted(2, 1, -1, -1)
                outline(painter, area, table.accent, 4, 1.4)
        for shade in drag.begins():
            bar = self.scale.shade(shade).adjusted(4, 2, 0, 0)
            bar.setWidth(3)
            fill_round(painter, bar, table.accent, 1.5)
        if drag.card is not None:
            self.ghost(self.scale.area(drag.card), drag.view.type.colour)

    def _gaps(self, lit: Sequence[Shade]) -> Iterator[tuple[int, int]]:
        at = self.layout.first
        for shade in sorted(lit, key=lambda each: each.start):
            if shade.start > at:
                yield at, shade.start
            at = max(at, shade.end)
        if at < self.layout.last:
            yield at, self.layout.last

    def ghost(self, area: QRectF, colour: str) -> None:
        """The outline of a visit that has been picked up."""
        mark = kind_pair(self.table, colour).mark
        fill_round(self.painter, area, self.table.canvas, RADIUS)
        self.painter.setPen(QPen(QColor(mark), 1.4, Qt.PenStyle.DashLine))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), RADIUS, RADIUS)

    def moving(self, drag: Drag) -> None:
        """The visit where it would stand now, with its time and whether it may."""
        if not drag.is_placed:
            return
        top = drag.start + drag.lead
        shade = Shade(column=drag.column, start=top, end=top + drag.length)
        area = self.scale.shade(shade).adjusted(3, 1, -4, -1)
        pair = kind_pair(self.table, drag.view.type.colour)
        state = "ready" if drag.may_stand else "blocked"
        fill_round(self.painter, area, pair.fill, RADIUS)
        outline(self.painter, area, self.table.states[state].mark, RADIUS, 2)
        words_area = QRectF(area.left() + 10, area.top() + 4, area.width() - 14, 0)
        words_area.setHeight(metrics(Style.STRONG).height())
        self._tag(area, words.clock(self._wall(drag.start)), state)
        if area.height() > words_area.height() * 2 + 10:
            words_area.moveTop(words_area.top() + metrics(Style.LABEL).height() + 8)
            name = drag.view.patient.listed
            say(self.painter, words_area, name, self.table.ink, font(Style.STRONG))

    def stretching(self, stretching: Stretching) -> None:
        """The visit as long as it would be."""
        card = stretching.card
        area = self.scale.area(replace(card, end=max(card.start + GRAIN, card.end + stretching.by)))
        pair = kind_pair(self.table, card.view.type.colour)
        if stretching.by > 0:
            longer = QRectF(area.left(), self.scale.y(card.end) - 1, area.width(), 0)
            longer.setBottom(area.bottom())
            fill_round(self.painter, longer, pair.fill, 2)
        outline(self.painter, area, self.table.accent, RADIUS, 2)
        until = words.clock(wall(stretching.end, self.zone))
        high = metrics(Style.LABEL).height() + 8
        foot = QRectF(area.left(), area.bottom() - high, area.width(), high)
        said = tr("until {time} · {minutes} min", time=until, minutes=stretching.minutes)
        self._tag(foot, said, "idle")

    def _tag(self, area: QRectF, said: str, state: str) -> None:
        pair, high = self.table.states[state], metrics(Style.LABEL).height()
        side = high - 4
        wide = advance(said, Style.LABEL) + side + 18
        tag = QRectF(area.left() + 4, area.top() + 3, wide, high + 2)
        fill_round(self.painter, tag, pair.fill, tag.height() / 2)
        mark = QRectF(QPointF(tag.left() + 6, tag.center().y() - side / 2), tag.bottomRight())
        mark.setSize(QRectF(0, 0, side, side).size())
        paint_icon(self.painter, "clock" if state == "idle" else state, mark, pair.mark)
        ink = tag.adjusted(side + 10, 0, 0, 0)
        say(self.painter, ink, said, pair.mark, font(Style.LABEL))

    def _wall(self, at: int) -> datetime:
        return wall(from_minute(self.layout.midnight + at), self.zone)
