"""What changed at the clinic, as a signal in the window's thread."""

from PySide6.QtCore import QObject, Signal

from app.clinic import Change, Clinic


class Changes(QObject):
    """Hears of every act, in whatever thread it was done, and tells the window."""

    happened = Signal(object)

    def __init__(self, clinic: Clinic, parent: QObject) -> None:
        super().__init__(parent)
        self._clinic = clinic
        clinic.listeners.append(self.hear)

    def hear(self, change: Change) -> None:
        """Pass a change on; from another thread it arrives later, in the window's own."""
        self.happened.emit(change)

    def stop(self) -> None:
        """Hear no more."""
        if self.hear in self._clinic.listeners:
            self._clinic.listeners.remove(self.hear)
