"""The next step of the caller’s course: the visit takes it, unless the tick is taken away."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import words
from app.domain.next_step import NextStep
from app.ui.common.fields import Tick
from app.ui.common.surfaces import bare
from app.ui.common.type import Style, Tone, wrapped
from app.ui.desk import Desk
from app.words.tongue import tr


class NextBox(QWidget):
    """Whether the visit takes the next step of the patient's course, and by when that is due."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._kind = ""
        self.step: NextStep | None = None
        """The next step of whoever calls, whether it is taken or not."""
        self.tick = Tick("")
        self.when = wrapped("", Style.SMALL, Tone.MUTED)
        self.when.setContentsMargins(30, 0, 0, 0)
        column = bare(QVBoxLayout(self), 0)
        column.addWidget(self.tick)
        column.addWidget(self.when)
        self.tick.toggled.connect(self.changed)
        self.hide()

    def show_step(self, step: NextStep | None) -> None:
        """The next step of whoever calls now, ticked unless it stood here already."""
        same = step is not None and _place(step) == _place(self.step)
        ticked = self.tick.isChecked() if same else step is not None
        self.step = step
        if step is not None:
            told = {"step": step.name, "number": step.number, "of": step.of}
            self.tick.say(tr("Ne&xt in the course: {step} ({number} of {of})", **told))
            self.when.setText(words.say_step_days(step, self._desk.clinic.today()))
            self.when.setVisible(bool(self.when.text()))
        self._set(ticked=ticked)
        self.show_kind(self._kind)

    def show_kind(self, slug: str) -> None:
        """Only a visit of its kind can take the step."""
        self._kind = slug
        self.setVisible(self.step is not None and self.step.type == slug)

    def let_go(self) -> None:
        """The visit is one of its own."""
        self._set(ticked=False)

    def _set(self, *, ticked: bool) -> None:
        with QSignalBlocker(self.tick):
            self.tick.setChecked(ticked)

    @property
    def fits(self) -> bool:
        """Whether a visit of the chosen kind could take the step."""
        return self.step is not None and self.step.type == self._kind

    @property
    def taken(self) -> NextStep | None:
        """The step that the visit is to take."""
        return self.step if self.fits and self.tick.isChecked() else None


def _place(step: NextStep | None) -> tuple[int, int] | None:
    """Which step of which course it is, whatever days it belongs in by now."""
    return None if step is None else (step.course, step.number)
