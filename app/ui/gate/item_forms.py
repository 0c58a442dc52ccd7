"""The small forms that file what an item misses, in the panel, right where it was seen."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.access import Act, Role, may
from app.domain.gate import Item, State
from app.domain.patients import Patient
from app.domain.records import Code
from app.ui.common.asking import Keeps
from app.ui.common.buttons import Button, Variant
from app.ui.common.fields import Choice, DayField, TextField, labelled
from app.ui.common.flow import Flow
from app.ui.common.notices import Reasons
from app.ui.common.surfaces import Card
from app.ui.common.type import Style, Text, Tone, wrapped
from app.ui.desk import EXPECTED, Desk
from app.use_cases import clinics, records, referrals
from app.use_cases.referrals import Letter
from app.use_cases.views import VisitView


class ItemForm(Card):
    """A few fields and one button that files them; what is refused is said in the form."""

    done = Signal()

    def __init__(self, desk: Desk, title: str, verb: str, keep: Callable[[], None]) -> None:
        super().__init__()
        self.desk, self._keep_it = desk, keep
        self.reasons = Reasons()
        self.file = Button(verb, Variant.PRIMARY, key="Enter")
        self.leave = Button("Not now", Variant.BARE)
        self.fields = QVBoxLayout()
        self.fields.setSpacing(8)
        self._last: QWidget = self
        self.__arrange(title)
        self.file.clicked.connect(self._try)
        self.leave.clicked.connect(self.done)
        Keeps(self, self._try)

    def __arrange(self, title: str) -> None:
        self.body.addWidget(wrapped(title, Style.STRONG))
        self.body.addLayout(self.fields)
        self.body.addWidget(self.reasons)
        self.body.addWidget(Flow(self.file, self.leave, gap=4))

    def add(self, label: str, field: QWidget) -> None:
        """One more field; Enter in it files the form."""
        self.fields.addWidget(labelled(label, field))
        line = field.line if isinstance(field, DayField) else field
        if isinstance(line, TextField):
            line.returnPressed.connect(self._try)
        self.setTabOrder(self._last, line)
        self.setTabOrder(line, self.file)
        self.setTabOrder(self.file, self.leave)
        self._last = line

    def _try(self) -> None:
        try:
            self._keep_it()
        except EXPECTED as error:
            self.reasons.show_error(error)
        else:
            self.done.emit()


class RideForm(ItemForm):
    """Who takes the patient home."""

    def __init__(self, desk: Desk, view: VisitView, _item: Item) -> None:
        super().__init__(desk, "Who takes the patient home?", "File the ride", self._keep)
        self.view = view
        self.name = TextField("Name of the adult", "First and last name")
        self.phone = TextField("Telephone of the adult", "(202) 555-0142")
        self.add("Na&me", self.name)
        self.add("Teleph&one", self.phone)
        self.setFocusProxy(self.name)

    def _keep(self) -> None:
        """Name the adult."""
        visit = self.view.visit.id
        records.record_ride(self.desk.clinic, visit, self.name.text(), self.phone.text())
        self.desk.say(f"Ride home filed for {self.desk.name(self.view.patient)}.")


class ReferralForm(ItemForm):
    """A letter that arrived, or one that is expected."""

    def __init__(self, desk: Desk, patient: Patient, referrer: str = "") -> None:
        super().__init__(desk, "Referral", "File the referral", self._keep)
        self.patient = patient
        today = desk.clinic.today()
        self.referrer = TextField("Who refers", "Dr. Quinn, MD")
        self.letter = DayField("Date on the letter", today, "empty while it is expected")
        self.expected = DayField("Expected by", today, "Fri, +7, 27 Nov 2026")
        self.visits = TextField("Visits the letter allows", "empty: no number named")
        self.referrer.setText(referrer)
        self.add("Wh&o refers", self.referrer)
        self.add("&Date on the letter", self.letter)
        self.add("or e&xpected by", self.expected)
        self.add("How man&y visits", self.visits)
        self.setFocusProxy(self.letter if self.referrer.text() else self.referrer)

    def _keep(self) -> None:
        """File or expect the letter."""
        typed = self.visits.text().strip()
        letter = Letter(
            referrer=self.referrer.text(),
            letter_on=self.letter.day(),
            expected_by=self.expected.day(),
            visits=int(typed) if typed.isdigit() else None,
        )
        referrals.record_referral(self.desk.clinic, self.patient.id, letter)
        self.desk.say(f"Referral filed for {self.desk.name(self.patient)}.")


def referral_form(desk: Desk, view: VisitView, item: Item) -> ItemForm:
    """The referral of a visit; whoever is expected to refer is known already."""
    known = item.reason.facts.get("referrer") if item.state is State.WAITING else None
    return ReferralForm(desk, view.patient, str(known or ""))


class JudgeReferralForm(ItemForm):
    """A clinician accepts the letter that waits, or says why not."""

    def __init__(self, desk: Desk, view: VisitView, _item: Item) -> None:
        super().__init__(desk, "Accept the referral that arrived?", "Accept", self._keep)
        self.view = view
        self.why = TextField("Why it is not accepted", "only when it is not accepted")
        self.add("Wh&y not", self.why)
        self.setFocusProxy(self.why)

    def _keep(self) -> None:
        """Accept it, or reject it with the reason that was typed."""
        why = self.why.text().strip()
        patient = self.view.patient.id
        referrals.judge_referral(self.desk.clinic, patient, accept=not why, why=why)
        self.desk.say(
            f"Referral {'not ' if why else ''}accepted: {self.desk.name(self.view.patient)}."
        )


class AskClearanceForm(ItemForm):
    """The desk asks a prescriber for medical clearance."""

    def __init__(self, desk: Desk, view: VisitView, _item: Item) -> None:
        super().__init__(desk, "Ask for medical clearance", "Note the request", self._keep)
        self.view = view
        self.asked = Choice("Prescriber who is asked")
        names = [
            person.titled
            for person in clinics.people(desk.clinic)
            if not person.roles.isdisjoint({Role.PRESCRIBER, Role.MEDICAL_DIRECTOR})
        ]
        self.asked.addItems(names)
        self.due = DayField("Due by", desk.clinic.today())
        self.due.set_day(view.day)
        self.add("Aske&d of", self.asked)
        self.add("Due b&y", self.due)
        self.setFocusProxy(self.asked)

    def _keep(self) -> None:
        """Note who is asked, and by when."""
        due = self.due.day() or self.view.day
        route = self.view.type.route.value
        records.request_clearance(
            self.desk.clinic, self.view.patient.id, route, self.asked.currentText(), due
        )
        self.desk.say(f"Clearance asked of {self.asked.currentText()}.")


class GiveClearanceForm(ItemForm):
    """A prescriber gives medical clearance."""

    def __init__(self, desk: Desk, view: VisitView, _item: Item) -> None:
        super().__init__(
            desk, "Give medical clearance for this route?", "Give clearance", self._keep
        )
        self.view = view
        self.on = DayField("Cleared on", desk.clinic.today())
        self.on.set_day(desk.clinic.today())
        self.add("Cleare&d on", self.on)
        self.setFocusProxy(self.on)

    def _keep(self) -> None:
        """Keep the clearance."""
        route = self.view.type.route.value
        records.record_clearance(self.desk.clinic, self.view.patient.id, route, self.on.day())
        self.desk.say(f"Clearance filed for {self.desk.name(self.view.patient)}.")


class DiagnosisForm(ItemForm):
    """A clinician records the diagnosis."""

    def __init__(self, desk: Desk, view: VisitView, _item: Item) -> None:
        super().__init__(desk, "Record the diagnosis", "Record", self._keep)
        self.view = view
        self.code = Choice("Diagnosis")
        for code in records.diagnosis_codes():
            self.code.addItem(f"{code.code}  {code.title}", code)
        self.on = DayField("Made on", desk.clinic.today())
        self.on.set_day(desk.clinic.today())
        self.add("&Diagnosis", self.code)
        self.add("Made &on", self.on)
        self.setFocusProxy(self.code)

    def _keep(self) -> None:
        """Keep the diagnosis under the signed-in clinician's name."""
        chosen = self.code.currentData()
        code = chosen.code if isinstance(chosen, Code) else ""
        records.record_diagnosis(self.desk.clinic, self.view.patient.id, code, self.on.day())
        self.desk.say(f"Diagnosis recorded for {self.desk.name(self.view.patient)}.")


