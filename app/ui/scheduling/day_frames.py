"""The frame of a group session as it is drawn: title, who is needed when, dose, free seats."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from app import words
from app.domain.time import minute
from app.ui.common.icons import paint_icon
from app.ui.common.painting import fill_round, outline, say
from app.ui.common.palette import Tokens, kind_pair
from app.ui.common.text_boxes import TextBox
from app.ui.common.type import Style, advance, font, metrics
from app.ui.scheduling.day_cards import Line
from app.ui.scheduling.day_layout import DayLayout, Scale
from app.ui.scheduling.day_needed import Lane, lanes_in, paint_lane
from app.ui.scheduling.day_sessions import SessionFrame, row_area

RADIUS = 7.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameDrawing:
    """A frame with what stands in it."""

    frame: SessionFrame
    area: QRectF
    lines: tuple[Line, ...]
    lanes: tuple[Lane, ...]
    dose: QRectF
    """Where the medicine is given."""
    free: QRectF | None
    """The row that says how many seats are free."""


def draw_frame(
    frame: SessionFrame, layout: DayLayout, scale: Scale, zone: ZoneInfo
) -> FrameDrawing:
    """Work out what stands where in a frame."""
    area = scale.frame(frame)
    begin = minute(frame.session.start) - layout.midnight
    lanes = lanes_in(frame.stretches, frame.skills, area, scale, begin)
    inner = area.adjusted(frame.lanes * scale.lane + 7, 0, -4, 0)
    title, taken = frame.said(zone)
    shown = title if advance(title, Style.STRONG) <= inner.width() else frame.type.short
    lines = [
        _line(shown, Style.STRONG, inner, inner.top() + 3, title),
        _line(taken, Style.SMALL, inner, inner.top() + 2 + metrics(Style.STRONG).height(), taken),
    ]
    rows = len(frame.seats) + 1
    free = None
    if frame.lists_seats and frame.free:
        free = row_area(inner, scale.line, len(frame.seats), rows)
        said = words.plural(frame.free, "free seat")
        lines.append(_line(said, Style.SMALL, free.adjusted(24, 0, 0, 0), free.top(), said))
    return FrameDrawing(
        frame=frame,
        area=area,
        lines=tuple(lines),
        lanes=tuple(lanes),
        dose=_dose(frame, area, scale, begin),
        free=free,
    )


def _dose(frame: SessionFrame, area: QRectF, scale: Scale, begin: int) -> QRectF:
    phases = list(frame.type.starts())
    phase, at = next(((phase, at) for phase, at in phases if phase.dose), phases[0])
    top, bottom = scale.y(begin + at), scale.y(begin + at + phase.minutes)
    return QRectF(area.left() + 2, top, area.width() - 4, bottom - top).intersected(area)


def _line(text: str, style: Style, inner: QRectF, top: float, whole: str) -> Line:
    high = metrics(style).height()
    area = QRectF(inner.left(), top, inner.width(), high)
    shown = metrics(style).elidedText(text, Qt.TextElideMode.ElideRight, int(inner.width()))
    needed = advance(text, style)
    box = TextBox(text=text, area=area, needed=needed, height=high, whole=whole)
    return Line(box=box, shown=shown, style=style)


def paint_frame(painter: QPainter, drawing: FrameDrawing, table: Tokens) -> None:
    """Draw a frame; its seats are drawn over it."""
    pair = kind_pair(table, drawing.frame.type.colour)
    fill_round(painter, drawing.area, pair.fill, RADIUS)
    tint = QColor(pair.mark)
    tint.setAlpha(24)
    painter.fillRect(drawing.dose, tint)
    outline(painter, drawing.area, pair.mark, RADIUS)
    for lane in drawing.lanes:
        paint_lane(painter, lane, pair.mark, table)
    if drawing.free is not None:
        side = metrics(Style.SMALL).height() - 2
        corner = QPointF(drawing.free.left() + 4, drawing.free.top() + 1)
        paint_icon(painter, "plus", QRectF(corner.x(), corner.y(), side, side), table.muted)
    for line in drawing.lines:
        ink = table.ink if line.style is Style.STRONG else table.muted
        say(painter, line.box.area, line.shown, ink, font(line.style))
