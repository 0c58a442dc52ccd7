"""Locks a window that nobody uses, and says so shortly before."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication
from typing_extensions import override

MINUTE_MS = 60_000
WARNING_MS = 20_000
"""So long before it locks it says so; any key keeps it open (WCAG 2.2.1)."""

USES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.TabletMove,
        QEvent.Type.TabletPress,
        QEvent.Type.TouchBegin,
        QEvent.Type.Wheel,
    }
)
"""What shows that somebody is there."""


class IdleWatch(QObject):
    """Counts from the last key or movement."""

    warned = Signal()
    passed = Signal()

    def __init__(self, application: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self.minutes = 0
        """After how many minutes it locks."""
        self.warning, self.end = QTimer(self), QTimer(self)
        for timer in (self.warning, self.end):
            timer.setSingleShot(True)
        self.warning.timeout.connect(self.warned)
        self.end.timeout.connect(self.passed)
        application.installEventFilter(self)

    def watch(self, minutes: int) -> None:
        """Begin to count, with so many minutes to go."""
        self.minutes = minutes
        self.warning.setInterval(minutes * MINUTE_MS - WARNING_MS)
        self.end.setInterval(minutes * MINUTE_MS)
        self._again()

    @property
    def is_counting(self) -> bool:
        """Whether it locks when nobody comes."""
        return self.end.isActive()

    def rest(self) -> None:
        """Count no more."""
        self.warning.stop()
        self.end.stop()

    def _again(self) -> None:
        self.warning.start()
        self.end.start()

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if event.type() in USES and self.is_counting:
            self._again()
        return False