class AskForm(ItemForm):
    """What the desk cannot file: who at the clinic can."""

    def __init__(self, desk: Desk, _view: VisitView, item: Item) -> None:
        super().__init__(desk, "Only a clinician can do this", "Close", self._keep)
        roles = {Role.MEDICAL_DIRECTOR} if item.item == "age" else {Role.PRESCRIBER, Role.THERAPIST}
        roles |= {Role.MEDICAL_DIRECTOR}
        people = [p for p in clinics.people(desk.clinic) if not p.roles.isdisjoint(roles)]
        self.fields.addWidget(wrapped("Ask one of these; it shows here as soon as it is on file."))
        for person in people:
            self.fields.addWidget(Text(person.titled, Style.BODY, Tone.MUTED))
        self.leave.hide()
        self.setFocusProxy(self.file)

    def _keep(self) -> None:
        """Nothing is filed: the desk asks."""


Maker = Callable[[Desk, VisitView, Item], ItemForm]


def form_for(desk: Desk, view: VisitView, item: Item) -> ItemForm | None:
    """The form that does the next thing about an item; None when papers do it."""
    if item.item.startswith("consent"):
        return None
    return _maker(desk, item)(desk, view, item)


def _maker(desk: Desk, item: Item) -> Maker:
    roles = desk.clinic.person.roles
    judges = may(roles, Act.JUDGE_REFERRAL) and item.reason.code == "referral-received"
    table: dict[str, Maker] = {
        "ride": RideForm,
        "referral": JudgeReferralForm if judges else referral_form,
        "clearance": GiveClearanceForm if may(roles, Act.RECORD_CLEARANCE) else AskClearanceForm,
        "diagnosis": DiagnosisForm if may(roles, Act.RECORD_DIAGNOSIS) else AskForm,
    }
    return table.get(item.item, AskForm)
