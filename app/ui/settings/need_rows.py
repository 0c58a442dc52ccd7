"""What a kind of visit needs as a table: role, kind, skill, from which phase to which, lanes."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QListView, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.scheduling import Kind
from app.ui.common.buttons import Button, Variant, icon_button
from app.ui.common.fields import Choice, TextField
from app.ui.common.surfaces import bare
from app.ui.common.type import Style, Text, Tone, scaled
from app.ui.settings.phase_rows import named
from app.ui.settings.visit_types_draft import DraftNeed, Way, role_shown, role_typed
from app.words.tongue import later, tr, tr_of

KINDS = {
    Kind.PERSON: later("Person"),
    Kind.ROOM: later("Room"),
    Kind.PUMP: later("Pump"),
    Kind.SEAT: later("Seat"),
}
WAYS = {
    Way.ONE: later("One lane"),
    Way.ALL: later("All lanes"),
    Way.SITE: later("On site only"),
}
KIND, WAY = 116, 158
"""Pixels at 100 % text of what does not stretch."""

Skills = Mapping[Kind, Sequence[str]]
"""The skills that somebody or something at the clinic has, by kind."""


class SkillField(TextField):
    """A skill: one that the clinic has, offered while it is typed, or another."""

    def __init__(self) -> None:
        super().__init__(tr("Skill"), "nurse")
        self._known = QStringListModel(self)
        self._completer = QCompleter(self._known, self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.offered = QListView()
        self.offered.setAccessibleName(tr("Skills that the clinic has"))
        self._completer.setPopup(self.offered)
        self._completer.activated.connect(self._take)
        self.setCompleter(self._completer)

    def know(self, skills: Sequence[str]) -> None:
        """Which skills are offered."""
        self._known.setStringList(list(skills))

    def _take(self, skill: str) -> None:
        self.setText(skill)
        self.textEdited.emit(skill)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Down and not event.modifiers():
            self._completer.setCompletionPrefix("")
            self._completer.complete()
        else:
            super().keyPressEvent(event)


class NeedRow(QWidget):
    """One need, on two lines: who or what, and from when to when."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._need = DraftNeed()
        self._skills: Skills = {}
        self.role = TextField(later("What for"), "therapist")
        self.kind = Choice(later("Person or thing"))
        self.skill = SkillField()
        self.first = Choice(later("From the phase"))
        self.last = Choice(later("To the phase"))
        self.way = Choice(later("How much of it"))
        self.away = icon_button("close", tr("Take away"))
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        for kind, said in KINDS.items():
            self.kind.addItem(tr(said), str(kind))
        for way, said in WAYS.items():
            self.way.addItem(tr(said), str(way))
        who, when = QHBoxLayout(), QHBoxLayout()
        for line in (who, when):
            bare(line, 6)
        who.addWidget(self.role, 3)
        who.addWidget(self.kind)
        who.addWidget(self.skill, 2)
        who.addWidget(self.away)
        when.addWidget(Text(tr_of("phase", "from"), Style.SMALL, Tone.MUTED))
        when.addWidget(self.first, 1)
        when.addWidget(Text(tr_of("phase", "to"), Style.SMALL, Tone.MUTED))
        when.addWidget(self.last, 1)
        when.addWidget(self.way)
        whole = bare(QVBoxLayout(self), 4)
        whole.addLayout(who)
        whole.addLayout(when)
        self._fit()

    def _connect(self) -> None:
        for line in (self.role, self.skill):
            line.textEdited.connect(self._tell)
        for choice in (self.kind, self.first, self.last, self.way):
            choice.activated.connect(self._tell)

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """Everything that the keyboard goes through, in order."""
        return (self.role, self.kind, self.skill, self.away, self.first, self.last, self.way)

    @property
    def need(self) -> DraftNeed:
        """The need as it stands in the row."""
        typed = self.role.text()
        same = typed == role_shown(self._need.role)
        return DraftNeed(
            role=self._need.role if same else role_typed(typed),
            kind=Kind(str(self.kind.currentData())),
            skill=self.skill.text(),
            first=max(0, self.first.currentIndex()),
            last=max(0, self.last.currentIndex()),
            way=Way(str(self.way.currentData())),
        )

    def know(self, skills: Skills) -> None:
        """Which skills are offered."""
        self._skills = skills
        self._offer()

    def _offer(self) -> None:
        self.skill.know(self._skills.get(Kind(str(self.kind.currentData())), ()))

    def fill(self, need: DraftNeed, phases: Sequence[str]) -> None:
        """Write a need into the row."""
        self._need = need
        self.role.setText(role_shown(need.role))
        self.kind.setCurrentIndex(list(KINDS).index(need.kind))
        self.skill.setText(need.skill)
        self.way.setCurrentIndex(list(WAYS).index(need.way))
        self.show_phases(phases)
        self.show_span(need)
        self._offer()
        self._name()

    def show_phases(self, phases: Sequence[str]) -> None:
        """Other names of the phases; those chosen stay."""
        for choice in (self.first, self.last):
            at = choice.currentIndex()
            choice.clear()
            choice.addItems([named(phase) for phase in phases])
            choice.setCurrentIndex(min(max(0, at), len(phases) - 1))

    def show_span(self, need: DraftNeed) -> None:
        """From which phase to which."""
        self.first.setCurrentIndex(need.first)
        self.last.setCurrentIndex(need.last)

    def _name(self) -> None:
        role = self.role.text().strip() or tr("new need")
        self.role.setAccessibleName(tr("What for: {role}", role=role))
        self.kind.setAccessibleName(tr("Person or thing for {role}", role=role))
        self.skill.setAccessibleName(tr("Skill of {role}", role=role))
        self.first.setAccessibleName(tr("Phase from which {role} is needed", role=role))
        self.last.setAccessibleName(tr("Phase to which {role} is needed", role=role))
        self.way.setAccessibleName(tr("Lanes of {role}", role=role))
        self.away.show_icon("close", tr("Take {name} away", name=role))

    def _tell(self) -> None:
        self._offer()
        self._name()
        self.edited.emit()

    def _fit(self) -> None:
        self.kind.setFixedWidth(scaled(KIND))
        self.way.setFixedWidth(scaled(WAY))

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()


