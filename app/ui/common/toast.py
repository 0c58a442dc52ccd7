"""The toast: what has just happened, with its undo, over the foot of the page."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QWidget
from typing_extensions import override

from app.ui.common.buttons import Button, Variant, icon_button
from app.ui.common.notices import Shape, announce
from app.ui.common.surfaces import Floating
from app.ui.common.type import Style, Text, scaled, wrapped

SHAPES = {"undone": ("undo", "")}
"""Looks that have a shape of their own."""

STAYS = 20_000
"""Milliseconds; Undo stays reachable in the Edit menu afterwards."""

MARGIN = 16
WIDTH = 560
NARROW = 440


class Toast(Floating):
    """Says what happened until the next act, or for twenty seconds."""

    undo = Signal()

    def __init__(self, parent: QWidget, page: QWidget) -> None:
        super().__init__(parent)
        self._page = page
        self.text: Text = wrapped("", Style.STRONG)
        self.shape = Shape("ready", "ready")
        self.undo_button = Button("Undo", Variant.QUIET, "undo", "Ctrl+Z")
        self.close_button = icon_button("close", "Close this message")
        self._grid = QGridLayout(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STAYS)
        self._arrange()
        self._timer.timeout.connect(self.hide)
        self.undo_button.clicked.connect(self.undo)
        self.close_button.clicked.connect(self.hide)
        page.installEventFilter(self)
        self.hide()

    def _arrange(self) -> None:
        grid = self._grid
        grid.setContentsMargins(16, 8, 8, 8)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.shape, 0, 0)
        grid.addWidget(self.text, 0, 1)
        grid.addWidget(self.undo_button, 0, 2)
        grid.addWidget(self.close_button, 0, 3)
        for button in (self.undo_button, self.close_button):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def say(self, text: str, *, look: str = "ready", can_undo: bool = False) -> None:
        """Say that something happened."""
        self.text.setText(text)
        self.shape.show_shape(*SHAPES.get(look, (look, look)))
        self.undo_button.setVisible(can_undo)
        self.show()
        self._place()
        self.raise_()
        self._timer.start()
        announce(self, f"{text} Control Z takes it back." if can_undo else text)

    def _place(self) -> None:
        page, parent = self._page, self.parentWidget()
        if parent is None:
            return
        corner = page.mapTo(parent, QPoint(0, 0))
        width = min(page.width() - 2 * MARGIN, scaled(WIDTH))
        self._place_undo(narrow=width < scaled(NARROW))
        height = max(self._grid.heightForWidth(width), self.minimumSizeHint().height())
        left = corner.x() + (page.width() - width) // 2
        self.setGeometry(left, corner.y() + page.height() - height - MARGIN, width, height)

    def _place_undo(self, *, narrow: bool) -> None:
        self._grid.removeWidget(self.undo_button)
        if narrow:
            self._grid.addWidget(self.undo_button, 1, 0, 1, 4, Qt.AlignmentFlag.AlignRight)
        else:
            self._grid.addWidget(self.undo_button, 0, 2)

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)
