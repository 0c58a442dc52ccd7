"""The first page of all as it stands there, before and after what is behind it has been read in."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from app import paths
from app.ui.entrance.doorstep import Doorstep
from app.ui.first_run.cards import WelcomeCard

SIZE = (900, 720)


class Arrival(QObject):
    """Asks how to begin, in the language that is spoken now.

    A way that is chosen before there is anything to go it with is gone once there is.
    """

    look_wanted = Signal()
    set_up_wanted = Signal()
    join_wanted = Signal()

    def __init__(self, step: Doorstep) -> None:
        super().__init__(step)
        self._step = step
        self._chosen: SignalInstance | None = None
        self._is_ready = False
        step.begin = self.ask
        step.retold.connect(self._put_in)
        self._put_in()
        step.door.resize(*SIZE)

    def _put_in(self) -> None:
        self.welcome = card = WelcomeCard(goes_on=paths.begun_file().exists())
        card.look_wanted.connect(partial(self._choose, self.look_wanted))
        card.set_up_wanted.connect(partial(self._choose, self.set_up_wanted))
        card.join_wanted.connect(partial(self._choose, self.join_wanted))
        card.spoken.connect(self.speak)
        card.set_busy(busy=self._chosen is not None)
        self._step.door.put_in(card)

    def ask(self) -> None:
        """Ask how to begin."""
        self._step.door.show_card(self.welcome)

    def speak(self, language: str) -> None:
        """Another language, once the card that asked for it is done with the key."""
        QTimer.singleShot(0, self, partial(self._speak_now, language))

    def _speak_now(self, language: str) -> None:
        self._step.speak(language)
        self._step.begin()

    def _choose(self, way: SignalInstance) -> None:
        if self._is_ready:
            way.emit()
        else:
            self._chosen = way
            self.welcome.set_busy(busy=True)

    def go_on(self) -> None:
        """What is behind the page has come."""
        way, self._chosen, self._is_ready = self._chosen, None, True
        self.welcome.set_busy(busy=False)
        if way is not None:
            way.emit()
