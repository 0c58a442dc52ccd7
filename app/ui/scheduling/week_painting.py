"""How a week is drawn: heads with how full each day is, compact visits, gaps as dashed lines."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from app import words
from app.domain.scheduling import UNDERWAY, Status
from app.domain.time import wall
from app.ui.common.chips import STATUS_LOOKS, STATUS_SHAPES, readiness_look
from app.ui.common.icons import paint_icon
from app.ui.common.painting import fill_chosen, fill_pair, fill_round, focus_ring, outline, say
from app.ui.common.palette import Tokens, kind_pair
from app.ui.common.text_boxes import TextBox
from app.ui.common.type import Style, advance, font, metrics
from app.ui.scheduling.day_painting import with_alpha
from app.ui.scheduling.week_layout import (
    PAD,
    Entry,
    Spot,
    WeekDay,
    WeekLayout,
    WeekScale,
    head_height,
)
from app.use_cases.loads import Gap
from app.use_cases.views import VisitView
from app.words.tongue import tr

BAR = 4.0
RADIUS = 6.0
STRIP = 8.0
"""Height of the strip that says how full a day is."""

USUAL = (8 * 60, 17 * 60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a week stands in its viewport, and what is marked in it."""

    layout: WeekLayout
    scale: WeekScale
    origin: QPointF
    """Where the first entry's corner stands."""
    room: QSize
    zone: ZoneInfo
    today: date
    chosen: date

    def head(self, column: int) -> QRectF:
        """The head of a day."""
        left = self.origin.x() + column * self.scale.column
        return QRectF(left, 0, self.scale.column, head_height())

    def entry(self, spot: Spot) -> QRectF:
        """An entry, in the viewport."""
        return self.scale.area(self.layout, spot).translated(self.origin)


def mark_of(view: VisitView) -> tuple[str, str, str]:
    """The shape, the look and the word of a visit: where it stands while under way, else ready."""
    status = view.visit.status
    if status in UNDERWAY or status is Status.LEFT:
        look, word = STATUS_LOOKS[status]
        return STATUS_SHAPES[status], look, tr(word)
    look, word = readiness_look(view)
    return look, look, word


def entry_texts(
    entry: Entry, area: QRectF, zone: ZoneInfo, *, two_lines: bool
) -> list[tuple[TextBox, Style]]:
    """What an entry says, and where."""
    if isinstance(entry, Gap):
        span = words.span(wall(entry.start, zone), wall(entry.end, zone))
        said = tr("{span} free", span=span)
        room = area.adjusted(10, 0, -6, 0)
        return [(_box(said, room, Style.SMALL, said), Style.SMALL)]
    side = metrics(Style.SMALL).height()
    inner = area.adjusted(BAR + 6, 3, -side - 8, -3)
    start, end = (wall(at, zone) for at in (entry.visit.start, entry.visit.end))
    name, whole = entry.patient.listed, f"{words.span(start, end)} {entry.patient.listed}"
    if not two_lines:
        clock = words.clock(start)
        wide = advance("00:00", Style.SMALL) + 6
        first = QRectF(inner.left(), inner.top(), wide, inner.height())
        rest = inner.adjusted(wide, 0, 0, 0)
        return [
            (_box(clock, first, Style.SMALL, whole), Style.SMALL),
            (_box(name, rest, Style.LABEL, whole), Style.LABEL),
        ]
    long = f"{words.span(start, end)} · {entry.type.short}"
    fits = advance(long, Style.SMALL) <= inner.width()
    about = long if fits else words.span(start, end)
    high = metrics(Style.SMALL).height()
    first = QRectF(inner.left(), area.top() + 4, inner.width(), high)
    under = QRectF(first.left(), first.bottom(), area.right() - first.left() - 6, 0)
    under.setHeight(metrics(Style.STRONG).height())
    return [
        (_box(about, first, Style.SMALL, f"{long} {whole}"), Style.SMALL),
        (_box(name, under, Style.STRONG, whole), Style.STRONG),
    ]


def head_texts(day: WeekDay, area: QRectF) -> list[tuple[TextBox, Style]]:
    """The date of a day and its note, with as many words as there is room for."""
    inner = area.adjusted(PAD + 8, 6, -PAD - 4, 0)
    title = QRectF(inner.left(), inner.top(), inner.width(), metrics(Style.HEADING).height() + 4)
    note = QRectF(inner.left(), title.bottom(), inner.width(), metrics(Style.SMALL).height())
    names = (f"{words.weekday(day.day)} {day.day.day}", str(day.day.day))
    return [
        (_fitting(names, title, Style.HEADING), Style.HEADING),
        (_fitting(day.notes, note, Style.SMALL), Style.SMALL),
    ]


def _fitting(names: tuple[str, ...], area: QRectF, style: Style) -> TextBox:
    fitting = (name for name in names if advance(name, style) <= area.width())
    said = next(fitting, names[-1])
    return _box(said, area, style, "")


def _box(text: str, area: QRectF, style: Style, whole: str) -> TextBox:
    needed, high = advance(text, style), metrics(style).height()
    return TextBox(text=text, area=area, needed=needed, height=high, whole=whole)


