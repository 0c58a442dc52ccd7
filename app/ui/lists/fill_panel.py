"""Filling a gap from the wait list: who fits, best first; Space notes the call, Enter books."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from app import words
from app.domain.time import wall
from app.domain.waiting import ANSWERS, Gap
from app.ui import acts
from app.ui.common.buttons import Button, Variant
from app.ui.common.fields import Tick
from app.ui.common.flow import Flow
from app.ui.common.lists import PickList
from app.ui.common.notices import Reasons
from app.ui.common.panel import Panel
from app.ui.common.surfaces import Hairline, column
from app.ui.common.type import Style, Tone, wrapped
from app.ui.desk import EXPECTED, Desk
from app.ui.gate.readiness_list import ReadinessStrip
from app.ui.lists import call_acts
from app.ui.lists.rows import last_call, taker_row
from app.ui.patients.patient_rows import identity
from app.use_cases.gaps import Taker, who_fits
from app.use_cases.holds import hold_deadline
from app.use_cases.phones import shown_phone
from app.words.tongue import later, tr

NOBODY = later("Nobody on the wait list fits any more.")


class FillPanel(Panel):
    """One gap, and who on the wait list can take it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Fill the gap"))
        self._desk = desk
        self.gap: Gap | None = None
        self._takers: dict[int, Taker] = {}
        self._ticked_for: int | None = None
        self.when = wrapped("", Style.SMALL, Tone.MUTED)
        self.list = PickList(tr("Who fits"), most=5)
        self.nobody = wrapped(tr(NOBODY), Style.BODY, Tone.MUTED)
        self.phone = wrapped("", Style.HEADING)
        self.who = wrapped("", Style.SMALL, Tone.MUTED)
        self.note = wrapped("", Style.BODY)
        self.where = wrapped("", Style.SMALL, Tone.MUTED)
        self.called = wrapped("", Style.SMALL, Tone.MUTED)
        self.strip = ReadinessStrip()
        self.forward = Tick(later("Bring the later visit forward"))
        self.reasons = Reasons()
        self.book = Button(tr("Book"), Variant.PRIMARY, "book", "Enter")
        self.hold = Button(tr("Hold"), Variant.QUIET, "hold", "Ctrl+H")
        self.offered = Button(tr("Offered"), Variant.QUIET, "clock", "Space")
        self.answers = {
            said: Button(words.answer_word(said), Variant.QUIET, key=str(number))
            for number, said in enumerate(ANSWERS, start=1)
        }
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self.detail = column(
            Hairline(),
            self.phone,
            self.who,
            self.note,
            self.where,
            self.called,
            self.strip,
            self.forward,
            spacing=6,
        )
        for part in (self.when, self.list, self.nobody, self.detail):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.foot.addWidget(self.reasons)
        self.foot.addWidget(Flow(self.offered, *self.answers.values(), gap=4))
        self.add_buttons(self.book, self.hold)

    def _connect(self) -> None:
        self.list.moved.connect(self._show)
        self.list.taken.connect(self._book)
        self.book.clicked.connect(self._book)
        self.hold.clicked.connect(self._hold)
        self.offered.clicked.connect(self._offer)
        self._key("Space", self._offer)
        self._key("Ctrl+H", self._hold)
        for number, (said, button) in enumerate(self.answers.items(), start=1):
            button.clicked.connect(lambda _=False, one=said: self._answer(one))
            self._key(str(number), lambda one=said: self._answer(one))
        self._desk.changes.happened.connect(self._look_again)
        self._desk.private_changed.connect(self._look_again)

    def _key(self, name: str, do: Callable[[], object]) -> None:
        """A key that does something while the list has the keyboard."""
        keys = QShortcut(QKeySequence(name), self.list)
        keys.setContext(Qt.ShortcutContext.WidgetShortcut)
        keys.activated.connect(do)

    def start(self, gap: Gap) -> None:
        """A gap that is to be filled."""
        self.gap = gap
        zone = self._desk.clinic.zone
        start, end = wall(gap.start, zone), wall(gap.end, zone)
        self.title.setText(tr("Fill {span}", span=words.span(start, end)))
        said = tr("{day}. Whoever is ready to come stands first.", day=words.day(start.date()))
        self.when.setText(said)
        self.reasons.clear()
        self._ticked_for = None
        self._look()

    def begin(self) -> None:
        """Put the keyboard on the list."""
        self.list.setFocus()

    def _look_again(self) -> None:
        if self.isVisibleTo(self.window()):
            self._look()

    def _look(self) -> None:
        clinic, gap = self._desk.clinic, self.gap
        if gap is None:
            return
        found = who_fits(clinic, gap)
        self._takers = {taker.entry.id: taker for taker in found}
        named = ((taker, self._desk.name(taker.patient)) for taker in found)
        rows = [taker_row(taker, name, clinic.now(), clinic.zone) for taker, name in named]
        self.list.show_rows(rows, self.list.current())
        for part in (self.list, self.detail):
            part.setVisible(bool(rows))
        self.nobody.setVisible(not rows)
        for button in (self.book, self.hold, self.offered, *self.answers.values()):
            button.setEnabled(bool(rows))

    def _taker(self) -> Taker | None:
        number = self.list.current()
        return self._takers.get(number) if isinstance(number, int) else None

    def _show(self, _value: object) -> None:
        """Whom the current line is about."""
        taker, clinic = self._taker(), self._desk.clinic
        if taker is None:
            return
        entry, private = taker.entry, self._desk.private
        self.phone.setText(shown_phone(taker.patient.phone) or tr("No telephone number"))
        self.who.setText(identity(taker.patient))
        self.who.setVisible(not private)
        self.note.setText(f"“{entry.note}”" if entry.note and not private else "")
        self.where.setText(" · ".join(taker.names))
        called = last_call(
            entry.offered_at, taker.called_by, entry.answer, clinic.now(), clinic.zone
        )
        self.called.setText(called)
        for label in (self.note, self.called):
            label.setVisible(bool(label.text()))
        self.strip.show_items(taker.items)
        self.strip.setVisible(bool(taker.type.is_dosing))
        self._show_later(taker)
        self.book.set_variant(Variant.QUIET if taker.held_only else Variant.PRIMARY)
        self.hold.set_variant(Variant.PRIMARY if taker.held_only else Variant.QUIET)

    def _show_later(self, taker: Taker) -> None:
        self.forward.setVisible(taker.later is not None)
        if self._ticked_for != taker.entry.id:  # what somebody has ticked for them stays so
            self._ticked_for = taker.entry.id
            self.forward.setChecked(taker.later is not None)
        if taker.later is not None:
            day = words.near_day(wall(taker.later.start, self._desk.clinic.zone).date())
            said = tr("Bring the visit of {day} forward", day=day)
            self.forward.setText(said)
            self.forward.setAccessibleName(said)
            self.forward.setToolTip(tr("Its old time is free then."))

    def _book(self) -> None:
        self._fill(hold=False)

    def _hold(self) -> None:
        self._fill(hold=True)

    def _fill(self, *, hold: bool) -> None:
        taker = self._taker()
        if taker is None:
            return
        until = hold_deadline(self._desk.clinic, taker.start) if hold else None
        lead = tr("Not held.") if hold else tr("Not booked. A hold keeps the time (Ctrl+H).")
        try:
            acts.fill(self._desk, taker, forward=self.forward.isChecked(), hold_until=until)
        except EXPECTED as error:
            self.reasons.show_error(error, lead)
        else:
            self.closed.emit()

    def _offer(self) -> None:
        taker = self._taker()
        if taker is not None:
            entry, patient, start = taker.entry, taker.patient, taker.start
            self._note(lambda: call_acts.offer(self._desk, entry, patient, start))

    def _answer(self, said: str) -> None:
        taker = self._taker()
        if taker is not None:
            entry, patient = taker.entry, taker.patient
            self._note(lambda: call_acts.answer_offer(self._desk, entry, patient, said))

    def _note(self, act: Callable[[], object]) -> None:
        try:
            act()
        except EXPECTED as error:
            self.reasons.show_error(error)
        else:
            self.reasons.clear()
            self._look()
