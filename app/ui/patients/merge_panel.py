"""Merging two charts of one person beside the page: the other one, what it comes to, Enter."""

from app import words
from app.domain.patients import Patient
from app.domain.refusal import Reason
from app.ui.acts import may_cancel
from app.ui.common.asking import Keeps
from app.ui.common.buttons import Button, Variant
from app.ui.common.fields import Tick
from app.ui.common.flow import Flow
from app.ui.common.lists import PickList, Row
from app.ui.common.notices import Reasons
from app.ui.common.panel import Panel
from app.ui.common.pick import PickField
from app.ui.common.surfaces import column, empty
from app.ui.common.type import Style, Tone, wrapped
from app.ui.desk import EXPECTED, Desk
from app.ui.moves import may_move
from app.ui.patients.merge_acts import merge, tell_apart
from app.ui.patients.on_file import visit_row
from app.ui.patients.patient_rows import introduction, patient_row
from app.ui.patients.two_charts import TwoCharts, shown_value
from app.use_cases.merging import MergePreview, merge_preview
from app.use_cases.patients import find_patients, see_patient
from app.use_cases.twins import look_alikes
from app.use_cases.views import VisitView
from app.words.tongue import later, tr

MOST = 6
NOT_MERGED = later("Not merged.")
EXPLAINED = later(
    "Nothing is rewritten: the other chart is read as a part of this one, "
    "and can be taken apart again."
)


