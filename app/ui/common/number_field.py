"""A whole number that is typed, or counted up and down by steps."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator, QKeyEvent
from typing_extensions import override

from app.ui.common.fields import TextField


class NumberField(TextField):
    """A number from 0 on; Up and Down go to the next step."""

    def __init__(self, name: str, *, step: int = 1, most: int = 999) -> None:
        super().__init__(name, "0")
        self._step, self._most = step, most
        self.setValidator(QIntValidator(0, most, self))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    @property
    def value(self) -> int:
        """What is typed; 0 while nothing is."""
        typed = self.text()
        return int(typed) if typed.isdigit() else 0

    def show_number(self, number: int) -> None:
        """Write a number; nothing stands for 0."""
        self.setText(str(number) if number else "")

    def _go(self, by: int) -> None:
        """The next multiple of a step in a direction."""
        here = self.value // self._step if by > 0 else -(-self.value // self._step)
        self.show_number(max(0, min(self._most, (here + by) * self._step)))
        self.textEdited.emit(self.text())

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        ways = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        if event.key() in ways and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._go(ways[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)
