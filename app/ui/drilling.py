"""The restore drill while the window is open: tried beside all other work, and stopped at once."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from threading import Event

from PySide6.QtCore import QObject, Signal

from app.clinic import Clinic
from app.domain.refusal import Refused, Trouble
from app.ui.common.background import Background
from app.use_cases.drill import Drilled, Tried, Watch, try_backup


class Drilling(QObject):
    """Tries the newest backup, never two at once."""

    changed = Signal()
    """It began, went on, or is over."""
    failed = Signal(object)
    """What prevented it; a backup that is not whole prevents nothing."""
    _told = Signal(object)

    def __init__(
        self, clinic: Clinic, leaving: Event, over: Callable[[], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._clinic, self._leaving, self._over = clinic, leaving, over
        self._work = Background(self)
        self._stop = Event()
        self.tried: list[Tried] = []
        self.last: Drilled | None = None
        """What came of the last one in this window."""
        self._told.connect(self._hear)

    @property
    def is_running(self) -> bool:
        """Whether one is under way."""
        return not self._work.is_idle

    @property
    def is_stopping(self) -> bool:
        """Whether somebody has stopped the one that is under way."""
        return self.is_running and self._stop.is_set()

    def begin(self) -> None:
        """Try the newest backup."""
        if self.is_running:
            return
        self._stop.clear()
        self.tried, self.last = [], None
        watch = Watch(told=self._told.emit, stopped=self._is_stopped)
        mine = replace(self._clinic)  # the window may be locked meanwhile: what was begun is done
        self._work.run(partial(try_backup, mine, watch), self._done, self._failed)
        self.changed.emit()

    def _is_stopped(self) -> bool:
        return self._stop.is_set() or self._leaving.is_set()

    def stop(self) -> None:
        """Have it end as soon as it can."""
        self._stop.set()
        self.changed.emit()

    def _hear(self, tried: Tried) -> None:
        if self.is_running:
            self.tried.append(tried)
            self.changed.emit()

    def _done(self, drilled: Drilled) -> None:
        self.tried, self.last = list(drilled.tried), drilled
        self._over()
        self.changed.emit()

    def _failed(self, error: Exception) -> None:
        self.tried = []
        self.changed.emit()
        if not isinstance(error, (Refused, Trouble)):
            raise error
        self.failed.emit(error)

    def finish(self) -> None:
        """Wait until it has ended, before the clinic is closed."""
        self._work.finish()
