"""What is known, each thing under its name."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.ui.common.surfaces import empty
from app.ui.common.type import Style, Text, Tone, wrapped


class Facts(QWidget):
    """What is known, each under its name."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self.said: dict[str, str] = {}

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Other facts."""
        empty(self._grid)
        self.said = dict(facts)
        for number, (name, said) in enumerate(facts):
            label = Text(name, Style.SMALL, Tone.MUTED)
            self._grid.addWidget(label, number, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(wrapped(said, Style.SMALL), number, 1)
