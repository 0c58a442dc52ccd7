"""The phases of a kind of visit as a table: name, minutes, what happens, up, down, away."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.scheduling import Phase
from app.domain.time import GRAIN
from app.ui.common.buttons import Button, Variant, icon_button
from app.ui.common.fields import Choice, TextField
from app.ui.common.number_field import NumberField
from app.ui.common.surfaces import bare
from app.ui.common.type import Style, Text, Tone, scaled, wrapped
from app.words.tongue import later, tr, tr_of

HAPPENS = (
    (later("Patient is there"), (True, False)),
    (later("Medicine is given"), (True, True)),
    (later("Without patient"), (False, False)),
)
"""What a phase is, and by which marks it is that: with the patient, with the medicine."""

MINUTES, WHAT = 84, 176
"""Pixels at 100 % text of the columns that do not stretch."""


def named(name: str) -> str:
    """A phase as its controls are called; one without a name is still to get one."""
    return name.strip() or tr("new phase")


class PhaseRow(QWidget):
    """One phase."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._phase = Phase(name="", minutes=0)
        self.name = TextField(later("Name of the phase"), tr("infusion"))
        self.minutes = NumberField(later("Minutes"), step=GRAIN)
        self.what = Choice(later("What happens"))
        self.up = icon_button("up", tr_of("phase", "Earlier"))
        self.down = icon_button("down", tr_of("phase", "Later"))
        self.away = icon_button("close", tr("Take away"))
        self.floor = wrapped("", Style.SMALL, Tone.MUTED)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        for said, marks in HAPPENS:
            self.what.addItem(tr(said), marks)
        line = QHBoxLayout()
        bare(line, 6)
        line.addWidget(self.name, 1)
        for part in (self.minutes, self.what, self.up, self.down, self.away):
            line.addWidget(part)
        whole = bare(QVBoxLayout(self), 2)
        whole.addLayout(line)
        whole.addWidget(self.floor)
        self._fit()

    def _connect(self) -> None:
        self.name.textEdited.connect(self._tell)
        self.minutes.textEdited.connect(self._tell)
        self.what.activated.connect(self._tell)

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """Everything that the keyboard goes through, in order."""
        return (self.name, self.minutes, self.what, self.up, self.down, self.away)

    @property
    def phase(self) -> Phase:
        """The phase as it stands in the row."""
        patient, dose = self.what.currentData()
        return replace(
            self._phase,
            name=self.name.text(),
            minutes=self.minutes.value,
            patient=patient,
            dose=dose,
        )

    def fill(self, phase: Phase, *, place: int, of: int) -> None:
        """Write a phase into the row."""
        self._phase = phase
        self.name.setText(phase.name)
        self.minutes.show_number(phase.minutes)
        self.what.setCurrentIndex(int(phase.dose) if phase.patient else len(HAPPENS) - 1)
        self.up.setEnabled(place > 0)
        self.down.setEnabled(place < of - 1)
        self.away.setEnabled(not phase.least)
        self.floor.setText(
            tr("At least {count} minutes. This floor stays, and so the phase.", count=phase.least)
        )
        self.floor.setVisible(bool(phase.least))
        self._name()

    def _name(self) -> None:
        name = named(self.name.text())
        self.name.setAccessibleName(tr("Name of the phase {name}", name=name))
        self.minutes.setAccessibleName(tr("Minutes of {name}", name=name))
        self.what.setAccessibleName(tr("What happens in {name}", name=name))
        self.up.show_icon("up", tr("{name} earlier", name=name))
        self.down.show_icon("down", tr("{name} later", name=name))
        self.away.show_icon("close", tr("Take {name} away", name=name))

    def _tell(self) -> None:
        self._name()
        self.edited.emit()

    def _fit(self) -> None:
        self.minutes.setFixedWidth(scaled(MINUTES))
        self.what.setFixedWidth(scaled(WHAT))

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()


class PhaseHead(QWidget):
    """What stands in the columns of the table."""

    def __init__(self) -> None:
        super().__init__()
        self._minutes, self._what = (
            Text(said, Style.LABEL, Tone.MUTED) for said in (tr("Minutes"), tr("What happens"))
        )
        self._buttons = QWidget()
        line = bare(QHBoxLayout(self), 6)
        line.addWidget(Text(tr("Name"), Style.LABEL, Tone.MUTED), 1)
        for part in (self._minutes, self._what, self._buttons):
            line.addWidget(part)
        self._fit()

    def _fit(self) -> None:
        side = icon_button("up", tr_of("phase", "Earlier")).sizeHint().width()
        self._minutes.setFixedWidth(scaled(MINUTES))
        self._what.setFixedWidth(scaled(WHAT))
        self._buttons.setFixedWidth(3 * side + 2 * 6)

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()


class PhaseRows(QWidget):
    """The phases in order; whatever is asked of one is told by its place."""

    edited = Signal(int, object)
    moved = Signal(int, int)
    removed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[PhaseRow] = []
        self.add = Button(tr("Add a phase"), Variant.QUIET, "plus")
        self._column = QVBoxLayout()
        bare(self._column, 6)
        whole = bare(QVBoxLayout(self), 6)
        whole.addWidget(PhaseHead())
        whole.addLayout(self._column)
        whole.addWidget(self.add)

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """Everything that the keyboard goes through, in order."""
        shown = (row for row in self.rows if not row.isHidden())
        return (*(each for row in shown for each in row.controls), self.add)

    def fill(self, phases: Sequence[Phase]) -> None:
        """Write the phases into the rows; there are as many as there are phases."""
        while len(self.rows) < len(phases):
            self._one_more()
        for place, row in enumerate(self.rows):
            row.setVisible(place < len(phases))
            if place < len(phases):
                row.fill(phases[place], place=place, of=len(phases))

    def _one_more(self) -> None:
        row, place = PhaseRow(), len(self.rows)
        row.edited.connect(partial(self._tell, row, place))
        row.up.clicked.connect(partial(self._move, place, -1))
        row.down.clicked.connect(partial(self._move, place, 1))
        row.away.clicked.connect(lambda _=False: self.removed.emit(place))
        self.rows.append(row)
        self._column.addWidget(row)

    def _tell(self, row: PhaseRow, place: int) -> None:
        self.edited.emit(place, row.phase)

    def _move(self, place: int, by: int) -> None:
        self.moved.emit(place, by)
