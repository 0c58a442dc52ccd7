"""Closing the clinic: on which days, when on them, and why."""

from datetime import time

from app import words
from app.domain.blocks import Closure
from app.domain.typed_days import WAYS, read_time, read_way
from app.ui.acts import lost_said
from app.ui.common.buttons import Button, Variant
from app.ui.common.fields import DayField, TextField, labelled
from app.ui.common.surfaces import Card, row
from app.ui.common.type import Style, Text, Tone, wrapped
from app.ui.desk import Desk
from app.ui.in_the_way import Doing, InTheWay
from app.use_cases.closures import Closed, close_days, days_to_close
from app.words.tongue import later, tr

NOTE = later("Without a last day it is one day; without times, the whole of it.")


class ClosingCard(Card):
    """The form of a closure; what is typed stays until the clinic is closed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        today = desk.clinic.today()
        self.first = DayField(later("First day"), today, WAYS, read_way)
        self.last = DayField(later("Last day"), today, WAYS, read_way)
        self.start_at = TextField(later("Closed from"), "12:00")
        self.end_at = TextField(later("Closed until"), "18:00")
        self.name = TextField(later("Why the clinic is closed"), tr("Team day"))
        self.in_the_way = InTheWay(desk)
        self.close_button = Button(tr("&Close the clinic"), Variant.PRIMARY, "blocked", "Enter")
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        for part in (
            Text(tr("Close the clinic"), Style.HEADING),
            row(
                labelled(tr("First &day"), self.first),
                labelled(tr("&Last day"), self.last),
                spacing=12,
            ),
            row(
                labelled(tr("Fro&m"), self.start_at),
                labelled(tr("&Until"), self.end_at),
                spacing=12,
            ),
            labelled(tr("&Why"), self.name),
            wrapped(tr(NOTE), Style.SMALL, Tone.MUTED),
            self.in_the_way,
            self.close_button,
        ):
            self.body.addWidget(part)

    def _connect(self) -> None:
        for line in self._lines:
            line.returnPressed.connect(self._close)
            line.textChanged.connect(self.in_the_way.clear)
        self.close_button.clicked.connect(self._close)

    @property
    def _lines(self) -> tuple[TextField, ...]:
        return (self.first.line, self.last.line, self.start_at, self.end_at, self.name)

    def refresh(self) -> None:
        """Count "today" and "+7" from the day that it is now."""
        for field in (self.first, self.last):
            field.count_from(self._desk.clinic.today())

    def begin(self) -> None:
        """Put the keyboard on the first day."""
        self.first.line.setFocus()

    def _close(self) -> None:
        self.in_the_way.attempt(Doing(tr("Close"), tr("Not closed."), self._do_close))

    def _do_close(self, *, token: str, displace: bool = False) -> str:
        clinic = self._desk.clinic
        first = self.first.day() or clinic.today()
        closure = Closure(
            day=first,
            start=_time(self.start_at.text()),
            end=_time(self.end_at.text()),
            name=self.name.text(),
        )
        days = days_to_close(clinic, closure, self.last.day() or first)
        done = close_days(clinic, days, displace=displace, token=token)
        for line in self._lines:
            line.setText("")  # and nothing to take back: Ctrl+Z is about acts again
        self.begin()
        return closed_said(later("Closed: {when}, {name}."), done)


def _time(typed: str) -> time | None:
    return read_time(typed) if typed.strip() else None


def closed_said(said: str, done: Closed) -> str:
    """Which days were closed or opened again, in one line, and which visits that hit."""
    first, last = done.closures[0], done.closures[-1]
    days = words.short_days(first.day, last.day) if last.day > first.day else words.day(first.day)
    span = "" if first.is_whole else f" {words.hours(first.start, first.end)}"
    told = tr(said, when=f"{days}{span}", name=first.name)
    return f"{told}{lost_said(len(done.displaced))}"
