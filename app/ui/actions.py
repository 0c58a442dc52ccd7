"""Everything that can be done, once: menus, shortcuts, tool tips and the key overlay share it."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from app.ui.common.buttons import plain
from app.ui.common.icons import icon
from app.ui.common.palette import Tokens
from app.ui.entries import ENTRIES, MENUS, Entry
from app.words.tongue import tr, tr_of


def told(text: str) -> str:
    """What a menu or an entry is called: its letter is its own within its menu."""
    return tr_of("menu", text)


class Actions(QObject):
    """The actions of the window, by name."""

    def __init__(
        self,
        parent: QObject,
        does: Mapping[str, Callable[[], object]],
        pages: Mapping[str, QWidget],
    ) -> None:
        super().__init__(parent)
        self._pages = pages
        self.menus: dict[str, QMenu] = {}
        self._groups: dict[str, QActionGroup] = {}
        self._by_name = {entry.name: self._make(entry, does[entry.name]) for entry in ENTRIES}

    def __getitem__(self, name: str) -> QAction:
        return self._by_name[name]

    def _make(self, entry: Entry, do: Callable[[], object]) -> QAction:
        text = told(entry.text)
        action = QAction(text, self)
        action.setObjectName(entry.name)
        action.setShortcuts([QKeySequence(key) for key in entry.keys])
        action.setCheckable(entry.tick or bool(entry.group))
        action.setToolTip(plain(text))
        if entry.group:
            group = self._groups.setdefault(entry.group, QActionGroup(self))
            group.addAction(action)
        if entry.within:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self._pages[entry.within].addAction(action)
        action.triggered.connect(lambda _ticked=False: do())
        return action

    @property
    def everywhere(self) -> tuple[QAction, ...]:
        """The actions whose keys hold in the whole window."""
        return tuple(self._by_name[entry.name] for entry in ENTRIES if not entry.within)

    @property
    def all(self) -> tuple[QAction, ...]:
        """Every action."""
        return tuple(self._by_name.values())

    def fill(self, bar: QMenuBar) -> None:
        """Put every action into its menu; a menu is known by its English title."""
        menus = self.menus = {title: bar.addMenu(told(title)) for title in MENUS}
        for entry in ENTRIES:
            if entry.under and entry.under not in menus:
                menus[entry.under] = menus[entry.menu].addMenu(told(entry.under))
            menu = menus[entry.under or entry.menu]
            if entry.line_before:
                menu.addSeparator()
            menu.addAction(self._by_name[entry.name])
        for menu in menus.values():
            menu.setToolTipsVisible(True)

    def name(self, name: str, text: str) -> None:
        """Give an action another text; an empty one takes it out of its menu."""
        action = self._by_name[name]
        action.setText(text)
        action.setToolTip(plain(text))
        action.setVisible(bool(text))

    def paint(self, table: Tokens) -> None:
        """Icons in the colours of the table."""
        for entry in ENTRIES:
            if entry.icon:
                self._by_name[entry.name].setIcon(icon(entry.icon, table))

    def allow(self, name: str, *, when: bool, else_say: str) -> None:
        """Enable an action, or say in its tool tip why it is not to be had."""
        action = self._by_name[name]
        action.setEnabled(when)
        action.setToolTip(plain(action.text()) if when else tr(else_say))
