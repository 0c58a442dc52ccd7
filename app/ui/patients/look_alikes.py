"""Whoever may be the person that is being typed: shown while typing, taken in one key."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import words
from app.domain.patients import Patient
from app.ui.common.buttons import Button, Variant
from app.ui.common.lists import PickList, Row
from app.ui.common.notices import Shape, announce
from app.ui.common.surfaces import bare, row
from app.ui.common.type import Style, wrapped
from app.ui.desk import EXPECTED, Desk
from app.use_cases.twins import MOST, LookAlike, look_alikes
from app.words.tongue import tr


def told(found: LookAlike) -> Row:
    """Somebody who may be meant: who, and by what."""
    patient = found.patient
    who = (patient.full, words.short_day(patient.born), tr("chart {chart}", chart=patient.chart))
    alike = words.say_alike(found.reasons)
    return Row(value=patient.id, title=", ".join(who), detail=alike[:1].upper() + alike[1:])


class LookAlikes(QWidget):
    """Patients who are much like what was typed so far; it never stands in the way."""

    taken = Signal(object)
    """The patient who was meant."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._found: tuple[LookAlike, ...] = ()
        self.title = wrapped(tr("Here already?"), Style.STRONG)
        self.list = PickList(tr("Patients who may be meant"), most=MOST)
        self.take = Button(tr("This is the pe&rson"), Variant.QUIET, "person", "Alt+R")
        column = bare(QVBoxLayout(self), 6)
        column.addWidget(row(Shape("warning", "waiting"), self.title, spacing=8))
        column.addWidget(self.list)
        column.addWidget(self.take)
        self.list.taken.connect(self._take)
        self.take.clicked.connect(self.list.take_current)
        self.hide()

    def look_for(self, typed: Patient) -> None:
        """Show who is like what was typed."""
        try:
            found = look_alikes(self._desk.clinic, typed)
        except EXPECTED:  # adding says what is the matter
            found = ()
        if found != self._found:
            self._show(found)

    def _show(self, found: tuple[LookAlike, ...]) -> None:
        self._found = found
        rows = [told(each) for each in found]
        self.list.show_rows(rows, self.list.current())
        self.setVisible(bool(rows))
        if rows:
            announce(self, f"{tr('Here already?')} {rows[0].whole}")

    def clear(self) -> None:
        """Nobody is like anybody."""
        self._show(())

    def _take(self, patient: int) -> None:
        found = next((each for each in self._found if each.patient.id == patient), None)
        if found is not None:
            self.clear()
            self.taken.emit(found.patient)
