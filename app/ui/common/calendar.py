"""How calendars begin their weeks on this computer, and how keys move in them."""

from datetime import date

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QKeyEvent

from app.domain.months import DAY, WEEK, month_of, months_on

STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -WEEK, Qt.Key.Key_Down: WEEK}
MONTHS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


def first_weekday() -> int:
    """The weekday that begins a week here; Monday is 0."""
    return QLocale().firstDayOfWeek().value - 1


def moved(day: date, event: QKeyEvent) -> date | None:
    """The day that a key leads to in a month of weeks; None when it is no such key."""
    key = Qt.Key(event.key())
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return None
    if key in STEPS:
        return day + STEPS[key] * DAY
    if key in MONTHS:
        return months_on(day, MONTHS[key])
    ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}
    return month_of(day)[ends[key]] if key in ends else None
