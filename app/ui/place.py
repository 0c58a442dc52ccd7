"""The middle of the window: the pages, and the panel that stands beside them."""

from typing import TypeVar

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QStackedWidget, QWidget
from typing_extensions import override

from app.ui.common.palette import tokens
from app.ui.common.panel import Panel
from app.ui.common.type import scaled

SHARE = 0.62
"""The panel never takes more of the window than this."""

LEAST_PAGE = 260

P = TypeVar("P", bound=Panel)


class Handle(QSplitterHandle):
    """A hairline that can be drawn aside."""

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        with QPainter(self) as painter:
            painter.fillRect(QRect(2, 0, 1, self.height()), QColor(tokens(self).hairline))


class Place(QSplitter):
    """A page, and at times one panel on its right."""

    panel_closed = Signal()
    focus_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.pages = QStackedWidget()
        self.panels = QStackedWidget()
        self.pages.setMinimumWidth(LEAST_PAGE)
        self.addWidget(self.pages)
        self.addWidget(self.panels)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(5)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        self.panels.hide()
        self._last: QWidget | None = None

    def add_panel(self, panel: P) -> P:
        """A panel that can be opened from now on."""
        self.panels.addWidget(panel)
        panel.closed.connect(self.close_panel)
        return panel

    @property
    def panel(self) -> Panel | None:
        """The panel that is open."""
        shown = self.panels.currentWidget()
        return shown if isinstance(shown, Panel) and self.panels.isVisibleTo(self) else None

    def open_panel(self, panel: Panel) -> None:
        """Show a panel beside the page, and put the keyboard into it."""
        if self.panel is None:
            self._last = self.window().focusWidget()
        if self.panel is not panel:
            self.panels.setCurrentWidget(panel)
            self.panels.show()
            self._share()
        panel.begin()

    def close_panel(self) -> None:
        """Take the panel away; what was typed in it stays, and the keyboard goes back."""
        if self.panel is None:
            return
        self.panels.hide()
        before, self._last = self._last, None
        if before is not None and self.pages.isAncestorOf(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.focus_wanted.emit()
        self.panel_closed.emit()

    def _share(self) -> None:
        panel = self.panel
        if panel is None:
            return
        wide = min(scaled(panel.WIDTH), round(self.width() * SHARE))
        self.panels.setMinimumWidth(min(wide, scaled(320)))
        self.setSizes([max(1, self.width() - wide), wide])

    @override
    def createHandle(self) -> QSplitterHandle:
        return Handle(self.orientation(), self)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._share()
