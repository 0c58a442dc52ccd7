"""How calendars begin their weeks on this computer."""

from PySide6.QtCore import QLocale


def first_weekday() -> int:
    """The weekday that begins a week here; Monday is 0."""
    return QLocale().firstDayOfWeek().value - 1
