"""Who a booking is for: found while typing, or added when they call for the first time."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.next_step import NextStep
from app.domain.patients import Patient
from app.domain.scheduling import VisitType
from app.ui.common.chips import Chip
from app.ui.common.lists import Row
from app.ui.common.pick import PickField
from app.ui.common.surfaces import bare
from app.ui.common.type import Style, Tone, wrapped
from app.ui.desk import Desk
from app.ui.lists.rows import attendance_said
from app.ui.patients.new_patient import NewPatientForm
from app.ui.patients.patient_rows import identity, patient_row
from app.use_cases.callers import Caller, see_caller
from app.use_cases.drafts import PATIENT
from app.use_cases.patients import find_patients, see_patient
from app.use_cases.visit_types import offered_types
from app.words.tongue import tr

NEW = -1
"""Value of the row that adds somebody who calls for the first time."""

MOST = 6


class CallerBox(QWidget):
    """The patient of a booking, with what tells two of one name apart."""

    changed = Signal()
    """Another patient was taken, or none any more."""
    edited = Signal()
    """Something was typed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._people: dict[int, Patient] = {}
        self._typed = ""
        """What was looked for last."""
        self.patient: Patient | None = None
        self._known: Caller | None = None
        self.field = PickField(
            tr("P&atient"), tr("Patient"), tr("Name, phone, chart or birth"), self._find
        )
        self.identity = wrapped("", Style.SMALL, Tone.MUTED)
        self.often = Chip("", "waiting", "warning")
        self.form = NewPatientForm(desk)
        column = bare(QVBoxLayout(self), 12)
        for part in (self.field, self.identity, self.often, self.form):
            column.addWidget(part)
        self._connect()
        self.form.hide()
        self._show()

    def _connect(self) -> None:
        self.field.picked.connect(self._take)
        self.field.emptied.connect(self._forget)
        self.field.line.textEdited.connect(self.edited)
        self.form.added.connect(self.take_known)
        self.form.known_taken.connect(self.take_known)
        self.form.left.connect(self._leave_form)
        self.form.edited.connect(self.edited)

    def _find(self, typed: str) -> list[Row]:
        if not typed:
            return []
        self._typed = typed
        found = find_patients(self._desk.clinic, typed, MOST)
        self._people = {patient.id: patient for patient in found}
        new = Row(value=NEW, title=tr("New patient “{typed}”", typed=typed), icon="new-person")
        return [*(patient_row(patient) for patient in found), new]

    @property
    def asks_for_new(self) -> bool:
        """Whether somebody who calls for the first time is being added."""
        return self.form.isVisibleTo(self)

    def begin(self) -> None:
        """Put the keyboard where a name is typed."""
        (self.form if self.asks_for_new else self.field.line).setFocus()

    def take_number(self, patient: int) -> None:
        """The patient of a number, whose card is opened for it."""
        found = next((p for p in self._people.values() if p.id == patient), None)
        self.take_known(found or see_patient(self._desk.clinic, patient).patient)

    def take_known(self, patient: Patient) -> None:
        """This patient."""
        self._people[patient.id] = patient
        self.field.set_row(patient_row(patient))

    def _take(self, value: object) -> None:
        if value == NEW:
            self.field.reset()
            self.form.setVisible(True)
            self.form.begin(self._typed)
            return
        self.patient = self._people.get(value) if isinstance(value, int) else None
        self.read_again()
        self.form.setVisible(False)
        self._show()
        self.changed.emit()

    def _leave_form(self) -> None:
        self.form.setVisible(False)
        self.field.line.setFocus()
        self.edited.emit()

    def read_again(self) -> None:
        """Read what is known of the caller by now."""
        known = self.patient and see_caller(self._desk.clinic, self.patient.id)
        self._known = known
        often = attendance_said(known.attendance) if known else ""
        self.often.show_state(often, "waiting", "warning")

    @property
    def next(self) -> NextStep | None:
        """The next step of their course that has no visit."""
        return self._known.next if self._known else None

    @property
    def kinds(self) -> tuple[VisitType, ...]:
        """The kinds of visit, first those that they came for last."""
        return self._known.kinds if self._known else offered_types(self._desk.clinic)

    def _forget(self) -> None:
        self.patient = self._known = None
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        patient = self.patient
        self.form.setVisible(self.asks_for_new and patient is None)
        self.identity.setVisible(patient is not None)
        self.often.setVisible(patient is not None and bool(self.often.text))
        if patient is not None:
            alert = f"\n{patient.alert}" if patient.alert else ""
            self.identity.setText(f"{identity(patient)}{alert}")

    def clear(self) -> None:
        """Nobody."""
        self.patient = self._known = None
        self.field.reset()
        self.form.setVisible(False)
        self.form.fill({})
        self._show()

    @property
    def entered(self) -> dict[str, str]:
        """What was entered, as a draft keeps it."""
        if self.patient is not None:
            return {PATIENT: str(self.patient.id)}
        return {"typed": self.field.line.text().strip()} | (
            self.form.typed if self.asks_for_new else {}
        )

    def fill(self, fields: Mapping[str, str], patient: Patient | None) -> None:
        """Write into the fields what a draft has kept."""
        if patient is not None:
            self.take_known(patient)
        elif "language" in fields:
            self.form.fill(fields)
            self.form.setVisible(True)
        else:
            self.field.line.setText(fields.get("typed", ""))
            self.field.open()