class MergePanel(Panel):
    """One chart that stands, and another one of the same person."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Merge charts"))
        self._desk = desk
        self._keep = 0
        self._people: dict[int, Patient] = {}
        self._views: dict[int, VisitView] = {}
        self.preview: MergePreview | None = None
        self.who = wrapped("", Style.STRONG)
        self.what = wrapped("", Style.SMALL, Tone.MUTED)
        self.explained = wrapped(tr(EXPLAINED), Style.BODY, Tone.MUTED)
        self.other = PickField(
            tr("The &other chart"),
            tr("The other chart"),
            tr("Name, phone, chart or birth"),
            self._find,
        )
        self.charts = TwoCharts(tr("What is known of the two"))
        self.kept = TwoCharts(tr("What the two charts hold"))
        self.change = Button(tr("&Change sides"), Variant.QUIET, "refresh")
        self.takes: dict[str, Tick] = {}
        self.take_title = wrapped(tr("Take over from the other chart"), Style.LABEL, Tone.MUTED)
        self._ticks = column(spacing=2)
        self.against = Reasons()
        self.visits = PickList(tr("Visits that lie over each other"), most=4)
        self.move_it = Button(tr("Move it"), Variant.QUIET, "right")
        self.cancel_it = Button(tr("Cancel it"), Variant.QUIET, "cancel")
        self._moving = Flow(self.move_it, self.cancel_it, gap=4)
        self.warned = Reasons("waiting")
        self.reasons = Reasons()
        self.two_people = Button(tr("Not the sa&me person"), Variant.QUIET, "close", "Alt+M")
        self.do = Button(tr("Merge"), Variant.PRIMARY, "patients", "Enter")
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        for part in (
            column(self.who, self.what, spacing=0),
            self.other,
            self.explained,
            self.against,
            self.visits,
            self._moving,
            self.warned,
            self.charts,
            column(self.take_title, self._ticks, spacing=2),
            self.kept,
            Flow(self.change, self.two_people, gap=4),
        ):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.foot.addWidget(self.reasons)
        self.add_buttons(self.do)

    def _connect(self) -> None:
        self.other.picked.connect(self._look)
        self.other.emptied.connect(self._look)
        self.other.line.returnPressed.connect(self._enter)
        self.change.clicked.connect(self._change_sides)
        self.two_people.clicked.connect(self._tell_apart)
        self.visits.taken.connect(self._desk.visit_wanted.emit)
        self.visits.moved.connect(self._choose)
        self.move_it.clicked.connect(lambda: self._desk.move_wanted.emit(self.visits.current()))
        self.cancel_it.clicked.connect(lambda: self._desk.cancel_wanted.emit(self.visits.current()))
        self.do.clicked.connect(self._merge)
        self._desk.changes.happened.connect(self._again)
        Keeps(self, self._merge)

    def start(self, patient: int) -> None:
        """A chart that is to be merged with another one; what stands here already is kept."""
        shown = {self._keep, self.other.value if self.preview else 0}
        if patient not in shown:
            self._keep = patient
            self._people.clear()
            self.other.reset()
            self._offer_likely(self._introduce())
        self._look()

    def _introduce(self) -> Patient:
        patient = see_patient(self._desk.clinic, self._keep).patient
        self._people[patient.id] = patient
        self.who.setText(patient.listed)
        self.what.setText(introduction(patient, self._desk.clinic.today()))
        return patient

    def _offer_likely(self, patient: Patient) -> None:
        """Whoever is most like this patient is the other one, until somebody else is named."""
        found = look_alikes(self._desk.clinic, patient, 1)
        if found:
            self._people[found[0].patient.id] = found[0].patient
            self.other.set_row(patient_row(found[0].patient))

    def begin(self) -> None:
        """Put the keyboard on the other chart, or on merging once it is known."""
        if self.preview is not None and not self.preview.against:
            self.do.setFocus()
        else:
            self.other.line.setFocus()

    def _find(self, typed: str) -> list[Row]:
        if not typed:
            return []
        found = find_patients(self._desk.clinic, typed, MOST)
        self._people |= {patient.id: patient for patient in found}
        return [patient_row(patient) for patient in found if patient.id != self._keep]

    def _enter(self) -> None:
        """Enter on the other chart goes on to what can be done."""
        if self.preview is not None and not self.other.is_open:
            self.begin()

    def _change_sides(self) -> None:
        other = self.other.value
        if isinstance(other, int):
            before, self._keep = self._people[self._keep], other
            self._introduce()
            self.other.set_row(patient_row(before))

    def _tell_apart(self) -> None:
        """Say that the two are two people, and offer whoever else is like this one."""
        other = self.other.value
        if not isinstance(other, int):
            return
        try:
            tell_apart(self._desk, self._people[self._keep], self._people[other])
        except EXPECTED as error:
            self.reasons.show_error(error, tr("Not kept."))
        else:
            self.other.reset()
            self._offer_likely(self._introduce())
            self._look()
            self.other.line.setFocus()

    def _again(self) -> None:
        if self._keep and self.isVisibleTo(self.window()):
            self._look()

    def _look(self, _value: object = None) -> None:
        """What merging the two would come to."""
        other = self.other.value
        self.preview = None
        self.reasons.clear()
        if isinstance(other, int):
            try:
                self.preview = merge_preview(self._desk.clinic, self._keep, other)
            except EXPECTED as error:
                self.reasons.show_error(error, tr(NOT_MERGED))
        self._show()

    def _show(self) -> None:
        preview = self.preview
        for part in (self.charts, self.kept, self.change, self.two_people):
            part.setVisible(preview is not None)
        self._show_takes()
        self._show_against(preview.against if preview else ())
        self.warned.clear()
        if preview is not None and preview.warned:
            self.warned.show_reasons(preview.warned, tr("Before you merge them:"))
        self.do.setEnabled(preview is not None and not preview.against)
        if preview is not None:
            self.charts.show_known(preview)
            self.kept.show_kept(preview)

    def _show_takes(self) -> None:
        """What only the other chart knows, ticked to be taken over as an edit."""
        preview = self.preview
        layout = self._ticks.layout()
        if layout is None:
            return
        empty(layout)
        self.takes = {}
        for name in preview.offers if preview else ():
            value = shown_value(preview.other.patient, name).replace("\n", ", ") if preview else ""
            tick = Tick(f"{words.field_word(name)}: {value}")
            tick.setChecked(True)
            layout.addWidget(tick)
            self.takes[name] = tick
        self.take_title.setVisible(bool(self.takes))

    def _show_against(self, against: tuple[Reason, ...]) -> None:
        preview = self.preview
        self.against.clear()
        if against:
            self.against.show_reasons(
                against, tr("First, because one person cannot be in two places:")
            )
        pairs = preview.overlapping if preview else ()
        self._views = {view.visit.id: view for pair in pairs for view in pair}
        zone = self._desk.clinic.zone
        self.visits.show_rows([visit_row(view, zone) for view in self._views.values()])
        for part in (self.visits, self._moving):
            part.setVisible(bool(self._views))

    def _choose(self, visit: object) -> None:
        """Offer what can be done about one of the visits; one that is under way has to end."""
        view = self._views.get(visit) if isinstance(visit, int) else None
        for button, may in ((self.move_it, may_move), (self.cancel_it, may_cancel)):
            button.setEnabled(view is not None and may(view))

    def _merge(self) -> None:
        preview = self.preview
        if preview is None or preview.against:
            self.begin()
            return
        taking = [name for name, tick in self.takes.items() if tick.isChecked()]
        try:
            stands = merge(self._desk, preview.keep.patient.id, preview.other.patient.id, taking)
        except EXPECTED as error:
            self.reasons.show_error(error, tr(NOT_MERGED))
            return
        self._keep = 0
        self.other.reset()
        self._look()
        self.closed.emit()
        self._desk.card_wanted.emit(stands.id)
