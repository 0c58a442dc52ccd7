"""The openings of a booking: what is free, why a picked time will not do, and the ways out."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app import words
from app.clinic import Clinic
from app.domain.access import Act, may
from app.domain.time import wall
from app.domain.wishes import NO_WISHES, Wishes
from app.ui.common.buttons import Button, Variant
from app.ui.common.fields import TextField, labelled
from app.ui.common.flow import Flow
from app.ui.common.lists import PickList, Row
from app.ui.common.notices import Reasons
from app.ui.common.surfaces import bare, column
from app.ui.common.type import Style, Tone, wrapped
from app.ui.scheduling.booking_rows import opening_row, picked_row
from app.use_cases.openings import Search, WhyNot, search_openings, why_not
from app.use_cases.wishing import Easier, easier
from app.words.tongue import later, tr

FIRST_ROWS = 24
MONTH = 28
"""Days that are looked at, and as many more each time that later ones are asked for."""

MORE = "more"
"""Value of the row that lists later openings."""

SHOWN, FEW = 4, 2
"""Openings that are seen at once; fewer when something else is to be seen below them."""
APART = 60
WAYS_OUT: Mapping[str, str] = {
    "any-person": later("Anybody"),
    "any-room": later("Any room"),
    "any-time": later("Any time of day"),
    "any-weekday": later("Any weekday"),
    "any-day": later("Also the days left out"),
    "further": later("Look further"),
    "no-wish": later("Without the wishes"),
}
NOTHING = later("Nothing is free in the {weeks} from that day that answers to all of it.")
PICKED_WHY = later("This time will not do.")


class OpeningList(PickList):
    """The openings; what is typed over them is a wish."""

    typed = Signal(str)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if event.text().strip() and event.text().isprintable() and not held:
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)


class WhyNotBox(QWidget):
    """Why the picked time will not do, with the nearest that does; overbooking is a last way."""

    nearest_wanted = Signal(object)
    overbooked = Signal(str)

    def __init__(self, clinic: Clinic) -> None:
        super().__init__()
        self._clinic = clinic
        self._nearest: datetime | None = None
        self.found: WhyNot | None = None
        self.reasons = Reasons("waiting")
        self.nearest = Button("", Variant.QUIET, "right", "Enter")
        self.overbook = Button(tr("O&verbook"), Variant.BARE, "warning")
        self.why = TextField(
            later("Reason for overbooking"), tr("twin of the 10:00 visit, nurse agrees")
        )
        self.step = Button(tr("Overbook this time"), Variant.QUIET, "book", "Enter")
        self._arrange()
        self.nearest.clicked.connect(lambda: self.nearest_wanted.emit(self._nearest))
        self.overbook.clicked.connect(self._ask)
        self.why.returnPressed.connect(self._overbook)
        self.step.clicked.connect(self._overbook)
        self.hide()

    def _arrange(self) -> None:
        whole = bare(QVBoxLayout(self), 4)
        whole.addWidget(self.reasons)
        whole.addWidget(Flow(self.nearest, self.overbook, gap=4))
        self.asked = column(labelled(tr("Reason for overbooking"), self.why), self.step, spacing=4)
        whole.addWidget(self.asked)

    @property
    def stands(self) -> bool:
        """Whether something stands against the picked time."""
        return self.found is not None and bool(self.found.of_time)

    def show_reasons(self, found: WhyNot | None) -> None:
        """What stands against the picked time; None when none is picked."""
        self.found = found
        self.asked.hide()
        self.setVisible(self.stands)
        if found is None or not self.stands:
            return
        self.reasons.show_reasons(found.of_time, tr(PICKED_WHY))
        self._nearest = found.nearest if found.nearest != found.start else None
        self.nearest.setVisible(self._nearest is not None)
        if self._nearest is not None:
            at = words.day_time(wall(self._nearest, self._clinic.zone))
            self.nearest.say(tr("Take {time}", time=at))
        allowed = may(self._clinic.person.roles, Act.OVERBOOK_VISIT)
        self.overbook.setVisible(found.overbooking and allowed)

    def take_nearest(self) -> None:
        """The nearest time that works."""
        if self._nearest is not None:
            self.nearest_wanted.emit(self._nearest)

    def _ask(self) -> None:
        self.asked.show()
        self.why.setFocus()

    def _overbook(self) -> None:
        if self.why.text().strip():
            self.overbooked.emit(self.why.text().strip())
        else:
            self.why.setFocus()


class NoOpenings(QWidget):
    """Nothing answers: what was looked for, and which wish to let go so that something does."""

    eased = Signal(object)

    def __init__(self, clinic: Clinic) -> None:
        super().__init__()
        self._clinic = clinic
        self.text = wrapped("", Style.BODY, Tone.MUTED)
        self.ways = Flow(gap=4)
        self.buttons: list[Button] = []
        whole = bare(QVBoxLayout(self), 4)
        whole.addWidget(self.text)
        whole.addWidget(self.ways)

    def show_search(self, asked: Search) -> None:
        """Try what would help this search."""
        weeks = words.plural(-(-asked.days // 7), "week")
        self.text.setText(tr(NOTHING, weeks=weeks))
        self.ways.clear()
        self.buttons = [self._button(way) for way in easier(self._clinic, asked)]
        for button in self.buttons:
            self.ways.add(button)

    def _button(self, way: Easier) -> Button:
        at = words.day_time(wall(way.opening.start, self._clinic.zone))
        button = Button(f"{tr(WAYS_OUT[way.code])}: {at}", Variant.QUIET)
        button.clicked.connect(lambda _=False, one=way: self.eased.emit(one.search))
        return button


class OpeningsBox(QWidget):
    """What is free for a booking, best first; a time that was picked elsewhere stands on top."""

    moved = Signal(object)
    taken = Signal()
    eased = Signal(object)
    pick_wanted = Signal()
    overbooked = Signal(str)

    def __init__(self, clinic: Clinic) -> None:
        super().__init__()
        self._clinic = clinic
        self._base: Search | None = None
        self._asked: Search | None = None
        self._rows, self._days = FIRST_ROWS, MONTH
        self._found: frozenset[datetime] = frozenset()
        self.picked: datetime | None = None
        self.list = OpeningList(tr("Openings"), most=SHOWN)
        self.none = NoOpenings(clinic)
        self.why = WhyNotBox(clinic)
        self.pick = Button(tr("Pick on the s&chedule"), Variant.BARE, "schedule")
        self._arrange()
        self._connect()
        self.setFocusProxy(self.list)

    def _arrange(self) -> None:
        whole = bare(QVBoxLayout(self), 4)
        for part in (self.list, self.none, self.why, self.pick):
            whole.addWidget(part)

    def _connect(self) -> None:
        self.list.moved.connect(self.moved)
        self.list.taken.connect(self._take)
        self.none.eased.connect(self._ease)
        self.why.nearest_wanted.connect(self.pick_start)
        self.why.overbooked.connect(self.overbooked)
        self.pick.clicked.connect(self.pick_wanted)

    @property
    def start(self) -> datetime | None:
        """The start that is current."""
        current = self.list.current()
        return current if isinstance(current, datetime) else None

    @property
    def wishes(self) -> Wishes:
        """With whom and where the current one is booked; a picked time may be with anybody."""
        if self._asked is None or self.start not in self._found:
            return NO_WISHES
        wished = self._asked.wishes
        return Wishes(people=wished.people, rooms=wished.rooms)

    @property
    def blocked(self) -> bool:
        """Whether the time that is current was picked and will not do."""
        return self.start is not None and self.start == self.picked and self.why.stands

    def show_few(self, *, few: bool) -> None:
        """Leave room for what is missing."""
        self.list.show_most(FEW if few else SHOWN)

    def pick_start(self, start: datetime | None) -> None:
        """A start that was chosen outside the list."""
        self.picked = start
        if self._asked is not None:
            self.look(self._asked, keep=start)

    def choose(self, start: datetime) -> None:
        """Make a start current, if it is listed."""
        if any(row.value == start for row in self.list.rows):
            self.list.choose(start)

    def clear(self) -> None:
        """Nothing is looked for."""
        self._base, self._asked, self.picked = None, None, None
        self._rows, self._days = FIRST_ROWS, MONTH
        self.list.show_rows([])
        self.why.show_reasons(None)

    def ask(self, asked: Search) -> None:
        """Look for this; something else than before is listed from its first openings on."""
        if asked != self._base:
            self._base = asked
            self._rows, self._days = FIRST_ROWS, MONTH
        self.look(asked)

    def look(self, asked: Search, keep: datetime | None = None) -> None:
        """Read the openings again."""
        self._asked = replace(asked, limit=self._rows, days=self._days, apart=APART)
        found = search_openings(self._clinic, self._asked)
        self._found = frozenset(opening.start for opening in found)
        rows = [opening_row(opening, self._clinic.zone) for opening in found]
        if rows:
            rows.append(Row(value=MORE, title=tr("Later openings"), icon="down"))
        current = keep or self.start
        self._explain()
        self.list.show_rows([*self._picked_row(rows), *rows], current)
        self.list.setVisible(bool(self.list.rows))
        self.none.setVisible(not self.list.rows)
        if not self.list.rows:
            self.none.show_search(self._asked)
        self.moved.emit(self.list.current())

    def _picked_row(self, rows: list[Row]) -> list[Row]:
        """The picked time on top, unless it is listed anyway."""
        if self.picked is None:
            return []
        listed = next((each for each in rows if each.value == self.picked), None)
        if listed is not None:
            rows.remove(listed)
        return [listed or picked_row(self.picked, self._clinic.zone, blocked=self.why.stands)]

    def _explain(self) -> None:
        """Why the picked time will not do."""
        asked = self._asked
        if asked is None or self.picked is None:
            self.why.show_reasons(None)
            return
        found = why_not(self._clinic, asked.type, self.picked, patient=asked.patient)
        self.why.show_reasons(found)

    def _take(self, value: object) -> None:
        if value == MORE:
            self._show_later()
        elif self.blocked:
            self.why.take_nearest()
        else:
            self.taken.emit()

    def _show_later(self) -> None:
        """Later openings, the first of them current."""
        asked, before = self._asked, self.list.rows
        if asked is None:
            return
        if len(before) - 1 < self._rows:
            self._days += MONTH
        self._rows += FIRST_ROWS
        self.look(asked)
        known = {row.value for row in before}
        new = next((row.value for row in self.list.rows if row.value not in known), None)
        self.list.choose(new or before[-2].value)

    def _ease(self, search: Search) -> None:
        """Let the wish go, and look as far as that way was tried."""
        self.eased.emit(search)
        if self._asked is not None:
            self._days = search.days
            self.look(self._asked)
            self.list.setFocus()
