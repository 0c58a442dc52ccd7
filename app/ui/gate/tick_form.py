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
from app.words.tongue import later, tr


def tick_now(desk: Desk, view: VisitView, item: Item) -> None:
    """Tick an item of a visit, say so, and remember how it is taken back."""
    token, about = new_token(), About(visit=view.visit.id)
    tick_item(desk.clinic, item.item, about, token=token)
    remember(
        desk,
        tr("Ticked for {who}: {item}.", who=desk.name(view.patient), item=words.item_named(item)),
        token,
    )


def take_back(desk: Desk, view: VisitView, item: Item) -> None:
    """Take the newest tick of an item away; that can be taken back too."""
    token, about = new_token(), About(visit=view.visit.id)
    untick_item(desk.clinic, item.item, about, token=token)
    remember(
        desk,
        tr(
            "No longer ticked for {who}: {item}.",
            who=desk.name(view.patient),
            item=words.item_named(item),
        ),
        token,
    )


class TickForm(ItemForm):
    """When it was done, until when it is good, and a word about it."""

    def __init__(self, desk: Desk, view: VisitView, item: Item) -> None:
        super().__init__(
            desk,
            tr("{item}: done or seen", item=words.item_named(item)),
            tr("Tick"),
            self._keep,
            Matter(view.patient.id, f"tick {item.item} {view.visit.id}"),
        )
        self.view, self.item = view, item
        today = desk.clinic.today()
        self.on = DayField(later("Done on"), today)
        self.on.set_day(today)
        self.until = DayField(later("Good until"), today, later("empty: as the clinic's rule says"))
        self.note = TextField(later("Note"), tr("only when there is something to say"))
        self.add(tr("&Done on"), self.on)
        self.add(tr("Good &until"), self.until)
        self.add(tr("&Note"), self.note)
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
        remember(
            self.desk, tr("Ticked for {who}: {item}.", who=who, item=words.item_named(item)), token
        )


class OpenAgeForm(ItemForm):
    """The medical director opens the way for a minor."""

    def __init__(self, desk: Desk, view: VisitView, _item: Item) -> None:
        super().__init__(
            desk,
            tr("Open the way for this minor?"),
            tr("Open the way"),
            self._keep,
            Matter(view.patient.id, "age"),
        )
        self.view = view
        self.why = TextField(later("Why the way is opened"), tr("what was weighed, and who agreed"))
        self.until = DayField(later("Good until"), desk.clinic.today(), later("empty: from now on"))
        self.add(tr("Wh&y"), self.why)
        self.add(tr("Good &until"), self.until)
        self.setFocusProxy(self.why)

    def _keep(self) -> None:
        """Keep it under the medical director's name."""
        token, about = new_token(), About(patient=self.view.patient.id)
        until, why = self.until.day(), self.why.text()
        tick_item(self.desk.clinic, "age", about, until=until, note=why, token=token)
        remember(
            self.desk,
            tr("The way is opened for {who}.", who=self.desk.name(self.view.patient)),
            token,
        )
