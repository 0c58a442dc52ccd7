"""Who takes the patient home."""

from app.domain.gate import Item
from app.ui.common.fields import TextField
from app.ui.desk import Desk
from app.ui.gate.item_form import ItemForm, Matter
from app.use_cases import records
from app.use_cases.views import VisitView


class RideForm(ItemForm):
    """Who takes the patient home."""

    def __init__(self, desk: Desk, view: VisitView, _item: Item) -> None:
        super().__init__(
            desk,
            "Who takes the patient home?",
            "File the ride",
            self._keep,
            Matter(view.patient.id, f"ride {view.visit.id}"),
        )
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
