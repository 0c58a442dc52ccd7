"""What stands beside the schedule: the small calendar, and below it what else has room."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from app.ui.common.surfaces import bare
from app.ui.desk import Desk
from app.ui.scheduling.mini_calendar import MiniCalendar

SHOWN = "schedule/calendar"


class Side(QWidget):
    """A narrow column on the right of the schedule."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._settings = desk.settings
        self.wanted = str(desk.settings.value(SHOWN, "yes")) == "yes"
        """Whether somebody wants it, on this computer, where there is room."""
        self.calendar = MiniCalendar(desk)
        self.column = bare(QVBoxLayout(self), 12)
        self.column.setContentsMargins(8, 4, 0, 0)
        self.column.addWidget(self.calendar)
        self.column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)

    def add(self, part: QWidget) -> None:
        """Something else, below."""
        self.column.insertWidget(self.column.count() - 1, part)

    @override
    def minimumSizeHint(self) -> QSize:
        """As wide as it is, and no higher than the calendar: the rest gives way in a low window."""
        return QSize(super().minimumSizeHint().width(), self.calendar.minimumSizeHint().height())

    def want(self, *, wanted: bool) -> None:
        """Show it from now on, or not."""
        self.wanted = wanted
        self._settings.setValue(SHOWN, "yes" if wanted else "no")
