"""The Today board: the day's numbers, what needs somebody first, the visits, the rides."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app import words
from app.domain.scheduling import Status
from app.ui import acts
from app.ui.common.buttons import Button
from app.ui.common.day_bar import DayBar
from app.ui.common.notices import EmptyPlace
from app.ui.common.surfaces import Card, bare, scrolling
from app.ui.common.type import Style, Text, scaled
from app.ui.desk import Desk
from app.ui.scheduling.visit_model import VisitModel
from app.ui.scheduling.visit_table import VisitTable
from app.ui.today.day_note import DayNote
from app.ui.today.needs import Needs
from app.ui.today.rides import Rides
from app.ui.today.tallies import Tallies
from app.use_cases import days
from app.use_cases.views import DayView, VisitView

WIDE = 1000


class TodayPage(QWidget):
    """What the desk sees at eight in the morning."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.bar = DayBar(desk.clinic.today, desk.show_day)
        self.tallies = Tallies()
        self.note = DayNote(desk)
        self.needs = Needs(desk)
        self.rides = Rides(desk)
        self.model = VisitModel(desk.clinic, self)
        self.table = VisitTable(self.model, "Visits of the day")
        self.next_open = Button("", icon="right")
        self.empty = EmptyPlace("schedule", "", "", self.next_open)
        self._grid = QGridLayout()
        self._arrange()
        self._connect()
        self.refresh()

    def _arrange(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(20, 12, 20, 20)
        column.setSpacing(12)
        column.addWidget(self.bar)
        head = bare(QHBoxLayout())
        head.addWidget(self.tallies, 1)
        head.addWidget(self.note.start)
        column.addLayout(head)
        column.addWidget(self.note)
        self.visits = Card((1, 0, 1, 0))
        self.visits.body.setSpacing(0)
        head = Text("Visits", Style.HEADING)
        head.setContentsMargins(16, 12, 16, 4)
        self.visits.body.addWidget(head)
        self.visits.body.addWidget(self.table)
        self.visits.body.addWidget(self.empty)
        self.visits.body.addSpacing(8)
        self._grid.setSpacing(12)
        column.addLayout(self._grid)
        column.addStretch(1)
        self._spread(wide=True)
        whole = bare(QVBoxLayout(self), 0)
        whole.addWidget(scrolling(content))

    def _spread(self, *, wide: bool) -> None:
        for card in (self.needs, self.rides, self.visits):
            self._grid.removeWidget(card)
        self._grid.setColumnStretch(0, 5)
        self._grid.setColumnStretch(1, 3 if wide else 0)
        across = 2 if wide else 1
        self._grid.addWidget(self.needs, 0, 0)
        self._grid.addWidget(self.visits, 1, 0, 1, across)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(self.rides, 0 if wide else 2, 1 if wide else 0, top)

    def _connect(self) -> None:
        desk = self._desk
        desk.changes.happened.connect(self._refresh_if_seen)
        desk.day_changed.connect(self._refresh_if_seen)
        desk.private_changed.connect(self._refresh_if_seen)
        self.table.opened.connect(self._open)
        self.table.stepped.connect(self._step)
        self.table.chosen.connect(desk.choose_visit)
        self.note.left.connect(self.begin)
        self.next_open.clicked.connect(self._go_to_next_open)
        desk.minute_passed.connect(self._refresh_if_seen)

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

    def refresh(self) -> None:
        """Read the day again."""
        view = self._desk.see_day(self._desk.day)
        chosen = self.table.current()
        self.bar.show_day(view.day)
        self.tallies.show_visits(view.standing)
        self.note.show_note(view.day, view.note)
        following = self._desk.see_day(days.next_open_day(self._desk.clinic, self._desk.day))
        self.needs.show_visits(view.needs_you_first, following.needs_you_first)
        self.rides.show_visits(view.standing)
        self.model.show_visits([v for v in view.visits if v.visit.status is not Status.CANCELLED])
        self.table.show_current(chosen.visit.id if chosen else 0)
        self._show_emptiness(view)

    def _show_emptiness(self, view: DayView) -> None:
        none = not view.standing
        self.table.setVisible(not none)
        self.empty.setVisible(none)
        self.needs.setVisible(not none)
        self.rides.setVisible(not none)
        if none:
            closed = not days.open_hours(view)
            why = "The clinic is closed on this weekday." if closed else "Nothing is booked yet."
            self.empty.say(f"No visits on {words.day(view.day)}", why)
            following = days.next_open_day(self._desk.clinic, view.day)
            self.next_open.say(f"Next open day: {words.day(following)}")

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._spread(wide=self.width() >= scaled(WIDE))

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        self.refresh()
