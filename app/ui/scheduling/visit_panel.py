"""One visit: who, when, with whom, how ready, and the next step."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout
from typing_extensions import override

from app import words
from app.domain.gate import Item
from app.domain.scheduling import OVER, Kind
from app.domain.time import wall
from app.ui import acts
from app.ui.common.asking import Keeps
from app.ui.common.buttons import Button, Variant
from app.ui.common.chips import Chip, readiness_look, status_look
from app.ui.common.flow import Flow
from app.ui.common.notices import Reasons
from app.ui.common.panel import Panel
from app.ui.common.surfaces import Hairline, bare, bring_into_sight
from app.ui.common.type import Style, Text, Tone, wrapped
from app.ui.desk import EXPECTED, Desk
from app.ui.gate import referral_acts
from app.ui.gate.form_place import FormPlace
from app.ui.gate.item_form import ItemForm
from app.ui.gate.item_forms import form_for
from app.ui.gate.next_action import Way, is_ticked_at_once
from app.ui.gate.readiness_list import ReadinessList
from app.ui.gate.tick_form import take_back, tick_now
from app.ui.patients.patient_rows import introduction
from app.use_cases import scheduling
from app.use_cases.views import VisitView
from app.words.tongue import later, tr

NEEDS_TIME = later("This visit needs another time.")


class VisitPanel(Panel):
    """A visit beside the page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Visit"))
        self._desk = desk
        self.view: VisitView | None = None
        self.who = wrapped("", Style.SMALL, Tone.MUTED)
        self.what = wrapped("", Style.STRONG)
        self.where = wrapped("", Style.SMALL, Tone.MUTED)
        self.alert = wrapped("", Style.LABEL)
        self.status = Chip()
        self.ready = Chip()
        self.lost = Reasons()
        self.other_time = Button(tr("Find another &time"), icon="schedule")
        self.reasons = Reasons()
        self.items = ReadinessList(desk.clinic)
        self.form_place = FormPlace(desk)
        self.step = Button("", Variant.PRIMARY, "arrive", "Ctrl+Enter")
        self.packet = Button(tr("Pa&cket"), icon="packet")
        self.card = Button(tr("Open c&ard"), icon="person")
        self.cancel = Button(tr("Cancel vi&sit"), icon="cancel")
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        for label in (self.who, self.alert, self.what, self.where):
            self.body.addWidget(label)
        self.body.addWidget(Flow(self.status, self.ready, gap=6))
        self.body.addWidget(self.lost)
        self.body.addWidget(self.other_time)
        self.body.addWidget(self.reasons)
        self.body.addWidget(self.form_place)
        head = bare(QHBoxLayout())
        head.addWidget(Text(tr("Readiness"), Style.HEADING))
        head.addStretch(1)
        self.body.addWidget(Hairline())
        self.body.addLayout(head)
        self.body.addWidget(self.items)
        self.body.addStretch(1)
        self.foot.addWidget(Flow(self.step, self.packet, self.card, self.cancel, gap=4))

    def _connect(self) -> None:
        desk = self._desk
        self.step.clicked.connect(self._step)
        Keeps(self, self._step)
        self.packet.clicked.connect(self._open_packet)
        self.card.clicked.connect(self._open_card)
        self.cancel.clicked.connect(self._cancel)
        self.other_time.clicked.connect(self._move)
        self.items.wanted.connect(self._do)
        self.items.chosen.connect(self._do)
        self.items.letter_wanted.connect(self._print_request)
        self.form_place.done.connect(self.begin)
        self.form_place.shown.connect(self.area.ensureWidgetVisible)
        desk.changes.happened.connect(self._refresh)

    def show_visit(self, visit: int) -> None:
        """Another visit."""
        self.reasons.clear()
        self.form_place.clear()
        self._show(scheduling.see_visit(self._desk.clinic, visit))

    def show_refusal(self, view: VisitView, error: Exception) -> None:
        """A visit with what stopped its next step."""
        self.show_visit(view.visit.id)
        lead = tr("“{verb}” has to wait. Nothing was changed.", verb=acts.next_verb(view))
        self.reasons.show_error(error, lead)

    def show_item(self, view: VisitView, item: Item) -> None:
        """A visit with the form for one of its items open."""
        if self.view is None or self.view.visit.id != view.visit.id:
            self.show_visit(view.visit.id)
        if is_ticked_at_once(self._desk.clinic, item):
            self._go_to_tick(item.item)
        else:
            self._do(item)

    def _refresh(self) -> None:
        if self.view is not None and self.isVisible():
            self._show(scheduling.see_visit(self._desk.clinic, self.view.visit.id))

    def _show(self, view: VisitView) -> None:
        self.view = view
        zone = self._desk.clinic.zone
        start, end = wall(view.visit.start, zone), wall(view.visit.end, zone)
        self.title.setText(view.patient.listed)
        self.who.setText(introduction(view.patient, self._desk.clinic.today()))
        self.alert.setText(view.patient.alert)
        self.alert.setVisible(bool(view.patient.alert))
        self.what.setText(f"{view.type.title}\n{words.day(view.day)}, {words.span(start, end)}")
        held = view.named(Kind.ROOM, Kind.PUMP, Kind.PERSON)
        self.where.setText(" · ".join(held))
        look, word, shape = status_look(view.visit, self._desk.clinic.now())
        self.status.show_state(tr(word), look, shape)
        self.ready.show_state(readiness_look(view)[1], readiness_look(view)[0])
        self.items.show_items(view.items)
        self._show_lost(view)
        self._offer(view)

    def _show_lost(self, view: VisitView) -> None:
        """Why it cannot be as it stands, when that is so."""
        self.other_time.setVisible(view.needs_time)
        if view.needs_time:
            self.lost.show_reasons(view.why_not, tr(NEEDS_TIME))
        else:
            self.lost.clear()

    def _offer(self, view: VisitView) -> None:
        verb = acts.next_verb(view)
        self.step.setVisible(bool(verb))
        if verb:
            self.step.say(verb, acts.next_icon(view))
        self.cancel.setVisible(acts.may_cancel(view))
        self.packet.setVisible(view.visit.status not in OVER)

    def _step(self) -> None:
        if self.view is not None and acts.next_verb(self.view):
            self.reasons.clear()
            acts.try_advance(self._desk, self.view)

    def _cancel(self) -> None:
        if self.view is not None:
            self._desk.cancel_wanted.emit(self.view.visit.id)

    def _move(self) -> None:
        if self.view is not None:
            self._desk.move_wanted.emit(self.view.visit.id)

    def _open_packet(self) -> None:
        if self.view is not None:
            self._desk.packet_wanted.emit(self.view.visit.id)

    def _open_card(self) -> None:
        if self.view is not None:
            self._desk.card_wanted.emit(self.view.patient.id)

    def _do(self, item: Item, way: Way = Way.NEXT) -> None:
        view = self.view
        if view is None:
            return
        self.reasons.clear()
        self.form_place.clear()
        if way is Way.TAKE_BACK or (way is Way.NEXT and is_ticked_at_once(self._desk.clinic, item)):
            self._tick(view, item, way)
            return
        form = form_for(self._desk, view, item, way)
        if form is None:
            self._desk.packet_wanted.emit(view.visit.id)
        else:
            self.form_place.show_form(form)

    def _tick(self, view: VisitView, item: Item, way: Way) -> None:
        try:
            (take_back if way is Way.TAKE_BACK else tick_now)(self._desk, view, item)
        except EXPECTED as error:
            self.reasons.show_error(error)
        else:
            self._go_to_tick()

    def _go_to_tick(self, item: str = "") -> None:
        """Put the keyboard on a tick; on the next step when everything is ticked."""
        button = self.items.tick_of(item)
        if button is None:
            self.begin()
            return
        bring_into_sight(self.area, button)
        button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _print_request(self) -> None:
        if self.view is not None:
            referral_acts.print_request(self._desk, self.view.patient)

    @property
    def form(self) -> ItemForm | None:
        """The form that is open."""
        return self.form_place.form

    def begin(self) -> None:
        """Put the keyboard on the next step."""
        (self.step if self.step.isVisibleTo(self) else self.card).setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_T and not event.modifiers():
            self._go_to_tick()
        else:
            super().keyPressEvent(event)
