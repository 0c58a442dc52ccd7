"""The menus beside a visit and beside a free time: the actions of the menu bar, the usual ones."""

from collections.abc import Sequence

from PySide6.QtWidgets import QMenu, QWidget

from app.ui.actions import Actions

LINE = ""
"""Stands for a line between actions."""

VISIT = (
    "step",
    "visit",
    "packet",
    "ride",
    LINE,
    "move",
    "shelve",
    "follow-up",
    "cancel",
    "no-show",
    LINE,
    "call",
    "card",
)
TIME = ("book-here", "hold-here", "fill-here", "paste", LINE, "block", "unblock")


def menu_of(names: Sequence[str], actions: Actions, parent: QWidget) -> QMenu:
    """A menu with some of the actions."""
    menu = QMenu(parent)
    menu.setToolTipsVisible(True)
    for name in names:
        if name == LINE:
            menu.addSeparator()
        else:
            menu.addAction(actions[name])
    menu.aboutToHide.connect(menu.deleteLater)
    return menu