class WeekPainter:
    """Draws one week with one painter."""

    def __init__(self, painter: QPainter, table: Tokens, place: Place) -> None:
        self._painter, self._table, self._place = painter, table, place

    def ground(self) -> None:
        """The columns of the days: closed ones sunken, a hairline between them."""
        painter, table, place = self._painter, self._table, self._place
        high, head = place.room.height(), head_height()
        painter.fillRect(QRectF(0, 0, place.room.width(), high), QColor(table.canvas))
        for column, day in enumerate(place.layout.days):
            left = place.head(column).left()
            body = QRectF(left, head, place.scale.column, high - head)
            painter.fillRect(body, QColor(table.sunken if day.closed else table.surface))
            painter.fillRect(QRectF(left, head, 1, high), QColor(table.hairline))

    def heads(self) -> None:
        """Every day's date, note and strip, over whatever scrolls below."""
        painter, table, place = self._painter, self._table, self._place
        wide, head = place.room.width(), head_height()
        painter.fillRect(QRectF(0, 0, wide, head), QColor(table.canvas))
        for column, day in enumerate(place.layout.days):
            self._head(day, place.head(column))
        painter.fillRect(QRectF(0, head - 1, wide, 1), QColor(table.hairline))

    def _head(self, day: WeekDay, area: QRectF) -> None:
        table, texts = self._table, head_texts(day, area)
        (title, _), (note, _) = texts
        pill = QRectF(
            title.area.left() - 8, title.area.top(), title.needed + 16, title.area.height()
        )
        is_chosen, is_today = day.day == self._place.chosen, day.day == self._place.today
        if is_chosen:
            fill_chosen(self._painter, pill, table, 8)
        if is_today:
            outline(self._painter, pill, table.accent, 8, 1.5)
        ink = table.accent if is_chosen or is_today else table.ink
        say(self._painter, title.area, title.text, ink, font(Style.HEADING))
        say(self._painter, note.area, note.text, table.muted, font(Style.SMALL))
        self._strip(day, QRectF(area.left() + PAD, note.area.bottom() + 6, area.width(), STRIP))

    def _strip(self, day: WeekDay, area: QRectF) -> None:
        """The day from opening to closing: pale where free, filled as far as it is taken."""
        painter, table = self._painter, self._table
        first, last = self._hours()
        wide = area.width() - 2 * PAD
        free = QColor(table.accent_soft if table.high_contrast else table.hairline)
        fill_round(painter, QRectF(area.left(), area.top(), wide, STRIP), table.sunken, STRIP / 2)
        painter.save()
        painter.setClipRect(QRectF(area.left(), area.top(), wide, STRIP))
        for stretch in day.load.stretches:
            left, right = (
                area.left() + round(wide * (at - first) / (last - first))
                for at in (stretch.start, stretch.end)
            )
            painter.fillRect(QRectF(left, area.top(), right - left, STRIP), free)
            taken = max(2.0, STRIP * stretch.taken) if stretch.taken else 0.0
            filled = QRectF(left, area.bottom() - taken, right - left, taken)
            painter.fillRect(filled, QColor(table.accent_fill))
        painter.restore()

    def _hours(self) -> tuple[int, int]:
        stretches = [s for day in self._place.layout.days for s in day.load.stretches]
        first = min((s.start for s in stretches), default=USUAL[0])
        return first, max((s.end for s in stretches), default=USUAL[1])

    def entries(self, current: Spot | None, *, focused: bool) -> None:
        """Every visit and gap of every day."""
        for column, day in enumerate(self._place.layout.days):
            for row, entry in enumerate(day.entries):
                spot = Spot(column, row)
                area = self._place.entry(spot)
                if area.bottom() < 0 or area.top() > self._place.room.height():
                    continue
                if isinstance(entry, Gap):
                    self._gap(entry, area)
                else:
                    self._visit(entry, area)
                if spot == current:
                    focus_ring(self._painter, area, self._table, RADIUS, focused=focused)

    def _gap(self, gap: Gap, area: QRectF) -> None:
        painter, table = self._painter, self._table
        painter.setPen(QPen(QColor(table.edge), 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        for box, style in self._texts(gap, area):
            say(painter, box.area, box.text, table.muted, font(style))

    def _texts(self, entry: Entry, area: QRectF) -> Iterator[tuple[TextBox, Style]]:
        yield from entry_texts(entry, area, self._place.zone, two_lines=self._place.scale.two_lines)

    def _visit(self, view: VisitView, area: QRectF) -> None:
        painter, table = self._painter, self._table
        pair = kind_pair(table, view.type.colour)
        held = view.visit.status is Status.HELD
        if held:
            fill_round(painter, area, table.surface, RADIUS)
            painter.setPen(QPen(QColor(pair.mark), 1.2, Qt.PenStyle.DashLine))
            painter.setBrush(QBrush(with_alpha(pair.mark, 50), Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(area.adjusted(0.6, 0.6, -0.6, -0.6), RADIUS, RADIUS)
        else:
            fill_pair(painter, area, pair, table, RADIUS)
        fill_round(painter, QRectF(area.left(), area.top(), BAR, area.height()), pair.mark, 2)
        over = view.visit.status is Status.LEFT
        for box, style in self._texts(view, area):
            quiet = over or style is Style.SMALL
            if held:
                ground = box.area.adjusted(-2, 0, 0, 0)
                ground.setWidth(min(box.area.width(), box.needed + 4))
                fill_round(painter, ground, table.surface, 3)
            say(painter, box.area, box.text, table.muted if quiet else table.ink, font(style))
        self._mark(view, area)

    def _mark(self, view: VisitView, area: QRectF) -> None:
        shape, look, _ = mark_of(view)
        side = float(metrics(Style.SMALL).height() - 1)
        top = area.top() + 4 if self._place.scale.two_lines else area.center().y() - side / 2
        mark = QRectF(area.right() - side - 5, top, side, side)
        paint_icon(self._painter, shape, mark, self._table.states[look].mark)

    def target(self, column: int) -> None:
        """The day that a dragged visit would be dropped on."""
        head = self._place.head(column)
        area = head.adjusted(2, 2, -2, self._place.room.height() - head.height() - 2)
        self._painter.fillRect(area, with_alpha(self._table.accent, 26))
        outline(self._painter, area, self._table.accent, 8, 2)
