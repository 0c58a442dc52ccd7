"""Moving a visit: its openings, the same people first; Enter takes one."""

from datetime import datetime

from PySide6.QtCore import QSignalBlocker

from app import words
from app.domain.scheduling import Kind
from app.domain.time import wall
from app.domain.typed_days import WAYS, read_way
from app.domain.wishes import NO_WISHES, Wishes
from app.ui import moves
from app.ui.acts import said_when
from app.ui.common.asking import Keeps
from app.ui.common.buttons import Button, Variant
from app.ui.common.fields import DayField, FieldLabel, Tick
from app.ui.common.lists import PickList
from app.ui.common.notices import Reasons
from app.ui.common.panel import Panel
from app.ui.common.surfaces import Hairline, column, row
from app.ui.common.type import Style, Text, Tone, wrapped
from app.ui.desk import EXPECTED, Desk
from app.ui.patients.patient_rows import introduction
from app.ui.scheduling.booking_rows import apart, opening_row, read_back
from app.use_cases.openings import openings_for_move
from app.use_cases.scheduling import see_visit
from app.use_cases.views import VisitView
from app.use_cases.wishing import nameable
from app.words.tongue import later, tr

MOST_OPENINGS = 120
MOVE, BRING_FORWARD = later("Move: {who}"), later("Bring forward: {who}")
NOTHING_SOONER = later("Nothing sooner is free at which they can come.")
NOTHING = later("Nothing is free in the four weeks from that day.")


class MovePanel(Panel):
    """One visit and where it could go instead."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Move visit"))
        self._desk = desk
        self.view: VisitView | None = None
        self._wishes, self._sooner = NO_WISHES, False
        self.who = wrapped("", Style.SMALL, Tone.MUTED)
        self.what = wrapped("", Style.STRONG)
        self.now = wrapped("", Style.SMALL, Tone.MUTED)
        today = desk.clinic.today()
        self.from_day = DayField(later("Openings from"), today, WAYS, read_way)
        self.only_wished = Tick(later("Only when they can come"))
        self.wished = wrapped("", Style.SMALL, Tone.MUTED)
        self.openings = PickList(tr("Openings"), most=8)
        self.no_opening = wrapped(tr(NOTHING), Style.BODY, Tone.MUTED)
        self.say = wrapped("", Style.BODY)
        self.reasons = Reasons()
        self.take = Button(tr("Move"), Variant.PRIMARY, "right", "Enter")
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        since = FieldLabel(tr("Openings fro&m"), self.from_day.line)
        self.aloud = column(
            Hairline(), Text(tr("Say"), Style.LABEL, Tone.MUTED), self.say, spacing=4
        )
        self.asked = column(self.only_wished, self.wished, spacing=0)
        for part in (
            self.who,
            self.what,
            self.now,
            Hairline(),
            row(since, self.from_day, spacing=12),
            self.asked,
            self.openings,
            self.no_opening,
            self.aloud,
        ):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.foot.addWidget(self.reasons)
        self.add_buttons(self.take)

    def _connect(self) -> None:
        self.from_day.line.textChanged.connect(self._look_again)
        self.only_wished.toggled.connect(self._look_again)
        self.from_day.line.returnPressed.connect(self.openings.setFocus)
        self.openings.moved.connect(self._read_back)
        self.openings.taken.connect(self._move)
        self.take.clicked.connect(self._move)
        self._desk.changes.happened.connect(self._look_again)
        Keeps(self, self._move)

    def start(self, visit: int, wishes: Wishes | None = None) -> None:
        """A visit that is to go elsewhere; with wishes, to the first times that answer to them."""
        view = see_visit(self._desk.clinic, visit)
        self.view, self._wishes = view, wishes or NO_WISHES
        self._sooner = wishes is not None
        title = BRING_FORWARD if self._sooner else MOVE
        self.title.setText(tr(title, who=view.patient.listed))
        self._show_wishes()
        self.who.setText(introduction(view.patient, self._desk.clinic.today()))
        self.what.setText(view.type.title)
        places = (said_when(self._desk, view), *view.named(Kind.ROOM, Kind.PERSON))
        self.now.setText(tr("Now {when}", when=", ".join(places)))
        self.from_day.line.clear()
        self.reasons.clear()
        self._look()

    def _show_wishes(self) -> None:
        known = nameable(self._desk.clinic)
        self.wished.setText(words.say_wishes(self._wishes, known.people, None))
        self.asked.setVisible(self._wishes != NO_WISHES)
        with QSignalBlocker(self.only_wished):
            self.only_wished.setChecked(True)

    def begin(self) -> None:
        """Put the keyboard on the openings."""
        (self.openings if self.openings.rows else self.from_day.line).setFocus()

    def _look_again(self) -> None:
        if self.isVisibleTo(self.window()):
            self._look()

    def _look(self) -> None:
        clinic, view = self._desk.clinic, self.view
        if view is None:
            return
        try:
            first = self.from_day.day()
            found = openings_for_move(
                clinic,
                view.visit.id,
                first=first,
                limit=MOST_OPENINGS,
                wishes=self._asked_for,
            )
        except EXPECTED as error:
            self.reasons.show_error(error)
            return
        elsewhere = [each for each in found if self._leads_to(view, each.start)]
        rows = [opening_row(opening, clinic.zone) for opening in apart(elsewhere)]
        self.openings.show_rows(rows, self.openings.current())
        for part in (self.openings, self.aloud):
            part.setVisible(bool(rows))
        self.no_opening.setText(tr(NOTHING_SOONER if self._sooner else NOTHING))
        self.no_opening.setVisible(not rows)
        self.take.setEnabled(bool(rows))

    def _leads_to(self, view: VisitView, start: datetime) -> bool:
        return start < view.visit.start if self._sooner else start != view.visit.start

    @property
    def _asked_for(self) -> Wishes:
        """What the openings keep to."""
        return self._wishes if self.only_wished.isChecked() else NO_WISHES

    def _read_back(self, value: object) -> None:
        view, zone = self.view, self._desk.clinic.zone
        if view is None or not isinstance(value, datetime):
            return
        start, end = wall(value, zone), wall(value + (view.visit.end - view.visit.start), zone)
        self.say.setText(read_back(view.patient, view.type, start, end))

    def _move(self) -> None:
        view, start = self.view, self.openings.current()
        if view is None or not isinstance(start, datetime):
            return
        try:
            after = moves.move(self._desk, view, start, Wishes(people=self._asked_for.people))
        except EXPECTED as error:
            self.reasons.show_error(error, moves.NOT_MOVED)
        else:
            self._desk.show_day(after.day)
            self.closed.emit()
            self._desk.visit_placed.emit(after.visit.id)
