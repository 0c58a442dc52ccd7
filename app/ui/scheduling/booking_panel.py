"""Booking: patient, kind of visit, opening, readiness, Enter; all beside the page."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from app.domain import gate
from app.domain.patients import Patient
from app.domain.scheduling import VisitType, ends_at
from app.domain.time import local_day, wall
from app.domain.typed_days import WAYS, read_way
from app.ui import acts
from app.ui.common.buttons import Button, Variant
from app.ui.common.chips import Chip, items_look
from app.ui.common.fields import DayField, FieldLabel
from app.ui.common.flow import Flow
from app.ui.common.lists import PickList, Row
from app.ui.common.notices import Reasons
from app.ui.common.panel import Panel
from app.ui.common.pick import PickField
from app.ui.common.surfaces import Hairline, column, filler, row
from app.ui.common.type import Style, Text, Tone, wrapped
from app.ui.desk import EXPECTED, Ask, Desk
from app.ui.gate.readiness_list import ReadinessStrip
from app.ui.patients.new_patient import NewPatientForm
from app.ui.patients.patient_rows import identity, patient_row
from app.ui.scheduling.booking_rows import (
    apart,
    opening_row,
    picked_row,
    read_back,
    type_row,
    type_rows,
)
from app.use_cases import scheduling
from app.use_cases.holds import hold_deadline
from app.use_cases.openings import find_openings
from app.use_cases.patients import find_patients, see_patient
from app.use_cases.scheduling import Wish
from app.use_cases.visit_types import offered_types

MOST_OPENINGS = 80

NEW = -1
"""Value of the row that adds somebody who calls for the first time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parked:
    """A booking half made, put aside for another caller."""

    patient: Patient
    type: str
    start: datetime | None


