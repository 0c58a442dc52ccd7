"""The fillings and marks of a picture: shape and pattern as well as colour."""

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from app.domain.pictures import Mark, Pattern, Sign
from app.ui.common.icons import paint_icon
from app.ui.common.painting import smooth
from app.ui.common.palette import Tokens, tokens
from app.ui.common.surfaces import bare
from app.ui.common.type import ElidedText, Style, Tone, metrics

STEP = 6.0
"""Pixels between two slanting lines."""
SWATCH = 30


def fill_pattern(painter: QPainter, area: QRectF, pattern: Pattern, table: Tokens) -> None:
    """A stretch of a bar."""
    line, ground = _colours(pattern, table)
    painter.setBrush(QColor(ground))
    painter.setPen(QPen(QColor(line), 1.0))
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
    if pattern in {Pattern.SLANTED, Pattern.CROSSED}:
        _slant(painter, area, line, crossed=pattern is Pattern.CROSSED)


def _colours(pattern: Pattern, table: Tokens) -> tuple[str, str]:
    """The lines of a pattern, and what they stand on."""
    match pattern:
        case Pattern.SOLID:
            return table.accent, table.accent_fill
        case Pattern.SLANTED:
            return table.accent, table.accent_soft
        case Pattern.CROSSED:
            pair = table.states["blocked"]
            return pair.mark, pair.fill
        case Pattern.OPEN:
            return table.edge, table.sunken


def _slant(painter: QPainter, area: QRectF, colour: str, *, crossed: bool) -> None:
    high = area.height()
    count = int((area.width() + high) / STEP) + 1
    begins = [area.left() - high + number * STEP for number in range(1, count + 1)]
    lines = [QLineF(x, area.bottom(), x + high, area.top()) for x in begins]
    if crossed:
        lines += [QLineF(x, area.top(), x + high, area.bottom()) for x in begins]
    painter.save()
    painter.setClipRect(area.adjusted(1, 1, -1, -1))
    painter.setPen(QPen(QColor(colour), 1.3))
    painter.drawLines(lines)
    painter.restore()


def paint_mark(painter: QPainter, at: QPointF, mark: Mark, table: Tokens, side: float) -> None:
    """A visit to come: a ring; one in trouble is the cross that says blocked everywhere."""
    area = QRectF(at.x() - side / 2, at.y() - side / 2, side, side)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(table.surface))
    painter.drawEllipse(area.adjusted(-2, -2, 2, 2))
    if mark.trouble:
        paint_icon(painter, "blocked", area.adjusted(-1, -1, 1, 1), table.states["blocked"].mark)
        return
    painter.setPen(QPen(QColor(table.ink), 2.0))
    painter.drawEllipse(area.adjusted(2, 2, -2, -2))


def mark_side() -> float:
    """How large a mark stands at the present text size."""
    return metrics(Style.BODY).height() * 0.8


class Swatch(QWidget):
    """A pattern or a mark by itself, as the key shows it."""

    def __init__(self, sign: Sign) -> None:
        super().__init__()
        self._sign = sign
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        high = metrics(Style.SMALL).height()
        return QSize(round(high * 1.5) if self._sign.pattern else high, high)

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        table, area = tokens(self), QRectF(self.rect())
        with QPainter(self) as painter:
            smooth(painter)
            if self._sign.pattern is not None:
                fill_pattern(painter, area.adjusted(0, 2, 0, -2), self._sign.pattern, table)
            if self._sign.mark is not None:
                paint_mark(painter, area.center(), self._sign.mark, table, area.height() - 4)


def sign(told: Sign) -> QWidget:
    """One entry of the key: the pattern, and what it means."""
    whole = QWidget()
    line = bare(QHBoxLayout(whole), 6)
    line.addWidget(Swatch(told))
    line.addWidget(ElidedText(told.said, Style.SMALL, Tone.MUTED), 1)
    line.setContentsMargins(0, 0, 10, 0)
    return whole
