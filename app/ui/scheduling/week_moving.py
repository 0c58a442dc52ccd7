"""Where an arrow key leads from one place of the week."""

from PySide6.QtCore import Qt

from app.ui.scheduling.week_layout import HEAD, Spot, WeekLayout


def neighbour(layout: WeekLayout, current: Spot | None, key: Qt.Key) -> Spot | None:
    """The next place in the direction of an arrow; the same when there is none."""
    if not layout.days:
        return None
    if current is None:
        return Spot(0)
    last = len(layout.days[current.column].entries) - 1
    along = {
        Qt.Key.Key_Up: max(HEAD, current.row - 1),
        Qt.Key.Key_Down: min(last, current.row + 1),
        Qt.Key.Key_Home: HEAD,
        Qt.Key.Key_End: last,
    }
    if key in along:
        return Spot(current.column, along[key])
    return _across(layout, current, 1 if key == Qt.Key.Key_Right else -1)


def _across(layout: WeekLayout, current: Spot, by: int) -> Spot:
    """The day beside, at the same height; its head when it has nothing."""
    column = current.column + by
    if not 0 <= column < len(layout.days):
        return current
    return Spot(column, min(current.row, len(layout.days[column].entries) - 1))
