"""A list of people to ring: who stands on it, everything about one, and what can be done."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QPalette, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app import words
from app.domain.waiting import ANSWERS
from app.ui import acts
from app.ui.common.buttons import Button, Variant
from app.ui.common.flow import Flow
from app.ui.common.lists import PickList
from app.ui.common.notices import EmptyPlace, Reasons
from app.ui.common.surfaces import Card, Hairline, bare, column, scrolling
from app.ui.common.type import Style, Text, Tone, scaled, wrapped
from app.ui.desk import EXPECTED, Desk
from app.ui.gate.readiness_list import ReadinessStrip
from app.ui.lists.call_card import CallCard
from app.ui.lists.lines import Line
from app.words.tongue import later, tr

WIDE = 760
"""Pixels at 100 % text from which on the list and the person stand side by side."""


class CallList(QWidget):
    """Whoever is current is rung; keys note what the call came to."""

    counted = Signal(int)
    """How many stand on the list."""

    VERB = later("Find a time")
    VERB_ICON = "search"
    ANSWERS: Sequence[str] = ANSWERS
    OFF = later("Take off the list")

    def __init__(self, desk: Desk, name: str, icon: str, way: Button) -> None:
        super().__init__()
        self._desk = desk
        self._lines: dict[object, Line] = {}
        self._shown: object = None
        self.way = way
        self.empty = EmptyPlace(icon, "", "", way)
        self.list = PickList(name)
        self.more = wrapped("", Style.SMALL, Tone.MUTED)
        self.card = CallCard(desk)
        self.reasons = Reasons()
        self.seek = Button(tr(self.VERB), Variant.PRIMARY, self.VERB_ICON, "Enter")
        self.answers = {
            said: Button(self.answer_word(said), Variant.QUIET, key=str(number))
            for number, said in enumerate(self.ANSWERS, start=1)
        }
        self.off = Button(tr(self.OFF), Variant.QUIET, "close", "Del")
        self.open = Button(tr("Open card"), Variant.QUIET, "person", "Ctrl+O")
        self.calls = Flow(self.seek, *self.answers.values(), gap=4)
        self.others = Flow(self.off, self.open, gap=4)
        self.strip = ReadinessStrip()
        self.open_items = column(
            Hairline(), Text(tr("Still open"), Style.LABEL, Tone.MUTED), self.strip, spacing=8
        )
        self.beside, self.below = bare(QVBoxLayout(), 4), bare(QVBoxLayout(), 0)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._places = QStackedWidget()
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        listed = Card((4, 4, 4, 4))
        listed.body.addWidget(self.list, 1)
        self.more.setContentsMargins(12, 0, 12, 4)
        listed.body.addWidget(self.more)
        listed.body.addLayout(self.below)
        inside = QWidget()
        body = QVBoxLayout(inside)
        body.setContentsMargins(12, 8, 12, 8)
        body.setSpacing(12)
        body.addWidget(self.card)
        body.addLayout(self.beside)
        for part in (self.reasons, self.calls, self.others, self.open_items):
            body.addWidget(part)
        body.addStretch(1)
        person = Card((4, 4, 4, 4))
        person.body.addWidget(scrolling(inside, QPalette.ColorRole.Base))
        both = QWidget()
        both.setLayout(bare(self._sides, 12))
        self._sides.addWidget(listed, 5)
        self._sides.addWidget(person, 6)
        self._places.addWidget(both)
        self._places.addWidget(self.empty)
        bare(QVBoxLayout(self), 0).addWidget(self._places)

    def _connect(self) -> None:
        self.list.moved.connect(self._move)
        self.list.taken.connect(self._find)
        self.seek.clicked.connect(self._find)
        for number, (said, button) in enumerate(self.answers.items(), start=1):
            button.clicked.connect(lambda _=False, one=said: self._note(one))
            self.on_key(str(number), lambda one=said: self._note(one))
        self.card.copy.clicked.connect(self._copy)
        self.off.clicked.connect(self._take_off)
        self.on_key("Del", self._take_off)
        self.open.clicked.connect(self._open)

    def on_key(self, name: str, do: Callable[[], object]) -> None:
        """A key that does something while the list has the keyboard."""
        keys = QShortcut(QKeySequence(name), self.list)
        keys.setContext(Qt.ShortcutContext.WidgetShortcut)
        keys.activated.connect(do)

    def answer_word(self, said: str) -> str:
        """What a call came to, as its button says it."""
        return words.answer_word(said)

    def read(self) -> tuple[Sequence[Line], int]:
        """The first lines of the list, and how many it has."""
        raise NotImplementedError

    def count(self) -> Callable[[], int]:
        """What finds, beside the window, how many stand on the list."""
        raise NotImplementedError

    def find_time(self, line: Line) -> None:
        """Look for a time for somebody."""
        raise NotImplementedError

    def note_answer(self, line: Line, said: str) -> None:
        """Note what a call came to."""
        raise NotImplementedError

    def take_off(self, line: Line) -> None:
        """Take somebody off the list."""
        raise NotImplementedError

    def show_line(self, line: Line) -> None:
        """Show somebody else beside the list."""
        self.card.show_line(line)
        self.list.setAccessibleDescription(self.card.whole)
        self.strip.show_items(line.items)
        self.open_items.setVisible(any(item.open for item in line.items))

    def forget_typed(self) -> None:
        """Somebody else is current: what was typed for the one before does not hold for them."""

    def refresh(self) -> None:
        """Read the list again; where somebody has left it, whoever follows is current."""
        at, keep = self.list.currentIndex().row(), self.list.current()
        lines, total = self.read()
        self._lines = {line.value: line for line in lines}
        rows = [line.row for line in lines]
        if rows and keep not in self._lines:
            keep = rows[min(max(at, 0), len(rows) - 1)].value
        if rows != list(self.list.rows):  # what did not change stays scrolled as it is
            self.list.show_rows(rows, keep)
        else:
            self._move(keep)
        more = tr("The first {count} of {total}.", count=len(rows), total=total)
        self.more.setText(more if total > len(rows) else "")
        self.more.setVisible(bool(self.more.text()))
        self.counted.emit(total)
        self._show_place(0 if rows else 1)

    def _show_place(self, place: int) -> None:
        """The list, or why there is none; the keyboard follows if it was here."""
        focused: QWidget | None = self.window().focusWidget()
        mine = bool(focused) and self.isAncestorOf(focused)
        turned = place != self._places.currentIndex()
        self._places.setCurrentIndex(place)
        if turned and mine:
            self.begin()

    @property
    def line(self) -> Line | None:
        """Who is current."""
        return self._lines.get(self.list.current())

    def begin(self) -> None:
        """Put the keyboard on the list, or on what is offered in its place."""
        line = self.line
        self._choose(line)
        (self.list if line else self.way).setFocus()

    def _move(self, _value: object) -> None:
        line = self.line
        if line is None:
            return
        if line.value != self._shown:
            self._shown = line.value
            self.reasons.clear()
            self.forget_typed()
        self.show_line(line)
        if self.isVisible():
            self._choose(line)

    def _choose(self, line: Line | None) -> None:
        self._desk.choose_patient(line.patient.id if line else None, line.ring if line else None)

    def attempt(self, act: Callable[[], object]) -> None:
        """Do something about whoever is current; what stands against it is said beside them."""
        try:
            act()
        except EXPECTED as error:
            self.reasons.show_error(error)
        else:
            self.reasons.clear()

    def _find(self) -> None:
        if self.line is not None:
            self.find_time(self.line)

    def _note(self, said: str) -> None:
        line = self.line
        if line is not None:
            self.attempt(lambda: self.note_answer(line, said))

    def _take_off(self) -> None:
        line = self.line
        if line is not None and self.off.isEnabled():
            self.attempt(lambda: self.take_off(line))

    def _copy(self) -> None:
        if self.line is not None:
            self._choose(self.line)
            acts.copy_phone(self._desk)

    def _open(self) -> None:
        if self.line is not None:
            self._desk.card_wanted.emit(self.line.patient.id)

    def _spread(self) -> None:
        """Side by side where there is room, else below each other."""
        wide = self.width() >= scaled(WIDE)
        ways = QBoxLayout.Direction
        self._sides.setDirection(ways.LeftToRight if wide else ways.TopToBottom)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._spread()

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._spread()
