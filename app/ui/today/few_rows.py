"""A few rows that end in buttons, and a button that shows the rest of them."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.common.buttons import Button, Variant
from app.ui.common.surfaces import Hairline, bare, empty
from app.ui.common.type import Style, Text, Tone
from app.words.tongue import tr


class ActRow(QWidget):
    """A row with the buttons that do something about it."""

    key: Hashable = None
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What a row is made of: lines that are equal look alike."""

    key: Hashable
    """What it is about: the keyboard stays on the row of its key."""
    told: object
    make: Callable[[], ActRow] = field(compare=False)
    above: str = ""
    """What stands over it, when something else begins with it."""


class FewRows(QWidget):
    """The first few rows, or all of them; the keyboard stays where it is when they change."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most
        self._all = False
        self._lines: tuple[Line, ...] = ()
        self.rows: tuple[ActRow, ...] = ()
        self.more = Button("", Variant.BARE, "down")
        self._column = bare(QVBoxLayout(), 0)
        whole = bare(QVBoxLayout(self), 4)
        whole.addLayout(self._column)
        whole.addWidget(self.more)
        self.more.clicked.connect(self._turn)
        self.more.hide()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Other rows; what looks as before is left as it is."""
        if tuple(lines) != self._lines:
            self._lines = tuple(lines)
            self._fill()

    def _turn(self) -> None:
        self._all = not self._all
        self._fill()

    def _fill(self) -> None:
        spot = self._spot()
        empty(self._column)
        shown = self._lines if self._all else self._lines[: self._most]
        self.rows = tuple(_made(line) for line in shown)
        for number, (line, made) in enumerate(zip(shown, self.rows, strict=True)):
            if line.above:
                self._column.addWidget(_label(line.above))
            elif number:
                self._column.addWidget(Hairline())
            self._column.addWidget(made)
        rest = len(self._lines) - self._most
        self.more.setVisible(rest > 0)
        said = tr("Show fewer") if self._all else tr("Show {count} more", count=rest)
        self.more.say(said, self._icon)
        if spot is not None:
            self._go_to(*spot)

    @property
    def _icon(self) -> str:
        return "up" if self._all else "down"

    def _spot(self) -> tuple[Hashable, int, int] | None:
        """Where the keyboard is: on whose row, which row that is, and which of its buttons."""
        for number, made in enumerate(self.rows):
            for at, button in enumerate(made.buttons):
                if button.hasFocus():
                    return made.key, number, at
        return None

    def _go_to(self, key: Hashable, number: int, at: int) -> None:
        """Put the keyboard on the row it was on, or on the one that is there now."""
        if self.rows:
            same = (n for n, made in enumerate(self.rows) if made.key == key)
            buttons = self.rows[next(same, min(number, len(self.rows) - 1))].buttons
            buttons[min(at, len(buttons) - 1)].setFocus()


def _made(line: Line) -> ActRow:
    made = line.make()
    made.key = line.key
    return made


def _label(text: str) -> Text:
    label = Text(text, Style.LABEL, Tone.MUTED)
    label.setContentsMargins(0, 12, 0, 2)
    return label
