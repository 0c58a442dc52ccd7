"""The weekly working hours: a row for each weekday, with one or more stretches of work."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app import words
from app.domain.refusal import Refused
from app.domain.typed_house import read_shifts, read_week
from app.ui.common.buttons import Button
from app.ui.common.fields import TextField, Tick
from app.ui.common.type import Style, Tone, wrapped
from app.words.tongue import tr

WEEKDAYS, WEEK = range(5), range(7)
HINT = "8-12, 13-17"


class HoursField(QWidget):
    """Seven rows, each ticked when there is work, and what they come to below."""

    changed = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown = 0
        self._before = [""] * len(WEEK)
        self.ticks = [Tick(words.weekday_name(day).capitalize()) for day in WEEK]
        self.lines = [
            TextField(tr("Hours on {day}", day=words.weekday_name(day)), HINT) for day in WEEK
        ]
        self.copy = Button("")
        self.echo = wrapped("", Style.SMALL, Tone.MUTED)
        self._arrange()
        self._connect()
        self._name_copy(0)

    def _arrange(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for day in WEEK:
            grid.addWidget(self.ticks[day], day, 0)
            grid.addWidget(self.lines[day], day, 1)
        grid.addWidget(self.copy, len(WEEK), 1)
        grid.addWidget(self.echo, len(WEEK) + 1, 0, 1, 2)
        grid.setColumnStretch(1, 1)

    def _connect(self) -> None:
        for day in WEEK:
            self.ticks[day].clicked.connect(partial(self._switch, day))
            line = self.lines[day]
            line.textChanged.connect(partial(self._follow, day))
            line.editingFinished.connect(partial(self._write_out, day))
            line.returnPressed.connect(self.entered)
        self.copy.clicked.connect(self._copy)

    @property
    def typed(self) -> tuple[str, ...]:
        """What stands in the rows, from Monday on."""
        return tuple(line.text() for line in self.lines)

    def fill(self, typed: Sequence[str]) -> None:
        """Write into the rows."""
        for line, text in zip(self.lines, typed, strict=True):
            line.setText(text)
        self._name_copy(0)

    def set_read_only(self, *, read_only: bool) -> None:
        """Whether the rows can only be read."""
        for tick, line in zip(self.ticks, self.lines, strict=True):
            tick.set_read_only(read_only=read_only)
            line.set_read_only(read_only=read_only)
        self.copy.setVisible(not read_only)

    def _switch(self, day: int) -> None:
        """Ticked, a day has the hours that it had, or those of the nearest day before it."""
        if not self.ticks[day].isChecked():
            self._before[day] = self.lines[day].text()
            self.lines[day].clear()
            return
        others = (line.text() for line in reversed(self.lines[:day]))
        self.lines[day].setText(self._before[day] or next(filter(None, others), ""))
        self.lines[day].setFocus()
        self.ticks[day].setChecked(True)

    def _follow(self, day: int, text: str) -> None:
        self.ticks[day].setChecked(bool(text.strip()))
        if text:
            self._name_copy(day)
        self._read_back()
        self.changed.emit()

    def _write_out(self, day: int) -> None:
        """What was understood, in place of what was typed."""
        line = self.lines[day]
        try:
            understood = words.day_hours(read_shifts(line.text(), day), day)
        except Refused:
            return  # said below
        if understood != line.text():
            line.setText(understood)

    def _name_copy(self, day: int) -> None:
        self._shown = day
        self.copy.say(tr("Copy {day} to weekdays", day=words.weekday_name(day)))

    def _copy(self) -> None:
        from_day = self._shown
        for day in WEEKDAYS:
            self.lines[day].setText(self.lines[from_day].text())
        self._name_copy(from_day)

    def _read_back(self) -> None:
        try:
            self.echo.setText(words.week(read_week(self.typed)))
        except Refused as refused:
            self.echo.setText(words.say(refused.reasons[0]))
