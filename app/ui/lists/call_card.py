"""Everything about one person to ring: the number, what is known, what they said."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app import words
from app.ui.common.buttons import Button, Variant
from app.ui.common.chips import Chip
from app.ui.common.facts import Facts
from app.ui.common.flow import Flow
from app.ui.common.notices import Shape
from app.ui.common.surfaces import bare, row
from app.ui.common.type import Style, Text, Tone, wrapped
from app.ui.desk import Desk
from app.ui.lists.lines import Line
from app.use_cases.phones import shown_phone
from app.words.tongue import later, tr

NO_PHONE = later("No telephone number")


class CallCard(QWidget):
    """Whom the current line is about."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.name = wrapped("", Style.HEADING)
        self.who = wrapped("", Style.SMALL, Tone.MUTED)
        self.phone = Text("", Style.TITLE)
        self.copy = Button(tr("Copy phone"), Variant.QUIET, key="Ctrl+Shift+C")
        self.note = wrapped("", Style.BODY)
        self.facts = Facts()
        self.state = Chip()
        self._arrange()

    def _arrange(self) -> None:
        head = bare(QHBoxLayout(), 8)
        head.addWidget(self.name, 1)
        head.addWidget(self.state, 0, Qt.AlignmentFlag.AlignTop)
        body = bare(QVBoxLayout(self), 8)
        body.addLayout(head)
        number = row(Shape("call"), self.phone, spacing=8)
        for part in (self.who, Flow(number, self.copy, gap=12), self.note, self.facts):
            body.addWidget(part)

    @property
    def whole(self) -> str:
        """Everything it says, for the screen reader."""
        facts = (f"{name}: {said}" for name, said in self.facts.said.items())
        shown = (self.who, self.phone, self.note)
        told = (label.text() for label in shown if not label.isHidden())
        return ". ".join((*told, *facts))

    def show_line(self, line: Line) -> None:
        """Somebody else; what strangers could read is left out while initials are shown."""
        private = self._desk.private
        self.name.setText(self._desk.name(line.patient))
        born = words.short_day(line.patient.born)
        chart = tr("chart {number}", number=line.patient.chart)
        self.who.setText(f"{born}  ·  {chart}")
        self.who.setVisible(not private)
        phone = shown_phone(line.number)
        self.phone.setText(phone or tr(NO_PHONE))
        self.copy.setEnabled(bool(phone))
        self.note.setText(f"“{line.note}”")
        self.note.setVisible(bool(line.note) and not private)
        self.facts.show_facts(line.facts)
        self.state.show_state(line.chip, line.row.look, line.row.shape)