class NeedRows(QWidget):
    """Everything that is needed; whatever is asked of one need is told by its place."""

    edited = Signal(int, object)
    removed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[NeedRow] = []
        self._skills: Skills = {}
        self.add = Button(tr("Add a nee&d"), Variant.QUIET, "plus")
        self._column = QVBoxLayout()
        bare(self._column, 14)
        whole = bare(QVBoxLayout(self), 10)
        whole.addLayout(self._column)
        whole.addWidget(self.add)

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """Everything that the keyboard goes through, in order."""
        shown = (row for row in self.rows if not row.isHidden())
        return (*(each for row in shown for each in row.controls), self.add)

    def know(self, skills: Skills) -> None:
        """Which skills the clinic has."""
        self._skills = skills
        for row in self.rows:
            row.know(skills)

    def fill(self, needs: Sequence[DraftNeed], phases: Sequence[str]) -> None:
        """Write the needs into the rows; there are as many as there are needs."""
        while len(self.rows) < len(needs):
            self._one_more()
        for place, row in enumerate(self.rows):
            row.setVisible(place < len(needs))
            if place < len(needs):
                row.fill(needs[place], phases)

    def show_phases(self, phases: Sequence[str]) -> None:
        """Other names of the phases."""
        for row in self.rows:
            row.show_phases(phases)

    def _one_more(self) -> None:
        row, place = NeedRow(), len(self.rows)
        row.know(self._skills)
        row.edited.connect(partial(self._tell, row, place))
        row.away.clicked.connect(lambda _=False: self.removed.emit(place))
        self.rows.append(row)
        self._column.addWidget(row)

    def _tell(self, row: NeedRow, place: int) -> None:
        self.edited.emit(place, row.need)
