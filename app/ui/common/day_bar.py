"""The head of a page about a day: the day in words, and the way to the days beside it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from app import words
from app.domain.months import DAY
from app.domain.refusal import Refused
from app.domain.typed_days import WAYS, read_way
from app.ui.common.buttons import Button, Variant, icon_button, key_told
from app.ui.common.fields import DayField
from app.ui.common.surfaces import bare
from app.ui.common.type import ElidedText, Style, metrics, scaled
from app.words.tongue import later, tr, tr_of

NARROW = 420
LEFT, RIGHT = "Alt+Left", "Alt+Right"


class DayBar(QWidget):
    """Which day is shown; previous, today, next, and what else a page says or offers there.

    Each further widget is shown where the bar has so many pixels, counted at 100 % text.
    """

    def __init__(
        self,
        today: Callable[[], date],
        go: Callable[[date], None],
        turn: Callable[[int], None] | None = None,
        further: Mapping[QWidget, int] = MappingProxyType({}),
    ) -> None:
        super().__init__()
        self._today, self._go, self._further = today, go, further
        self._turn = turn or self._turn_day
        self._day = today()
        self._names: tuple[str, ...] = ("",)
        self._left_out: set[QWidget] = set()
        self.title = ElidedText("", Style.TITLE)
        self.back = icon_button("left", "", LEFT)
        self.forth = icon_button("right", "", RIGHT)
        self.field = DayField(later("Go to a day"), today(), WAYS, read_way)
        self.now = Button(tr("&Today"), Variant.QUIET, key="Ctrl+T")
        self._arrange()
        self.field.line.returnPressed.connect(self._go_to_typed)
        self.back.clicked.connect(lambda: self._turn(-1))
        self.forth.clicked.connect(lambda: self._turn(1))
        self.now.clicked.connect(lambda: self._go(self._today()))

    def _arrange(self) -> None:
        line = bare(QHBoxLayout(self), 4)
        line.addWidget(self.back)
        line.addWidget(self.forth)
        line.addSpacing(8)
        line.addWidget(self.title, 1)
        line.addWidget(self.field, 1)
        self.field.hide()
        for widget in (*self._further, self.now):
            line.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def _turn_day(self, by: int) -> None:
        self._go(self._day + by * DAY)

    def show_day(self, day: date) -> None:
        """Say which day it is."""
        names = (words.long_day(day), words.day(day), words.short_day(day))
        self.show_days(day, tuple(map(words.headed, names)), "day")

    def show_days(self, day: date, names: Sequence[str], span: str) -> None:
        """Say which days are shown, with the longest of these names that has room."""
        self._day, self._names = day, tuple(names)
        back = tr("Previous {span}", span=tr_of("span", span)).capitalize()
        forth = tr("Next {span}", span=tr_of("span", span)).capitalize()
        for button, way, key in ((self.back, back, LEFT), (self.forth, forth, RIGHT)):
            button.setAccessibleName(way)
            button.setToolTip(f"{way}  ({key_told(key)})")
        self._name_days()
        self.now.setEnabled(day != self._today())

    def leave_out(self, widget: QWidget, *, out: bool) -> None:
        """Take something out of the bar that says nothing about what is shown, or put it back."""
        if out:
            self._left_out.add(widget)
        else:
            self._left_out.discard(widget)

    def _name_days(self) -> None:
        """The days with as many words as there is room for."""
        self.now.setVisible(self.width() >= scaled(NARROW))
        for widget, least in self._further.items():
            widget.setVisible(self.width() >= scaled(least) and widget not in self._left_out)
        room = self.width() - 2 * self.back.sizeHint().width() - scaled(24)
        shown = [widget for widget in (*self._further, self.now) if not widget.isHidden()]
        room -= sum(widget.sizeHint().width() + 4 for widget in shown)
        wide = metrics(Style.TITLE).horizontalAdvance
        found = (name for name in self._names if wide(name) <= room)
        self.title.setText(next(found, self._names[-1]))

    def ask(self) -> None:
        """Ask for a day where its name stands."""
        self.field.count_from(self._today())
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
        self._name_days()

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._name_days()
