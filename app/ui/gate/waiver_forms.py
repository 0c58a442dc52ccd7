"""Waivers: a prescriber says why an item need not be met, for what, and until when."""

from datetime import timedelta

from PySide6.QtWidgets import QWidget

from app import words
from app.domain.gate import Item
from app.domain.records import WaiverCause
from app.ui.common.buttons import Button
from app.ui.common.fields import Choice, DayField, TextField
from app.ui.desk import Desk
from app.ui.gate.item_form import ItemForm, Matter
from app.use_cases.views import VisitView
from app.use_cases.waivers import (
    EVERY_VISIT,
    WaiverScope,
    amend_waiver,
    end_waiver,
    waive_item,
)
from app.words.tongue import later, tr

USUAL_DAYS = 30
"""A waiver for every visit is good for so long unless another day is typed."""


class CauseChoice(Choice):
    """The list of reasons."""

    def __init__(self) -> None:
        super().__init__(later("Reason from the list"))
        for cause in WaiverCause:
            self.addItem(tr(words.WAIVER_CAUSES[cause.value]), cause.value)

    @property
    def cause(self) -> WaiverCause:
        """The reason that is chosen."""
        return WaiverCause(self.currentData())


class WaiverForm(ItemForm):
    """Why, for what, and until when."""

    def __init__(self, desk: Desk, view: VisitView, item: Item) -> None:
        super().__init__(
            desk,
            tr("Waive: {item}", item=words.item_named(item)),
            tr("Waive"),
            self._keep,
            Matter(view.patient.id, f"waive {item.item} {view.visit.id}"),
        )
        self.view, self.item = view, item
        self.cause = CauseChoice()
        self.why = TextField(later("Reason in words"), tr("printed on the packet's cover sheet"))
        self.scope = Choice(later("What it covers"))
        self.scope.addItem(tr("This visit"), "visit")
        if view.visit.course is not None:
            self.scope.addItem(tr("This course"), "course")
        self.scope.addItem(tr("Every visit"), "every")
        self.until = DayField(later("Last visit day"), desk.clinic.today())
        self._propose()
        self.scope.currentIndexChanged.connect(self._propose)
        self.add(tr("&Reason"), self.cause)
        self.add(tr("In &words"), self.why)
        self.add(tr("C&overs"), self.scope)
        self.add(tr("Good &until"), self.until)
        self.setFocusProxy(self.cause)

    @property
    def _covered(self) -> WaiverScope:
        covers, visit = self.scope.currentData(), self.view.visit.id
        if covers == "every":
            return EVERY_VISIT
        return WaiverScope(visit=visit, course=covers == "course")

    def _propose(self) -> None:
        """The visit's own day, or a month on when more visits are covered."""
        only = self.scope.currentIndex() == 0
        days = 0 if only else USUAL_DAYS
        self.until.set_day(max(self.view.day, self.desk.clinic.today()) + timedelta(days=days))

    def _keep(self) -> None:
        """Keep the waiver under the prescriber's name."""
        waive_item(
            self.desk.clinic,
            self.view.patient.id,
            self.item.item,
            self.why.text(),
            self.until.day() or self.view.day,
            cause=self.cause.cause,
            scope=self._covered,
        )
        who = self.desk.name(self.view.patient)
        self.desk.say(tr("Waived for {who}: {item}.", who=who, item=words.item_named(self.item)))


class ChangeWaiverForm(ItemForm):
    """Another last day or other words for a waiver that stands, or its end; each with a reason."""

    def __init__(self, desk: Desk, view: VisitView, item: Item) -> None:
        super().__init__(
            desk,
            tr("The waiver of: {item}", item=words.item_named(item)),
            tr("Change"),
            self._keep,
            Matter(view.patient.id, f"waiver of {item.item}"),
        )
        self.view, self.item = view, item
        self.waiver = int(str(item.reason.facts["waiver"]))
        self.why = TextField(later("Why it is changed"), tr("kept beside what it said before"))
        self.words = TextField(later("Other words"), tr("empty: they stay"))
        self.until = DayField(later("Last visit day"), desk.clinic.today())
        self.until.set_day(item.until or view.day)
        self.end = Button(tr("&End it now"))
        self.add(tr("Wh&y it changes"), self.why)
        self.add(tr("Other &words"), self.words)
        self.add(tr("Good &until"), self.until)
        self.fields.addWidget(self.end)
        QWidget.setTabOrder(self.leave, self.end)
        self.end.clicked.connect(self._end)
        self.setFocusProxy(self.why)

    def _keep(self) -> None:
        """Keep what it says from now on."""
        said = self.words.text().strip() or None
        until = self.until.day()
        amend_waiver(self.desk.clinic, self.waiver, self.why.text(), until=until, reason=said)
        self.desk.say(tr("Waiver changed: {item}.", item=words.item_named(self.item)))

    def _end(self) -> None:
        self.attempt(self._end_it)

    def _end_it(self) -> None:
        """End it with the reason."""
        end_waiver(self.desk.clinic, self.waiver, self.why.text())
        self.desk.say(tr("Waiver ended: {item}.", item=words.item_named(self.item)))
