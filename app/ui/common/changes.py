"""What changed at the clinic, as a signal in the window's thread."""

from PySide6.QtCore import QObject, Signal

from app.clinic import ELSEWHERE, Change, Clinic


class Changes(QObject):
    """Hears of every act, in whatever thread it was done, and tells the window."""

    happened = Signal(object)
    _heard = Signal(object)

    def __init__(self, clinic: Clinic, parent: QObject) -> None:
        super().__init__(parent)
        self._clinic = clinic
        self._held = False
        self._heard.connect(self._pass_on)
        clinic.listeners.append(self.hear)

    def hear(self, change: Change) -> None:
        """Pass a change on; from another thread it arrives later, in the window's own."""
        self._heard.emit(change)

    def _pass_on(self, change: Change) -> None:
        """The window may have been locked while the change was on its way."""
        if not self._held:
            self.happened.emit(change)

    def hold(self) -> None:
        """Tell nothing while nobody is there to see it."""
        self._held = True

    def go_on(self) -> None:
        """Somebody is there again: whatever has happened meanwhile is told at once."""
        if self._held:
            self._held = False
            self.happened.emit(ELSEWHERE)

    def stop(self) -> None:
        """Hear no more."""
        if self.hear in self._clinic.listeners:
            self._clinic.listeners.remove(self.hear)
