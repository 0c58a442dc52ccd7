"""The seven short pages of setting up a clinic, one after the other."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.refusal import Reason
from app.ui.common.buttons import Button, Variant
from app.ui.common.fields import TextField, Tick
from app.ui.common.progress import Progress
from app.ui.common.surfaces import bare, bring_into_sight, empty, filler, row, scrolling
from app.ui.common.type import Style, Text, Tone, scaled, wrapped
from app.ui.entrance.cards import EntranceCard
from app.ui.first_run.first_steps import LanguageStep, ManagerStep, PlaceStep
from app.ui.first_run.last_steps import PeopleStep, RoomsStep, TypesStep
from app.ui.first_run.setup import Setup
from app.ui.first_run.sheet_step import SheetStep
from app.ui.first_run.step import Step
from app.words.tongue import later, tr

WIDTH, HEIGHT = 640, 600
"""Pixels of the card at 100 % text."""

STEPS: tuple[type[Step], ...] = (
    LanguageStep,
    PlaceStep,
    ManagerStep,
    SheetStep,
    RoomsStep,
    PeopleStep,
    TypesStep,
)
MANAGER, SHEET = 2, 3
LATER = later("You can change all of this later in Settings.")


class WizardCard(EntranceCard):
    """One page at a time; Enter goes on, Escape goes back, nothing typed is lost."""

    spoken = Signal(str)
    moved = Signal()
    left = Signal()
    finished = Signal()

    def __init__(self, setup: Setup) -> None:
        super().__init__("anteroom", " ", " ")
        self._setup = setup
        self.setFixedWidth(scaled(WIDTH))
        self.shape.hide()
        self.step: Step = Step(setup)
        self.where = Text("", Style.LABEL, Tone.MUTED)
        self.progress = Progress(tr("How far it is"))
        self.back = Button(tr("Bac&k"), Variant.QUIET, "left", "Esc")
        self.skip = Button(tr("&Skip for now"), Variant.QUIET)
        self.next = Button(tr("&Next"), Variant.PRIMARY, "right", "Enter")
        self._inside = QWidget()
        self._column = bare(QVBoxLayout(self._inside), 12)
        self.area = scrolling(self._inside, QPalette.ColorRole.Base)
        self._arrange()
        self.back.clicked.connect(self.go_back)
        self.skip.clicked.connect(self._skip)
        self.next.clicked.connect(self.go_on)
        self.show_step(setup.new.step)

    def _arrange(self) -> None:
        self.body.insertWidget(0, self.where)
        self.body.insertWidget(1, self.progress)
        self.body.addWidget(self.area, 1)
        self._foot = row(self.back, filler(), self.skip, self.next)
        self.body.addWidget(self._foot)
        note = wrapped(tr(LATER), Style.SMALL, Tone.MUTED)
        note.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(note)

    @override
    def sizeHint(self) -> QSize:
        return QSize(scaled(WIDTH), scaled(HEIGHT))

    @override
    def hasHeightForWidth(self) -> bool:
        """Pages of any length take the same room; what does not fit scrolls."""
        return False

    @property
    def number(self) -> int:
        """Which page is shown, from 0."""
        return self._setup.new.step

    def show_step(self, number: int, reasons: tuple[Reason, ...] = ()) -> None:
        """Another page, with what stands against it."""
        number = max(0, min(len(STEPS) - 1, number))
        self._setup.change(step=number)
        self.reasons.setParent(None)
        empty(self._column)
        self.step = STEPS[number](self._setup)
        self._column.addWidget(self.step)
        self._column.addWidget(self.reasons)
        self._column.addStretch(1)
        self.step.show()
        self._foot_last()
        self.reasons.show_reasons(reasons)
        self.say(self.step.title, self.step.note)
        self.where.setText(tr("Page {number} of {count}", number=number + 1, count=len(STEPS)))
        self.progress.show_done(number + 1, len(STEPS))
        last = number == len(STEPS) - 1
        self.next.say(tr("&Make the clinic") if last else tr("&Next"), "tick" if last else "right")
        self.skip.setVisible(not last)
        if isinstance(self.step, LanguageStep):
            self.step.spoken.connect(self.spoken)
            self.step.language.taken.connect(self.go_on)
        for line in self.step.findChildren(TextField):
            line.textEdited.connect(self.reasons.clear)
        for tick in self.step.findChildren(Tick):
            tick.clicked.connect(self.reasons.clear)
        self.area.verticalScrollBar().setValue(0)

    def _foot_last(self) -> None:
        """Let Tab come to the buttons after the fields of the page."""
        place = self.body.indexOf(self._foot)
        self._foot.setParent(None)
        self.body.insertWidget(place, self._foot)
        self._foot.show()

    def _go(self, number: int) -> None:
        self.show_step(number)
        self.moved.emit()
        self.step.begin()

    def go_on(self) -> None:
        """To the next page, unless something stands against this one."""
        self.step.take()
        reasons = tuple(self.step.against(self._setup))
        if reasons:
            self.reasons.show_reasons(reasons)
            bring_into_sight(self.area, self.reasons)
        elif self.number == len(STEPS) - 1:
            self.moved.emit()
            self.finished.emit()
        else:
            self._go(self.number + 1)

    def go_back(self) -> None:
        """To the page before; from the first one out."""
        self.step.take()
        if self.number:
            self._go(self.number - 1)
        else:
            self.moved.emit()
            self.left.emit()

    def _skip(self) -> None:
        self.step.usual()
        self.step.take()
        self._go(self.number + 1)

    def against_all(self) -> tuple[int, tuple[Reason, ...]] | None:
        """The first page that something stands against, and what."""
        for number, step in enumerate(STEPS):
            reasons = tuple(step.against(self._setup))
            if reasons:
                return number, reasons
        return None

    @override
    def forget(self) -> None:
        """What was typed stays with what is being set up."""
        self.step.take()

    @override
    def begin(self) -> None:
        self.step.begin()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if not self.step.to_next_empty():
                self.go_on()
        else:
            super().keyPressEvent(event)
