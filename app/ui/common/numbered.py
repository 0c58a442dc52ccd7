"""One of a few, chosen by its number; Enter goes on."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget
from typing_extensions import override

from app.ui.common.buttons import Button
from app.ui.common.flow import Flow
from app.ui.common.painting import focus_ring, smooth
from app.ui.common.palette import tokens
from app.words.tongue import tr

MARGIN = 4


class Numbered(QWidget):
    """A line of choices; a number or the arrow keys choose, Up and Down go to the next line."""

    chosen = Signal(str)
    taken = Signal()

    def __init__(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.name = name
        self.values = [value for value, _ in choices]
        self._group = QButtonGroup(self)
        self._buttons = [self._button(n, said) for n, (_, said) in enumerate(choices, start=1)]
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.addWidget(Flow(*self._buttons, gap=2))
        self.choose(self.values[0])

    def _button(self, number: int, said: str) -> Button:
        button = Button(f"{number}  {said}")
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda _=False, at=number - 1: self._take(at))
        self._group.addButton(button)
        return button

    @property
    def value(self) -> str:
        """What is chosen."""
        at = next((n for n, button in enumerate(self._buttons) if button.isChecked()), 0)
        return self.values[at]

    def choose(self, value: str) -> None:
        """Choose one of them."""
        at = self.values.index(value)
        self._buttons[at].setChecked(True)
        self.setAccessibleName(f"{tr(self.name)}: {self._buttons[at].text()}")
        self.chosen.emit(value)

    def offer(self, value: str, *, offered: bool) -> None:
        """Whether a choice is to be had."""
        self._buttons[self.values.index(value)].setVisible(offered)

    def _take(self, at: int) -> None:
        self.setFocus()
        self.choose(self.values[at])

    def _step(self, by: int) -> None:
        shown = [n for n, button in enumerate(self._buttons) if not button.isHidden()]
        at = shown.index(self.values.index(self.value)) + by
        self.choose(self.values[shown[max(0, min(len(shown) - 1, at))]])

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        key, typed = event.key(), event.text()
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if typed.isdigit() and 1 <= int(typed) <= len(self._buttons):
            if not self._buttons[int(typed) - 1].isHidden():
                self.choose(self.values[int(typed) - 1])
        elif key in steps:
            self._step(steps[Qt.Key(key)])
        elif key == Qt.Key.Key_Down:
            self.focusNextChild()
        elif key == Qt.Key.Key_Up:
            self.focusPreviousChild()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.taken.emit()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        if self.hasFocus():
            with QPainter(self) as painter:
                smooth(painter)
                focus_ring(painter, QRectF(self.rect()), tokens(self), 9)
