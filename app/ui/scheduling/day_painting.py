"""How a day is drawn: shades, cards with their phases, holds hatched."""

from functools import lru_cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap

from app.domain.scheduling import Status
from app.ui.common.chips import paint_chip
from app.ui.common.icons import paint_icon
from app.ui.common.painting import fill_round, focus_ring, outline, say, smooth
from app.ui.common.palette import Pair, Tokens, kind_pair
from app.ui.common.type import Style, advance, font, metrics
from app.ui.scheduling.day_cards import Drawing
from app.ui.scheduling.day_layout import DayLayout, Scale, Shade
from app.ui.scheduling.day_needed import paint_lane

RADIUS = 7.0
HEX = QColor.NameFormat.HexArgb


def with_alpha(colour: str, alpha: int) -> QColor:
    """A colour that lets what is below shine through."""
    made = QColor(colour)
    made.setAlpha(alpha)
    return made


class DayPainter:
    """Draws one day with one painter."""

    def __init__(self, painter: QPainter, table: Tokens, layout: DayLayout, scale: Scale) -> None:
        self._painter, self._table = painter, table
        self._layout, self._scale = layout, scale
        smooth(painter)

    def ground(self) -> None:
        """Columns, hours, closed time and blocks."""
        painter, table, scale = self._painter, self._table, self._scale
        height = scale.y(self._layout.last)
        wide = scale.column * len(self._layout.columns)
        painter.fillRect(QRectF(0, 0, wide, height), QColor(table.surface))
        for shade in self._layout.shades:
            self._shade(shade)
        for hour in range(self._layout.first, self._layout.last, 60):
            y = scale.y(hour)
            painter.fillRect(QRectF(0, y, wide, 1), QColor(table.hairline))
            half = with_alpha(table.hairline, 110)
            painter.fillRect(QRectF(0, scale.y(hour + 30), wide, 1), half)
        for number in range(1, len(self._layout.columns)):
            x = number * scale.column
            painter.fillRect(QRectF(x, 0, 1, height), QColor(table.hairline))

    def _shade(self, shade: Shade) -> None:
        painter, table = self._painter, self._table
        area = self._scale.shade(shade)
        painter.fillRect(area, QColor(table.sunken))
        if shade.closed:
            return
        inner = area.adjusted(3, 1, -3, -1)
        self._hatch(inner, table.edge)
        measures = metrics(Style.SMALL)
        if inner.height() >= measures.height():
            note = QRectF(inner.left() + 6, inner.top() + 2, 0, measures.height())
            note.setWidth(min(inner.width() - 12, measures.horizontalAdvance(shade.note) + 10))
            fill_round(painter, note, table.sunken, 4)
            say(painter, note.adjusted(4, 0, 0, 0), shade.note, table.muted, font(Style.SMALL))

    def _hatch(self, area: QRectF, colour: str) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        brush = QBrush(with_alpha(colour, 70), Qt.BrushStyle.BDiagPattern)
        self._painter.setBrush(brush)
        self._painter.drawRoundedRect(area, RADIUS, RADIUS)

    def card(self, drawing: Drawing, *, chosen: bool, focused: bool) -> None:
        """One visit in one column."""
        if drawing.card.row >= 0:
            self._seat(drawing)
        else:
            self._visit(drawing)
        if drawing.mark is not None:
            mark = drawing.mark
            colour = self._table.states[mark.look].mark
            paint_icon(self._painter, mark.shape, mark.area, colour)
        if chosen:
            focus_ring(self._painter, drawing.area, self._table, RADIUS, focused=focused)

    def _seat(self, drawing: Drawing) -> None:
        fill_round(self._painter, drawing.area, self._table.surface, 4)
        shelved = drawing.card.shelved
        self._words(drawing, self._table.muted if shelved else self._table.ink)

    def _visit(self, drawing: Drawing) -> None:
        pair = kind_pair(self._table, drawing.card.view.type.colour)
        status = drawing.card.view.visit.status
        faded = drawing.card.shelved or status is Status.LEFT
        if drawing.card.shelved:
            self._ghost(drawing.area, pair.mark)
        elif drawing.card.view.visit.displaced:
            self._ghost(drawing.area, self._table.states["blocked"].mark)
        elif status is Status.HELD:
            self._held(drawing.area, pair)
        else:
            self._body(drawing.area, pair)
            self._bands(drawing, pair)
        for lane in () if drawing.card.shelved else drawing.lanes:
            paint_lane(self._painter, lane, pair.mark, self._table)
        self._words(drawing, self._table.muted if faded else self._table.ink)

    def _body(self, area: QRectF, pair: Pair) -> None:
        ratio = self._painter.device().devicePixelRatioF()
        size = area.size().toSize()
        line = pair.mark if self._table.high_contrast else with_alpha(pair.mark, 90).name(HEX)
        picture = _surface(size.width(), size.height(), line, pair.fill, ratio)
        self._painter.drawPixmap(area.topLeft(), picture)

    def _held(self, area: QRectF, pair: Pair) -> None:
        painter = self._painter
        fill_round(painter, area, self._table.surface, RADIUS)
        self._hatch(area, pair.mark)
        painter.setPen(QPen(QColor(pair.mark), 1.2, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area.adjusted(0.6, 0.6, -0.6, -0.6), RADIUS, RADIUS)

    def _ghost(self, area: QRectF, mark: str) -> None:
        """The outline of a visit that has been picked up, or has lost its time."""
        fill_round(self._painter, area, self._table.surface, RADIUS)
        self._painter.setPen(QPen(QColor(mark), 1.4, Qt.PenStyle.DashLine))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), RADIUS, RADIUS)

    def _bands(self, drawing: Drawing, pair: Pair) -> None:
        """The dose is tinted, turnover is paler."""
        for band in drawing.bands:
            if band.dose:
                self._painter.fillRect(band.area, with_alpha(pair.mark, 30))
            if not band.present:
                self._painter.fillRect(band.area, with_alpha(self._table.surface, 150))

    def _words(self, drawing: Drawing, ink: str) -> None:
        painter, muted = self._painter, self._table.muted
        held = drawing.card.view.visit.status is Status.HELD
        for line in drawing.lines:
            if held:
                self._undercoat(line.box.area, line.box.text, line.style)
            painter.setFont(font(line.style))
            painter.setPen(QColor(ink if line.style is Style.STRONG else muted))
            painter.drawText(line.box.area, int(Qt.AlignmentFlag.AlignVCenter), line.shown)
        chip = drawing.chip
        if chip is not None:
            paint_chip(painter, chip.at, chip.word, self._table, look=chip.look, shape=chip.shape)

    def _undercoat(self, area: QRectF, text: str, style: Style) -> None:
        """Plain ground under words on a hatched card."""
        wide = min(area.width(), advance(text, style) + 6)
        ground = QRectF(area.left() - 3, area.top(), wide, area.height())
        fill_round(self._painter, ground, self._table.surface, 3)


@lru_cache(maxsize=256)
def _surface(width: int, height: int, line: str, fill: str, ratio: float) -> QPixmap:
    """The surface of a card in its hairline, drawn once for all cards of one size."""
    picture = QPixmap(QSize(round(width * ratio), round(height * ratio)))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    area = QRectF(0, 0, width, height)
    with QPainter(picture) as painter:
        smooth(painter)
        fill_round(painter, area, fill, RADIUS)
        outline(painter, area, line, RADIUS)
    return picture
