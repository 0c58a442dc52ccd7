"""A referral beside any page: the form for its next thing, where there is no visit to show."""

from app.domain.patients import Patient
from app.ui.common.panel import Panel
from app.ui.common.type import Style, Tone, wrapped
from app.ui.desk import Desk
from app.ui.gate.form_place import FormPlace
from app.ui.gate.item_form import ItemForm
from app.ui.patients.patient_rows import introduction
from app.words.tongue import tr


class ReferralPanel(Panel):
    """One form about a patient's referral."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Referral"))
        self._desk = desk
        self.who = wrapped("", Style.SMALL, Tone.MUTED)
        self.place = FormPlace(desk)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self.body.addWidget(self.who)
        self.body.addWidget(self.place)
        self.body.addStretch(1)
        self.foot_line.hide()

    def _connect(self) -> None:
        self.place.done.connect(self.closed)
        self.place.shown.connect(self.area.ensureWidgetVisible)

    def show_form(self, patient: Patient, form: ItemForm) -> None:
        """A form about a patient's referral."""
        self.title.setText(self._desk.name(patient))
        self.who.setText(introduction(patient, self._desk.clinic.today()))
        self.who.setHidden(self._desk.private)
        self.place.show_form(form)

    def begin(self) -> None:
        """Put the keyboard into the form."""
        (self.place.form or self.close_button).setFocus()
