"""The page before the clinic as it first stands there, while what is behind it is read in."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QSettings, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from app.ui.common.background import Background
from app.ui.common.look import Look
from app.ui.common.placing import put_back
from app.ui.entrance.door import Door
from app.ui.speech import Speech
from app.words.tongue import tr

LAST_LOGIN = "entrance/login"

TakeOver = Callable[["Doorstep"], None]
"""What is behind the page, and goes on with it."""


class Doorstep(QObject):
    """The page in the look and the language of this computer.

    It needs next to nothing of the program, so it is there at once. What is behind it comes while
    somebody types, and takes the page over with what was entered meanwhile.
    """

    retold = Signal()
    """The page has its cards anew, in another language."""

    def __init__(self, application: QApplication, settings: QSettings) -> None:
        super().__init__(application)
        self.application, self.settings = application, settings
        self.look = Look(application, settings)
        self.speech = Speech(application, settings)
        self.speech.speak(self.speech.of())
        self.door = Door()
        put_back(self.door, settings)  # where the window of the clinic comes in its place
        self.begin: Callable[[], None] = self.ask_somebody
        """What the page asks first, and again once it speaks another language."""
        self.entered: tuple[str, str, str] | None = None
        """Login, password and code of somebody who was faster than what is read in."""
        self._behind = Background(self)
        self.door.tongue.clicked.connect(self._turn_tongue)

    def speak(self, language: str) -> None:
        """Speak a language from now on."""
        if self.speech.speak(language):
            self.door.make_cards()
            self.retold.emit()

    def _turn_tongue(self) -> None:
        """Ask the same in the other language."""
        self.speak(self.door.other_tongue)
        self.begin()

    def ask_somebody(self, note: str = "", *, anybody: bool = False) -> None:
        """Ask who it is: most likely whoever it was last time, unless it may be anybody."""
        last = "" if anybody else str(self.settings.value(LAST_LOGIN, ""))
        card = self.door.sign_in
        card.ask(tr("Sign in"), note, login=last, known=False, pin=False)
        self.door.show_card(card)

    def wait_for(self, read_in: Callable[[], TakeOver]) -> None:
        """Begin; once the page is seen, have the rest read in, which then takes it over."""
        self.door.entered.connect(self._wait)
        self.begin()
        begin = partial(self._behind.run, read_in, self._give_way, self._not_read)
        once = Qt.ConnectionType.SingleShotConnection
        self.door.seen.connect(partial(QTimer.singleShot, 0, self, begin), once)
        self.door.stand_before(None)

    def _wait(self, login: str, password: str, code: str) -> None:
        self.entered = login, password, code
        self.door.sign_in.set_busy(busy=True)

    def _give_way(self, take_over: TakeOver) -> None:
        self.door.entered.disconnect(self._wait)
        take_over(self)

    def _not_read(self, error: Exception) -> None:
        raise error

    def say(self, sentence: str) -> None:
        """Tell what went wrong."""
        self.door.foot.setText(sentence)

    def close(self) -> None:
        """Leave, whatever is still being read in."""
        self._behind.finish()
