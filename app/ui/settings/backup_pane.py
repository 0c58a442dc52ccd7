"""Backup: where copies of the clinic go, how the last ones went, and one now."""

from functools import partial

from PySide6.QtWidgets import QFileDialog, QWidget

from app import words
from app.domain.time import wall
from app.ui.common.asking import Keeps
from app.ui.common.buttons import Button, Variant
from app.ui.common.fields import TextField, labelled
from app.ui.common.notices import Reasons, Shape
from app.ui.common.surfaces import Card, filler, row, stacked
from app.ui.common.type import Style, Text, Tone, wrapped
from app.ui.common.undo import either_way
from app.ui.desk import EXPECTED, Desk
from app.ui.settings.drafted_editor import READ_ONLY
from app.ui.settings.drill_card import DrillCard
from app.use_cases.backups import BackupState, may_plan_backups, plan_backups
from app.words.tongue import later, tr

ABOUT = later(
    "While this window is open, a copy of the whole clinic goes there every hour, beside your "
    "work. One is kept of each hour of a day, each day of a month, each month of a year."
)
WHERE = later("Best on another disk, or on a stick that is locked away at night.")
ON_SERVER = later(
    "This clinic lies on a server, and is backed up there by whoever keeps the server."
)


def ask_folder(window: QWidget) -> str:
    """A folder that somebody picks."""
    return QFileDialog.getExistingDirectory(window, tr("Folder for backups"))


class BackupPane(QWidget):
    """A folder, and what became of the backups; what is typed stays until it is saved."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._kept = ""
        self._writes = may_plan_backups(desk.clinic)
        self.ask = ask_folder
        self.folder = TextField(later("Folder for backups"))
        self.choose = Button(tr("Ch&oose…"), Variant.QUIET)
        self.save = Button(tr("&Save"), Variant.PRIMARY, "save", "Ctrl+Enter")
        self.shape = Shape("idle")
        self.told = wrapped("")
        self.now = Button(tr("Back &up now"), icon="save")
        self.stop = Button(tr("Stop"), icon="cancel")
        self.reasons = Reasons()
        self.drill = DrillCard(desk)
        self._arrange()
        self._connect()
        self.refresh()

    def _arrange(self) -> None:
        card = Card()
        card.body.setSpacing(12)
        possible = self._desk.backing_up.state.possible
        note = wrapped(tr(READ_ONLY), Style.SMALL, Tone.MUTED)
        where = wrapped(tr(WHERE), Style.SMALL, Tone.MUTED)
        self.typed = labelled(tr("Fo&lder"), self.folder, where)
        self.acts = row(self.save, self.choose, filler(), spacing=8)
        self.state = row(self.shape, self.told, self.now, self.stop, spacing=10)
        for part in (
            Text(tr("Backup"), Style.HEADING),
            wrapped(tr(ABOUT if possible else ON_SERVER), Style.SMALL, Tone.MUTED),
            self.typed,
            note,
            self.acts,
            self.reasons,
            self.state,
        ):
            card.body.addWidget(part)
        self.folder.set_read_only(read_only=not self._writes)
        self.acts.setVisible(possible and self._writes)
        self.typed.setVisible(possible)
        self.state.setVisible(possible)
        stacked(self, card, self.drill)
        note.setVisible(possible and not self._writes)
        self.drill.setVisible(possible)

    def _connect(self) -> None:
        self.folder.returnPressed.connect(self._save)
        self.folder.textChanged.connect(self.reasons.clear)
        self.save.clicked.connect(self._save)
        self.choose.clicked.connect(self._choose)
        self.now.clicked.connect(self._make)
        backing_up = self._desk.backing_up
        self.stop.clicked.connect(backing_up.stop)
        backing_up.changed.connect(self._show_state)
        backing_up.made.connect(self._made)
        backing_up.failed.connect(self._failed)
        Keeps(self, self._save)

    def begin(self) -> None:
        """Put the keyboard on the folder."""
        (self.folder if self.folder.isVisibleTo(self) else self).setFocus()

    def refresh(self) -> None:
        """Read again where backups go; what is half typed stays as it is."""
        self._desk.backing_up.refresh()

    def _show_state(self) -> None:
        state, before = self._desk.backing_up.state, self._kept
        self._kept = state.plan.folder
        if self.folder.text() == before:
            self.folder.setText(self._kept)
        running = self._desk.backing_up.is_running
        look = _look(state)
        self.shape.show_shape("clock" if running else look, "" if running else look)
        self.told.setText(tr("A backup is being made …") if running else self._told(state))
        self.now.setEnabled(bool(self._kept))
        mine = self.now.hasFocus() or self.stop.hasFocus()
        self.now.setVisible(not running)
        self.stop.setVisible(running)
        if mine:
            (self.stop if running else self.now).setFocus()
        self.drill.refresh()

    def _told(self, state: BackupState) -> str:
        """When the last one was made, and what prevented one since."""
        plan, clinic = state.plan, self._desk.clinic
        made = tr("No backup was made yet.")
        if plan.made_at is not None:
            when = words.day_time(wall(plan.made_at, clinic.zone))
            made = tr("Last backup: {when}.", when=when)
        if plan.trouble is None or self.reasons.sentences:
            return made
        return f"{made} {words.say(plan.trouble)}"

    def _choose(self) -> None:
        picked = self.ask(self.window())
        if picked:
            self.folder.setText(picked)
            self._save()

    def _save(self) -> None:
        if not self._writes:
            return
        clinic, before = self._desk.clinic, self._kept
        try:
            plan = plan_backups(clinic, self.folder.text())
        except EXPECTED as error:
            self.reasons.show_error(error, tr("Not changed."))
        else:
            self.folder.setText(plan.folder)
            turn = either_way(
                partial(plan_backups, clinic, before), partial(plan_backups, clinic, plan.folder)
            )
            self._desk.remember(tr("Changed: where backups go."), turn)
            self._desk.backing_up.look()

    def _make(self) -> None:
        self.reasons.clear()
        self._desk.backing_up.make()

    def _made(self, _: object) -> None:
        self._desk.say(tr("The backup is made, and was opened and read again."))

    def _failed(self, error: Exception) -> None:
        self.reasons.show_error(error, tr("No backup was made."))
        self._show_state()


def _look(state: BackupState) -> str:
    if state.plan.trouble is not None:
        return "blocked"
    return "waiting" if state.is_old else "ready"
