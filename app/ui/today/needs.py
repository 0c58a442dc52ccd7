"""Needs you first: the visits that something stands against, each with the next action."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app import words
from app.domain.time import wall
from app.ui.common.buttons import Button, Variant
from app.ui.common.chips import Chip, chip_size, look_of
from app.ui.common.surfaces import Card, Hairline, bare, empty
from app.ui.common.type import ElidedText, Style, Text, Tone, scaled, wrapped
from app.ui.desk import Desk
from app.ui.gate.next_action import NOT_OURS, next_action
from app.use_cases.views import VisitView

MOST = 3
"""Rows that are shown before the rest is asked for."""

NARROW = 620
NOTHING = "Nothing for this day: every visit still to come is ready."

ANOTHER_TIME = "Find another time"
CHIP_WORDS = {"blocked": "Blocked", "waiting": "Waiting"}


def in_need(view: VisitView) -> bool:
    """Whether something stands against a visit that somebody can do something about."""
    return view.needs_time or bool(view.open_items)


def need_look(view: VisitView) -> str:
    """How the most pressing thing about a visit looks."""
    return "blocked" if view.needs_time else look_of(view.open_items[0])


class NeedRow(QWidget):
    """One visit: when, who, what stands against it, and the button that does the next thing."""

    def __init__(self, desk: Desk, view: VisitView) -> None:
        super().__init__()
        self._desk, self.view = desk, view
        self.item = None if view.needs_time else view.open_items[0]
        look = need_look(view)
        start = words.clock(wall(view.visit.start, desk.clinic.zone))
        self.time = Text(start, Style.STRONG)
        self.chip = Chip(CHIP_WORDS.get(look, "Waiting"), look)
        self.name = ElidedText(view.patient.listed, Style.STRONG)
        why = words.say(self.item.reason) if self.item else words.say_all(view.why_not)
        self.why = wrapped(why, Style.SMALL, Tone.MUTED)
        self.button = Button(next_action(self.item) if self.item else ANOTHER_TIME)
        self.button.setAccessibleDescription(f"{view.patient.listed}: {self.why.text()}")
        self._grid = QGridLayout(self)
        self._arrange()
        self.button.clicked.connect(self._act)

    def _arrange(self) -> None:
        self._grid.setContentsMargins(0, 8, 0, 8)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(2, 1)
        widest = max(chip_size(word).width() for word in CHIP_WORDS.values())
        self._grid.setColumnMinimumWidth(1, round(widest + 1))
        self._grid.addWidget(self.time, 0, 0)
        self._grid.addWidget(self.chip, 0, 1)
        self._grid.addWidget(self.name, 0, 2)
        self._grid.addWidget(self.why, 1, 2)
        self._place_button(narrow=False)

    def _act(self) -> None:
        if self.item is None:
            self._desk.move_wanted.emit(self.view.visit.id)
        elif self.item.reason.code in NOT_OURS:
            self._desk.visit_wanted.emit(self.view.visit.id)
        else:
            self._desk.want_item(self.view, self.item)

    def _place_button(self, *, narrow: bool) -> None:
        self._grid.removeWidget(self.button)
        if narrow:
            self._grid.addWidget(self.button, 2, 2, 1, 1, Qt.AlignmentFlag.AlignLeft)
        else:
            self._grid.addWidget(self.button, 0, 3, 2, 1, Qt.AlignmentFlag.AlignVCenter)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._place_button(narrow=self.width() < scaled(NARROW))


class Needs(Card):
    """The card of everything that needs somebody before its visit."""

    def __init__(self, desk: Desk) -> None:
        super().__init__((16, 12, 12, 8))
        self._desk = desk
        self._all = False
        self._views: tuple[VisitView, ...] = ()
        self._today = 0
        self.title = Text("Needs you first", Style.HEADING)
        self.count = Chip("", "waiting")
        self.more = Button("", Variant.BARE, "down")
        self._rows = QVBoxLayout()
        self.rows: tuple[NeedRow, ...] = ()
        self._arrange()
        self.more.clicked.connect(self._show_all)

    def _arrange(self) -> None:
        head = bare(QHBoxLayout())
        head.addWidget(self.title)
        head.addWidget(self.count)
        head.addStretch(1)
        self.body.addLayout(head)
        self.body.addLayout(bare(self._rows, 0))
        self.body.addWidget(self.more)
        self.body.addStretch(1)

    def show_visits(self, views: Sequence[VisitView], later: Sequence[VisitView]) -> None:
        """These visits need somebody, then those of the next open day; the first few are shown."""
        self._today = len([view for view in views if in_need(view)])
        self._views = tuple(view for view in (*views, *later) if in_need(view))
        self._fill()

    def _show_all(self) -> None:
        self._all = not self._all
        self._fill()

    def _fill(self) -> None:
        empty(self._rows)
        shown = self._views if self._all else self._views[:MOST]
        self.rows = tuple(NeedRow(self._desk, view) for view in shown)
        if not self._today:
            self._rows.addWidget(wrapped(NOTHING, tone=Tone.MUTED))
        for number, each in enumerate(self.rows):
            if number == self._today:
                self._rows.addWidget(self._day_of(shown[number]))
            elif number:
                self._rows.addWidget(Hairline())
            self._rows.addWidget(each)
        rest = len(self._views) - MOST
        self.more.setVisible(rest > 0)
        self.more.say("Show fewer" if self._all else f"Show {rest} more")
        self._count()

    def _day_of(self, view: VisitView) -> Text:
        label = Text(words.long_day(view.day), Style.LABEL, Tone.MUTED)
        label.setContentsMargins(0, 12, 0, 2)
        return label

    def _count(self) -> None:
        views = self._views[: self._today]
        blocked = any(need_look(view) == "blocked" for view in views)
        look = ("blocked" if blocked else "waiting") if views else "ready"
        self.count.show_state(str(len(views)), look)
