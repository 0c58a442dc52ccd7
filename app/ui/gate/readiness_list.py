"""The readiness of a visit, item by item: shape, word, sentence, and the next action."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app import words
from app.domain.gate import Item
from app.ui.common.buttons import Button
from app.ui.common.chips import Chip, look_of
from app.ui.common.flow import Flow
from app.ui.common.notices import Shape
from app.ui.common.surfaces import GAP, Hairline, bare, empty
from app.ui.common.type import Style, Text, Tone, wrapped
from app.ui.gate.next_action import NOT_OURS, next_action


class ReadinessList(QWidget):
    """Every item that the gate looks at for a visit."""

    wanted = Signal(object)
    letter_wanted = Signal()
    """The letter that asks for the referral is to be printed."""

    def __init__(self, *, actions: bool = True) -> None:
        super().__init__()
        self._actions = actions
        self._column = bare(QVBoxLayout(self), 0)
        self.buttons: dict[str, Button] = {}

    def show_items(self, items: Sequence[Item]) -> None:
        """These items; those that are not needed stay away."""
        self._clear()
        needed = [item for item in items if item.state.value != "not_needed"]
        if not needed:
            self._column.addWidget(
                wrapped("This kind of visit needs nothing on file.", tone=Tone.MUTED)
            )
        for number, item in enumerate(needed):
            if number:
                self._column.addWidget(Hairline())
            self._column.addWidget(self._row(item))

    def _clear(self) -> None:
        self.buttons = {}
        empty(self._column)

    def _row(self, item: Item) -> QWidget:
        look = look_of(item)
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 8, 0, 8)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        grid.addWidget(wrapped(words.item_title(item.item), Style.STRONG), 0, 0)
        chip = Chip(words.state_word(item.state.value), look)
        grid.addWidget(chip, 0, 1, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        grid.addWidget(wrapped(words.say(item.reason), Style.SMALL, Tone.MUTED), 1, 0, 1, 2)
        if item.open and self._actions and item.reason.code not in NOT_OURS:
            buttons = [self._button(item, next_action(item))]
            if item.reason.code == "referral-expected":
                buttons.append(self._letter_button())
            grid.addWidget(Flow(*buttons, gap=4), 2, 0, 1, 2)
        return whole

    def _button(self, item: Item, verb: str) -> Button:
        button = Button(verb)
        button.setAccessibleDescription(words.say(item.reason))
        button.clicked.connect(lambda: self.wanted.emit(item))
        self.buttons[item.item] = button
        return button

    def _letter_button(self) -> Button:
        button = Button("Print the &request letter", icon="print")
        button.clicked.connect(self.letter_wanted)
        self.buttons["request-letter"] = button
        return button


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
        said: Text = wrapped(
            f"{words.item_title(item.item)}: {words.say(item.reason)}", Style.SMALL
        )
        line.addWidget(said, 1)
        return whole
