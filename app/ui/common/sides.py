"""A list on the left, what is chosen from it on the right; only one where both have no room."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from app.ui.common.surfaces import bare
from app.ui.common.type import scaled

ANY_WIDTH = 16_777_215
"""Qt's own word for a widget that may be as wide as it likes."""


class Sides(QWidget):
    """Two sides; widths are pixels at 100 % text."""

    narrowed = Signal(bool)
    """Whether there is room for one side only."""

    def __init__(self, left: QWidget, right: QWidget, *, left_width: int, both: int) -> None:
        super().__init__()
        self._left, self._right = left, right
        self._left_width, self._both = left_width, both
        self._on_right = self._was_narrow = False
        line = bare(QHBoxLayout(self), 16)
        line.addWidget(left)
        line.addWidget(right, 1)

    @property
    def is_narrow(self) -> bool:
        """Whether there is room for one side only."""
        return self.width() < scaled(self._both)

    def lean(self, *, right: bool) -> None:
        """On which side the work is."""
        self._on_right = right
        self._fit()

    def _fit(self) -> None:
        narrow = self.is_narrow
        if narrow and not self._was_narrow:
            self._lean_to_keyboard()
        self._was_narrow = narrow
        self._left.setVisible(not (narrow and self._on_right))
        self._right.setVisible(not narrow or self._on_right)
        self._left.setMinimumWidth(0 if narrow else scaled(self._left_width))
        self._left.setMaximumWidth(ANY_WIDTH if narrow else scaled(self._left_width))
        self.narrowed.emit(narrow)

    def _lean_to_keyboard(self) -> None:
        focus: QWidget | None = self.window().focusWidget()
        if focus and self.isAncestorOf(focus):
            self._on_right = self._right.isAncestorOf(focus)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()
