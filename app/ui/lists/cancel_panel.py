"""Calling a visit off: by whom, why, and what becomes of the patient; Enter does it."""

from PySide6.QtWidgets import QWidget

from app import words
from app.domain.attendance import WHYS
from app.ui import acts
from app.ui.acts import said_when
from app.ui.common.asking import Keeps
from app.ui.common.buttons import Button, Variant
from app.ui.common.fields import TextField
from app.ui.common.notices import Reasons, Shape
from app.ui.common.numbered import Numbered
from app.ui.common.panel import Panel
from app.ui.common.surfaces import column, filler, row
from app.ui.common.type import Style, Text, Tone, wrapped
from app.ui.desk import EXPECTED, Desk
from app.ui.lists.rows import attendance_said
from app.ui.patients.patient_rows import introduction
from app.use_cases.calling_off import attendance_of
from app.use_cases.scheduling import is_late, see_visit
from app.use_cases.views import VisitView
from app.words.tongue import later, tr

WHO = (
    ("patient", later("Patient")),
    ("clinic", later("Clinic")),
    ("missed", later("Did not come")),
)
THEN = (
    ("rebook", later("Rebook list")),
    ("wait", later("Wait list")),
    ("none", later("No list")),
)


class CancelPanel(Panel):
    """One visit that is called off, or that nobody came to."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Cancel visit"))
        self._desk = desk
        self.view: VisitView | None = None
        self.who = wrapped("", Style.SMALL, Tone.MUTED)
        self.what = wrapped("", Style.STRONG)
        self.often = Text("", Style.SMALL, Tone.MUTED)
        self.history = row(Shape("warning", "waiting", 0.9), self.often, filler(), spacing=6)
        self.by = Numbered(later("Who"), [(by, tr(said)) for by, said in WHO])
        self.why = Numbered(later("Why"), [(why, words.why_word(why)) for why in WHYS])
        self.own_words = TextField(later("In their own words"), tr("what they said"))
        self.late = wrapped("", Style.BODY)
        self.policy = row(Shape("clock", "waiting"), self.late, spacing=8)
        self.goes_to = Numbered(later("The patient goes to"), [(to, tr(said)) for to, said in THEN])
        self.reasons = Reasons()
        self.do = Button(tr("Cancel visit"), Variant.PRIMARY, "cancel", "Enter")
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        for part in (
            self.who,
            self.what,
            self.history,
            self._titled(tr("Who calls it off"), self.by),
            self._titled(tr("Why"), self.why),
            self.own_words,
            self.policy,
            self._titled(tr("The patient goes to"), self.goes_to),
        ):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.foot.addWidget(self.reasons)
        self.add_buttons(self.do)

    def _titled(self, title: str, choice: QWidget) -> QWidget:
        return column(Text(title, Style.LABEL, Tone.MUTED), choice, spacing=0)

    def _connect(self) -> None:
        for line in (self.by, self.why, self.goes_to):
            line.taken.connect(self._cancel)
        self.own_words.returnPressed.connect(self._cancel)
        self.by.chosen.connect(self._show_late)
        self.why.chosen.connect(self._show_own_words)
        self.do.clicked.connect(self._cancel)
        Keeps(self, self._cancel)

    def start(self, visit: int) -> None:
        """A visit that is to be called off."""
        view = see_visit(self._desk.clinic, visit)
        self.view = view
        self.title.setText(tr("Cancel: {who}", who=view.patient.listed))
        self.who.setText(introduction(view.patient, self._desk.clinic.today()))
        self.what.setText(f"{view.type.title}\n{said_when(self._desk, view)}")
        often = attendance_said(attendance_of(self._desk.clinic, view.patient.id))
        self.often.setText(often)
        self.history.setVisible(bool(often))
        self.by.offer("missed", offered=acts.may_miss(self._desk, view))
        self.by.choose("patient")
        self.why.choose("no-reason")
        self.goes_to.choose("rebook")
        self.own_words.clear()
        self.reasons.clear()

    def begin(self) -> None:
        """Put the keyboard on the reason: mostly it is the patient who calls."""
        self.why.setFocus()

    def _show_late(self, by: str) -> None:
        view = self.view
        late = view is not None and by == "patient" and is_late(self._desk.clinic, view.visit)
        hours = self._desk.clinic.setup.hours["cancel_hours"]
        self.late.setText(
            tr(
                "Late. Say: “We ask for {hours} hours’ notice. "
                "I note this as a late cancellation.”",
                hours=hours,
            )
        )
        self.policy.setVisible(late)
        missed = by == "missed"
        self.why.setEnabled(not missed)
        self.do.say(tr("Did not come") if missed else tr("Cancel visit"))

    def _show_own_words(self, why: str) -> None:
        self.own_words.setVisible(why == "other")

    def _cancel(self) -> None:
        view = self.view
        if view is None:
            return
        own = self.own_words.text().strip() if self.why.value == "other" else ""
        why = own or self.why.value
        try:
            off = acts.call_off(
                self._desk, view, by=self.by.value, why=why, goes_to=self.goes_to.value
            )
        except EXPECTED as error:
            self.reasons.show_error(error, tr("Nothing was changed."))
            return
        self.closed.emit()
        acts.offer_gap(self._desk, off)
