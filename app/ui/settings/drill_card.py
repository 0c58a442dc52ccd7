"""The restore drill: tried at a press, told as it goes on, and its page."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app import words
from app.domain.refusal import Trouble
from app.ui.common.buttons import Button, Variant
from app.ui.common.chips import Chip
from app.ui.common.notices import Reasons, Shape, announce
from app.ui.common.progress import Progress
from app.ui.common.surfaces import Card, empty, filler, row
from app.ui.common.type import Style, Text, Tone, wrapped
from app.ui.desk import Desk
from app.use_cases.drill import STEPS, Drilled, Tried, may_try_backups, result
from app.words.tongue import later, tr

ABOUT = later(
    "A backup that nobody has tried is a hope. The newest one is put back where nobody works, "
    "opened and proved, and taken away again; you go on working meanwhile."
)
UNDER_WAY = (
    later("Putting it back …"),
    later("Opening it …"),
    later("Following the audit …"),
    later("Reading each packet and scan …"),
)
"""What is said while each step is tried, in their order."""


STOPPED = "drill-stopped"


class DrillCard(Card):
    """When a backup was last tried, trying one now, and what came of it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._drilling = desk.backing_up.drilling
        self._shown = 0
        self.shape = Shape("idle")
        self.told = wrapped("")
        self.begin_ = Button(tr("&Try the newest backup"), icon="tick")
        self.stop = Button(tr("Stop"), icon="cancel")
        self.bar = Progress(tr("Things tried"))
        self.step = wrapped("", Style.SMALL, Tone.MUTED)
        self.result = wrapped("", Style.STRONG)
        self.page = Button(tr("Page a&bout it"), Variant.QUIET, "print")
        self.reasons = Reasons()
        self._rows = QWidget()
        self._grid = QGridLayout(self._rows)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self.body.setSpacing(12)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setColumnStretch(2, 1)
        self.stopping = row(self.step, filler(), self.stop, spacing=10)
        for part in (
            Text(tr("Restore drill"), Style.HEADING),
            wrapped(tr(ABOUT), Style.SMALL, Tone.MUTED),
            row(self.shape, self.told, self.begin_, spacing=10),
            self.stopping,
            self.bar,
            self._rows,
            row(self.result, self.page, spacing=10),
            self.reasons,
        ):
            self.body.addWidget(part)
        self.begin_.setVisible(may_try_backups(self._desk.clinic))

    def _connect(self) -> None:
        self.begin_.clicked.connect(self._begin)
        self.stop.clicked.connect(self._drilling.stop)
        self.page.clicked.connect(self._show_page)
        self._drilling.changed.connect(self.refresh)
        self._drilling.failed.connect(self._failed)

    def _begin(self) -> None:
        self.reasons.clear()
        self._drilling.begin()
        self.stop.setFocus()

    def refresh(self) -> None:
        """Show how it stands."""
        running, tried = self._drilling.is_running, self._drilling.tried
        held = self.stop.hasFocus()
        plan, clinic = self._desk.backing_up.state.plan, self._desk.clinic
        self.told.setText(words.drill_told(plan, clinic.clock(), clinic.zone))
        old = plan.is_drill_old(clinic.clock())
        look = "waiting" if old else ("ready" if plan.drilled_whole else "blocked")
        self.shape.show_shape(look, look)
        self.begin_.setEnabled(bool(plan.folder) and not running)
        for part in (self.stopping, self.bar):
            part.setVisible(running)
        self.bar.show_done(len(tried), len(STEPS))
        self.step.setText(self._step(len(tried)))
        self._show_rows(tried)
        self._show_result(self._drilling.last)
        if held and not running:
            (self.page if self._drilling.last else self.begin_).setFocus()

    def _step(self, done: int) -> str:
        if self._drilling.is_stopping:
            return tr("It is being stopped …")
        return tr(UNDER_WAY[min(done, len(UNDER_WAY) - 1)])

    def _show_rows(self, tried: list[Tried]) -> None:
        if len(tried) < self._shown:
            empty(self._grid)
            self._shown = 0
        for each in tried[self._shown :]:
            self._add_row(each)
        self._rows.setVisible(bool(tried))

    def _add_row(self, tried: Tried) -> None:
        chip = Chip(*((tr("Whole"), "ready") if tried.holds else (tr("Failed"), "blocked")))
        took = wrapped(tr("{seconds} s", seconds=f"{tried.seconds:.1f}"), Style.SMALL, Tone.MUTED)
        took.setWordWrap(False)
        parts = (
            chip,
            Text(words.drill_word(tried.what), Style.STRONG),
            wrapped(words.say(tried.found)),
            took,
        )
        for column, part in enumerate(parts):
            self._grid.addWidget(part, self._shown, column, Qt.AlignmentFlag.AlignTop)
        self._shown += 1

    def _show_result(self, last: Drilled | None) -> None:
        said = words.say(result(last)) if last else ""
        if said and said != self.result.text():
            announce(self, said)
        self.result.setText(said)
        self.result.setVisible(bool(said))
        self.page.setVisible(bool(said))

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Trouble) and error.reason.code == STOPPED:
            self._desk.say(words.say(error.reason), look="idle")
        else:
            self.reasons.show_error(error, tr("No backup was tried."))

    def _show_page(self) -> None:
        self._desk.drill_wanted.emit(self._drilling.last)
