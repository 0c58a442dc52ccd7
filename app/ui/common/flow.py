"""Widgets side by side, as words stand in a paragraph: a new line begins when there is no room.

A widget and no QLayout: a layout of our own would answer `itemAt` with None past its end, and
PySide then forgets one reference to None each time, until Python stops.
"""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override


class Flow(QWidget):
    """Lines of widgets; where they are even, they stand below one another as well."""

    def __init__(self, *widgets: QWidget, gap: int = 8, even: bool = False) -> None:
        super().__init__()
        self._gap = gap
        self._even = even
        self._widgets: list[QWidget] = []
        self._heights: dict[int, int] = {}
        """By width, until a widget asks for another place: a layout asks dozens of times."""
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for widget in widgets:
            self.add(widget)

    def add(self, widget: QWidget, at: int | None = None) -> None:
        """One more, at the end unless a place is named."""
        widget.setParent(self)
        self._widgets.insert(len(self._widgets) if at is None else at, widget)
        self._heights.clear()
        widget.show()
        self.updateGeometry()

    def clear(self) -> None:
        """Take everything out."""
        for widget in self._widgets:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        self._widgets = []
        self._heights.clear()
        self.updateGeometry()

    @property
    def _shown(self) -> tuple[QWidget, ...]:
        return tuple(widget for widget in self._widgets if not widget.isHidden())

    def _places(self, width: int) -> Iterator[tuple[QWidget, QRect]]:
        x, y, line = 0, 0, 0
        for widget, size, start in self._lines(width):
            if start:
                x, y, line = 0, y + line + (self._gap if y + line else 0), 0
            yield widget, QRect(x, y, min(size.width(), width), size.height())
            x += size.width() + self._gap
            line = max(line, size.height())

    def _lines(self, width: int) -> Iterator[tuple[QWidget, QSize, bool]]:
        """Each widget with its size and whether a line begins with it."""
        x, shown = width + 1, self._shown
        sizes = [each.sizeHint().expandedTo(each.minimumSizeHint()) for each in shown]
        wide = max((size.width() for size in sizes), default=0) if self._even else 0
        for widget, own in zip(shown, sizes, strict=True):
            size = own.expandedTo(QSize(wide, 0))
            if size.width() > width and widget.hasHeightForWidth():
                size = QSize(width, widget.heightForWidth(width))
            start = x + size.width() > width
            x = (0 if start else x) + size.width() + self._gap
            yield widget, size, start

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int, /) -> int:
        if not self.isVisible():  # then nobody tells it that a widget has changed
            return self._height(width)
        if width not in self._heights:
            self._heights[width] = self._height(width)
        return self._heights[width]

    def _height(self, width: int) -> int:
        return max((place.bottom() + 1 for _, place in self._places(width)), default=0)

    @override
    def sizeHint(self) -> QSize:
        sizes = [widget.sizeHint() for widget in self._shown]
        wide = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        return QSize(wide, max((size.height() for size in sizes), default=0))

    @override
    def minimumSizeHint(self) -> QSize:
        wide = max((widget.minimumSizeHint().width() for widget in self._shown), default=0)
        if not self.isVisible():  # its width is not known yet: a page unseen must not grow a window
            return QSize(wide, self.sizeHint().height())
        return QSize(wide, self.heightForWidth(max(wide, self.width())))

    def _place(self) -> None:
        places = list(self._places(self.width()))
        heights: dict[int, int] = {}
        for _, place in places:
            heights[place.top()] = max(heights.get(place.top(), 0), place.height())
        for widget, place in places:
            lower = (heights[place.top()] - place.height()) // 2
            widget.setGeometry(place.translated(0, lower))

    @override
    def event(self, event: QEvent, /) -> bool:
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Show}:
            self._heights.clear()
            self._place()
            self.updateGeometry()
        return super().event(event)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._place()
        self.updateGeometry()
