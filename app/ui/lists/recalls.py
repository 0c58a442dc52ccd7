"""Recalls: whose last dose lies so far back that another one is due."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout
from typing_extensions import override

from app import words
from app.domain.typed_days import WAYS, read_way
from app.ui.common.buttons import Button, Variant
from app.ui.common.fields import DayField, FieldLabel, Tick
from app.ui.common.surfaces import bare
from app.ui.desk import Ask, Desk
from app.ui.lists import call_acts
from app.ui.lists.call_list import CallList
from app.ui.lists.lines import Line, recall_line
from app.use_cases.recalls import RecallView, recalls
from app.words.tongue import later, tr

AHEAD = 28
NOBODY = later("Nobody is due")
WHY = later("{days} after the last dose patients come here, unless they have another one to come.")
WAY = later("Also the next four weeks")


class RecallList(CallList):
    """Everybody who is due."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("Recalls"), "redo", Button(tr(WAY), icon="right"))
        self._views: dict[object, RecallView] = {}
        self.ahead = Tick(later("Also the next four wee&ks"))
        self.due = DayField(later("Due on"), desk.clinic.today(), WAYS, read_way)
        self.set = Button(tr("Set"), Variant.QUIET, "tick")
        self.set.setAccessibleName(tr("Set the day on which they are due"))
        self.set.setToolTip(tr("Set the day on which they are due  (F2, then Enter)"))
        line = bare(QHBoxLayout(), 8)
        line.addWidget(FieldLabel(tr("D&ue on"), self.due.line))
        line.addWidget(self.due, 1)
        line.addWidget(self.set)
        self.beside.addLayout(line)
        self.below.setContentsMargins(8, 0, 8, 0)
        self.below.addWidget(self.ahead)
        self.ahead.toggled.connect(self._look_ahead)
        self.way.clicked.connect(self.ahead.toggle)
        self.due.line.returnPressed.connect(self._set_due)
        self.set.clicked.connect(self._set_due)
        self.on_key("F2", self.due.line.setFocus)

    def _look_ahead(self) -> None:
        self.refresh()
        self.begin()

    @override
    def read(self) -> tuple[Sequence[Line], int]:
        clinic = self._desk.clinic
        self.due.count_from(clinic.today())
        found = recalls(clinic, ahead=AHEAD if self.ahead.isChecked() else 0)
        self._views = {view.patient.id: view for view in found.lines}
        now, zone = clinic.now(), clinic.zone
        days = words.plural(clinic.setup.hours["recall_days"], "day")
        self.empty.say(tr(NOBODY), tr(WHY, days=days))
        self.way.setVisible(not self.ahead.isChecked())
        lines = [
            recall_line(view, self._desk.name(view.patient), now, zone) for view in found.lines
        ]
        return lines, found.total

    @override
    def count(self) -> Callable[[], int]:
        ahead = AHEAD if self.ahead.isChecked() else 0
        clinic = self._desk.clinic
        return lambda: recalls(clinic, ahead=ahead, limit=0).total

    @override
    def forget_typed(self) -> None:
        self.due.line.clear()

    @override
    def find_time(self, line: Line) -> None:
        last = self._views[line.value].last
        self._desk.booking_wanted.emit(Ask(patient=last.patient, type=last.type))

    @override
    def note_answer(self, line: Line, said: str) -> None:
        call_acts.answer_recall(self._desk, self._views[line.value], said)

    @override
    def take_off(self, line: Line) -> None:
        call_acts.close_recall(self._desk, self._views[line.value])

    def _set_due(self) -> None:
        if self.line is not None:
            view = self._views[self.line.value]
            self.attempt(lambda: self._keep_due(view))

    def _keep_due(self, view: RecallView) -> None:
        due = self.due.day()
        if due is None:
            self.due.line.setFocus()
            return
        call_acts.set_due(self._desk, view, due)
        self.due.line.clear()
        self.begin()
