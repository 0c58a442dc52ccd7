"""A booked course: its visits, how far it has come, and the repair when it needs one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from app.domain.months import WEEK
from app.ui.common.buttons import Button, Variant
from app.ui.common.flow import Flow
from app.ui.common.lists import PickList
from app.ui.common.notices import Reasons
from app.ui.common.surfaces import Card, bare
from app.ui.common.type import Style, Text, Tone, wrapped
from app.ui.courses import course_acts
from app.ui.courses.course_rows import (
    booked_row,
    mended_row,
    moves_of,
    progress_of,
    said_of_repair,
)
from app.ui.courses.step_list import Pane, StepList
from app.ui.desk import EXPECTED, Desk
from app.use_cases.course_repairs import CourseRepair, propose_repairs, propose_shift
from app.use_cases.course_views import CourseView, see_course
from app.words.tongue import tr


class BookedPane(Pane):
    """One course of a patient."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.course: CourseView | None = None
        self.repairs: tuple[CourseRepair, ...] = ()
        self.title = wrapped("", Style.HEADING)
        self.progress = wrapped("", Style.BODY, Tone.MUTED)
        self.broken = Reasons("waiting")
        self.list = StepList(tr("Visits of the course"))
        self.repair_title = Text("", Style.STRONG)
        self.proposed = StepList(tr("Proposed visits"))
        self.reasons = Reasons()
        self.accept = Button(tr("&Accept the repair"), Variant.PRIMARY, "tick", "Enter")
        self.other = Button("", Variant.QUIET, "person")
        self.leave = Button(tr("Leave it as it is"), Variant.QUIET, "close")
        self.all = Button(tr("All co&urses"), Variant.QUIET, "left")
        self.card = Button(tr("Open &card"), Variant.QUIET, "person")
        self.later = Button(tr("Put this and the rest off a wee&k"), Variant.QUIET, "right")
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self.listed = Card((4, 4, 4, 4))
        self.listed.body.addWidget(self.list)
        self.repair = Card((12, 10, 12, 10))
        self.repair.body.addWidget(self.repair_title)
        self.repair.body.addWidget(self.proposed, 1)
        self.repair.body.addWidget(Flow(self.accept, self.other, self.leave, gap=4))
        column = bare(QVBoxLayout(self), 8)
        for part in (self.title, self.progress, self.broken):
            column.addWidget(part)
        column.addWidget(self.listed, 1)
        column.addWidget(self.repair, 1)
        column.addWidget(self.reasons)
        column.addWidget(Flow(self.all, self.later, self.card, gap=4))

    def _connect(self) -> None:
        self.list.taken.connect(self._open)
        self.proposed.taken.connect(self._accept)
        self.accept.clicked.connect(self._accept)
        self.other.clicked.connect(self._turn)
        self.leave.clicked.connect(self._leave)
        self.later.clicked.connect(self._put_off)
        self.card.clicked.connect(self._open_card)

    def show_course(self, number: int) -> None:
        """A course, with the smallest repair at once when it needs one."""
        self._read(number)
        if self.course is not None:
            self._desk.choose_patient(self.course.patient.id)

    def _read(self, number: int) -> None:
        self.course = see_course(self._desk.clinic, number)
        view, zone = self.course, self._desk.clinic.zone
        self.title.setText(f"{view.patient.listed}, {view.course.plan.title}")
        self.progress.setText(progress_of(view))
        self.list.show_rows([booked_row(step, zone) for step in view.steps], self.list.current())
        self.reasons.clear()
        self.broken.show_reasons(view.reasons)
        self.broken.setVisible(bool(view.reasons))
        self._show_repairs(())
        if view.reasons:
            self._propose(number)

    def again(self) -> None:
        """Read it once more."""
        if self.course is not None:
            self._read(self.course.course.id)

    def _propose(self, number: int) -> None:
        try:
            self._show_repairs(propose_repairs(self._desk.clinic, number))
        except EXPECTED as error:
            self.reasons.show_error(error)

    def _show_repairs(self, repairs: Sequence[CourseRepair]) -> None:
        self.repairs = tuple(repairs)
        self.repair.setVisible(bool(repairs))
        self.listed.setVisible(not repairs)
        self.later.setVisible(not repairs)
        if repairs:
            zone = self._desk.clinic.zone
            first = repairs[0]
            self.repair_title.setText(said_of_repair(first))
            self.accept.say(tr("&Accept the repair") if first.optimal else tr("Put &them off"))
            self.proposed.show_rows([mended_row(step, zone) for step in first.steps])
            moved = next((step.name for step in first.steps if step.moved), None)
            self.proposed.choose(moved)
        self.other.setVisible(len(repairs) > 1)
        if len(repairs) > 1:
            self.other.say(tr("Instead: {moves}", moves=moves_of(repairs[1])))

    def _turn(self) -> None:
        """The other repair instead."""
        first, *others = self.repairs
        self._show_repairs((*others, first))
        self.proposed.setFocus()

    def _accept(self) -> None:
        if not self.repairs:
            return
        try:
            course = course_acts.mend(self._desk, self.repairs[0])
        except EXPECTED as error:
            self.reasons.show_error(error, tr("Nothing was changed."))
        else:
            self.show_course(course.course.id)
            self.changed.emit()
            self.begin()

    def _leave(self) -> None:
        self._show_repairs(())
        self.begin()

    def _put_off(self) -> None:
        number = self.list.current()
        if self.course is None or not isinstance(number, int):
            return
        try:
            repair = propose_shift(
                self._desk.clinic, self.course.course.id, since=number, days=WEEK
            )
        except EXPECTED as error:
            self.reasons.show_error(error, tr("Not put off."))
        else:
            self.reasons.clear()
            self._show_repairs((repair,))
            self.proposed.setFocus()

    def _open(self, number: object) -> None:
        steps = self.course.steps if self.course else ()
        view = next((step.view for step in steps if step.number == number), None)
        if view is not None:
            self._desk.visit_wanted.emit(view.visit.id)

    def _open_card(self) -> None:
        if self.course is not None:
            self._desk.card_wanted.emit(self.course.patient.id)

    def begin(self) -> None:
        """Put the keyboard on what is to be decided, else on the visits."""
        target: PickList = self.proposed if self.repairs else self.list
        target.setFocus()
