"""Hears when the computer's own session is locked or goes to sleep: Linux and Windows tell it.

macOS tells only programs that speak its own language; there the idle lock does the work.
"""

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

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

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection, QDBusPendingCallWatcher

SCREEN_SAVERS = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
)
"""Who tells on the session's bus that the screen is locked, and where (KDE, GNOME)."""

LATER_MS = 1_000
"""The window is there first: a computer without a bus may take its time to say so."""

LOGIND = ("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager")
SESSION = "org.freedesktop.login1.Session"
OWN_SESSION = "auto"
"""What logind calls the session of whoever asks, where the surroundings do not name it."""

HEAR, SHUT = cast("bytes", SLOT("hear(bool)")), cast("bytes", SLOT("shut()"))
"""The slots as Qt wants them, which are texts, whatever its stub says."""


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
            self._ask_for_session(system)

    def _ask_for_session(self, system: "QDBusConnection") -> None:
        """Ask which session this is: what others on this computer lock is none of ours."""
        from PySide6.QtDBus import QDBusMessage, QDBusPendingCallWatcher  # noqa: PLC0415 -- as above

        call = QDBusMessage.createMethodCall(*LOGIND, "GetSession")
        call.setArguments([os.environ.get("XDG_SESSION_ID") or OWN_SESSION])
        watcher = QDBusPendingCallWatcher(system.asyncCall(call), self)
        watcher.finished.connect(self._listen_to_session)

    def _listen_to_session(self, watcher: "QDBusPendingCallWatcher") -> None:
        from PySide6.QtDBus import QDBusConnection, QDBusObjectPath  # noqa: PLC0415 -- as above

        for found in watcher.reply().arguments():
            if isinstance(found, QDBusObjectPath):
                system = QDBusConnection.systemBus()
                system.connect(LOGIND[0], found.path(), SESSION, "Lock", self, SHUT)
        watcher.deleteLater()

    @Slot()
    def shut(self) -> None:
        """The session is to be locked, whatever locks the screen."""
        self.locked.emit()

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
