"""Until when a time is held: the usual deadline, unless somebody types another one."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.clinic import Clinic
from app.domain.time import instant, wall
from app.domain.typed_days import WAYS, read_time, read_way
from app.ui.common.fields import DayField, TextField, labelled
from app.ui.common.surfaces import bare
from app.use_cases.holds import hold_deadline
from app.words.tongue import later, tr, tr_of

DAY, TIME = "until", "until at"
"""The names under which a draft keeps what was typed."""


class HoldUntil(QWidget):
    """Day and time; what was typed stays, whatever opening is current."""

    edited = Signal()
    entered = Signal()

    def __init__(self, clinic: Clinic, key: str) -> None:
        super().__init__()
        self._clinic = clinic
        self._start: datetime | None = None
        self._is_typed = False
        self.day = DayField(later("Hold until"), clinic.today(), WAYS, read_way)
        self.time = TextField(later("Hold until what time"), "17:00")
        line = bare(QHBoxLayout(self), 12)
        top = Qt.AlignmentFlag.AlignTop
        line.addWidget(labelled(tr("Hold until  ({key})", key=key), self.day), 3, top)
        line.addWidget(labelled(tr_of("time", "at"), self.time), 1, top)
        for field in (self.day.line, self.time):
            field.textEdited.connect(self._note)
            field.returnPressed.connect(self.entered)
        self.setFocusProxy(self.day.line)

    def _note(self) -> None:
        self._is_typed = True
        self.edited.emit()

    def show_start(self, start: datetime) -> None:
        """The deadline that is usual for a start, unless another one was typed."""
        if self._is_typed or start == self._start:
            return
        self._start = start
        until = wall(hold_deadline(self._clinic, start), self._clinic.zone)
        self.day.count_from(self._clinic.today())
        self.day.set_day(until.date())
        self.time.setText(f"{until:%H:%M}")

    def deadline(self, start: datetime) -> datetime:
        """Until when a start is held; what cannot be read is refused."""
        day = self.day.day()
        if not self._is_typed or day is None:
            return hold_deadline(self._clinic, start)
        return instant(datetime.combine(day, read_time(self.time.text())), self._clinic.zone)

    def clear(self) -> None:
        """Nothing is typed."""
        self._is_typed, self._start = False, None
        self.day.line.clear()
        self.time.clear()

    @property
    def fields(self) -> dict[str, str]:
        """What was typed, as a draft keeps it."""
        typed = {DAY: self.day.line.text(), TIME: self.time.text()}
        return typed if self._is_typed else {}

    def fill(self, fields: Mapping[str, str]) -> None:
        """Write what a draft has kept."""
        self.clear()
        if DAY in fields:
            self._is_typed = True
            self.day.line.setText(fields[DAY])
            self.time.setText(fields.get(TIME, ""))
