"""The head of a page about a day: the day in words, and the way to the days beside it."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from app import words
from app.domain.refusal import Refused
from app.ui.common.buttons import Button, Variant, icon_button
from app.ui.common.fields import DayField
from app.ui.common.surfaces import bare
from app.ui.common.type import ElidedText, Style, metrics, scaled

DAY = timedelta(days=1)
NARROW = 420


class DayBar(QWidget):
    """Which day is shown; previous, today, next."""

    def __init__(self, today: Callable[[], date], go: Callable[[date], None]) -> None:
        super().__init__()
        self._today, self._go = today, go
        self._day = today()
        self.title = ElidedText("", Style.TITLE)
        self.back = icon_button("left", "Previous day", "Alt+Left")
        self.forth = icon_button("right", "Next day", "Alt+Right")
        self.field = DayField("Go to a day", today())
        self.now = Button("&Today", Variant.QUIET, key="Ctrl+T")
        self._arrange()
        self.field.line.returnPressed.connect(self._go_to_typed)
        self.back.clicked.connect(lambda: self._go(self._day - DAY))
        self.forth.clicked.connect(lambda: self._go(self._day + DAY))
        self.now.clicked.connect(lambda: self._go(self._today()))

    def _arrange(self) -> None:
        line = bare(QHBoxLayout(self), 4)
        line.addWidget(self.back)
        line.addWidget(self.forth)
        line.addSpacing(8)
        line.addWidget(self.title, 1)
        line.addWidget(self.field, 1)
        self.field.hide()
        line.addWidget(self.now)

    def show_day(self, day: date) -> None:
        """Say which day it is."""
        self._day = day
        self._name_day()
        self.now.setEnabled(day != self._today())

    def _name_day(self) -> None:
        """The day with as many words as there is room for."""
        self.now.setVisible(self.width() >= scaled(NARROW))
        room = self.width() - 2 * self.back.sizeHint().width() - scaled(24)
        room -= 0 if self.now.isHidden() else self.now.sizeHint().width()
        names = (words.long_day(self._day), words.day(self._day), words.short_day(self._day))
        wide = metrics(Style.TITLE).horizontalAdvance
        self.title.setText(next((name for name in names if wide(name) <= room), names[-1]))

    def ask(self) -> None:
        """Ask for a day where its name stands."""
        self.field.line.clear()
        self.title.hide()
        self.field.show()
        self.field.line.setFocus()

    def leave(self) -> bool:
        """Ask no more; False when nothing was asked."""
        asked = self.field.isVisible()
        if asked:
            self.field.hide()
            self.title.show()
        return asked

    def _go_to_typed(self) -> None:
        try:
            day = self.field.day()
        except Refused:
            return  # the field says below what it could not read
        self.leave()
        if day is not None:
            self._go(day)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._name_day()
