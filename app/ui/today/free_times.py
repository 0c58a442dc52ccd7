"""Free times of the day that somebody on the wait list could take."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout

from app import words
from app.domain.time import wall
from app.ui.common.buttons import Button
from app.ui.common.surfaces import Card
from app.ui.common.type import ElidedText, Style, Text, Tone
from app.ui.desk import EXPECTED, Desk
from app.ui.today.few_rows import ActRow, FewRows, Line
from app.use_cases.gaps import OpenGap, gaps_with_takers
from app.words.tongue import tr

MOST = 3


class FreeRow(ActRow):
    """One free time: from when to when, where, for how many, and the button that fills it."""

    def __init__(self, desk: Desk, free: OpenGap) -> None:
        super().__init__()
        self.free = free
        start, end = (wall(at, desk.clinic.zone) for at in (free.gap.start, free.gap.end))
        self.when = ElidedText(f"{words.span(start, end)}  {free.name}", Style.STRONG)
        self.fit = ElidedText(words.who_fit(free.takers), Style.SMALL, Tone.MUTED)
        self.fill = Button(tr("Fill"))
        told = f"{self.when.text()}, {words.minutes(free.gap.minutes)}: {self.fit.text()}"
        self.fill.setAccessibleDescription(told)
        self.fill.clicked.connect(lambda _=False: desk.fill_wanted.emit(free.gap))
        self.buttons = (self.fill,)
        self._arrange()

    def _arrange(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 6, 0, 6)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.when, 0, 0)
        grid.addWidget(self.fit, 1, 0)
        grid.addWidget(self.fill, 0, 1, 2, 1, Qt.AlignmentFlag.AlignVCenter)


class FreeTimes(Card):
    """The card of free times; it is not there while nobody fits any."""

    changed = Signal()
    """It has come or gone."""

    def __init__(self, desk: Desk) -> None:
        super().__init__((16, 12, 12, 8))
        self._desk = desk
        self._asked = 0
        self.few = FewRows(MOST)
        self.body.addWidget(Text(tr("Free for the wait list"), Style.HEADING))
        self.body.addWidget(self.few)
        self.hide()

    @property
    def rows(self) -> tuple[FreeRow, ...]:
        """The rows that are shown."""
        return tuple(each for each in self.few.rows if isinstance(each, FreeRow))

    def look(self, day: date) -> None:
        """See who fits on a day, beside other work: the list may be long."""
        self._asked += 1
        work = partial(gaps_with_takers, self._desk.clinic, day)
        asked = self._asked
        self._desk.background.run(work, partial(self._take, asked), partial(self._fail, asked))

    def _take(self, asked: int, found: Sequence[OpenGap]) -> None:
        if asked == self._asked:
            self.few.show_lines([self._line(each) for each in found])
            self.setVisible(bool(found))
            self.changed.emit()

    def _line(self, free: OpenGap) -> Line:
        make = partial(FreeRow, self._desk, free)
        return Line(key=(free.gap.resources, free.gap.end), told=free, make=make)

    def _fail(self, asked: int, error: Exception) -> None:
        """A clinic that does not answer is said by the next act."""
        if not isinstance(error, EXPECTED):
            raise error
        self._take(asked, ())
