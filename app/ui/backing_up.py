"""Backups while the window is open: made when the clock says so, beside all other work."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from threading import Event

from PySide6.QtCore import QObject, Signal

from app.clinic import Clinic
from app.domain.backup import EVERY
from app.domain.refusal import Refused, Trouble
from app.ui.common.background import Background
from app.ui.drilling import Drilling
from app.use_cases.backups import Backup, BackupState, backup_state, make_backup, make_due_backup


def _any_set(events: Iterable[Event]) -> bool:
    return any(event.is_set() for event in events)


class BackingUp(QObject):
    """Makes the backup that is due, or one now; never two at once."""

    changed = Signal()
    """One began, was made or could not be made."""
    made = Signal(object)
    """One that somebody asked for."""
    failed = Signal(object)
    """What prevented one that somebody asked for."""

    def __init__(self, clinic: Clinic, leaving: Event, parent: QObject) -> None:
        super().__init__(parent)
        self._clinic = clinic
        self._leaving = leaving
        self._work = Background(self)
        self._stop = Event()
        self._stopped_at: datetime | None = None
        """When somebody stopped one: the clock makes none for an hour then."""
        self.state = backup_state(clinic)
        self.drilling = Drilling(clinic, leaving, self._read, self)

    @property
    def is_running(self) -> bool:
        """Whether one is being made."""
        return not self._work.is_idle

    def look(self) -> None:
        """Make the one that is due by the clock, if one is."""
        self._read()
        now, since = self._clinic.clock(), self._stopped_at
        rests = since is not None and since <= now < since + EVERY
        if self.state.possible and self.state.plan.is_due(now) and not rests:
            self._begin(make_due_backup, self._over, self._over)

    def make(self) -> None:
        """Make one now, as somebody has asked."""
        self._begin(make_backup, self._made, self._failed)

    def stop(self) -> None:
        """Leave off the one that is being made; what was made before stays as it is."""
        self._stopped_at = self._clinic.clock()
        self._stop.set()

    def _begin(
        self,
        work: Callable[..., Backup | None],
        done: Callable[[Backup | None], None],
        failed: Callable[[Exception], None],
    ) -> None:
        if not self.is_running:
            self._stop.clear()
            stopped = partial(_any_set, (self._leaving, self._stop))
            self._work.run(partial(work, self._clinic, stopped=stopped), done, failed)
            self.changed.emit()

    def _made(self, backup: Backup | None) -> None:
        self._over(backup)
        self.made.emit(backup)

    def _failed(self, error: Exception) -> None:
        self._over(error)
        self.failed.emit(error)

    def _over(self, outcome: Backup | Exception | None) -> None:
        """However it went; what prevented one that was due is said where backups are shown."""
        if isinstance(outcome, Exception) and not isinstance(outcome, (Refused, Trouble)):
            raise outcome
        self._read()
        self.changed.emit()

    def _read(self) -> None:
        try:
            self.state: BackupState = backup_state(self._clinic)
        except (Refused, Trouble):  # locked, or it does not answer: read again when it is seen
            return

    def refresh(self) -> None:
        """Read again where backups go."""
        self._read()
        self.changed.emit()

    def finish(self) -> None:
        """Stop what is under way, before the clinic is closed."""
        self._work.finish()
        self.drilling.finish()
