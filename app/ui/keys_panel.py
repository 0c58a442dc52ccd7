"""Every key of the window, taken from its actions: the overlay of Ctrl+/ as a panel."""

from collections.abc import Iterable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QGridLayout, QWidget

from app.ui.common.buttons import plain
from app.ui.common.panel import Panel
from app.ui.common.type import Style, Text, Tone, wrapped

LISTS = (
    ("Arrow keys", "move in a list and on the schedule"),
    ("Enter", "take, open, book, print"),
    ("Space", "tick; a visit's card on the schedule"),
    ("Ctrl + arrow", "choose a free time on the schedule"),
    ("Ctrl + wheel", "zoom the day"),
    ("T, then Enter", "tick what is done, in a visit's panel"),
    ("Shift+F10", "the menu of what is chosen"),
    ("PgUp, PgDn", "turn the pages of the preview"),
    ("Alt + letter", "the underlined letter of a button or field"),
)


def keys_of(action: QAction) -> str:
    """The keys of an action as people read them."""
    native = QKeySequence.SequenceFormat.NativeText
    return " or ".join(keys.toString(native) for keys in action.shortcuts())


class KeysPanel(Panel):
    """What each key does."""

    def __init__(self, actions: Iterable[QAction]) -> None:
        super().__init__("Keys")
        shown = (action for action in actions if action.isVisible())
        rows = [(keys_of(action), plain(action.text())) for action in shown]
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for number, (keys, does) in enumerate([*LISTS, *((k, d) for k, d in rows if k)]):
            grid.addWidget(Text(keys, Style.LABEL), number, 0)
            grid.addWidget(wrapped(does, Style.BODY, Tone.MUTED), number, 1)
        self.body.addWidget(whole)
        self.body.addStretch(1)
        self.foot_line.hide()

    def begin(self) -> None:
        """Put the keyboard where Esc and the arrows work."""
        self.close_button.setFocus()
