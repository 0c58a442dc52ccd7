"""The readiness of a visit, item by item: shape, word, sentence, and the next action."""

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app import words
from app.clinic import Clinic
from app.domain.gate import Item, State
from app.ui.common.buttons import Button, Variant
from app.ui.common.chips import Chip, look_of
from app.ui.common.flow import Flow
from app.ui.common.notices import Shape
from app.ui.common.surfaces import GAP, Hairline, bare, empty
from app.ui.common.type import Style, Text, Tone, wrapped
from app.ui.gate.next_action import (
    LATER,
    VERBS,
    Way,
    action_for,
    is_asked,
    is_ticked_at_once,
    next_action,
    other_ways,
)
from app.words.tongue import tr, tr_of

TICK_KEY = "T"
"""Goes to the first tick that is still to be made; Enter makes it."""


class ReadinessList(QWidget):
    """Every item that the gate looks at for a visit."""

    wanted = Signal(object)
    """An item about which the next thing is to be done."""
    chosen = Signal(object, object)
    """An item, and what else is to be done about it."""
    letter_wanted = Signal()
    """The letter that asks for the referral is to be printed."""

    def __init__(self, clinic: Clinic | None = None) -> None:
        super().__init__()
        self._clinic = clinic
        """Whose policy says what else the signed-in person can do; None offers the next thing."""
        self._column = bare(QVBoxLayout(self), 0)
        self.buttons: dict[str, Button] = {}
        self.others: dict[tuple[str, Way], Button] = {}
        self.ticks: dict[str, Button] = {}
        """The buttons that tick at once; a key goes to the first of them."""

    def show_items(self, items: Sequence[Item]) -> None:
        """These items; those that are not needed stay away."""
        self._clear()
        needed = [i for i in items if i.state is not State.NOT_NEEDED or self._is_later(i)]
        if not needed:
            self._column.addWidget(
                wrapped(tr("This kind of visit needs nothing on file."), tone=Tone.MUTED)
            )
        for number, item in enumerate(needed):
            if number:
                self._column.addWidget(Hairline())
            self._column.addWidget(self._row(item))

    def tick_of(self, item: str = "") -> Button | None:
        """The button that ticks an item at once, else the first that is still to be pressed."""
        return self.ticks.get(item) or next(iter(self.ticks.values()), None)

    def _is_later(self, item: Item) -> bool:
        return self._clinic is not None and item.reason.code == LATER

    def _clear(self) -> None:
        self.buttons, self.others, self.ticks = {}, {}, {}
        empty(self._column)

    def _row(self, item: Item) -> QWidget:
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 8, 0, 8)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        grid.addWidget(wrapped(words.item_named(item), Style.STRONG), 0, 0)
        chip = Chip(*item_chip(item))
        grid.addWidget(chip, 0, 1, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        grid.addWidget(wrapped(words.say(item.reason), Style.SMALL, Tone.MUTED), 1, 0, 1, 2)
        buttons = list(self._buttons(item))
        if buttons:
            grid.addWidget(Flow(*buttons, gap=4), 2, 0, 1, 2)
        return whole

    def _buttons(self, item: Item) -> Iterator[Button]:
        clinic = self._clinic
        if is_asked(clinic, item):
            verb = next_action(item) if clinic is None else action_for(clinic, item)
            button = self._button(item, verb)
            button.clicked.connect(lambda: self.wanted.emit(item))
            self.buttons[item.item] = button
            if clinic is not None and is_ticked_at_once(clinic, item):
                button.show_key("" if self.ticks else TICK_KEY)
                self.ticks[item.item] = button
            yield button
        if item.open and item.reason.code == "referral-expected":
            yield self._letter_button()
        for way in other_ways(clinic, item) if clinic else ():
            button = self._button(item, tr(VERBS[way]), Variant.BARE)
            button.clicked.connect(partial(self.chosen.emit, item, way))
            self.others[item.item, way] = button
            yield button

    def _button(self, item: Item, verb: str, variant: Variant = Variant.QUIET) -> Button:
        button = Button(verb, variant)
        button.setAccessibleDescription(words.say(item.reason))
        return button

    def _letter_button(self) -> Button:
        button = Button(tr("Print the re&quest letter"), icon="print")
        button.clicked.connect(self.letter_wanted)
        self.buttons["request-letter"] = button
        return button


def item_chip(item: Item) -> tuple[str, str]:
    """The word and the look of an item's state."""
    if item.reason.code == LATER:
        return tr_of("item", "Later"), "idle"
    return words.state_word(item.state.value), look_of(item)


class ReadinessStrip(QWidget):
    """Readiness in a few chips, for a visit that is only wished for."""

    def __init__(self) -> None:
        super().__init__()
        self._column = bare(QVBoxLayout(self), 4)

    def show_items(self, items: Sequence[Item]) -> None:
        """What is open of these items, each in one line; and how many are met."""
        empty(self._column)
        for item in items:
            if item.open:
                self._column.addWidget(self._line(item))

    def _line(self, item: Item) -> QWidget:
        look = look_of(item)
        whole = QWidget()
        line = QHBoxLayout(whole)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP)
        line.addWidget(Shape(look, look), 0, Qt.AlignmentFlag.AlignTop)
        said: Text = wrapped(words.item_said(item), Style.SMALL)
        line.addWidget(said, 1)
        return whole
