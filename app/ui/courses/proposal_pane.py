"""A proposed course: its visits, what can be changed of it by hand, and booking it whole."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import words
from app.domain.refusal import Refused
from app.domain.time import instant, local_day, wall
from app.domain.typed_days import read_time, read_way
from app.ui.common.buttons import Button, Variant
from app.ui.common.chips import Chip
from app.ui.common.fields import TextField
from app.ui.common.flow import Flow
from app.ui.common.notices import EmptyPlace, Reasons
from app.ui.common.surfaces import Card, bare, row
from app.ui.common.type import Style, Tone, wrapped
from app.ui.courses.course_rows import planned_row, said_of
from app.ui.courses.step_list import Pane, StepList
from app.ui.desk import Desk
from app.use_cases.courses import CourseProposal, PlannedStep
from app.words.tongue import later, tr

FIRST = 3
"""Visits that are booked at once when the rest is to be held."""

EMPTY = later("Choose a patient and a course")
WHY_EMPTY = later(
    "The best course there is stands here at once: every visit with its room and people."
)


class MoveBar(QWidget):
    """Asks where one visit is to go, below the list."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.line = TextField(later("New time of the visit"), tr("3 dec 14:00, fri, 9:30"))
        self.place = Button(tr("Put it there"), Variant.PRIMARY, "right", "Enter")
        self.lead = wrapped("", Style.LABEL, Tone.MUTED)
        column = bare(QVBoxLayout(self), 4)
        column.addWidget(self.lead)
        column.addWidget(row(self.line, self.place))
        self.line.returnPressed.connect(self._want)
        self.place.clicked.connect(self._want)
        self.hide()

    def ask(self, name: str) -> None:
        """Ask about one visit."""
        self.lead.setText(tr("New time of {step}", step=name))
        self.line.clear()
        self.show()
        self.line.setFocus()

    def _want(self) -> None:
        self.wanted.emit(self.line.text())


class RestBar(QWidget):
    """Asks whether the visits after a moved one go with it; no is what Enter says."""

    shift = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = wrapped("", Style.BODY)
        self.no = Button(tr("No, leave them"), Variant.PRIMARY)
        self.yes = Button(tr("&Yes, shift the rest"), Variant.QUIET, "right")
        column = bare(QVBoxLayout(self), 6)
        column.addWidget(self.words)
        column.addWidget(Flow(self.no, self.yes))
        self.no.clicked.connect(self.left)
        self.yes.clicked.connect(self.shift)
        self.hide()

    def ask(self, days: int) -> None:
        """Ask about so many days."""
        by = words.plural(abs(days), "day")
        if days > 0:
            self.words.setText(tr("Shift the visits after it as well, {days} later?", days=by))
        else:
            self.words.setText(tr("Shift the visits after it as well, {days} sooner?", days=by))
        self.show()
        self.no.setFocus()


