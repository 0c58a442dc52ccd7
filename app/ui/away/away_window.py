"""Today as it was, read while the clinic's server is away; gone over to the clinic by itself."""

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app import words
from app.clinic import Clock
from app.domain.refusal import Refused, Trouble
from app.domain.time import wall
from app.ui.away.visit_card import VisitCard
from app.ui.common.background import Background
from app.ui.common.band import Band
from app.ui.common.buttons import Button, Variant
from app.ui.common.note_line import NoteLine
from app.ui.common.notices import EmptyPlace, announce
from app.ui.common.palette import tokens
from app.ui.common.surfaces import Card, bare, column, filler, row, scrolling
from app.ui.common.tabs import Tabs
from app.ui.common.type import Style, Text, Tone, scaled
from app.ui.private import only_initials
from app.ui.scheduling.visit_model import Here, VisitModel
from app.ui.scheduling.visit_table import VisitTable
from app.ui.today.tallies import Tallies
from app.use_cases.coming_in import Away, Entered, is_shut_out
from app.use_cases.copies import Look, note_looks
from app.use_cases.views import DayView, VisitView
from app.words.tongue import later, tr

AS_IT_WAS = later(
    "The clinic’s server does not answer. This is as it was on {when}, to be read and not to be "
    "changed. The server is tried again by itself."
)
CLOSES = later("This page closes in 20 seconds. Any key keeps it open.")
PAUSES = (2_000, 10_000)
"""Milliseconds after which the server is tried again: first, and at most."""
TOLD = 20_000
"""Milliseconds for which something stands there that has happened."""
WIDE = 980
BESIDE = 340
LEAST_SIZE = (560, 480)


