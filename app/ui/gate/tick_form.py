"""What is ticked for more than one visit: results on file, an enrolment, the way for a minor."""

from app import words
from app.clinic import new_token
from app.domain.gate import Item
from app.ui.acts import remember
from app.ui.common.fields import DayField, TextField
from app.ui.desk import Desk
from app.ui.gate.item_form import ItemForm, Matter
from app.use_cases.ticks import About, tick_item, untick_item
from app.use_cases.views import VisitView


def titled(item: Item) -> str:
    """What an item is called."""
    return words.item_title(item.title or item.item)


def tick_now(desk: Desk, view: VisitView, item: Item) -> None:
    """Tick an item of a visit, say so, and remember how it is taken back."""
    token, about = new_token(), About(visit=view.visit.id)
    tick_item(desk.clinic, item.item, about, token=token)
    remember(desk, f"Ticked for {desk.name(view.patient)}: {titled(item)}.", token)


def take_back(desk: Desk, view: VisitView, item: Item) -> None:
    """Take the newest tick of an item away; that can be taken back too."""
    token, about = new_token(), About(visit=view.visit.id)
    untick_item(desk.clinic, item.item, about, token=token)
    remember(desk, f"No longer ticked for {desk.name(view.patient)}: {titled(item)}.", token)


class TickForm(ItemForm):
    """When it was done, until when it is good, and a word about it."""

    def __init__(self, desk: Desk, view: VisitView, item: Item) -> None:
        super().__init__(
            desk,
            f"{titled(item)}: done or seen",
            "Tick",
            self._keep,
            Matter(view.patient.id, f"tick {item.item} {view.visit.id}"),
        )
        self.view, self.item = view, item
        today = desk.clinic.today()
        self.on = DayField("Done on", today)
        self.on.set_day(today)
        self.until = DayField("Good until", today, "empty: as the clinic's rule says")
        self.note = TextField("Note", "only when there is something to say")
        self.add("&Done on", self.on)
        self.add("Good &until", self.until)
        self.add("&Note", self.note)
        self.setFocusProxy(self.on)

    def _keep(self) -> None:
        """Keep the tick."""
        token, item = new_token(), self.item
        tick_item(
            self.desk.clinic,
            item.item,
            About(visit=self.view.visit.id),
            done_on=self.on.day(),
            until=self.until.day(),
            note=self.note.text(),
            token=token,
        )
        who = self.desk.name(self.view.patient)
        remember(self.desk, f"Ticked for {who}: {titled(item)}.", token)


class OpenAgeForm(ItemForm):
    """The medical director opens the way for a minor."""

    def __init__(self, desk: Desk, view: VisitView, _item: Item) -> None:
        super().__init__(
            desk,
            "Open the way for this minor?",
            "Open the way",
            self._keep,
            Matter(view.patient.id, "age"),
        )
        self.view = view
        self.why = TextField("Why the way is opened", "what was weighed, and who agreed")
        self.until = DayField("Good until", desk.clinic.today(), "empty: from now on")
        self.add("Wh&y", self.why)
        self.add("Good &until", self.until)
        self.setFocusProxy(self.why)

    def _keep(self) -> None:
        """Keep it under the medical director's name."""
        token, about = new_token(), About(patient=self.view.patient.id)
        until, why = self.until.day(), self.why.text()
        tick_item(self.desk.clinic, "age", about, until=until, note=why, token=token)
        remember(self.desk, f"The way is opened for {self.desk.name(self.view.patient)}.", token)