class ProposalPane(Pane):
    """The proposal, or why there is none."""

    soonest = Signal()
    other_person = Signal()
    week_later = Signal()
    put = Signal(str, object)
    """A step and the time it was put on by hand."""
    rest = Signal(str, int)
    """A step from which all are shifted, by so many days."""
    left_out = Signal(str)
    form_wanted = Signal()
    book = Signal(object)
    """How many visits are booked; None books all."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.proposal: CourseProposal | None = None
        self._moved: tuple[str, int] | None = None
        self.empty = EmptyPlace("course", tr(EMPTY), tr(WHY_EMPTY))
        self.head = wrapped("", Style.HEADING)
        self.best = Chip()
        self.notes = Reasons("waiting")
        self.list = StepList(tr("Visits of the course"))
        self.mover = MoveBar()
        self.rest_bar = RestBar()
        self.reasons = Reasons()
        self._make_buttons()
        self._arrange()
        self._connect()
        self.show_none()

    def _make_buttons(self) -> None:
        self.form = Button(tr("Change the wi&shes"), Variant.QUIET, "left")
        self.earliest = Button(tr("Ear&liest possible"), Variant.QUIET, "clock")
        self.other = Button(tr("&Other person"), Variant.QUIET, "person")
        self.week = Button(tr("All a wee&k later"), Variant.QUIET, "right")
        self.elsewhere = Button(tr("&Move this visit"), Variant.QUIET, "schedule", "Enter")
        self.without = Button(tr("Leave this visit ou&t"), Variant.QUIET, "close")
        self.book_all = Button(tr("Book all"), Variant.PRIMARY, "book", "Ctrl+Enter")
        self.book_first = Button("", Variant.QUIET, "hold")

    def _arrange(self) -> None:
        self.tools = Flow(
            self.form,
            self.earliest,
            self.other,
            self.week,
            self.elsewhere,
            self.without,
            gap=4,
        )
        self.space = QWidget()
        self.foot = Flow(self.book_all, self.book_first, gap=4)
        self.listed = Card((4, 4, 4, 4))
        self.listed.body.addWidget(self.list)
        self.top = row(self.head, self.best)
        column = bare(QVBoxLayout(self), 8)
        column.addWidget(self.empty, 1)
        column.addWidget(self.top)
        column.addWidget(self.notes)
        column.addWidget(self.listed, 1)
        for part in (self.mover, self.rest_bar, self.reasons, self.tools, self.foot):
            column.addWidget(part)
        column.addWidget(self.space, 1)

    def _connect(self) -> None:
        self.form.clicked.connect(self.form_wanted)
        self.earliest.clicked.connect(self.soonest)
        self.other.clicked.connect(self.other_person)
        self.week.clicked.connect(self.week_later)
        self.list.taken.connect(self._ask_to_move)
        self.elsewhere.clicked.connect(lambda: self._ask_to_move(self.list.current()))
        self.without.clicked.connect(self._leave_out)
        self.mover.wanted.connect(self._put)
        self.rest_bar.left.connect(self._leave_rest)
        self.rest_bar.shift.connect(self._shift_rest)
        self.book_all.clicked.connect(lambda: self.book.emit(None))
        self.book_first.clicked.connect(lambda: self.book.emit(FIRST))

    def show_none(self) -> None:
        """Nothing is proposed."""
        self.proposal = None
        self._moved = None
        self.reasons.clear()
        self._offer(shown=False)
        self.empty.setVisible(True)
        self.space.hide()

    def show_error(self, error: Exception, lead: str) -> None:
        """Why there is no such course; what was proposed before stays."""
        self.empty.setVisible(False)
        self.reasons.show_error(error, lead)

    def refuse_all(self, error: Exception, lead: str) -> None:
        """There is no course at all as it is asked for."""
        self.show_none()
        self.show_error(error, lead)
        self.tools.setVisible(True)
        self.space.show()
        for button in (self.week, self.elsewhere, self.without):
            button.setVisible(False)

    def show_proposal(self, proposal: CourseProposal) -> None:
        """A course that can be booked."""
        zone = self._desk.clinic.zone
        self.proposal = proposal
        self.head.setText(said_of(proposal, zone))
        self.best.show_state(*_best(proposal))
        self.notes.show_reasons(proposal.notes)
        self.notes.setVisible(bool(proposal.notes))
        self.list.show_rows([planned_row(s, zone) for s in proposal.steps], self.list.current())
        self.book_all.say(tr("Book all {count}", count=len(proposal.steps)))
        self.book_first.say(tr("Book the first {count}, hold the &rest", count=FIRST))
        self.reasons.clear()
        self.empty.setVisible(False)
        self.space.hide()
        self._offer(shown=True)

    def _offer(self, *, shown: bool) -> None:
        for part in (self.top, self.listed, self.tools, self.foot):
            part.setVisible(shown)
        for button in (self.week, self.elsewhere, self.without):
            button.setVisible(shown)
        more = self.proposal is not None and len(self.proposal.steps) > FIRST
        self.book_first.setVisible(shown and more)
        self.other.setVisible(self.proposal is None or bool(self.proposal.plan.same))
        self.notes.setVisible(shown and self.proposal is not None and bool(self.proposal.notes))
        self.mover.hide()
        self.rest_bar.hide()

    def _step(self, name: object) -> PlannedStep | None:
        steps = self.proposal.steps if self.proposal else ()
        return next((step for step in steps if step.name == name), None)

    def _ask_to_move(self, name: object) -> None:
        step = self._step(name)
        if step is not None:
            self.rest_bar.hide()
            self.mover.ask(step.name)

    def _leave_out(self) -> None:
        step = self._step(self.list.current())
        if step is not None:
            self.left_out.emit(step.name)

    def _put(self, typed: str) -> None:
        step = self._step(self.list.current())
        if step is None:
            return
        try:
            start = self._read(typed, step.view.visit.start)
        except Refused as refused:
            self.reasons.show_error(refused)
            return
        zone = self._desk.clinic.zone
        by = (local_day(start, zone) - local_day(step.view.visit.start, zone)).days
        self._moved = (step.name, by)
        self.put.emit(step.name, start)

    def _read(self, typed: str, now: datetime) -> datetime:
        """The time that was typed: a day keeps the time of day, a time keeps the day."""
        clinic = self._desk.clinic
        at = wall(now, clinic.zone)
        *rest, last = typed.split() or ("",)
        try:
            clock, day = read_time(last), " ".join(rest)
        except Refused:
            clock, day = at.time(), typed
        on = read_way(day, clinic.today()) if day.strip() else at.date()
        return instant(datetime.combine(on, clock), clinic.zone)

    def ask_about_rest(self, *, alone: bool) -> None:
        """After a visit was moved: whether those after it go with it."""
        moved, proposal = self._moved, self.proposal
        if moved is None or proposal is None:
            return
        self.mover.hide()
        last = proposal.steps[-1].name == moved[0]
        if moved[1] and not (alone and last):
            self.rest_bar.ask(moved[1])
        else:
            self.list.setFocus()

    def _leave_rest(self) -> None:
        self.rest_bar.hide()
        self.reasons.clear()
        self.list.setFocus()

    def _shift_rest(self) -> None:
        moved, self._moved = self._moved, None
        if moved is not None:
            self.rest.emit(*moved)

    def begin(self) -> None:
        """Put the keyboard on the visits."""
        self.list.setFocus()


def _best(proposal: CourseProposal) -> tuple[str, str]:
    """Whether it is the best there is, in a word and a look."""
    return (tr("Best there is"), "ready") if proposal.optimal else (tr("Changed by hand"), "idle")
