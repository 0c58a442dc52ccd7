"""An editor of a rule, which tells beside its fields what visits to come a change touches."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.ui.common.type import scaled
from app.ui.desk import Desk
from app.ui.settings.drafted_editor import OR_DIRECTOR, Draft, DraftedEditor, Ending
from app.ui.settings.gate_touched import TouchedVisits
from app.words.tongue import tr

ROOMY = 520
"""Pixels at 100 % text of height from which the visits that are touched stand below the fields."""


class TouchingEditor(DraftedEditor[Draft]):
    """What is typed about one rule, and the visits that this touches."""

    def __init__(self, desk: Desk, ending: Ending, name: str, *, may_change: bool) -> None:
        super().__init__(desk, ending, may_change=may_change, read_only=OR_DIRECTOR)
        self.touched = TouchedVisits(desk)
        self._below, self._last = QVBoxLayout(), QVBoxLayout()
        self.area.setAccessibleName(tr(name))
        if not may_change:
            self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _show_fields(self, parts: Iterable[QWidget]) -> None:
        """The fields below each other, then what is touched."""
        for part in parts:
            self.fields.addWidget(part)
        self.fields.addLayout(self._last)
        self.body.insertWidget(self.body.indexOf(self.buttons) + 1, self.touched.said)
        self.body.addLayout(self._below)
        self._place()

    def _place(self) -> None:
        """What is touched stays in sight where there is room; no field moves when it is shown."""
        place = self._below if self.height() >= scaled(ROOMY) else self._last
        if not place.count():
            place.addWidget(self.touched)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._place()
