"""One worker for what takes longer than a blink; answers come back in the window's thread."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QThreadPool, Signal

T = TypeVar("T")


class Background(QObject):
    """Runs work one piece after the other, so that two never touch the store at once."""

    idle = Signal()
    _over = Signal(int, object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._waiting: dict[int, tuple[Callable[[Any], None], Callable[[Exception], None]]] = {}
        self._next = 0
        self._over.connect(self._hand_over)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is under way."""
        return not self._waiting

    def run(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> None:
        """Do the work on the worker, then call `done` or `failed` in the window's thread."""
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

    def finish(self) -> None:
        """Wait for what is under way, before the clinic is closed."""
        self._pool.clear()
        self._pool.waitForDone()
        self._waiting.clear()
