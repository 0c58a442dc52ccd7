"""A line of text that is as good as typed when a screen reader or a dictation writes it."""

from PySide6.QtWidgets import QLineEdit
from typing_extensions import override


class Line(QLineEdit):
    """Qt tells of a text that is typed, but not of one that comes by way of accessibility."""

    def __init__(self) -> None:
        super().__init__()
        self._is_told = self._is_typed = False
        self.textEdited.connect(self._note)
        self.textChanged.connect(self._hear)

    @override
    def setText(self, text: str | None, /) -> None:
        self._is_told = True
        super().setText(text)
        self._is_told = False

    @override
    def clear(self) -> None:
        self.setText("")

    def _note(self) -> None:
        self._is_typed = True

    def _hear(self, text: str) -> None:
        if self._is_told:
            return
        if not self._is_typed:
            self.textEdited.emit(text)
        self._is_typed = False
