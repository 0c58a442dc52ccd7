"""Who takes the patient home."""

from app.domain.both import is_of_both
from app.domain.gate import Item
from app.domain.refusal import Refused
from app.ui.common.fields import TextField
from app.ui.desk import Desk
from app.ui.gate.item_form import ItemForm, Matter
from app.use_cases import records
from app.use_cases.views import VisitView
from app.words.tongue import later, tr


class RideForm(ItemForm):
    """Who takes the patient home."""

    def __init__(self, desk: Desk, view: VisitView, _item: Item) -> None:
        super().__init__(
            desk,
            tr("Who takes the patient home?"),
            tr("File the ride"),
            self._keep,
            Matter(view.patient.id, f"ride {view.visit.id}"),
        )
        self.view = view
        self._seen = records.see_ride(desk.clinic, view.visit.id)
        self.name = TextField(later("Name of the adult"), tr("First and last name"))
        self.phone = TextField(later("Telephone of the adult"), "(202) 555-0142")
        self.add(tr("Na&me"), self.name)
        self.add(tr("Teleph&one"), self.phone)
        self.setFocusProxy(self.name)

    def _keep(self) -> None:
        """Name the adult."""
        visit = self.view.visit.id
        clinic, name, phone = self.desk.clinic, self.name.text(), self.phone.text()
        try:
            records.record_ride(clinic, visit, name, phone, since=self._seen)
        except Refused as refused:
            if is_of_both(refused):
                self._seen = records.see_ride(clinic, visit)
            raise
        self.desk.say(tr("Ride home filed for {who}.", who=self.desk.name(self.view.patient)))