class AwayWindow(QWidget):
    """The visits of today and of the next open day, and one of them beside them."""

    left = Signal()
    """Whoever sat here is done."""
    found = Signal(object)
    """The server answered: somebody is in."""
    shut_out = Signal(object)
    """The server answered, and lets them in no more: why."""

    def __init__(
        self, away: Away, again: Callable[[], Entered], clock: Clock, *, private: bool = False
    ) -> None:
        super().__init__()
        self._away, self._again, self._clock = away, again, clock
        self._private = private
        """Whether the list shows initials instead of names, as everywhere on this computer."""
        self._background = Background(self)
        self._over = False
        self._pause = PAUSES[0]
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self.band = Band(tr("Connection"))
        self.retry = Button(tr("&Try now"), Variant.QUIET, "refresh")
        self.leave = Button(tr("Sign &out"), Variant.QUIET, "quit")
        self.days = Tabs(tr("Days"), tuple(words.day(each.day) for each in away.copy.days))
        self.note = NoteLine(tr("Note for the day"))
        self.told = NoteLine(tr("What has happened"))
        self.tallies = Tallies()
        self.model = VisitModel(self._here, self)
        self.table = VisitTable(self.model, tr("Visits of the day"), steps=False)
        self.empty = EmptyPlace("schedule", "", "")
        self.card = VisitCard()
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._arrange()
        self._connect()
        self._show_first_day()
        self._timer.start(self._pause)

    def _here(self) -> Here:
        """Where and when it was so: what has become of it since nobody knows."""
        return Here(self._away.copy.time_zone, self._away.copy.at)

    def _arrange(self) -> None:
        copy = self._away.copy
        self.setWindowTitle("Anteroom")
        self.setMinimumSize(*LEAST_SIZE)
        when = words.day_time(wall(copy.at, copy.time_zone))
        self.band.text.setText(tr(AS_IT_WAS, when=when))
        self.band.line.addWidget(self.retry, 0, Qt.AlignmentFlag.AlignVCenter)
        who = Text(f"{copy.clinic}  ·  {copy.person.titled}", Style.SMALL, Tone.MUTED)
        visits = Card((1, 8, 1, 8))
        visits.body.setSpacing(0)
        for part in (self.table, self.empty):
            visits.body.addWidget(part)
        bare(self._halves, 12)
        top = Qt.AlignmentFlag.AlignTop
        self._halves.addWidget(
            column(self.told, self.tallies, self.note, visits, spacing=12), 1, top
        )
        self._halves.addWidget(self.card, 0, top)
        content = QWidget()
        page = QVBoxLayout(content)
        page.setContentsMargins(20, 12, 20, 20)
        page.setSpacing(12)
        title = Text(tr("Today"), Style.TITLE)
        page.addWidget(row(title, filler(), who, self.leave, spacing=12))
        page.addWidget(self.days)
        page.addLayout(self._halves)
        page.addStretch(1)
        whole = bare(QVBoxLayout(self), 0)
        whole.addWidget(self.band)
        whole.addWidget(scrolling(content, QPalette.ColorRole.Window), 1)
        order = (self.days, self.table, self.leave, self.retry)
        for before, after in pairwise(order):
            self.setTabOrder(before, after)

    def _connect(self) -> None:
        self.days.currentChanged.connect(self._show_day)
        self.table.opened.connect(self._open)
        self.retry.clicked.connect(self._try)
        self.leave.clicked.connect(self.left)
        self._timer.timeout.connect(self._try)

    def _show_first_day(self) -> None:
        """The day that it is, else the day of the copy."""
        copy = self._away.copy
        today = wall(self._clock(), copy.time_zone).date()
        days = [each.day for each in copy.days]
        self.days.setCurrentIndex(days.index(today) if today in days else 0)
        self._show_day(self.days.currentIndex())

    @property
    def day(self) -> DayView:
        """The day that is shown."""
        return self._away.copy.days[self.days.currentIndex()]

    def _show_day(self, _number: int) -> None:
        view = only_initials(self.day) if self._private else self.day
        standing = view.standing
        self.note.say("" if self._private else view.note)
        self.tallies.show_visits(standing)
        self.model.show_visits(standing)
        self.table.show_current(0)
        self.table.setVisible(bool(standing))
        self.empty.setVisible(not standing)
        self.empty.say(tr("No visits on {day}", day=words.day(view.day)))
        self.card.clear()

    def _open(self, view: VisitView) -> None:
        """Show a visit; that it was looked at is kept before it is shown."""
        try:
            note_looks(self._away.hold, [Look(at=self._clock(), patient=view.patient.id)])
        except Trouble as trouble:
            self.say(words.say(trouble.reason))
            return
        zone = self._away.copy.time_zone
        whole = next(each for each in self.day.visits if each.visit.id == view.visit.id)
        self.card.show_visit(whole, zone, wall(self._clock(), zone).date())

    def _try(self) -> None:
        if self._background.is_idle:
            self._timer.stop()
            self.retry.setEnabled(False)
            self._background.run(self._again, self._answered, self._failed)

    def _answered(self, entered: Entered) -> None:
        if self._over:
            entered.clinic.close()
            return
        self.found.emit(entered)

    def _failed(self, error: Exception) -> None:
        """A server that is still away is tried again, ever later; one that refuses ends it."""
        if not isinstance(error, (Refused, Trouble)):
            raise error
        if self._over:
            return
        self.retry.setEnabled(True)
        if is_shut_out(error):
            self.shut_out.emit(error)
            return
        self._pause = min(self._pause * 2, PAUSES[1])
        self._timer.start(self._pause)

    def warn(self) -> None:
        """Nobody has used it for a while."""
        self.say(tr(CLOSES))

    def say(self, sentence: str) -> None:
        """Tell something over the page."""
        self.told.say(sentence)
        announce(self, sentence)
        QTimer.singleShot(TOLD, self.told, self.told.hide)

    def begin(self) -> None:
        """Put the keyboard on the visits."""
        (self.table if self.day.standing else self.days).setFocus()

    def stop(self) -> None:
        """Show nothing any more, and try nothing more."""
        self._over = True
        self._timer.stop()
        self.hide()
        self.model.show_visits(())
        self.card.clear()

    def forget(self) -> bool:
        """Let go of everything, unless an answer of the server is still to come."""
        if self._background.is_idle:
            self.deleteLater()
        return self._background.is_idle

    def finish(self) -> None:
        """Wait for what is under way."""
        self._background.finish()

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        wide = self.width() >= scaled(WIDE)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._halves.setDirection(across if wide else down)
        self.card.setMinimumWidth(scaled(BESIDE) if wide else 0)
        self.card.setMaximumWidth(scaled(BESIDE) if wide else self.maximumWidth())

    @override
    def closeEvent(self, event: QCloseEvent, /) -> None:
        self.stop()
        event.accept()

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(tokens(self).canvas))
