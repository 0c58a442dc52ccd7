"""What a flow costs somebody's hands: keys, clicks, drags and dialogs, counted in the application.

Operator times of the keystroke-level model (Card, Moran and Newell; Kieras 2001): a key of a
typist of 55 words a minute 0.20 s, pointing 1.10 s, a button pressed or let go 0.10 s, a hand that
changes between keyboard and mouse 0.40 s, a thought 1.20 s.
"""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

KEY, POINT, BUTTON, HOMING, THOUGHT = 0.20, 1.10, 0.10, 0.40, 1.20

MOUSE = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseMove)


class Hands(QObject):
    """Counts what reaches the application, until it is let go of."""

    def __init__(self, application: QApplication, *, has_mouse: bool = True) -> None:
        super().__init__(application)
        self._application, self._has_mouse = application, has_mouse
        self.keys = 0
        """Keys pressed; Ctrl, Shift and Alt count as keys of their own."""
        self.clicks = 0
        self.modal: list[str] = []
        """The windows that stood in the way of all others."""
        self._is_down = False
        self._homings = 0
        self._on_mouse = False
        application.installEventFilter(self)

    def let_go(self) -> None:
        """Count no more."""
        self._application.removeEventFilter(self)

    def seconds(self, thoughts: int) -> float:
        """How long it takes somebody who is skilled, who stops to think so many times."""
        pointing = self.clicks * (POINT + 2 * BUTTON) + self._homings * HOMING
        return round(thoughts * THOUGHT + self.keys * KEY + pointing, 2)

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        kind = event.type()
        if kind is QEvent.Type.ShortcutOverride:
            if watched is (QApplication.focusWidget() or QApplication.activeWindow()):
                self._key()
        elif kind is QEvent.Type.Show and isinstance(watched, QWidget):
            if watched.isWindow() and watched.isModal():
                self.modal.append(type(watched).__name__)
        elif kind in MOUSE:
            if not self._has_mouse:
                return True
            self._mouse(kind)
        return False

    def _key(self) -> None:
        self.keys += 1
        self._turn_to(mouse=False)

    def _mouse(self, kind: QEvent.Type) -> None:
        if kind is QEvent.Type.MouseButtonPress and not self._is_down:
            self.clicks += 1
            self._turn_to(mouse=True)
        if kind is not QEvent.Type.MouseMove:
            self._is_down = kind is QEvent.Type.MouseButtonPress

    def _turn_to(self, *, mouse: bool) -> None:
        self._homings += self._on_mouse is not mouse
        self._on_mouse = mouse
