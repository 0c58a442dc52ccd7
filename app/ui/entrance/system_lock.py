"""Hears when the computer's own session is locked or goes to sleep: Linux and Windows tell it.

macOS tells only programs that speak its own language; there the idle lock does the work.
"""

import sys
from collections.abc import Sequence
from typing import Any, cast

from PySide6.QtCore import (
    SLOT,
    QAbstractNativeEventFilter,
    QObject,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

SCREEN_SAVERS = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
)
"""Who tells on the session's bus that the screen is locked, and where (KDE, GNOME)."""

LATER_MS = 1_000
"""The window is there first: a computer without a bus may take its time to say so."""

LOGIND = ("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager")


HEAR = cast("bytes", SLOT("hear(bool)"))
"""The slot as Qt wants it, which is a text, whatever its stub says."""


class SystemLock(QObject):
    """Tells that whoever sits here has locked the computer, or put it to sleep."""

    locked = Signal()

    def __init__(self, application: QApplication, window: QWidget) -> None:
        super().__init__(window)
        self._filter: QAbstractNativeEventFilter | None = None
        if sys.platform == "win32":
            self._filter = WindowsFilter(self)
            application.installNativeEventFilter(self._filter)
            register_on_windows(int(window.winId()))
        elif sys.platform.startswith("linux"):
            QTimer.singleShot(LATER_MS, self, self._listen_on_buses)

    def _listen_on_buses(self) -> None:
        from PySide6.QtDBus import QDBusConnection  # noqa: PLC0415 -- only where there is a bus

        session, system = QDBusConnection.sessionBus(), QDBusConnection.systemBus()
        if session.isConnected():
            for service, path in SCREEN_SAVERS:
                session.connect("", path, service, "ActiveChanged", self, HEAR)
        if system.isConnected():
            service, path, interface = LOGIND
            system.connect(service, path, interface, "PrepareForSleep", self, HEAR)

    @Slot(bool)
    def hear(self, begins: bool) -> None:  # noqa: FBT001 -- the bus gives it so
        """The screen is locked or the computer goes to sleep, or that is over."""
        if begins:
            self.locked.emit()


WTSSESSION_CHANGE, SESSION_LOCK = 0x02B1, 0x7
POWER_BROADCAST, SUSPEND = 0x0218, 0x4
"""What Windows sends (learn.microsoft.com: WM_WTSSESSION_CHANGE, WM_POWERBROADCAST)."""

LOCKS: Sequence[tuple[int, int]] = ((WTSSESSION_CHANGE, SESSION_LOCK), (POWER_BROADCAST, SUSPEND))


class WindowsFilter(QAbstractNativeEventFilter):
    """Looks at what Windows sends to the program."""

    def __init__(self, lock: SystemLock) -> None:
        super().__init__()
        self._lock = lock

    @override
    def nativeEventFilter(self, event_type: Any, message: int) -> Any:
        from ctypes import wintypes  # noqa: PLC0415 -- only on Windows

        if bytes(event_type) == b"windows_generic_MSG":
            told = wintypes.MSG.from_address(int(message))
            if (told.message, told.wParam) in LOCKS:
                self._lock.locked.emit()
        return False, 0


def register_on_windows(window: int) -> None:
    """Ask Windows to tell a window when the session is locked."""
    import ctypes  # noqa: PLC0415 -- only on Windows

    library: Any = getattr(ctypes, "WinDLL")("wtsapi32")  # noqa: B009 -- absent elsewhere
    library.WTSRegisterSessionNotification(window, 0)
