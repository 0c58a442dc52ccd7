"""The Today board: the day's numbers, what needs somebody first, the visits, the rides."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app import words
from app.domain.blocks import Closure
from app.domain.refusal import Reason
from app.domain.scheduling import Status
from app.domain.time import wall
from app.ui import acts
from app.ui.common.buttons import Button
from app.ui.common.day_bar import DayBar
from app.ui.common.note_line import NoteLine
from app.ui.common.notices import EmptyPlace
from app.ui.common.surfaces import Card, bare, column, scrolling
from app.ui.common.type import Style, Text, scaled
from app.ui.desk import Desk
from app.ui.scheduling.day_notes import closed_hours, why_closed
from app.ui.scheduling.visit_model import VisitModel, here
from app.ui.scheduling.visit_table import VisitTable
from app.ui.today.day_note import DayNote
from app.ui.today.free_times import FreeTimes
from app.ui.today.getting_started import GettingStarted
from app.ui.today.needs import Needs
from app.ui.today.rides import Rides
from app.ui.today.tallies import Tallies
from app.use_cases import days
from app.use_cases.clinics import clock_set_back
from app.use_cases.forms import waiting_at_the_start
from app.use_cases.needs import Board
from app.use_cases.views import DayView, VisitView
from app.words.tongue import tr, tr_many

WIDE = 1100
BESIDE = 304
ROOMY = 760
NOTED = 600
A_MOMENT = timedelta(seconds=30)


def _parts(view: DayView) -> Iterator[Closure]:
    """When the clinic is closed for a part of the day."""
    return (closure for closure in view.closures if not closure.is_whole)


class TodayPage(QWidget):
    """What the desk sees at eight in the morning."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.note = DayNote(desk)
        self.print = Button(tr("Print huddle sheet"), icon="print")
        further: dict[QWidget, int] = {self.note.start: NOTED, self.print: ROOMY}
        self.bar = DayBar(desk.clinic.today, desk.show_day, further=further)
        self.unapproved = NoteLine(tr("Forms that wait for approval"))
        self.unsaved = NoteLine(tr("Backups that are not made"))
        self.clock = NoteLine(tr("A clock that was set back"))
        self.started = GettingStarted(desk)
        self.tallies = Tallies()
        self.needs = Needs(desk)
        self.rides = Rides(desk)
        self.free = FreeTimes(desk)
        self.beside = column(self.rides, self.free, spacing=12)
        self.model = VisitModel(partial(here, desk.clinic), self)
        self.table = VisitTable(self.model, tr("Visits of the day"))
        self.next_open = Button("", icon="right")
        self.empty = EmptyPlace("schedule", "", "", self.next_open)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._read_at = desk.clinic.now()
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        content = QWidget()
        page = QVBoxLayout(content)
        page.setContentsMargins(20, 12, 20, 20)
        page.setSpacing(12)
        page.addWidget(self.bar)
        page.addWidget(self.started)
        page.addWidget(self.unapproved)
        page.addWidget(self.unsaved)
        page.addWidget(self.clock)
        page.addWidget(self.tallies)
        page.addWidget(self.note)
        self.visits = Card((1, 0, 1, 0))
        self.visits.body.setSpacing(0)
        head = Text(tr("Visits"), Style.HEADING)
        head.setContentsMargins(16, 12, 16, 4)
        self.visits.body.addWidget(head)
        self.visits.body.addWidget(self.table)
        self.visits.body.addWidget(self.empty)
        self.visits.body.addSpacing(8)
        self.visits.body.addStretch(1)
        top = Qt.AlignmentFlag.AlignTop
        bare(self._halves, 12)
        self._halves.addWidget(column(self.needs, self.visits, spacing=12), 1, top)
        self._halves.addWidget(self.beside, 0, top)
        page.addLayout(self._halves)
        page.addStretch(1)
        self._spread()
        whole = bare(QVBoxLayout(self), 0)
        whole.addWidget(scrolling(content))

    def _spread(self) -> None:
        """Rides and free times stand beside the visits where there is room, else below them."""
        wide = self.width() >= scaled(WIDE)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._halves.setDirection(across if wide else down)
        self.beside.setMinimumWidth(scaled(BESIDE) if wide else 0)
        self.beside.setMaximumWidth(scaled(BESIDE) if wide else self.maximumWidth())

    def _connect(self) -> None:
        desk = self._desk
        desk.changes.happened.connect(self._refresh_if_seen)
        desk.day_changed.connect(self._refresh_if_seen)
        desk.private_changed.connect(self._refresh_if_seen)
        self.table.opened.connect(self._open)
        self.table.stepped.connect(self._step)
        self.table.chosen.connect(desk.choose_visit)
        self.free.changed.connect(self._show_beside)
        self.note.left.connect(self.begin)
        self.next_open.clicked.connect(self._go_to_next_open)
        desk.minute_passed.connect(self._refresh_if_aged)
        desk.backing_up.changed.connect(self._tell_of_backups)

    def _open(self, view: VisitView) -> None:
        self._desk.visit_wanted.emit(view.visit.id)

    def _step(self, view: VisitView) -> None:
        acts.try_advance(self._desk, view)

    def _go_to_next_open(self) -> None:
        self._desk.show_day(days.next_open_day(self._desk.clinic, self._desk.day))

    def begin(self) -> None:
        """Put the keyboard on the visits, or on the way to the next day that has some."""
        (self.table if self.table.isVisibleTo(self) else self.next_open).setFocus()

    def _refresh_if_seen(self) -> None:
        """What nobody looks at is read when it is shown again."""
        if self.isVisible():
            self.refresh()

    def _refresh_if_aged(self) -> None:
        """The clock goes on; what was read a moment ago for another reason is read no more."""
        if self._desk.clinic.now() - self._read_at >= A_MOMENT:
            self._refresh_if_seen()

    def refresh(self) -> None:
        """Read the day again."""
        self._read_at = self._desk.clinic.now()
        board = self._desk.see_board(self._desk.day)
        view, mine = board.view, self.table.hasFocus() or self.next_open.hasFocus()
        chosen = self.table.current()
        self.note.show_note(view.day, view.note, " ".join(map(closed_hours, _parts(view))))
        self.bar.leave_out(self.note.start, out=self.note.is_told)
        self.bar.show_day(view.day)
        self._tell_of_forms()
        self._tell_of_backups()
        self._tell_of_clock()
        self.tallies.show_visits(view.standing)
        self.needs.show_board(board)
        self.rides.show_visits(view.standing)
        self.model.show_visits([v for v in view.visits if v.visit.status is not Status.CANCELLED])
        self.table.show_current(chosen.visit.id if chosen else 0)
        self._show_emptiness(board)
        if mine:
            self.begin()
        if self.isVisible():
            self.free.look(view.day)

    def _tell_of_forms(self) -> None:
        """A new clinic prints nothing until its forms are approved."""
        read = partial(waiting_at_the_start, self._desk.clinic)
        count = self._desk.local.read("forms", read)
        told = tr_many(
            count,
            "{count} form waits for your medical director’s approval.",
            "{count} forms wait for your medical director’s approval.",
        )
        wanted, see = self._desk.forms_wanted.emit, tr("See the forms")
        self.unapproved.say(told if count else "", next_thing=see, do=wanted, icon="paper")

    def _tell_of_clock(self) -> None:
        """Whoever sits here sets the clock before the day is written down wrongly."""
        clinic = self._desk.clinic
        (last,) = self._desk.local.read("clock", lambda: (clock_set_back(clinic),))
        told = Reason("clock-set-back", {"when": wall(last, clinic.zone)}) if last else None
        self.clock.say(words.say(told) if told else "")

    def _tell_of_backups(self) -> None:
        """A last backup that is older than a day is said, with what prevented the next one."""
        clinic, backing_up = self._desk.clinic, self._desk.backing_up
        plan, told = backing_up.state.plan, ""
        if plan.folder and plan.made_at and backing_up.state.is_old and not backing_up.is_running:
            told = f"{words.backup_told(plan, clinic.clock(), clinic.zone)}."
            told += f" {words.say(plan.trouble)}" if plan.trouble else ""
        self.unsaved.say(told, next_thing=tr("Back up now"), do=backing_up.make, icon="save")

    def _show_emptiness(self, board: Board) -> None:
        view = board.view
        none = not view.standing
        self.table.setVisible(not none)
        self.empty.setVisible(none)
        self.needs.setVisible(bool(board.needs) or not none)
        self.rides.setVisible(not none)
        self._show_beside()
        if none:
            why = why_closed(view) or tr("Nothing is booked yet.")
            self.empty.say(tr("No visits on {day}", day=words.day(view.day)), why)
            self.next_open.say(tr("Next open day: {day}", day=words.day(board.following)))

    def _show_beside(self) -> None:
        """The column beside the visits is there while something stands in it."""
        self.beside.setVisible(not (self.rides.isHidden() and self.free.isHidden()))

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._spread()

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        self.refresh()
