"""A line over a page that says what is particular now, and offers the next thing to do."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from app.ui.common.buttons import Button, Variant
from app.ui.common.notices import Shape
from app.ui.common.painting import fill_round, smooth
from app.ui.common.palette import tokens
from app.ui.common.type import Text, wrapped


class NoteLine(QWidget):
    """An icon, a sentence or two, and perhaps a button."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._do: Callable[[], object] | None = None
        self.shape = Shape("info")
        self.text: Text = wrapped("")
        self.button = Button("", Variant.BARE, "right")
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 4, 4, 4)
        line.setSpacing(10)
        line.addWidget(self.shape)
        line.addWidget(self.text, 1)
        line.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(name)
        self.button.clicked.connect(self._act)
        self.hide()

    def say(
        self,
        text: str,
        *,
        next_thing: str = "",
        do: Callable[[], object] | None = None,
        icon: str = "right",
    ) -> None:
        """Say something, with a button that does the next thing when it has a name."""
        self._do = do
        self.text.setText(text)
        self.text.setMinimumHeight(self.button.sizeHint().height())
        self.button.say(next_thing, icon)
        self.button.setVisible(bool(next_thing))
        self.setVisible(bool(text))

    def _act(self) -> None:
        if self._do is not None:
            self._do()

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        with QPainter(self) as painter:
            smooth(painter)
            fill_round(painter, QRectF(self.rect()), tokens(self).sunken, 8)
