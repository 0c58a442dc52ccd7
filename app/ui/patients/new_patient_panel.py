"""A new patient beside the page."""

from app.domain.patients import Patient
from app.ui.common.panel import Panel
from app.ui.desk import Desk
from app.ui.patients.new_patient import NewPatientForm
from app.words.tongue import tr


class NewPatientPanel(Panel):
    """The form of somebody who calls for the first time; afterwards the card opens."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("New patient"))
        self._desk = desk
        self.form = NewPatientForm(desk)
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        self.foot_line.hide()
        self.form.added.connect(self._open)
        self.form.known_taken.connect(self._open)
        self.form.left.connect(self.closed)

    def start(self, typed: str) -> None:
        """Start with what was searched for; a form half filled is kept."""
        if not self.form.given.text():
            self.form.begin(typed)

    def _open(self, patient: Patient) -> None:
        self.form.begin()
        self.closed.emit()
        self._desk.card_wanted.emit(patient.id)

    def begin(self) -> None:
        """Put the keyboard on the name."""
        self.form.given.setFocus()
