"""Needs you first: the visits that something stands against, each with the next action."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout
from typing_extensions import override

from app import words
from app.domain.time import wall
from app.ui import acts
from app.ui.common.buttons import Button
from app.ui.common.chips import Chip, chip_size, late_look, look_of
from app.ui.common.surfaces import Card, bare, row
from app.ui.common.type import ElidedText, Style, Text, Tone, scaled, wrapped
from app.ui.desk import Desk
from app.ui.today.few_rows import ActRow, FewRows, Line
from app.use_cases.needs import Board, Need
from app.words.tongue import later, tr

MOST = 3
"""Rows that are shown before the rest is asked for."""

NARROW = 620
NOTHING = later("Nothing for this day.")
ALL_READY = later("Nothing for this day: every visit still to come is ready.")

CHIP_WORDS = {"blocked": later("Blocked"), "waiting": later("Waiting")}


def need_look(need: Need) -> tuple[str, str, str]:
    """How the most pressing thing about a visit looks: the look, the word and the shape."""
    if need.late is not None:
        return late_look(need.late)
    if need.view.needs_time:
        return "blocked", tr("Blocked"), ""
    if need.is_hold:
        return "waiting", tr("Held"), "hold"
    look = look_of(need.item) if need.item else "waiting"
    return look, tr(CHIP_WORDS.get(look, CHIP_WORDS["waiting"])), ""


class NeedRow(ActRow):
    """One visit: by when, who, what stands against it, and the buttons that do the next thing.

    Where it is known who, the visit itself is named instead.
    """

    def __init__(self, desk: Desk, need: Need, wide: float, *, named: bool = True) -> None:
        super().__init__()
        self._desk, self.need, self.view = desk, need, need.view
        self._wide = wide
        """How wide the widest chip of all rows is: names stand below one another."""
        look, word, shape = need_look(need)
        start = wall(self.view.visit.start, desk.clinic.zone)
        visit = f"{self.view.type.short}, {words.day_time(start)}"
        self.time = Text(words.clock(wall(need.due, desk.clinic.zone)), Style.STRONG)
        if not named:
            self.time.hide()
        self.chip = Chip(word, look, shape)
        self.name = ElidedText(self.view.patient.listed if named else visit, Style.STRONG)
        self.why = wrapped(words.say_all(need.reasons), Style.SMALL, Tone.MUTED)
        self.button = self._button(need.action, self._act)
        self.buttons = (self.button,)
        if need.late is not None:
            self.buttons += (self._button(tr("No-show"), partial(acts.try_miss, desk, self.view)),)
        if need.is_news:
            self.buttons += (self._button(tr("Seen"), partial(acts.try_see, desk, self.view)),)
        self._side = row(*self.buttons, spacing=0)
        self._grid = QGridLayout(self)
        self._arrange()

    def _button(self, verb: str, do: Callable[[], object]) -> Button:
        button = Button(verb)
        button.setAccessibleDescription(f"{self.view.patient.listed}: {self.why.text()}")
        button.clicked.connect(lambda _=False: do())
        return button

    def _arrange(self) -> None:
        self._grid.setContentsMargins(0, 8, 0, 8)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(2, 1)
        self._grid.setColumnMinimumWidth(1, round(self._wide + 1))
        self._grid.addWidget(self.time, 0, 0)
        self._grid.addWidget(self.chip, 0, 1)
        self._grid.addWidget(self.name, 0, 2)
        self._grid.addWidget(self.why, 1, 2)
        self._place_buttons(narrow=False)

    def _act(self) -> None:
        acts.do_next(self._desk, self.view, self.need.item)

    def _place_buttons(self, *, narrow: bool) -> None:
        self._grid.removeWidget(self._side)
        if narrow:
            self._grid.addWidget(self._side, 2, 2, 1, 1, Qt.AlignmentFlag.AlignLeft)
        else:
            self._grid.addWidget(self._side, 0, 3, 2, 1, Qt.AlignmentFlag.AlignVCenter)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._place_buttons(narrow=self.width() < scaled(NARROW))


class Needs(Card):
    """The card of everything that needs somebody before its visit."""

    def __init__(self, desk: Desk) -> None:
        super().__init__((16, 12, 12, 8))
        self._desk = desk
        self.title = Text(tr("Needs you first"), Style.HEADING)
        self.count = Chip("", "waiting")
        self.nothing = wrapped(tr(NOTHING), tone=Tone.MUTED)
        self.few = FewRows(MOST)
        self.beyond = wrapped("", Style.SMALL, Tone.MUTED)
        self._arrange()

    def _arrange(self) -> None:
        head = bare(QHBoxLayout())
        head.addWidget(self.title)
        head.addWidget(self.count)
        head.addStretch(1)
        self.body.addLayout(head)
        self.body.addWidget(self.nothing)
        self.body.addWidget(self.few)
        self.body.addWidget(self.beyond)
        self.body.addStretch(1)

    @property
    def rows(self) -> tuple[NeedRow, ...]:
        """The rows that are shown."""
        return tuple(each for each in self.few.rows if isinstance(each, NeedRow))

    def show_board(self, board: Board) -> None:
        """What needs somebody on a day, and then what is due later; the first few are shown."""
        day = board.view.day
        mine = [need for need in board.needs if need.day <= day]
        self.nothing.setText(tr(ALL_READY if board.view.standing else NOTHING))
        self.nothing.setVisible(not mine)
        self.few.show_lines([*self._lines(board.needs, day)])
        visits = words.plural(board.beyond, "visit")
        self.beyond.setText(tr("And {visits} further ahead.", visits=visits))
        self.beyond.setVisible(board.beyond > 0)
        self._count(mine)

    def _lines(self, needs: Sequence[Need], day: date) -> Iterator[Line]:
        """The rows, with the day over the first that is due on another."""
        wide = max((chip_size(need_look(need)[1]).width() for need in needs), default=0)
        for need in needs:
            yield Line(
                key=need.view.visit.id,
                told=(need, wide),
                make=partial(NeedRow, self._desk, need, wide),
                above=words.headed(words.long_day(need.day)) if need.day > day else "",
            )
            day = max(day, need.day)

    def _count(self, needs: Sequence[Need]) -> None:
        blocked = any(need_look(need)[0] == "blocked" for need in needs)
        look = ("blocked" if blocked else "waiting") if needs else "ready"
        self.count.show_state(str(len(needs)), look)
