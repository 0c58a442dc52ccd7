"""Patients: find one on the left, the card on the right."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app import words
from app.ui.common.buttons import Button
from app.ui.common.fields import PassesKeysOn, TextField
from app.ui.common.lists import PickList, Row
from app.ui.common.notices import EmptyPlace
from app.ui.common.surfaces import Card, bare
from app.ui.common.type import Style, Text, Tone, scaled, wrapped
from app.ui.desk import Desk
from app.ui.patients.card import PatientCard
from app.ui.patients.guesses import Guesses
from app.ui.patients.patient_rows import patient_row
from app.use_cases.patients import find_patients
from app.words.tongue import later, tr

MOST = 60
WIDE = 700
SHARE = 0.42


class PatientsPage(QWidget):
    """The list of who answers to the search, and the card of one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.search = TextField(
            later("Search patients"), tr("Name, phone, chart or birth"), "search"
        )
        self.count = wrapped("", Style.SMALL, Tone.MUTED)
        self.list = PickList(tr("Patients"))
        self._guesses = Guesses(desk, self)
        self.new = Button(tr("Ne&w patient"), icon="new-person", key="Ctrl+Shift+N")
        self.card = PatientCard(desk)
        self.empty = EmptyPlace(
            "patients",
            tr("Choose a patient"),
            tr("Type a name, a phone number or a date of birth."),
        )
        self._title = Text(tr("Patients"), Style.TITLE)
        self._places = QStackedWidget()
        self._left = QWidget()
        self._line = QHBoxLayout()
        self._arrange()
        self._connect()
        self._find("")

    def _arrange(self) -> None:
        left = bare(QVBoxLayout(self._left), 8)
        left.addWidget(self.search)
        left.addWidget(self.count)
        listed = Card((4, 4, 4, 4))
        listed.body.addWidget(self.list)
        left.addWidget(listed, 1)
        left.addWidget(self.new)
        self._places.addWidget(self.empty)
        self._places.addWidget(self.card)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 12, 20, 16)
        whole.setSpacing(12)
        whole.addWidget(self._title)
        bare(self._line, 16)
        self._line.addWidget(self._left)
        self._line.addWidget(self._places, 1)
        whole.addLayout(self._line, 1)

    def _connect(self) -> None:
        PassesKeysOn(self.search, self.list)
        self.search.textEdited.connect(self._find)
        self.search.returnPressed.connect(self.list.take_current)
        self.list.taken.connect(self._take)
        self._guesses.made.connect(self._show_guesses)
        self.new.clicked.connect(lambda: self._desk.new_patient_wanted.emit(self.search.text()))
        self._desk.changes.happened.connect(self._again)

    def _again(self) -> None:
        if self.isVisible():
            self._find(self.search.text())

    def _find(self, typed: str) -> None:
        found = find_patients(self._desk.clinic, typed, MOST)
        self.list.show_rows([patient_row(patient) for patient in found], self.list.current())
        counted = words.plural(len(found), "patient")
        if len(found) == MOST:
            counted = tr("{patients} or more", patients=counted)
        none = tr("No patient answers to “{typed}”.", typed=typed.strip())
        self.count.setText(counted if found else none)
        self._guesses.forget()
        if not found and typed.strip():
            self._guesses.ask(typed)

    def _show_guesses(self, rows: list[Row]) -> None:
        self.list.show_rows(rows)
        self.list.choose(None)  # Enter alone takes nobody who was only guessed

    def _take(self, patient: int) -> None:
        self.show_patient(patient)
        self.card.tabs.setFocus()

    def show_patient(self, patient: int) -> None:
        """Open a card."""
        self.card.show_patient(patient)
        self.list.choose(patient)
        self._places.setCurrentWidget(self.card)
        self._places.show()

    def begin(self) -> None:
        """Put the keyboard on the search."""
        self.search.setFocus()
        self.search.selectAll()

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        narrow = self.width() < scaled(WIDE)
        shown = self._places.currentWidget() is self.card
        for part in (self._left, self._title):
            part.setVisible(not (narrow and shown))
        self._places.setVisible(shown or not narrow)
        room = self.width() - 40 if narrow else round(self.width() * SHARE)
        self._left.setFixedWidth(max(200, min(scaled(320), room)))
