"""Keeping a copy of today on this computer, beside all other work."""

from datetime import timedelta
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from app import words
from app.clinic import Change
from app.domain.access import Act
from app.domain.refusal import Refused, Trouble
from app.ui.desk import Desk
from app.use_cases.copies import Hold, keep_copy

FIRST, SOON = 1_000, 10_000
"""Milliseconds after which the first copy is made, and one of whatever has happened since."""
FRESH = timedelta(minutes=5)
"""When nothing happens, a copy is made anew so long after the last: it says as of when it is."""
NOT_WRITTEN = "copy-not-written"


class Copying(QObject):
    """Makes the copy anew shortly after something has happened, and now and again."""

    kept = Signal()

    def __init__(self, desk: Desk, hold: Hold) -> None:
        super().__init__(desk)
        self._desk, self._hold = desk, hold
        self._kept_at = desk.clinic.clock()
        self._told = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._keep)
        desk.changes.happened.connect(self._hear)
        desk.news.found.connect(self._keep_soon)
        desk.minute_passed.connect(self._look)
        self._keep_soon(FIRST)

    def _hear(self, change: Change) -> None:
        """Whether copies are kept at all is heeded at once."""
        if change.act is Act.EDIT_SAFETY:
            self._soon.stop()
            self._keep_soon(FIRST)
        else:
            self._keep_soon()

    def _keep_soon(self, after: int = SOON) -> None:
        if not self._soon.isActive():
            self._soon.start(after)

    def _look(self) -> None:
        if self._desk.clinic.clock() - self._kept_at >= FRESH:
            self._keep_soon()

    def _keep(self) -> None:
        if self._desk.lost_since is None and not self._desk.leaving.is_set():
            work = partial(keep_copy, self._desk.clinic, self._hold)
            self._desk.background.run(work, lambda _: self._done(), self._failed)

    def _done(self) -> None:
        self._kept_at, self._told = self._desk.clinic.clock(), False
        self.kept.emit()

    def _failed(self, error: Exception) -> None:
        """A clinic that does not answer is said elsewhere; a disk that refuses is told once."""
        if not isinstance(error, (Refused, Trouble)):
            raise error
        if isinstance(error, Trouble) and error.reason.code == NOT_WRITTEN and not self._told:
            self._told = True
            self._desk.say(words.say(error.reason), look="waiting")
