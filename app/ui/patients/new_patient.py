"""Somebody who calls for the first time: name, date of birth, phone, language; the rest later."""

from collections.abc import Mapping

from PySide6.QtCore import Signal

from app.domain.patients import Patient, reached_at
from app.domain.refusal import Refused, refuse
from app.domain.twins import NEVER
from app.ui.common.buttons import Button, Variant
from app.ui.common.fields import Choice, DayField, TextField, labelled
from app.ui.common.flow import Flow
from app.ui.common.notices import Reasons
from app.ui.common.surfaces import Card
from app.ui.common.type import Style, wrapped
from app.ui.desk import EXPECTED, Desk
from app.ui.patients.look_alikes import LookAlikes
from app.use_cases.patients import add_patient
from app.words.tongue import later, tr

LANGUAGES = (("English", "en"), ("Español", "es"))


class NewPatientForm(Card):
    """The few fields of a new patient."""

    added = Signal(object)
    known_taken = Signal(object)
    """Somebody the clinic knew already was meant."""
    left = Signal()
    edited = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.given = TextField(later("Given name or names"), "Ana")
        self.family = TextField(later("Family name or names"), "Romero Gil")
        self.born = DayField(later("Date of birth"), desk.clinic.today(), later("12 Mar 1988"))
        self.phone = TextField(later("Telephone"), "(202) 555-0142")
        self.language = Choice(later("Language of the papers"))
        for name, code in LANGUAGES:
            self.language.addItem(name, code)
        self.known = LookAlikes(desk)
        self.reasons = Reasons()
        self.add = Button(tr("Add patient"), Variant.PRIMARY, "new-person", "Enter")
        self.leave = Button(tr("Not now"), Variant.BARE)
        self._arrange()
        self.add.clicked.connect(self._try)
        self.leave.clicked.connect(self.left)
        self.known.taken.connect(self._meant)
        for line in (self.given, self.family, self.born.line, self.phone):
            line.returnPressed.connect(self._try)
            line.textChanged.connect(self.edited)
            line.textChanged.connect(self._look)
        self.language.currentTextChanged.connect(self.edited)
        self.setFocusProxy(self.given)

    def _arrange(self) -> None:
        self.body.addWidget(wrapped(tr("New patient"), Style.HEADING))
        self.body.addWidget(labelled(tr("Given na&me(s)"), self.given))
        self.body.addWidget(labelled(tr("Famil&y name(s)"), self.family))
        self.body.addWidget(labelled(tr("&Date of birth"), self.born))
        self.body.addWidget(labelled(tr("Teleph&one"), self.phone))
        self.body.addWidget(self.known)
        self.body.addWidget(labelled(tr("Lang&uage of the papers"), self.language))
        self.body.addWidget(self.reasons)
        self.body.addWidget(Flow(self.add, self.leave, gap=4))

    def begin(self, typed: str = "") -> None:
        """Start with what was searched for; "Romero, Ana" and "Ana Romero" both fall in place."""
        self.reasons.clear()
        family, comma, given = typed.partition(",")
        if not comma:
            given, _, family = typed.partition(" ")
        self.given.setText(given.strip())
        self.family.setText(family.strip())
        self.born.line.clear()
        self.phone.clear()
        self.given.setFocus()

    @property
    def typed(self) -> dict[str, str]:
        """What stands in the fields."""
        lines = {name: line.text() for name, line in self._lines.items()}
        return {**lines, "language": str(self.language.currentData())}

    def fill(self, typed: Mapping[str, str]) -> None:
        """Write into the fields what stood there before."""
        self.reasons.clear()
        for name, line in self._lines.items():
            line.setText(typed.get(name, ""))
        self.language.setCurrentIndex(max(0, self.language.findData(typed.get("language", "en"))))

    @property
    def _lines(self) -> dict[str, TextField]:
        return {
            "given": self.given,
            "family": self.family,
            "born": self.born.line,
            "phone": self.phone,
        }

    def _wanted(self) -> Patient:
        born = self.born.day()
        if born is None:
            raise refuse("patient-born-missing")
        return Patient(
            given=self.given.text().strip(),
            family=self.family.text().strip(),
            born=born,
            phones=reached_at(self.phone.text()),
            language=str(self.language.currentData()),
        )

    def _look(self) -> None:
        """Who may be meant by what was typed so far."""
        try:
            born = self.born.day() or NEVER
        except Refused:  # it is still being typed
            born = NEVER
        given, family = self.given.text().strip(), self.family.text().strip()
        phones = reached_at(self.phone.text())
        self.known.look_for(Patient(given=given, family=family, born=born, phones=phones))

    def _meant(self, patient: Patient) -> None:
        self.fill({})
        self.known_taken.emit(patient)

    def _try(self) -> None:
        try:
            kept = add_patient(self._desk.clinic, self._wanted())
        except EXPECTED as error:
            self.reasons.show_error(error)
        else:
            self.reasons.clear()
            self._desk.say(tr("Added: {who}, chart {chart}.", who=kept.listed, chart=kept.chart))
            self.added.emit(kept)
