"""What the caller would like: one line to type in, and the same to choose from."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, time

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app import words
from app.clinic import Clinic
from app.domain.refusal import Refused
from app.domain.time import local_day, midnight
from app.domain.typed_days import WAYS, read_way
from app.domain.wish_words import PARTS, Known, Wished, read_wishes, write_wishes
from app.domain.wishes import NO_WISHES, Wishes
from app.ui.common.buttons import Button, Variant, icon_button
from app.ui.common.fields import (
    Choice,
    DayField,
    FieldLabel,
    PassesKeysOn,
    TextField,
    Tick,
    labelled,
)
from app.ui.common.flow import Flow
from app.ui.common.surfaces import bare, row
from app.ui.common.type import Style, Tone, wrapped
from app.use_cases.days import open_weekdays
from app.use_cases.waitlist import left_wishes
from app.use_cases.wishing import nameable
from app.words.tongue import later, tongue, tr

HINT = later("tue pm 2w, moss, not before 10 Dec")
TIMES: Mapping[str, tuple[time, time] | None] = {
    later("Any time"): None,
    later("Mornings"): PARTS["mornings"],
    later("Afternoons"): PARTS["afternoons"],
    later("Evenings"): PARTS["evenings"],
}
OTHER = later("As typed")
SHOW, HIDE = later("Choose wishes"), later("Hide the choices")


class WishChoices(QWidget):
    """The wishes as choices; each choice is written into the line, which alone counts."""

    chosen = Signal(object)

    def __init__(self, known: Known, weekdays: Iterable[int]) -> None:
        super().__init__()
        self._known = known
        self._wishes = NO_WISHES
        self.person, self.room = Choice(later("With whom")), Choice(later("Room"))
        self.time = Choice(later("Time of day"))
        for name in (*TIMES, OTHER):
            self.time.addItem(tr(name), name)
        self.days = {day: _weekday(day) for day in sorted(weekdays)}
        self.first = DayField(later("Not before"), known.today, WAYS, read_way)
        self._arrange()
        self._connect()
        self.renew(known)

    def renew(self, known: Known) -> None:
        """What can be chosen now."""
        self._known = known
        _fill(self.person, tr("Anybody"), known.people)
        _fill(self.room, tr("Any room"), known.rooms)
        self.first.count_from(known.today)

    def _arrange(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.addWidget(labelled(tr("With wh&om"), self.person), 0, 0)
        grid.addWidget(labelled(tr("&Room"), self.room), 0, 1)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(labelled(tr("Time of &day"), self.time), 1, 0, top)
        grid.addWidget(labelled(tr("Not &before"), self.first), 1, 1, top)
        grid.addWidget(Flow(*self.days.values(), gap=2), 2, 0, 1, 2)
        for at in (0, 1):
            grid.setColumnStretch(at, 1)

    def _connect(self) -> None:
        for choice in (self.person, self.room, self.time):
            choice.activated.connect(self._choose)
        for button in self.days.values():
            button.clicked.connect(self._choose)
        self.first.line.textEdited.connect(self._choose)

    def show_wishes(self, wishes: Wishes) -> None:
        """These wishes, as far as they can be chosen here."""
        self._wishes = wishes
        _show(self.person, wishes.people)
        _show(self.room, wishes.rooms)
        at = next((n for n, span in enumerate(TIMES.values()) if span == wishes.between), -1)
        self.time.setCurrentIndex(at if at >= 0 else len(TIMES))
        for day, button in self.days.items():
            button.setChecked(day in wishes.weekdays)
        if not self.first.line.hasFocus():
            with QSignalBlocker(self.first.line):
                self.first.line.clear()
            if wishes.not_before is not None:
                self.first.set_day(local_day(wishes.not_before, self._known.zone))

    def _choose(self) -> None:
        time_of_day = str(self.time.currentData())
        asked = replace(
            self._wishes,
            people=_chosen(self.person, self._wishes.people),
            rooms=_chosen(self.room, self._wishes.rooms),
            between=TIMES.get(time_of_day, self._wishes.between),
            weekdays=frozenset(day for day, each in self.days.items() if each.isChecked()),
            not_before=self._not_before(),
        )
        self._wishes = asked
        self.chosen.emit(asked)

    def _not_before(self) -> datetime | None:
        """The day that stands in its field; the field itself says when it cannot be read."""
        try:
            first = self.first.day()
        except Refused:
            first = None
        return midnight(first, self._known.zone) if first else None


def _fill(choice: Choice, anything: str, names: Mapping[int, str]) -> None:
    choice.clear()
    choice.addItem(anything, ())
    for number, each in names.items():
        choice.addItem(each, (number,))


def _weekday(day: int) -> Button:
    button = Button(words.weekday_short(day).capitalize(), Variant.BARE)
    button.setCheckable(True)
    button.setToolTip(words.weekday_name(day).capitalize())
    return button


def _show(choice: Choice, numbers: tuple[int, ...]) -> None:
    """The one that is wished for; several are named together, as they were typed."""
    at = next((n for n in range(choice.count()) if choice.itemData(n) == numbers), -1)
    if at < 0:
        choice.addItem(tr(OTHER), numbers)
        at = choice.count() - 1
    choice.setCurrentIndex(at)


def _chosen(choice: Choice, typed: tuple[int, ...]) -> tuple[int, ...]:
    chosen = choice.currentData()
    return tuple(chosen) if chosen is not None else typed


class WishesBox(QWidget):
    """The line of wishes with what was understood, the choices, and the usual day and time."""

    changed = Signal()

    def __init__(self, clinic: Clinic) -> None:
        super().__init__()
        self._clinic = clinic
        self._suggested = ""
        self._known = nameable(clinic)
        self.line = TextField(later("Wishes"), tr(HINT))
        self.more = icon_button("down", tr(SHOW))
        self.echo = wrapped("", Style.SMALL, Tone.MUTED)
        self.unread = wrapped("", Style.SMALL, Tone.MUTED)
        self.choices = WishChoices(self._known, open_weekdays(clinic))
        self.usual = Tick("")
        self._arrange()
        self.line.textChanged.connect(self._say)
        self.line.textChanged.connect(self.changed)
        self.more.clicked.connect(self._unfold)
        self.choices.chosen.connect(self._write)
        self.usual.toggled.connect(self.changed)
        self.setFocusProxy(self.line)
        self._say()

    def _arrange(self) -> None:
        column = bare(QVBoxLayout(self), 4)
        column.addWidget(FieldLabel(tr("&Wishes"), self.line))
        column.addWidget(row(self.line, self.more, spacing=4))
        for part in (self.echo, self.unread, self.choices, self.usual):
            column.addWidget(part)
        self.choices.hide()
        self.usual.hide()

    def renew(self) -> None:
        """Read again whom and what wishes can name, and which day it is."""
        self._known = nameable(self._clinic)
        self.choices.renew(self._known)

    def type(self, text: str) -> None:
        """Go on with what was typed elsewhere."""
        self.line.setFocus()
        self.line.end(False)  # noqa: FBT003 -- Qt takes it by place
        gap = " " if self.line.text() and not self.line.text().endswith(" ") else ""
        self.line.insert(gap + text)

    def passes_keys_to(self, target: QWidget) -> None:
        """The arrow keys go through the openings while wishes are typed."""
        PassesKeysOn(self.line, target)

    @property
    def wished(self) -> Wished:
        """What is wished for now."""
        read = read_wishes(self.line.text(), self._known)
        usual = read.usual or (self.usual.isVisibleTo(self) and self.usual.isChecked())
        return replace(read, usual=usual)

    @property
    def first(self) -> date | None:
        """The first day that will do."""
        since = self.wished.wishes.not_before
        return local_day(since, self._known.zone) if since else None

    def show_usual(self, usual: tuple[int, time] | None) -> None:
        """Offer the weekday and time at which the patient mostly comes, where there is one."""
        if usual is not None:
            told = {"weekday": words.weekday_name(usual[0]), "time": f"{usual[1]:%H:%M}"}
            self.usual.say(tr("Same day and time as &usual: {weekday}s {time}", **told))
        with QSignalBlocker(self.usual):
            self.usual.setChecked(usual is not None)
        self.usual.setVisible(usual is not None)

    def written(self, wishes: Wishes) -> str:
        """Wishes as they could be typed here."""
        return write_wishes(wishes, self._known, language=tongue())

    def said(self, wishes: Wishes, *, usual: bool = False) -> str:
        """Wishes as they are read back."""
        since = wishes.not_before
        first = local_day(since, self._known.zone) if since else None
        names = {**self._known.people, **self._known.rooms}
        return words.say_wishes(wishes, names, first, usual=usual)

    @property
    def left(self) -> str:
        """What is typed that a wait list has no place for, as its note has it."""
        read = read_wishes(self.line.text(), self._known)
        said = self.said(left_wishes(read.wishes), usual=read.usual)
        unread = f"“{' '.join(read.unread)}”" if read.unread else ""
        return ", ".join(part for part in (said[:1].lower() + said[1:], unread) if part)

    def show_wishes(self, wishes: Wishes) -> None:
        """Other wishes in place of those that are typed."""
        self._write(wishes)
        if self.choices.isVisibleTo(self):
            self.choices.show_wishes(wishes)

    def suggest(self, wishes: Wishes) -> None:
        """These wishes, unless somebody has typed others."""
        if self.line.text().strip() in {"", self._suggested}:
            self.show_wishes(wishes)
            self._suggested = self.line.text()

    def clear(self) -> None:
        """No wish."""
        self.line.clear()
        self.show_usual(None)

    def _write(self, wishes: Wishes) -> None:
        usual = read_wishes(self.line.text(), self._known).usual
        self.line.setText(write_wishes(wishes, self._known, usual=usual, language=tongue()))

    def _say(self) -> None:
        read = read_wishes(self.line.text(), self._known)
        self.echo.setText(self.said(read.wishes, usual=read.usual))
        self.echo.setVisible(bool(self.echo.text()))
        said = ", ".join(f"“{word}”" for word in read.unread)
        self.unread.setText(tr("Not understood: {typed}", typed=said) if said else "")
        self.unread.setVisible(bool(said))
        if self.choices.isVisibleTo(self):
            self.choices.show_wishes(read.wishes)

    def _unfold(self) -> None:
        shown = not self.choices.isVisibleTo(self)
        self.choices.setVisible(shown)
        self.more.show_icon("up" if shown else "down", tr(HIDE if shown else SHOW))
        if shown:
            self.choices.show_wishes(self.wished.wishes)
            self.choices.person.setFocus()
        else:
            self.line.setFocus()
