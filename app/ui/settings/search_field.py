"""The box on top of the settings, into which whoever types on the list below types."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from typing_extensions import override

from app.ui.common.fields import PassesKeysOn, TextField
from app.ui.common.lists import PickList
from app.words.tongue import later, tr

HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class SettingsSearch(TextField):
    """Arrow keys go on in the list, Enter takes from it, Escape empties the box."""

    def __init__(self, to: PickList) -> None:
        super().__init__(later("Find a setting"), tr("Find a setting"), "search")
        self._list = to
        PassesKeysOn(self, to)
        to.installEventFilter(self)
        self.returnPressed.connect(to.take_current)

    @override
    def event(self, event: QEvent, /) -> bool:
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and self.text():
            if event.type() == QEvent.Type.KeyPress:
                self.clear()
            event.accept()
            return True
        return super().event(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if watched is self._list and event.type() == QEvent.Type.KeyPress:
            letter = event.text() if isinstance(event, QKeyEvent) and _types(event) else ""
            if letter:
                self.setFocus()
                self.setText(letter)
                return True
        return super().eventFilter(watched, event)


def _types(event: QKeyEvent) -> bool:
    """Whether a key writes something."""
    typed = event.text()
    return bool(typed.strip()) and typed.isprintable() and not event.modifiers() & HELD
