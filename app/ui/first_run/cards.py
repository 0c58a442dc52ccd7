"""The first page, the page that asks for a server, and the one that shows how far something is."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app.ui.common.buttons import Button, Variant
from app.ui.common.flow import Flow
from app.ui.common.numbered import Numbered
from app.ui.common.progress import Progress
from app.ui.common.surfaces import Hairline, column
from app.ui.common.text_field import TextField, labelled
from app.ui.common.type import Style, Tone, scaled, wrapped
from app.ui.entrance.cards import EntranceCard
from app.words.tongue import TONGUES, later, tongue, tr

WELCOME_WIDTH = 520

LANGUAGE = later("Language")


def tongue_choice() -> Numbered:
    """Chooses the language by its number."""
    choice = Numbered(LANGUAGE, list(TONGUES.items()))
    choice.choose(tongue())
    return choice


class WelcomeCard(EntranceCard):
    """Which language, and which of three ways to begin."""

    spoken = Signal(str)
    look_wanted = Signal()
    set_up_wanted = Signal()
    join_wanted = Signal()

    def __init__(self, *, goes_on: bool) -> None:
        super().__init__("anteroom", tr("Welcome to Anteroom"))
        self.setFixedWidth(scaled(WELCOME_WIDTH))
        self.language = tongue_choice()
        set_up = tr("&Go on setting up our clinic") if goes_on else tr("&Set up our clinic")
        self.look = Button(tr("Look around in the &demo clinic"), Variant.PRIMARY, "patients")
        self.set_up = Button(set_up, Variant.QUIET, "plus")
        self.join = Button(tr("&Join a clinic on a server"), Variant.QUIET, "right")
        if goes_on:
            self.look.set_variant(Variant.QUIET)
            self.set_up.set_variant(Variant.PRIMARY)
        ways = (
            (self.look, tr("A clinic of invented people, to try everything. Nothing can break.")),
            (self.set_up, tr("Seven short pages. You can stop at any of them and go on later.")),
            (self.join, tr("For a desk of a clinic that is there already.")),
        )
        self.add(self.language, Hairline())
        for button, said in ways:
            self.add(_way(button, said))
        self.add(self.reasons)
        self._first = self.set_up if goes_on else self.look
        self.look.clicked.connect(self.look_wanted)
        self.set_up.clicked.connect(self.set_up_wanted)
        self.join.clicked.connect(self.join_wanted)
        self.language.chosen.connect(self.spoken)
        self.language.taken.connect(self._first.setFocus)

    def set_busy(self, *, busy: bool) -> None:
        """One of the ways is being gone."""
        for way in (self.look, self.set_up, self.join):
            way.setEnabled(not busy)

    @override
    def begin(self) -> None:
        self._first.setFocus()


def _way(button: Button, said: str) -> QWidget:
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return column(button, wrapped(said, Style.SMALL, Tone.MUTED), spacing=2)


class JoinCard(EntranceCard):
    """Asks where the clinic is."""

    entered = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__(
            "right",
            tr("Join a clinic on a server"),
            tr("Whoever keeps the server tells you its address. You then sign in as yourself."),
        )
        self.setFixedWidth(scaled(WELCOME_WIDTH))
        self.address = TextField(later("Address of the clinic"), "postgresql://server/clinic")
        self.go_on = Button(tr("&Go on"), Variant.PRIMARY, "right", "Enter")
        self.back = Button(tr("&Back"), Variant.QUIET, "left", "Esc")
        self.add(
            labelled(tr("&Address of the clinic"), self.address),
            self.reasons,
            Flow(self.go_on, self.back),
        )
        self.address.textEdited.connect(self.reasons.clear)
        self.address.returnPressed.connect(self._go_on)
        self.go_on.clicked.connect(self._go_on)
        self.back.clicked.connect(self.left)

    def _go_on(self) -> None:
        self.entered.emit(self.address.text())

    @override
    def begin(self) -> None:
        self.address.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class WorkingCard(EntranceCard):
    """Says what is being made, and how far it is."""

    stopped = Signal()
    """Somebody would rather not wait for it."""

    def __init__(self) -> None:
        super().__init__("clock", " ", " ")
        self.progress = Progress(tr("How far it is"))
        self.stop = Button(tr("Stop"), Variant.QUIET, "cancel", "Esc")
        self.add(self.progress, Flow(self.stop))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.stop.clicked.connect(self._stop)

    def show_work(self, title: str, note: str, *, can_stop: bool) -> None:
        """Something else is being made."""
        self.say(title, note)
        self.setAccessibleName(title)
        self.progress.show_done(0, 100)
        self.stop.setEnabled(True)
        self.stop.setVisible(can_stop)

    def _stop(self) -> None:
        """It takes a moment until it is gone."""
        self.stop.setEnabled(False)
        self.stopped.emit()

    @override
    def begin(self) -> None:
        self.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.stop.isHidden():
            self.stop.click()
        else:
            super().keyPressEvent(event)
