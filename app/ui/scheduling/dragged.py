"""A visit that is dragged: what the schedule hands to whatever it is dropped on."""

from PySide6.QtCore import QMimeData

MIME = "application/x-anteroom-visit"
"""Carries a visit's number and nothing about the patient."""


def carry(visit: int) -> QMimeData:
    """What a drag of a visit carries."""
    carried = QMimeData()
    carried.setData(MIME, str(visit).encode())
    return carried


def carried_visit(carried: QMimeData) -> int | None:
    """The number of the visit that is dragged; None when something else is."""
    told = bytes(carried.data(MIME).data()) if carried.hasFormat(MIME) else b""
    return int(told) if told.isdigit() else None
