"""Every key of the window, taken from its actions: the overlay of Ctrl+/ as a panel."""

from collections.abc import Iterable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QGridLayout, QWidget

from app.ui.actions import told
from app.ui.common.buttons import key_told, plain
from app.ui.common.panel import Panel
from app.ui.common.type import Style, Text, Tone, wrapped
from app.ui.entries import ENTRIES
from app.words.tongue import later, tr

LISTS = (
    (later("Arrow keys"), later("move in a list and on the schedule")),
    (later("Enter"), later("take, open, book, print")),
    (later("Space"), later("tick; a visit's card on the schedule")),
    (later("Ctrl + arrow"), later("choose a free time on the schedule")),
    (later("Ctrl + wheel"), later("zoom the day")),
    (later("Ctrl+Enter"), later("keep, or do what the panel is for")),
    (later("Ctrl+H"), later("hold a time instead of booking it")),
    (later("Ins, Del"), later("put on a list, take off it")),
    (later("Ctrl+PgUp, Ctrl+PgDown"), later("turn the lists, or the sides of a form")),
    (later("1, 2, 3 …"), later("choose an answer by its number")),
    (later("P, E"), later("print a list, write it as a table")),
    (later("T, then Enter"), later("tick what is done, in a visit's panel")),
    (later("Shift+F10"), later("the menu of what is chosen")),
    (later("PgUp, PgDown"), later("turn the pages of the preview")),
    (later("Alt + letter"), later("the underlined letter of a button or field")),
)


def keys_of(action: QAction) -> str:
    """The keys of an action as people read them."""
    native = QKeySequence.SequenceFormat.NativeText
    return tr(" or ").join(key_told(keys.toString(native)) for keys in action.shortcuts())


def keys_by_menu(actions: Iterable[QAction]) -> dict[str, list[tuple[str, str]]]:
    """What has a key, with its keys: what holds in every list first, then menu by menu."""
    menus = {entry.name: plain(told(entry.menu)) for entry in ENTRIES}
    found = {tr("In every list"): [(tr(keys), tr(does)) for keys, does in LISTS]}
    for action in actions:
        if action.isVisible() and action.shortcuts():
            line = keys_of(action), plain(action.text())
            found.setdefault(menus[action.objectName()], []).append(line)
    return found


class KeysPanel(Panel):
    """What each key does."""

    def __init__(self, actions: Iterable[QAction]) -> None:
        super().__init__(tr("Keys"))
        shown = (action for action in actions if action.isVisible())
        rows = [(keys_of(action), plain(action.text())) for action in shown]
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        lists = ((tr(keys), tr(does)) for keys, does in LISTS)
        for number, (keys, does) in enumerate([*lists, *((k, d) for k, d in rows if k)]):
            grid.addWidget(Text(keys, Style.LABEL), number, 0)
            grid.addWidget(wrapped(does, Style.BODY, Tone.MUTED), number, 1)
        self.body.addWidget(whole)
        self.body.addStretch(1)
        self.foot_line.hide()

    def begin(self) -> None:
        """Put the keyboard where Esc and the arrows work."""
        self.close_button.setFocus()
