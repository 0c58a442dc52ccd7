"""Who reads today on while the server is away: the window for that, and what ends it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QRect, QSettings, Signal

from app.clinic import Clock
from app.ui.away.away_window import AwayWindow
from app.ui.desk import is_private
from app.use_cases.coming_in import Away, Entered


class ReadingOn(QObject):
    """One window at most, in the place of the page before the clinic."""

    left = Signal(object)
    """Nobody reads any more; the window whose place the page takes."""
    found = Signal(object, object)
    """The server is back: who is in, and where the window stood."""
    shut_out = Signal(object)
    """The server is back and lets them in no more: why."""

    def __init__(self, settings: QSettings, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self.window: AwayWindow | None = None
        self._going: list[AwayWindow] = []
        """Windows that are gone and still wait for an answer of the server."""

    def start(self, came: Away, again: Callable[[], Entered], clock: Clock, place: QRect) -> None:
        """Show what there is, with initials where this computer shows only those."""
        private = is_private(self._settings)
        window = self.window = AwayWindow(came, again, clock, private=private)
        window.left.connect(self.stop)
        window.found.connect(self._found)
        window.shut_out.connect(self._shut_out)
        window.setGeometry(place)
        window.show()
        window.activateWindow()
        window.begin()

    def stop(self) -> None:
        """Nothing of today is on the screen any more, and its key is forgotten."""
        if self.window is not None:
            self.left.emit(self.window)
            self.end()

    def _found(self, came: Entered) -> None:
        if self.window is not None:
            self.found.emit(came, self.window.geometry())
            self.end()

    def _shut_out(self, error: Exception) -> None:
        self.stop()
        self.shut_out.emit(error)

    def end(self) -> None:
        """Take the window away, at once; it is forgotten when it has no answer to wait for."""
        window, self.window = self.window, None
        if window is not None:
            window.stop()
            self._going = [each for each in (*self._going, window) if not each.forget()]

    def close(self) -> None:
        """Take the window away, and wait for what is under way."""
        self.end()
        for each in self._going:
            each.finish()
