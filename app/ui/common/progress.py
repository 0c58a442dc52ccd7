"""How far something is that takes a while."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar
from typing_extensions import override

from app.ui.common.painting import fill_round, smooth
from app.ui.common.palette import tokens

HEIGHT = 10


class Progress(QProgressBar):
    """A bar that fills from the left; the words beside it say the same."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setTextVisible(False)
        self.setFixedHeight(HEIGHT)
        self.setRange(0, 1)
        self.setValue(0)

    def show_done(self, done: int, whole: int) -> None:
        """So much of the whole is done."""
        self.setRange(0, max(whole, 1))
        self.setValue(done)

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        table, area = tokens(self), QRectF(self.rect())
        share = self.value() / max(self.maximum(), 1)
        with QPainter(self) as painter:
            smooth(painter)
            fill_round(painter, area, table.sunken, HEIGHT / 2)
            if share:
                done = max(area.width() * share, HEIGHT)
                fill_round(painter, QRectF(0, 0, done, HEIGHT), table.accent_fill, HEIGHT / 2)
