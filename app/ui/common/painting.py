"""Strokes that several painted widgets share."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QAbstractScrollArea

from app.ui.common.palette import Pair, Tokens, tokens

RADIUS = 8.0
RING, WIDE_RING = 2.0, 3.0
"""Pixels of the ring of whatever has the keyboard, and of the one in high contrast."""


def smooth(painter: QPainter) -> None:
    """Soft edges for what is drawn next."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def fill_round(painter: QPainter, area: QRectF, colour: str, radius: float = RADIUS) -> None:
    """A rounded surface."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(area, radius, radius)


def outline(
    painter: QPainter, area: QRectF, colour: str, radius: float = RADIUS, width: float = 1.0
) -> None:
    """A rounded border, drawn inside the area."""
    painter.setPen(QPen(QColor(colour), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = width / 2
    painter.drawRoundedRect(area.adjusted(half, half, -half, -half), radius, radius)


APART = 2.0
"""Pixels by which what is filled draws back from a wide ring of the same colour."""


def fill_chosen(painter: QPainter, area: QRectF, table: Tokens, radius: float = RADIUS) -> None:
    """The surface of what is chosen; in high contrast with a border."""
    fill_round(painter, area, table.accent_soft, radius)
    if table.high_contrast:
        outline(painter, area, table.accent, radius, 1.5)


def fill_pair(
    painter: QPainter, area: QRectF, pair: Pair, table: Tokens, radius: float = RADIUS
) -> None:
    """A surface in the fill of a pair; in high contrast with a border."""
    fill_round(painter, area, pair.fill, radius)
    if table.high_contrast:
        outline(painter, area, pair.mark, radius)


def focus_ring(
    painter: QPainter,
    area: QRectF,
    table: Tokens,
    radius: float = RADIUS,
    *,
    focused: bool = True,
) -> None:
    """The ring of whatever has the keyboard, or would have it."""
    width = WIDE_RING if table.high_contrast else RING
    outline(painter, area, table.accent if focused else table.edge, radius, width)


def within_ring(area: QRectF, table: Tokens, *, focused: bool) -> QRectF:
    """What is left of an area to be filled when it has the keyboard, and its ring around it."""
    apart = APART if focused and table.high_contrast else 0.0
    return area.adjusted(apart, apart, -apart, -apart)


def ring_text(area: QAbstractScrollArea) -> None:
    """The ring round a longer text that has the keyboard; called after the text is painted."""
    if area.hasFocus():
        with QPainter(area.viewport()) as painter:
            smooth(painter)
            ring = QRectF(area.viewport().rect()).adjusted(1, 1, -1, -1)
            focus_ring(painter, ring, tokens(area), 6)


def say(
    painter: QPainter,
    area: QRectF,
    text: str,
    colour: str,
    font: QFont,
    *,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """One line of text, ending in dots when it must."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, int(align | Qt.AlignmentFlag.AlignVCenter), shown)
