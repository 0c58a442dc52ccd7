"""The preview: exactly the bytes that are printed, page by page."""

from typing import Protocol

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame
from typing_extensions import override

from app.printing.pdf_pages import PdfPages
from app.ui.common.painting import focus_ring, smooth
from app.ui.common.palette import tokens
from app.ui.common.surfaces import SlimBar
from app.words.tongue import tr

ZOOMS = (1.0, 1.5, 2.0)
"""Against the width of the preview; before them comes the whole page."""

READABLE = 0.5
"""Pixels a point below which a whole page says nothing; then it starts at full width."""

EDGE = 10


class Pages(Protocol):
    """A document that can be drawn page by page: a PDF of ours, or a scan as pixels."""

    def __len__(self) -> int: ...

    def size(self, number: int) -> tuple[float, float]:
        """Width and height of a page in points."""
        ...

    def image(self, number: int, scale: float) -> QImage:
        """A page as a picture, so many pixels a point."""
        ...

    def close(self) -> None:
        """Let go of the document."""


class Preview(QAbstractScrollArea):
    """One page at a time; PgUp and PgDn turn it, + and - come closer."""

    turned = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self._pages: Pages | None = None
        self._image = QImage()
        self.page = 0
        self.zoom = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBar(SlimBar(Qt.Orientation.Vertical))
        self.setHorizontalScrollBar(SlimBar(Qt.Orientation.Horizontal))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(160, 200)
        self.setAccessibleName(tr("Preview"))

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._pages) if self._pages else 0

    def show_pdf(self, pdf: bytes) -> None:
        """Another document; empty bytes show none."""
        self.show_pages(PdfPages(pdf) if pdf else None)

    def show_pages(self, pages: Pages | None) -> None:
        """Other pages, or none."""
        if self._pages is not None:
            self._pages.close()
        self._pages = pages
        self.zoom = 0
        if self._pages is not None and self._scale() < READABLE:
            self.zoom = 1
        self.show_page(0)

    def let_go(self) -> None:
        """Close the document, when the window goes."""
        self.show_pdf(b"")

    def show_page(self, number: int) -> None:
        """Turn to a page."""
        self.page = max(0, min(number, self.count - 1))
        self.verticalScrollBar().setValue(0)
        self._draw()
        said = tr("Preview, page {page} of {total}", page=self.page + 1, total=self.count)
        self.setAccessibleName(said)
        self.turned.emit(self.page, self.count)

    def turn(self, by: int) -> None:
        """So many pages on."""
        self.show_page(self.page + by)

    def closer(self, by: int) -> None:
        """Larger, or smaller again."""
        self.zoom = max(0, min(len(ZOOMS), self.zoom + by))
        self._draw()

    def _draw(self) -> None:
        if self._pages is None:
            self._image = QImage()
        else:
            ratio = self.devicePixelRatioF()
            self._image = self._pages.image(self.page, self._scale() * ratio)
            self._image.setDevicePixelRatio(ratio)
        self._set_bars()
        self.viewport().update()

    def _scale(self) -> float:
        """Pixels a point at the present zoom."""
        width, height = self._pages.size(self.page) if self._pages else (1.0, 1.0)
        room = self.viewport().size()
        across = max(0.1, (room.width() - 2 * EDGE - 1) / width)
        whole = max(0.1, min(across, (room.height() - 2 * EDGE) / height))
        return across * ZOOMS[self.zoom - 1] if self.zoom else whole

    def read_on(self, by: int) -> None:
        """On within the page while there is more of it, then to the next page."""
        bar = self.verticalScrollBar()
        at_end = bar.value() == (bar.maximum() if by > 0 else bar.minimum())
        if not at_end:
            bar.setValue(bar.value() + by * bar.pageStep())
        elif 0 <= self.page + by < self.count:
            self.turn(by)

    def _set_bars(self) -> None:
        size, room = self._shown(), self.viewport().size()
        self.horizontalScrollBar().setRange(0, max(0, size.width() + 2 * EDGE - room.width()))
        self.verticalScrollBar().setRange(0, max(0, size.height() + 2 * EDGE - room.height()))
        self.horizontalScrollBar().setPageStep(room.width())
        self.verticalScrollBar().setPageStep(room.height())

    def _shown(self) -> QSize:
        return self._image.deviceIndependentSize().toSize()

    def _corner(self) -> QPoint:
        size, room = self._shown(), self.viewport().size()
        left = max(EDGE, (room.width() - size.width()) // 2) - self.horizontalScrollBar().value()
        top = max(EDGE, (room.height() - size.height()) // 2) - self.verticalScrollBar().value()
        return QPoint(left, top)

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        table = tokens(self)
        with QPainter(self.viewport()) as painter:
            smooth(painter)
            painter.fillRect(self.viewport().rect(), QColor(table.sunken))
            if not self._image.isNull():
                area = QRect(self._corner(), self._shown())
                painter.fillRect(area.adjusted(-1, -1, 1, 1), QColor(table.edge))
                painter.drawImage(self._corner(), self._image)
            if self.hasFocus():
                focus_ring(painter, QRectF(self.viewport().rect()), table, 4)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        turns = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        zooms = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}
        key = Qt.Key(event.key())
        if key in turns:
            self.read_on(turns[key])
        elif key in zooms:
            self.closer(zooms[key])
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self.show_page(0 if key == Qt.Key.Key_Home else self.count - 1)
        else:
            super().keyPressEvent(event)

    @override
    def wheelEvent(self, event: QWheelEvent, /) -> None:
        if self.zoom:
            super().wheelEvent(event)
        elif event.angleDelta().y():
            self.turn(-1 if event.angleDelta().y() > 0 else 1)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent, /) -> None:
        self.closer(2 if self.zoom < len(ZOOMS) else -self.zoom)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._draw()

    @override
    def scrollContentsBy(self, dx: int, dy: int, /) -> None:
        self.viewport().update()

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        self.viewport().update()