class BookingPanel(Panel):
    """One booking at a time; the others wait as drafts."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("New visit")
        self._desk = desk
        self._people: dict[int, Patient] = {}
        self._patient: Patient | None = None
        self._picked: datetime | None = None
        self._parked: list[Parked] = []
        self._judged: tuple[int, str, date] | None = None
        self._token = uuid4().hex
        self._make_fields()
        self._arrange()
        self._connect()
        self._offer()

    def _make_fields(self) -> None:
        desk = self._desk
        self.drafts = Flow(gap=4)
        self.draft_buttons: list[Button] = []
        self.patient = PickField("P&atient", "Patient", "Name, phone, chart or birth", self._find)
        self.identity = wrapped("", Style.SMALL, Tone.MUTED)
        self.new_patient = NewPatientForm(desk)
        self.kind = PickField("Visit t&ype", "Visit type", "iv, preparation …", self._kinds)
        self.from_day = DayField("Openings from", desk.clinic.today(), WAYS, read_way)
        self.openings = PickList("Openings", most=4)
        self.no_opening = wrapped("", Style.BODY, Tone.MUTED)
        self.ready = Chip()
        self.strip = ReadinessStrip()
        self.say = wrapped("", Style.BODY)
        self.reasons = Reasons()
        self.book = Button("Book", Variant.PRIMARY, "book", "Enter")
        self.hold = Button("Hold", Variant.QUIET, "hold", "Ctrl+H")

    def _arrange(self) -> None:
        since = FieldLabel("Openings fro&m", self.from_day.line)
        self.when = column(
            row(since, self.from_day, spacing=12), self.openings, self.no_opening, spacing=8
        )
        self.judged = column(
            Hairline(),
            row(Text("Readiness", Style.STRONG), self.ready, filler()),
            self.strip,
            spacing=8,
        )
        self.aloud = column(Hairline(), Text("Say", Style.LABEL, Tone.MUTED), self.say, spacing=4)
        for part in (
            self.drafts,
            self.patient,
            self.identity,
            self.new_patient,
            self.kind,
            self.when,
            self.judged,
            self.aloud,
        ):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.foot.addWidget(self.reasons)
        self.add_buttons(self.book, self.hold)

    def _connect(self) -> None:
        self.patient.picked.connect(self._take_patient)
        self.patient.emptied.connect(self._forget_patient)
        self.kind.picked.connect(self._take_kind)
        self.kind.emptied.connect(self._offer)
        self.new_patient.added.connect(self._take_new)
        self.new_patient.left.connect(self._leave_new)
        self.from_day.line.textChanged.connect(self._look_again)
        self.from_day.line.returnPressed.connect(self.openings.setFocus)
        self.openings.moved.connect(self._judge)
        self.openings.taken.connect(self._book)
        self.book.clicked.connect(self._book)
        self.hold.clicked.connect(self._hold)
        keys = QShortcut(QKeySequence("Ctrl+H"), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self._hold)
        self._desk.changes.happened.connect(self._look_again)

    def _find(self, typed: str) -> list[Row]:
        if not typed:
            return []
        found = find_patients(self._desk.clinic, typed, 6)
        self._people = {patient.id: patient for patient in found}
        new = Row(value=NEW, title=f"New patient “{typed}”", icon="new-person")
        return [*(patient_row(patient) for patient in found), new]

    def _kinds(self, typed: str) -> list[Row]:
        return type_rows(offered_types(self._desk.clinic), typed)

    def start(self, ask: Ask) -> None:
        """Begin a booking; one that is half made is put aside when another caller comes."""
        if self.isVisible() and self._patient is not None and ask.patient is None and not ask.start:
            self._park()
        if ask.start is not None:
            self._picked = ask.start
            self._look_again()
        if ask.patient is not None:
            self._take_card(ask.patient)
        if ask.type:
            self.kind.set_row(type_row(self._desk.clinic.setup.types[ask.type]))
        self.begin()

    def begin(self) -> None:
        """Put the keyboard where the next answer is missing."""
        if self._patient is None:
            self.patient.line.setFocus()
        elif self._kind() is None:
            self.kind.line.setFocus()
            self.kind.open()
        else:
            self.openings.setFocus()

    def _take_card(self, patient: int) -> None:
        from_card = next((p for p in self._people.values() if p.id == patient), None)
        kept = from_card or patient_with(self._desk, patient)
        self._people[kept.id] = kept
        self.patient.set_row(patient_row(kept))

    def _take_patient(self, value: object) -> None:
        if value == NEW:
            typed = self.patient.line.text()
            self.patient.reset()
            self._offer()
            self.new_patient.setVisible(True)
            self.new_patient.begin(typed.removeprefix("New patient “").removesuffix("”"))
            return
        self._patient = self._people.get(value) if isinstance(value, int) else None
        self._offer()
        self._look_again()
        self.begin()

    def _take_new(self, patient: Patient) -> None:
        self._people[patient.id] = patient
        self.new_patient.setVisible(False)
        self.patient.set_row(patient_row(patient))

    def _leave_new(self) -> None:
        self.new_patient.setVisible(False)
        self.patient.line.setFocus()

    def _forget_patient(self) -> None:
        self._patient = None
        self._offer()

    def _take_kind(self, _slug: object) -> None:
        self._offer()
        self._look_again()
        self.openings.setFocus()

    def _kind(self) -> VisitType | None:
        slug = self.kind.value
        return self._desk.clinic.setup.types.get(slug) if isinstance(slug, str) else None

    def _offer(self) -> None:
        """Show the steps that can be taken now, and no others."""
        patient, kind = self._patient, self._kind()
        self.new_patient.setVisible(False)
        self.drafts.setVisible(bool(self._parked))
        self.identity.setText(self._identity())
        self.identity.setVisible(patient is not None)
        self.kind.setVisible(patient is not None)
        ready = patient is not None and kind is not None
        self.when.setVisible(ready)
        for part in (self.judged, self.aloud):
            part.setVisible(ready and bool(self.openings.rows))
        for button in (self.book, self.hold):
            button.setEnabled(ready and bool(self.openings.rows))
        self.reasons.clear()

    def _identity(self) -> str:
        patient = self._patient
        if patient is None:
            return ""
        alert = f"\n{patient.alert}" if patient.alert else ""
        return f"{identity(patient)}{alert}"

    def _look_again(self) -> None:
        patient, kind = self._patient, self._kind()
        if patient is None or kind is None or not self.isVisibleTo(self.window()):
            return
        try:
            rows = self._opening_rows(patient, kind)
        except EXPECTED as error:
            self.reasons.show_error(error)
            return
        self._judged = None
        self.openings.show_rows(rows, self.openings.current())
        self.openings.setVisible(bool(rows))
        self.no_opening.setVisible(not rows)
        self.no_opening.setText("Nothing is free in the four weeks from that day.")
        self._offer()

    def _opening_rows(self, patient: Patient, kind: VisitType) -> list[Row]:
        clinic = self._desk.clinic
        first = self.from_day.day()
        if first is None and self._picked is not None:
            first = local_day(self._picked, clinic.zone)
        found = find_openings(
            clinic, kind.slug, patient=patient.id, from_day=first, limit=MOST_OPENINGS
        )
        chosen = [o for o in found if o.start == self._picked]
        rows = [opening_row(opening, clinic.zone) for opening in (*chosen, *apart(found))]
        if self._picked is None:
            return rows
        mine = [each for each in rows if each.value == self._picked]
        others = [each for each in rows if each.value != self._picked]
        return [*(mine[:1] or [picked_row(self._picked, clinic.zone)]), *others]

    def _start(self) -> datetime | None:
        start = self.openings.current()
        return start if isinstance(start, datetime) else None

    def _judge(self, _value: object) -> None:
        """Readiness and read-back for the opening that is current."""
        patient, kind, start = self._patient, self._kind(), self._start()
        if patient is None or kind is None or start is None:
            return
        clinic = self._desk.clinic
        at, end = wall(start, clinic.zone), wall(ends_at(kind, start), clinic.zone)
        self.say.setText(read_back(patient, kind, at, end))
        self.reasons.clear()
        asked = (patient.id, kind.slug, at.date())
        if asked == self._judged:
            return
        self._judged = asked
        items = scheduling.judge_wish(clinic, patient.id, kind.slug, at.date())
        look, word = items_look(items)
        self.ready.show_state(word, look)
        self.strip.show_items(items)
        held_only = any(True for _ in gate.against_booking(items))
        self.book.set_variant(Variant.QUIET if held_only else Variant.PRIMARY)
        self.hold.set_variant(Variant.PRIMARY if held_only else Variant.QUIET)

    def _wish(self, hold_until: datetime | None) -> Wish | None:
        patient, kind, start = self._patient, self._kind(), self._start()
        if patient is None or kind is None or start is None:
            return None
        return Wish(
            patient=patient.id,
            type=kind.slug,
            start=start,
            hold_until=hold_until,
            token=self._token,
        )

    def _book(self) -> None:
        self._try(self._wish(None), "Not booked. A hold keeps the time (Ctrl+H).")

    def _hold(self) -> None:
        start = self._start()
        if start is not None:
            until = hold_deadline(self._desk.clinic, start)
            self._try(self._wish(until), "Not held.")

    def _try(self, wish: Wish | None, lead: str) -> None:
        if wish is None:
            self.begin()
            return
        try:
            view = acts.book(self._desk, wish)
        except EXPECTED as error:
            self.reasons.show_error(error, lead)
        else:
            self._clear()
            self._desk.show_day(view.day)
            self.closed.emit()

    def _clear(self) -> None:
        self._patient, self._picked, self._judged = None, None, None
        self._token = uuid4().hex
        self.patient.reset()
        self.kind.reset()
        self.from_day.line.clear()
        self.openings.show_rows([])
        self._offer()

    def _park(self) -> None:
        patient, kind = self._patient, self._kind()
        if patient is not None:
            slug = kind.slug if kind else ""
            self._parked.append(Parked(patient=patient, type=slug, start=self._start()))
        self._clear()
        self._show_drafts()

    def _show_drafts(self) -> None:
        self.drafts.clear()
        self.draft_buttons = []
        for parked in self._parked:
            button = Button(f"Draft: {parked.patient.listed}", Variant.QUIET, "hold")
            button.clicked.connect(lambda _=False, one=parked: self._resume(one))
            self.drafts.add(button)
            self.draft_buttons.append(button)
        self.drafts.setVisible(bool(self._parked))

    @property
    def draft_names(self) -> tuple[str, ...]:
        """Who waits for a booking half made."""
        return tuple(parked.patient.listed for parked in self._parked)

    def _resume(self, parked: Parked) -> None:
        self._parked.remove(parked)
        self._park()
        self._people[parked.patient.id] = parked.patient
        self._picked = parked.start
        self.patient.set_row(patient_row(parked.patient))
        if parked.type:
            self.kind.set_row(type_row(self._desk.clinic.setup.types[parked.type]))


def patient_with(desk: Desk, patient: int) -> Patient:
    """The patient of a number, by opening the card."""
    return see_patient(desk.clinic, patient).patient
