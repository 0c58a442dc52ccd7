"""One worker for what takes longer than a blink; answers come back in the window's thread."""

from collections.abc import Callable
from sys import setswitchinterval
from threading import Event
from time import monotonic
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from app.ui.common.memory import keep_one_heap

T = TypeVar("T")

GIVES_WAY = 0.001
"""Seconds after which a worker that computes lets the window's thread have its turn."""

LONGEST, LOOKS = 0.25, 0.02
"""Seconds that a worker waits for the window at most, and how often it looks whether it ends."""


class Background(QObject):
    """Runs work one piece after the other, so that two never touch the store at once."""

    idle = Signal()
    _over = Signal(int, object, object)
    _waits = Signal(object)
    """Work that lets the window go first, by what ends its wait."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        setswitchinterval(GIVES_WAY)
        self._waiting: dict[int, tuple[Callable[[Any], None], Callable[[Exception], None]]] = {}
        self._next = 0
        self._over.connect(self._hand_over)
        self._waits.connect(self._let_go_on)
        self._ending = False

    @property
    def is_idle(self) -> bool:
        """Whether nothing is under way."""
        return not self._waiting

    def run(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> None:
        """Do the work on the worker, then call `done` or `failed` in the window's thread."""
        keep_one_heap()
        self._next += 1
        number = self._next
        self._waiting[number] = (done, failed)
        self._pool.start(lambda: self._work(number, work))

    def _work(self, number: int, work: Callable[[], object]) -> None:
        try:
            answer = work()
        except Exception as error:  # noqa: BLE001 -- handed over to the window's thread
            self._over.emit(number, None, error)
        else:
            self._over.emit(number, answer, None)

    def _hand_over(self, number: int, answer: object, error: Exception | None) -> None:
        if number not in self._waiting:  # the clinic is being closed: nobody waits any more
            return
        done, failed = self._waiting.pop(number)
        try:
            if error is None:
                done(answer)
            else:
                failed(error)
        finally:
            if self.is_idle:
                self.idle.emit()

    def give_way(self) -> None:
        """Let the window first do all that it has to; for the worker, between two parts of work.

        Not for long: a window that is stuck does not hold the work up.
        """
        answered, until = Event(), monotonic() + LONGEST
        self._waits.emit(answered)
        while not (answered.wait(LOOKS) or self._ending or monotonic() > until):
            pass

    def _let_go_on(self, answered: Event) -> None:
        QTimer.singleShot(0, answered.set)  # after what is to be painted

    def finish(self) -> None:
        """Wait for what is under way, before the clinic is closed."""
        self._ending = True
        self._pool.clear()
        self._pool.waitForDone()
        self._waiting.clear()
