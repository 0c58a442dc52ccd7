"""When somebody else signed a paper: day, time, and the printed name where one is asked for."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app import words
from app.domain.signatures import INTERPRETER, WITNESS, Signature
from app.domain.time import wall
from app.ui.common.fields import DayField, TextField, labelled
from app.ui.common.surfaces import bare
from app.ui.desk import Desk
from app.ui.packets.paper_forms import typed_at
from app.words.tongue import later, tr

NAMED = frozenset({INTERPRETER, WITNESS})
"""Whose printed name is kept, because the clinic knows it from nowhere else."""


class SignerFields(QWidget):
    """One signer beside whoever signs for the patient."""

    def __init__(self, desk: Desk, who: str, kept: Signature | None) -> None:
        super().__init__()
        self._desk, self.who = desk, who
        said = words.signer_word(who)
        self.day = DayField(
            tr("Day the {who} signed", who=said), desk.clinic.today(), tr("the same day")
        )
        self.time = TextField(tr("Time the {who} signed", who=said), tr("the same"))
        self.name = TextField(tr("Name of the {who}", who=said), tr("printed on the paper"))
        self.language = TextField(later("Language the interpreter spoke"), tr("as the record says"))
        self._arrange(said)
        if kept is not None:
            self.show_kept(kept)

    def _arrange(self, said: str) -> None:
        whole = bare(QVBoxLayout(self), 8)
        line = bare(QHBoxLayout(), 12)
        top = Qt.AlignmentFlag.AlignTop
        line.addWidget(labelled(tr("{who}: day", who=said.capitalize()), self.day), 3, top)
        line.addWidget(labelled(tr("Time"), self.time), 2, top)
        whole.addLayout(line)
        if self.who in NAMED:
            whole.addWidget(labelled(tr("{who}: name", who=said.capitalize()), self.name))
        if self.who == INTERPRETER:
            whole.addWidget(labelled(tr("Interpreter: language"), self.language))

    def show_kept(self, kept: Signature) -> None:
        """What was signed when the paper came back before."""
        at = wall(kept.at, self._desk.clinic.zone)
        self.day.set_day(at.date())
        self.time.setText(words.clock(at))
        self.name.setText(kept.name)
        self.language.setText(kept.language)

    def signature(self, day: DayField, time: TextField) -> Signature:
        """The signature as typed; what is left empty is as with whoever signed first."""
        own_day = self.day if self.day.line.text().strip() else day
        own_time = self.time if self.time.text().strip() else time
        return Signature(
            who=self.who,
            at=typed_at(own_day, own_time, self._desk),
            name=self.name.text().strip(),
            language=self.language.text().strip(),
        )
