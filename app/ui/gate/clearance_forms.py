"""Medical clearance: asked for by the desk, given and withdrawn by a prescriber."""

from app.domain.access import Role
from app.domain.gate import Item
from app.ui.common.fields import Choice, DayField, TextField
from app.ui.desk import Desk
from app.ui.gate.item_form import ItemForm, Matter
from app.use_cases import clinics, records
from app.use_cases.views import VisitView
from app.words.tongue import later, tr


class AskClearanceForm(ItemForm):
    """The desk asks a prescriber for medical clearance."""

    def __init__(self, desk: Desk, view: VisitView, _item: Item) -> None:
        super().__init__(
            desk,
            tr("Ask for medical clearance"),
            tr("Note the request"),
            self._keep,
            Matter(view.patient.id, f"ask clearance {view.type.route.value}"),
        )
        self.view = view
        self.asked = Choice(later("Prescriber who is asked"))
        names = [
            person.titled
            for person in clinics.people(desk.clinic)
            if not person.roles.isdisjoint({Role.PRESCRIBER, Role.MEDICAL_DIRECTOR})
        ]
        self.asked.addItems(names)
        self.due = DayField(later("Due by"), desk.clinic.today())
        self.due.set_day(view.day)
        self.add(tr("Aske&d of"), self.asked)
        self.add(tr("Due b&y"), self.due)
        self.setFocusProxy(self.asked)

    def _keep(self) -> None:
        """Note who is asked, and by when."""
        due = self.due.day() or self.view.day
        route = self.view.type.route.value
        records.request_clearance(
            self.desk.clinic, self.view.patient.id, route, self.asked.currentText(), due
        )
        self.desk.say(tr("Clearance asked of {who}.", who=self.asked.currentText()))


class GiveClearanceForm(ItemForm):
    """A prescriber gives medical clearance."""

    def __init__(self, desk: Desk, view: VisitView, _item: Item) -> None:
        super().__init__(
            desk,
            tr("Give medical clearance for this route?"),
            tr("Give clearance"),
            self._keep,
            Matter(view.patient.id, f"give clearance {view.type.route.value}"),
        )
        self.view = view
        self.on = DayField(later("Cleared on"), desk.clinic.today())
        self.on.set_day(desk.clinic.today())
        self.until = DayField(
            later("Good until"), desk.clinic.today(), later("empty: as the clinic's rule says")
        )
        self.add(tr("Cleare&d on"), self.on)
        self.add(tr("Good &until"), self.until)
        self.setFocusProxy(self.on)

    def _keep(self) -> None:
        """Keep the clearance."""
        route = self.view.type.route.value
        patient, until = self.view.patient.id, self.until.day()
        records.record_clearance(self.desk.clinic, patient, route, self.on.day(), until)
        self.desk.say(tr("Clearance filed for {who}.", who=self.desk.name(self.view.patient)))


class WithdrawClearanceForm(ItemForm):
    """A prescriber withdraws what was given for this route."""

    def __init__(self, desk: Desk, view: VisitView, _item: Item) -> None:
        super().__init__(
            desk,
            tr("Withdraw the medical clearance for this route?"),
            tr("Withdraw"),
            self._keep,
            Matter(view.patient.id, f"withdraw clearance {view.type.route.value}"),
        )
        self.view = view
        self.why = TextField(later("Why it is withdrawn"), tr("what has changed"))
        self.add(tr("Wh&y"), self.why)
        self.setFocusProxy(self.why)

    def _keep(self) -> None:
        """Withdraw it with the reason."""
        route = self.view.type.route.value
        patient = self.view.patient.id
        records.withdraw_clearance(self.desk.clinic, patient, route, self.why.text())
        self.desk.say(tr("Clearance withdrawn for {who}.", who=self.desk.name(self.view.patient)))
