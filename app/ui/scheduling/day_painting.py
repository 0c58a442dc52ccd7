"""How a day is drawn: shades, cards with their phases, holds hatched, the line of now."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from app import words
from app.domain.scheduling import UNDERWAY, Status
from app.domain.time import minute, wall
from app.ui.common.chips import (
    STATUS_LOOKS,
    STATUS_SHAPES,
    chip_size,
    paint_chip,
    readiness_look,
)
from app.ui.common.painting import fill_round, focus_ring, outline, say, smooth
from app.ui.common.palette import Pair, Tokens, kind_pair
from app.ui.common.text_boxes import TextBox
from app.ui.common.type import Style, font, metrics
from app.ui.scheduling.day_layout import Card, DayLayout, Scale, Shade

BAR = 4.0
PAD = 10.0
RADIUS = 7.0


def with_alpha(colour: str, alpha: int) -> QColor:
    """A colour that lets what is below shine through."""
    made = QColor(colour)
    made.setAlpha(alpha)
    return made


def card_chip(card: Card, room: float) -> tuple[str, str, str]:
    """The chip of a card: where the visit stands once the patient is here, else readiness."""
    word, look, shape = _whole_chip(card)
    if "/" in word and chip_size(word).width() > room:
        word = word.partition(" ")[2]  # the word alone: a shape never stands without it
    return word, look, shape


def _whole_chip(card: Card) -> tuple[str, str, str]:
    status = card.view.visit.status
    if status in UNDERWAY or status is Status.LEFT:
        look, word = STATUS_LOOKS[status]
        return word, look, STATUS_SHAPES[status]
    look, word = readiness_look(card.view)
    return ("", "", "") if look == "idle" else (word, look, "")


def card_lines(card: Card, zone: ZoneInfo, room: float) -> list[tuple[str, Style]]:
    """The lines of a card, the most telling first; the times only where they fit."""
    visit = card.view.visit
    span = words.span(wall(visit.start, zone), wall(visit.end, zone))
    long = f"{card.view.type.short} · {span}"
    fits = metrics(Style.SMALL).horizontalAdvance(long) <= room
    lines = [
        (card.view.patient.listed, Style.STRONG),
        (long if fits else card.view.type.short, Style.SMALL),
    ]
    if visit.status is Status.HELD and visit.hold_until:
        until = wall(visit.hold_until, zone)
        same_day = until.date() == card.view.day
        said = words.clock(until) if same_day else words.short_day(until.date())
        lines.append((f"Held until {said}", Style.SMALL))
    return lines


def card_texts(card: Card, area: QRectF, zone: ZoneInfo) -> Iterator[tuple[TextBox, Style]]:
    """The lines that have room in a card, with where they stand."""
    room = area.width() - PAD - 4
    lines = card_lines(card, zone, room)
    whole = ", ".join(text for text, _ in lines)
    top = area.top() + 4
    if area.height() < metrics(Style.STRONG).height() + 4:
        lines = [(lines[0][0], Style.SMALL)]
        top = area.center().y() - metrics(Style.SMALL).height() / 2
    for text, style in lines:
        measures = metrics(style)
        if top + measures.height() > area.bottom() + 2:
            return
        place = QRectF(area.left() + PAD, top, room, measures.height())
        box = TextBox(
            text=text,
            area=place,
            needed=measures.horizontalAdvance(text),
            height=measures.height(),
            whole=whole,
        )
        yield box, style
        top = place.bottom()


def chip_place(card: Card, area: QRectF, zone: ZoneInfo) -> QPointF | None:
    """Where the chip of a card has room: below its lines, whole, or nowhere."""
    word = card_chip(card, area.width() - PAD - 4)[0]
    below = max((box.area.bottom() for box, _ in card_texts(card, area, zone)), default=0.0)
    size = chip_size(word)
    fits = below + size.height() + 4 <= area.bottom() and size.width() + PAD + 4 <= area.width()
    return QPointF(area.left() + PAD, below + 3 + size.height() / 2) if word and fits else None


def phases_of(card: Card, layout: DayLayout) -> Iterator[tuple[str, int, int, bool, bool]]:
    """The phases within a card: name, from, to, whether dose, whether the patient is there."""
    begin = minute(card.view.visit.start) - layout.midnight
    for phase, at in card.view.type.starts():
        start, end = max(card.start, begin + at), min(card.end, begin + at + phase.minutes)
        if start < end:
            yield phase.name, start, end, phase.dose, phase.patient


class DayPainter:
    """Draws one day with one painter."""

    def __init__(
        self, painter: QPainter, table: Tokens, layout: DayLayout, scale: Scale, zone: ZoneInfo
    ) -> None:
        self._painter, self._table = painter, table
        self._layout, self._scale, self._zone = layout, scale, zone
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

    def card(self, card: Card, *, chosen: bool, focused: bool) -> None:
        """One visit in one column."""
        painter, pair = self._painter, kind_pair(self._table, card.view.type.colour)
        area = self._scale.area(card)
        held = card.view.visit.status is Status.HELD
        over = card.view.visit.status is Status.LEFT
        painter.save()
        shape = QPainterPath()
        shape.addRoundedRect(area, RADIUS, RADIUS)
        painter.setClipPath(shape)
        fill_round(painter, area, self._table.surface if held else pair.fill, RADIUS)
        if held:
            self._hatch(area, pair.mark)
        self._phases(card, area, pair, held=held)
        self._edge(area, pair, held=held)
        self._words(card, area, self._table.muted if over else self._table.ink)
        if chosen:
            ring = self._table.accent if focused else self._table.edge
            focus_ring(painter, area, ring, RADIUS)
        painter.restore()

    def _edge(self, area: QRectF, pair: Pair, *, held: bool) -> None:
        painter = self._painter
        if held:
            painter.setPen(QPen(QColor(pair.mark), 1.2, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(0.6, 0.6, -0.6, -0.6), RADIUS, RADIUS)
            return
        outline(painter, area, with_alpha(pair.mark, 90).name(QColor.NameFormat.HexArgb), RADIUS)

    def _phases(self, card: Card, area: QRectF, pair: Pair, *, held: bool) -> None:
        """The bar on the left tells the phases; the dose is tinted, turnover is paler."""
        painter = self._painter
        for _, start, end, dose, present in phases_of(card, self._layout):
            top = max(area.top(), self._scale.y(start))
            part = QRectF(area.left(), top, area.width(), self._scale.y(end) - top - 1)
            if dose and not held:
                painter.fillRect(part.adjusted(BAR, 0, -1, 0), with_alpha(pair.mark, 26))
            if not present:
                pale = with_alpha(self._table.surface, 150)
                painter.fillRect(part.adjusted(BAR, 0, -1, 0), pale)
            strength = 255 if dose else (150 if present else 60)
            bar = QRectF(area.left(), part.top(), BAR, part.height() - 1)
            painter.fillRect(bar, with_alpha(pair.mark, strength))

    def _words(self, card: Card, area: QRectF, ink: str) -> None:
        painter = self._painter
        bottom = area.top()
        for box, style in card_texts(card, area, self._zone):
            colour = ink if style is Style.STRONG else self._table.muted
            if card.view.visit.status is Status.HELD:
                self._undercoat(box.area, box.text, style)
            say(painter, box.area, box.text, colour, font(style))
            bottom = box.area.bottom()
        at = chip_place(card, area, self._zone)
        if at is not None:
            word, look, shape = card_chip(card, area.width() - PAD - 4)
            bottom = paint_chip(painter, at, word, self._table, look=look, shape=shape).bottom()
        for box in phase_names(card, area, self._layout, self._scale, bottom):
            say(painter, box.area, box.text, self._table.muted, font(Style.SMALL))

    def _undercoat(self, area: QRectF, text: str, style: Style) -> None:
        """Plain ground under words on a hatched card."""
        wide = min(area.width(), QFontMetricsF(font(style)).horizontalAdvance(text) + 6)
        ground = QRectF(area.left() - 3, area.top(), wide, area.height())
        fill_round(self._painter, ground, self._table.surface, 3)


def phase_names(
    card: Card, area: QRectF, layout: DayLayout, scale: Scale, below: float
) -> Iterator[TextBox]:
    """The names of the phases that have room below the words of a card."""
    measures = metrics(Style.SMALL)
    if card.view.visit.status is Status.HELD or not card.view.type.is_dosing:
        return
    for name, start, end, _, _ in phases_of(card, layout):
        top = max(scale.y(start), below + 3)
        needed = measures.horizontalAdvance(name.capitalize())
        if top + measures.height() > scale.y(end) or needed > area.width() - PAD - 4:
            continue
        place = QRectF(area.left() + PAD, top, area.width() - PAD - 4, measures.height())
        yield TextBox(text=name.capitalize(), area=place, needed=needed, height=measures.height())
