"""What other programs do at the same clinic, and whether its server is there, as signals."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from app.clinic import Clinic
from app.domain.ears import Ears
from app.domain.refusal import Refused, Trouble
from app.ui.common.background import Background

ASKING = 2_000
"""Milliseconds after which a clinic in a folder is asked whether another program did something."""

TOGETHER = 150
"""Milliseconds in which what several others do is one piece of news."""


class News(QObject):
    """Hears of others: a server tells by itself, a folder is asked now and again."""

    heard = Signal()
    """Another program did something: anything may have changed."""
    lost = Signal()
    found = Signal()
    settled = Signal(object)
    """What became of an act whose commit was not answered."""
    _told = Signal()

    def __init__(self, clinic: Clinic, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._clinic, self._background = clinic, background
        self._asking, self._together = QTimer(self), QTimer(self)
        self._asking.setInterval(ASKING)
        self._together.setInterval(TOGETHER)
        self._together.setSingleShot(True)
        self._deafen: Callable[[], None] | None = None
        self._connect()

    def _connect(self) -> None:
        self._asking.timeout.connect(self.ask)
        self._together.timeout.connect(self.heard)
        self._told.connect(self._gather)

    def begin(self) -> None:
        """What was done until now is seen anyway; from now on hear of it."""
        ears = Ears(
            heard=self._told.emit,
            lost=self.lost.emit,
            found=self.found.emit,
            settled=self.settled.emit,
        )
        self._deafen = self._clinic.listen(ears)
        if self._deafen is None:
            self._clinic.changed_elsewhere()
            self._asking.start()

    def _gather(self) -> None:
        if not self._together.isActive():
            self._together.start()

    def ask(self) -> None:
        """Ask, beside other work, whether another program did something."""
        self._asking.stop()
        self._background.run(self._clinic.changed_elsewhere, self._answered, self._failed)

    def _answered(self, changed: bool) -> None:  # noqa: FBT001 -- the answer of a piece of work
        self._asking.start()
        if changed:
            self.heard.emit()

    def _failed(self, error: Exception) -> None:
        """A clinic that does not answer is said by the next act; asking goes on."""
        self._asking.start()
        if not isinstance(error, (Refused, Trouble)):
            raise error

    def stop(self) -> None:
        """Hear no more."""
        self._asking.stop()
        self._together.stop()
        if self._deafen is not None:
            self._deafen()
