"""A patient's card: who it is, visits, readiness of the next one, what is on file, papers."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app import words
from app.domain.access import Act, may
from app.domain.gate import Item
from app.domain.patients import Patient
from app.domain.scheduling import OVER
from app.domain.time import wall
from app.ui.common.buttons import Button, Variant, icon_button
from app.ui.common.chips import Chip, readiness_look
from app.ui.common.fields import Tick
from app.ui.common.flow import Flow
from app.ui.common.lists import PickList
from app.ui.common.note_line import NoteLine
from app.ui.common.surfaces import Card as Surface
from app.ui.common.surfaces import bare, column, empty, scrolling
from app.ui.common.tabs import Tabs
from app.ui.common.type import Style, Tone, wrapped
from app.ui.desk import Ask, Desk
from app.ui.gate import referral_acts
from app.ui.gate.diagnosis_form import DiagnosisForm, RemoveDiagnosisForm
from app.ui.gate.form_place import FormPlace
from app.ui.gate.item_form import ItemForm
from app.ui.gate.readiness_list import ReadinessList
from app.ui.gate.referral_next import form_of_patient, form_of_referral
from app.ui.lists.rows import attendance_said
from app.ui.patients.attention import Attention
from app.ui.patients.merge_acts import try_unmerge
from app.ui.patients.on_file import education_rows, file_rows, paper_row, visit_row
from app.ui.patients.patient_rows import introduction
from app.ui.patients.record_rows import record_rows
from app.use_cases.papers import PaperView, papers_of
from app.use_cases.patients import Card, see_patient
from app.use_cases.views import VisitView
from app.words.tongue import later, tr

LEAST = 40
"""Pixels that are left to the part of the card which is open."""
PARTS = ("visits", "file", "papers", "record")
TITLES = (
    later("Visits"),
    later("Readiness"),
    later("On file"),
    later("Papers"),
    later("Record"),
)


class PatientCard(QWidget):
    """Everything the desk knows of one patient."""

    shown = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.card: Card | None = None
        self._next: VisitView | None = None
        self._papers: tuple[PaperView, ...] = ()
        self.name = wrapped("", Style.TITLE)
        self.who = wrapped("", Style.BODY, Tone.MUTED)
        self.alert = Chip("", "waiting", "warning")
        self.often = Chip("", "waiting", "warning")
        self.attention = Attention(desk)
        self.book = Button(tr("&Book a visit"), Variant.PRIMARY, "book")
        self.packet = Button(tr("Pac&ket"), icon="packet")
        self.wait = Button(tr("Wait li&st"), icon="clock")
        self.edit = icon_button("edit", tr("Edit the record"), "F2")
        self.merge = icon_button("patients", tr("Merge with another chart"), "Ctrl+Shift+J")
        self.merged = column(spacing=4)
        self.merged_lines: list[NoteLine] = []
        self.tabs = Tabs(tr("Parts of the card"), tuple(map(tr, TITLES)))
        self.visits = PickList(tr("Visits"), quiet=True)
        self.next_title = wrapped("", Style.STRONG)
        self.items = ReadinessList()
        self.file = PickList(tr("On file"), quiet=True)
        self.papers = PickList(tr("Papers"), quiet=True)
        self.record = PickList(tr("Record"), quiet=True)
        self.nothing = {part: wrapped("", tone=Tone.MUTED) for part in PARTS}
        self.part2 = Tick(later("42 CFR Part &2 protects this record"))
        self.add_referral = Button(tr("Add a referra&l"), icon="letter")
        self.add_diagnosis = Button(tr("Add a &diagnosis"), icon="diagnosis")
        self._adders = Flow(self.add_referral, gap=4)
        if may(desk.clinic.person.roles, Act.RECORD_DIAGNOSIS):
            self._adders.add(self.add_diagnosis)
        self.form = FormPlace(desk)
        self._pages = QStackedWidget()
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(20, 16, 20, 8)
        head.setSpacing(6)
        first = bare(QHBoxLayout(), 0)
        first.addWidget(self.name, 1)
        for button in (self.edit, self.merge):
            first.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(first)
        for part in (self.who, self.alert, self.often):
            head.addWidget(part)
        for part in (self.merged, self.attention):
            head.addWidget(part)
        head.addWidget(Flow(self.book, self.packet, self.wait, gap=4))
        readiness = QWidget()
        inside = QVBoxLayout(readiness)
        inside.setContentsMargins(20, 12, 20, 12)
        inside.addWidget(self.next_title)
        inside.addWidget(self.items)
        inside.addStretch(1)
        self._pages.addWidget(self._listed(self.visits, "visits"))
        self._pages.addWidget(scrolling(readiness, QPalette.ColorRole.Base))
        self._pages.addWidget(self._filed())
        self._pages.addWidget(self._listed(self.papers, "papers"))
        self._pages.addWidget(self._listed(self.record, "record"))
        self._pages.setMinimumHeight(LEAST)  # beside a panel, in large text, the head goes first
        surface = Surface((0, 0, 0, 8))
        surface.body.setSpacing(0)
        surface.body.addLayout(head)
        surface.body.addWidget(self.tabs)
        surface.body.addWidget(self._pages, 1)
        bare(QVBoxLayout(self), 0).addWidget(surface)

    def _listed(self, rows: PickList, part: str) -> QWidget:
        whole = QWidget()
        inside = QVBoxLayout(whole)
        inside.setContentsMargins(8, 8, 8, 0)
        self.nothing[part].setContentsMargins(12, 8, 12, 0)
        inside.addWidget(self.nothing[part], 0, Qt.AlignmentFlag.AlignTop)
        inside.addWidget(rows, 1)
        return whole

    def _filed(self) -> QWidget:
        """What is on file, or the form in its place that files something or takes it off."""
        self._kept = QWidget()
        kept = bare(QVBoxLayout(self._kept), 0)
        kept.addWidget(self._listed(self.file, "file"), 1)
        adders = QVBoxLayout()
        adders.setContentsMargins(20, 0, 20, 4)
        adders.addWidget(self._adders)
        adders.addWidget(self.part2)
        kept.addLayout(adders)
        place = QWidget()
        inside = QVBoxLayout(place)
        inside.setContentsMargins(20, 12, 20, 4)
        inside.addWidget(self.form)
        inside.addStretch(1)
        self._form_area = scrolling(place, QPalette.ColorRole.Base)
        whole = QWidget()
        both = QVBoxLayout(whole)
        both.setContentsMargins(1, 0, 1, 0)  # the edge of the card stays to be seen
        both.addWidget(self._kept)
        both.addWidget(self._form_area)
        return whole

    def _open_referral(self) -> None:
        if self.card is not None:
            self._show_form(form_of_patient(self._desk, self.card.patient))

    def _open_diagnosis(self) -> None:
        if self.card is not None:
            self._show_form(DiagnosisForm(self._desk, self.card.patient))

    def _open_filed(self, value: object) -> None:
        """What a row of the file leads to: its letter, or taking a diagnosis off the file."""
        match value:
            case ("referral", int(number)):
                self._show_form(form_of_referral(self._desk, number))
            case ("diagnosis", int(number)):
                self._remove_diagnosis(number)
            case ("paper", str(code)):
                self._open_paper(code)
            case _:
                pass

    def _remove_diagnosis(self, number: int) -> None:
        card, may_remove = self.card, may(self._desk.clinic.person.roles, Act.REMOVE_DIAGNOSIS)
        mine = [d for d in card.diagnoses if d.id == number and d.stands] if card else []
        if card is not None and may_remove and mine:
            self._show_form(RemoveDiagnosisForm(self._desk, card.patient, mine[0]))

    def _show_form(self, form: ItemForm) -> None:
        self._kept.hide()
        self._form_area.show()
        self.form.show_form(form)

    def _close_form(self) -> None:
        self.form.clear()
        self._form_area.hide()
        self._kept.show()
        self.add_referral.setFocus()

    def _connect(self) -> None:
        self.add_referral.clicked.connect(self._open_referral)
        self.add_diagnosis.clicked.connect(self._open_diagnosis)
        self.form.done.connect(self._close_form)
        self.file.taken.connect(self._open_filed)
        self.part2.clicked.connect(self._flag)
        self.tabs.currentChanged.connect(self._pages.setCurrentIndex)
        self.visits.taken.connect(self._desk.visit_wanted.emit)
        self.papers.taken.connect(self._open_paper)
        self.visits.moved.connect(self._choose)
        self.book.clicked.connect(self._book)
        self.packet.clicked.connect(self._print)
        self.wait.clicked.connect(self._wait)
        self.edit.clicked.connect(self.edit_record)
        self.record.taken.connect(self.edit_record)
        self.merge.clicked.connect(self._merge)
        self.items.wanted.connect(self._do)
        self.items.letter_wanted.connect(self._print_request)
        self._desk.changes.happened.connect(self._refresh)

    def show_patient(self, patient: int) -> None:
        """Open a card; that is kept in the audit."""
        self._close_form()
        self._fill(see_patient(self._desk.clinic, patient))
        self._desk.choose_patient(patient)
        if self._next is not None:
            self._desk.choose_visit(self._next)
        self.shown.emit(patient)

    def _refresh(self) -> None:
        if self.card is not None and self.isVisible():
            self._fill(see_patient(self._desk.clinic, self.card.patient.id))

    def _fill(self, card: Card) -> None:
        self.card = card
        patient, zone = card.patient, self._desk.clinic.zone
        preferred = f" “{patient.preferred}”" if patient.preferred else ""
        self.name.setText(patient.listed + preferred)
        self.who.setText(introduction(patient, self._desk.clinic.today()))
        self.alert.show_state(patient.alert, "waiting", "warning")
        self.alert.setVisible(bool(patient.alert))
        often = attendance_said(card.attendance)
        self.often.show_state(often, "waiting", "warning")
        self.often.setVisible(bool(often))
        self._show_merged(card)
        self.attention.show_card(card)
        newest = sorted(card.visits, key=lambda view: view.visit.start, reverse=True)
        self.visits.show_rows([visit_row(view, zone) for view in newest], self.visits.current())
        self._papers = papers_of(self._desk.clinic, patient.id)
        filed = file_rows(card, self._desk.clinic.setup.policy, zone)
        self.file.show_rows([*filed, *education_rows(self._papers, zone)])
        self.record.show_rows(list(record_rows(patient)))
        self.papers.show_rows([paper_row(view, zone) for view in self._papers])
        self._say_emptiness()
        self._show_part2(patient)
        self._show_next(card)

    def _show_merged(self, card: Card) -> None:
        """A line for every chart that was merged into this one."""
        lines = self.merged.layout()
        if lines is None:
            return
        empty(lines)
        self.merged_lines = []
        for chart in card.merged:
            line = NoteLine(tr("Merged chart"))
            day = words.short_day(wall(chart.at, self._desk.clinic.zone).date())
            line.say(
                tr(
                    "Chart {chart}, {who}, was merged into this one on {day} by {by}.",
                    chart=chart.patient.chart,
                    who=chart.patient.listed,
                    day=day,
                    by=chart.by,
                ),
                next_thing=tr("Take apart"),
                do=partial(try_unmerge, self._desk, chart),
            )
            lines.addWidget(line)
            self.merged_lines.append(line)
        self.merged.setVisible(bool(card.merged))

    def _show_part2(self, patient: Patient) -> None:
        """What a clinician has said of the record; everybody else only reads it."""
        judges = may(self._desk.clinic.person.roles, Act.SET_PART2)
        self.part2.setChecked(patient.part2)
        self.part2.set_read_only(read_only=not judges)
        self.part2.setVisible(judges or patient.part2)

    def _flag(self) -> None:
        if self.card is not None:
            referral_acts.set_part2(self._desk, self.card.patient, part2=self.part2.isChecked())

    def _say_emptiness(self) -> None:
        said = {
            "visits": (self.visits, tr("No visits yet. Book the first one with Ctrl+B.")),
            "file": (self.file, tr("Nothing is on file yet.")),
            "papers": (self.papers, tr("No paper has been printed for this patient yet.")),
            "record": (self.record, tr("Nothing but name and birth is known. F2 writes the rest.")),
        }
        for part, (rows, sentence) in said.items():
            self.nothing[part].setText(sentence)
            self.nothing[part].setVisible(not rows.rows)
            rows.setVisible(bool(rows.rows))

    def _show_next(self, card: Card) -> None:
        coming = [view for view in card.visits if view.visit.status not in OVER]
        self._next = min(coming, key=lambda view: view.visit.start, default=None)
        self.packet.setEnabled(self._next is not None)
        if self._next is None:
            self.next_title.setText(tr("No visit is booked, so nothing is judged."))
            self.items.hide()
            return
        start = wall(self._next.visit.start, self._desk.clinic.zone)
        self.items.show()
        word = readiness_look(self._next)[1]
        self.next_title.setText(f"{self._next.type.title}, {words.day_time(start)}: {word}")
        self.items.show_items(self._next.items)

    def _choose(self, visit: object) -> None:
        views = self.card.visits if self.card else ()
        found = next((view for view in views if view.visit.id == visit), None)
        if found is not None and self.isVisible():
            self._desk.choose_visit(found)

    def _book(self) -> None:
        if self.card is not None:
            self._desk.booking_wanted.emit(Ask(patient=self.card.patient.id))

    def _wait(self) -> None:
        if self.card is not None:
            self._desk.wait_wanted.emit(self.card.patient.id)

    def edit_record(self) -> None:
        """Change the record of whoever's card is open."""
        if self.card is not None:
            self._desk.record_wanted.emit(self.card.patient.id)

    def _merge(self) -> None:
        if self.card is not None:
            self._desk.merge_wanted.emit(self.card.patient.id)

    def _print(self) -> None:
        if self._next is not None:
            self._desk.packet_wanted.emit(self._next.visit.id)

    def _do(self, item: Item) -> None:
        if self._next is not None:
            self._desk.want_item(self._next, item)

    def _print_request(self) -> None:
        if self.card is not None:
            referral_acts.print_request(self._desk, self.card.patient)

    def _open_paper(self, code: str) -> None:
        view = next((view for view in self._papers if view.paper.code == code), None)
        if view is None:
            return
        if view.signers:
            self._desk.paper_wanted.emit(code)
        else:
            self._desk.archived_wanted.emit(view.paper.packet)
