"""Surfaces that content stands on: cards, hairlines, pages that scroll."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QScrollBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.ui.common.painting import fill_round, outline, smooth
from app.ui.common.palette import tokens

GAP = 8
CARD_RADIUS = 10.0


def bare(layout: QBoxLayout, spacing: int = GAP) -> QBoxLayout:
    """A layout without margins."""
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    return layout


def empty(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while layout.count():
        taken = layout.takeAt(0)
        widget = taken.widget() if taken else None
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()


def row(*widgets: QWidget, spacing: int = GAP) -> QWidget:
    """Widgets side by side."""
    whole = QWidget()
    layout = bare(QHBoxLayout(whole), spacing)
    for widget in widgets:
        layout.addWidget(widget)
    return whole


def column(*widgets: QWidget, spacing: int = GAP) -> QWidget:
    """Widgets below each other."""
    whole = QWidget()
    layout = bare(QVBoxLayout(whole), spacing)
    for widget in widgets:
        layout.addWidget(widget)
    return whole


def paint_surface(widget: QWidget, line: str) -> None:
    """Paint a widget as a round surface with a line of this colour around it."""
    area = QRectF(widget.rect())
    with QPainter(widget) as painter:
        smooth(painter)
        fill_round(painter, area, tokens(widget).surface, CARD_RADIUS)
        outline(painter, area, line, CARD_RADIUS)


class Card(QWidget):
    """A soft surface with a hairline around it."""

    def __init__(self, margins: tuple[int, int, int, int] = (16, 12, 16, 12)) -> None:
        super().__init__()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(*margins)
        self.body.setSpacing(GAP)

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        paint_surface(self, tokens(self).hairline)


class Floating(QWidget):
    """What stands over the page for a while: a toast, a hover card, a list of hits."""

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        paint_surface(self, tokens(self).edge)


class Sheet(QWidget):
    """A plain surface: the right panel, the status bar."""

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(tokens(self).surface))


class Hairline(QWidget):
    """A line of one pixel between two things."""

    def __init__(self, *, upright: bool = False) -> None:
        super().__init__()
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(tokens(self).hairline))


class SlimBar(QScrollBar):
    """A scroll bar that is only its thumb."""

    WIDTH = 12

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if self.orientation() is Qt.Orientation.Vertical:
            return QSize(self.WIDTH, hint.height())
        return QSize(hint.width(), self.WIDTH)

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        span = self.maximum() - self.minimum()
        with QPainter(self) as painter:
            if span <= 0:
                return
            smooth(painter)
            fill_round(painter, self._thumb(span), tokens(self).edge, 2.5)

    def _thumb(self, span: int) -> QRectF:
        upright = self.orientation() is Qt.Orientation.Vertical
        length = self.height() if upright else self.width()
        size = max(28.0, length * self.pageStep() / (span + self.pageStep()))
        at = (length - size) * (self.value() - self.minimum()) / span
        if upright:
            return QRectF(self.width() - 8, at + 2, 5, size - 4)
        return QRectF(at + 2, self.height() - 8, size - 4, 5)


def scrolling(
    content: QWidget, role: QPalette.ColorRole = QPalette.ColorRole.Window
) -> QScrollArea:
    """Content in an area that scrolls up and down, never sideways unless it must."""
    area = QScrollArea()
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setVerticalScrollBar(SlimBar(Qt.Orientation.Vertical))
    area.setHorizontalScrollBar(SlimBar(Qt.Orientation.Horizontal))
    area.setBackgroundRole(role)
    area.viewport().setBackgroundRole(role)
    content.setAutoFillBackground(False)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def stacked(pane: QWidget, *parts: QWidget, spacing: int = 12) -> None:
    """Parts below each other are all that a pane shows; they scroll where they do not fit."""
    inside = QWidget()
    column = bare(QVBoxLayout(inside), spacing)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    bare(QVBoxLayout(pane), 0).addWidget(scrolling(inside))


def bring_into_sight(area: QScrollArea, widget: QWidget) -> None:
    """Scroll to something that has just been shown in the content of an area."""
    content = area.widget()
    layout = content.layout() if content else None
    if content and layout:
        layout.activate()
        content.resize(content.width(), max(content.height(), layout.sizeHint().height()))
    area.ensureWidgetVisible(widget, 0, GAP)
    if content:
        top = widget.mapTo(content, QPoint(0, 0)).y() - GAP
        area.verticalScrollBar().setValue(min(area.verticalScrollBar().value(), top))


def filler() -> QWidget:
    """Takes the room that is left."""
    space = QWidget()
    space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return space
