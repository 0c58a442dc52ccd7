"""The task that is current: everything that stands against it, and what can be done."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app import words
from app.domain.time import wall
from app.domain.worklists import Worklist
from app.ui import acts
from app.ui.common.buttons import Button, Variant
from app.ui.common.chips import Chip
from app.ui.common.flow import Flow
from app.ui.common.surfaces import Card, bare, empty, scrolling
from app.ui.common.type import ElidedText, Style, Tone, scaled, wrapped
from app.ui.desk import Desk
from app.ui.worklists.rows import task_look
from app.use_cases.phones import shown_phone
from app.use_cases.tasks import Task
from app.words.tongue import tr

NARROW = 640
"""Pixels at 100 % text below which the other buttons are icons alone, and keys are not named."""


class TaskCard(Card):
    """Who, which visit, each sentence on a line, and the buttons."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.task: Task | None = None
        self.name = ElidedText("", Style.HEADING)
        self.state = Chip()
        self.who = wrapped("", Style.SMALL, Tone.MUTED)
        self._said = bare(QVBoxLayout(), 2)
        self.act = Button("", Variant.PRIMARY, key="Enter")
        self.open = Button(tr("Open visit"), Variant.QUIET, "ready", "Ctrl+I")
        self.patient = Button(tr("Open card"), Variant.QUIET, "person", "Ctrl+O")
        self.call = Button(tr("Copy phone"), Variant.QUIET, "call", "Ctrl+Shift+C")
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        head = bare(QHBoxLayout(), 8)
        head.addWidget(self.name, 1)
        head.addWidget(self.state, 0, Qt.AlignmentFlag.AlignTop)
        inside = QWidget()
        told = bare(QVBoxLayout(inside), 6)
        told.addWidget(self.who)
        told.addLayout(self._said)
        told.addStretch(1)
        self.body.setSpacing(6)
        self.body.addLayout(head)
        self.body.addWidget(scrolling(inside, QPalette.ColorRole.Base), 1)
        self.body.addWidget(Flow(self.act, self.open, self.patient, self.call, gap=4))

    def _connect(self) -> None:
        self.open.clicked.connect(self._open)
        self.patient.clicked.connect(self._open_card)
        self.call.clicked.connect(self._copy)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What stands against it."""
        return tuple(words.say(reason) for reason in self.task.reasons) if self.task else ()

    def show_task(self, task: Task, kind: Worklist) -> None:
        """Another task; what strangers could read is left out while initials are shown."""
        if task == self.task and self.name.text() == self._desk.name(task.patient):
            return
        self.task = task
        look, word, shape = task_look(task, kind)
        self.name.setText(self._desk.name(task.patient))
        self.state.show_state(word, look, shape)
        self.who.setText("  ·  ".join(self._told(task)))
        empty(self._said)
        for sentence in self.sentences:
            self._said.addWidget(wrapped(sentence))
        self.act.say(task.action)
        self.act.setAccessibleDescription(" ".join(self.sentences))
        self.open.setVisible(task.view is not None)

    def _told(self, task: Task) -> list[str]:
        """The visit, and how to reach the patient."""
        zone, view = self._desk.clinic.zone, task.view
        told = [tr("Chart {number}", number=task.patient.chart), shown_phone(task.patient.phone)]
        if view is not None:
            start = words.day_time(wall(view.visit.start, zone))
            told = [f"{view.type.title}, {start}", *([] if self._desk.private else told)]
        elif self._desk.private:
            told = []
        return [each for each in told if each]

    def _open(self) -> None:
        if self.task is not None and self.task.view is not None:
            self._desk.visit_wanted.emit(self.task.view.visit.id)

    def _open_card(self) -> None:
        if self.task is not None:
            self._desk.card_wanted.emit(self.task.patient.id)

    def _copy(self) -> None:
        if self.task is not None:
            acts.copy_patients_number(self._desk, self.task.patient)

    def _fold(self) -> None:
        folded = self.width() < scaled(NARROW)
        self.act.show_key("" if folded else "Enter")
        for button in (self.open, self.patient, self.call):
            button.fold(folded=folded)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        self._fold()
        super().resizeEvent(event)

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fold()


def do_task(desk: Desk, task: Task) -> None:
    """Do the next thing about a task, as its button says it."""
    if task.paper is not None and task.view is not None:
        desk.paper_wanted.emit(task.paper.paper.code)
    elif task.view is None:
        desk.card_wanted.emit(task.patient.id)
    else:
        acts.do_next(desk, task.view, task.item)
