"""Copying what is about a patient: to the clipboard, but not into its history or the cloud."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

KEEP_OUT = 'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"'
"""Windows leaves what carries this out of its clipboard history."""


def copy_privately(text: str) -> None:
    """Put a text on the clipboard for whoever pastes it next."""
    copied = QMimeData()
    copied.setText(text)
    copied.setData(KEEP_OUT, b"1")
    QGuiApplication.clipboard().setMimeData(copied)


def forget_copied() -> None:
    """Take what was copied so off the clipboard, before the window goes."""
    clipboard = QGuiApplication.clipboard()
    copied = clipboard.mimeData()  # None once the clipboard is empty, whatever its type says
    if copied and copied.hasFormat(KEEP_OUT):
        clipboard.clear()
