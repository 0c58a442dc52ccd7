"""One of a few, each a button; nothing happens before one of them is pressed."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal

from app.ui.common.buttons import Button, Variant
from app.ui.common.flow import Flow
from app.words.tongue import tr


class OneOf(Flow):
    """Buttons side by side; the arrow keys go from one to the next and choose none."""

    chosen = Signal(str)

    def __init__(self, name: str, choices: Mapping[str, str]) -> None:
        self.buttons = {value: Button(said, Variant.BARE) for value, said in choices.items()}
        super().__init__(*self.buttons.values(), gap=4)
        self.setAccessibleName(tr(name))
        for value, button in self.buttons.items():
            button.setCheckable(True)
            button.clicked.connect(partial(self._press, value))
        self.setFocusProxy(next(iter(self.buttons.values())))

    def show_chosen(self, value: str) -> None:
        """Which of them holds."""
        for each, button in self.buttons.items():
            button.setChecked(each == value)
        self.setFocusProxy(self.buttons[value])

    def _press(self, value: str) -> None:
        self.show_chosen(value)
        self.chosen.emit(value)
