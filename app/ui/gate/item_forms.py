"""The small forms that file what an item misses, in the panel, right where it was seen."""

from collections.abc import Callable

from app.domain.access import Act, Role, may
from app.domain.gate import Item
from app.domain.records import Code
from app.ui.common.fields import Choice, DayField, TextField
from app.ui.common.type import Style, Text, Tone, wrapped
from app.ui.desk import Desk
from app.ui.gate.item_form import ItemForm
from app.ui.gate.referral_next import referral_form
from app.use_cases import clinics, records
from app.use_cases.views import VisitView


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
    table: dict[str, Maker] = {
        "ride": RideForm,
        "referral": referral_form,
        "clearance": GiveClearanceForm if may(roles, Act.RECORD_CLEARANCE) else AskClearanceForm,
        "diagnosis": DiagnosisForm if may(roles, Act.RECORD_DIAGNOSIS) else AskForm,
    }
    return table.get(item.item, AskForm)
