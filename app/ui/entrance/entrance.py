"""Who is in: signing in, locking, unlocking, and handing the desk to somebody else."""

import secrets
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QRect, QSettings, QTimer, Signal
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from app.clinic import Clinic
from app.domain.clinics import Place
from app.domain.logins import Safety
from app.domain.refusal import Refused, Trouble
from app.domain.time import Clock, system_clock
from app.ui.away.copying import Copying
from app.ui.away.reading_on import ReadingOn
from app.ui.common.background import Background
from app.ui.common.clip import forget_copied
from app.ui.common.look import Look
from app.ui.common.type import forget_fonts
from app.ui.desk import EXPECTED
from app.ui.drafting import DraftKeeper
from app.ui.entrance.doorstep import LAST_LOGIN, Doorstep
from app.ui.entrance.idle import IdleWatch
from app.ui.entrance.system_lock import SystemLock
from app.ui.main_window import MainWindow
from app.ui.settings.page import SettingsPage
from app.use_cases import factors, locking, logins, unlocking
from app.use_cases.coming_in import Away, Entered, Key, come_in, enter
from app.use_cases.copies import Hold
from app.words.tongue import later, tr

COMPUTER = "entrance/computer"
SOON = later("This window locks itself in 20 seconds. Any key keeps it open.")
NOTHING_TO_ASK = later(
    "Nobody typed a password to come in here, so this window would have nothing to ask for. Choose "
    "a PIN in Settings, or lock the computer."
)
KEPT = later("Everything that was begun is kept.")

MakeWindow = Callable[[Clinic, QSettings, Look], MainWindow]


class Entrance(QObject):
    """The page before the clinic, and the windows of those who have signed in since."""

    retold = Signal()
    """The page has its cards anew, in another language."""
    entered = Signal()
    """Somebody is in."""

    def __init__(
        self, step: Doorstep, place: Place, make: MakeWindow, clock: Clock = system_clock
    ) -> None:
        super().__init__(step.application)
        self._step, self.place, self._make, self._clock = step, place, make, clock
        self.application, self._settings = step.application, step.settings
        self.door, self.speech = step.door, step.speech
        self.begin: Callable[[], None] = self._ask_somebody
        """What the page asks while nobody is in."""
        self._waiting: Clinic | None = None
        """The clinic of somebody who has yet to choose a password."""
        self._old = ""
        self._background = Background(self)
        self.windows: dict[str, MainWindow] = {}
        """The windows of those who have signed in, by login; all but one are locked."""
        self.window: MainWindow | None = None
        """The window that was last in front."""
        self.reading = ReadingOn(step.settings, self)
        """Today, while the clinic's server is away."""
        self._holds: dict[str, Hold] = {}
        """The copies of today that are kept on this computer, by login."""
        self.idle = IdleWatch(step.application, self)
        self.system = SystemLock(step.application, self.door)
        self._connect()

    def _connect(self) -> None:
        self._step.begin = self._begin_again
        self._step.retold.connect(self.retold)
        self.door.entered.connect(self._sign_in)
        self.door.pin_entered.connect(self._unlock_by_pin)
        self.door.somebody_else.connect(self._ask_somebody)
        self.door.recovered.connect(self._recover)
        self.door.chosen.connect(self._choose)
        self.idle.passed.connect(self.lock)
        self.idle.warned.connect(self._warn)
        self.system.locked.connect(self.lock)
        self.reading.left.connect(self._ask_again)
        self.reading.found.connect(self._go_over)
        self.reading.shut_out.connect(self._shut_out)

    @property
    def computer(self) -> str:
        """What this computer is known by where PINs are kept."""
        known = str(self._settings.value(COMPUTER, ""))
        if not known:
            known = secrets.token_hex(8)
            self._settings.setValue(COMPUTER, known)
        return known

    @property
    def is_shut(self) -> bool:
        """Whether the opaque page stands before the clinic."""
        return not self.door.isHidden()

    def ask(self) -> None:
        """Ask who it is, before anything of the clinic is on the screen."""
        self.begin = self._ask_somebody
        self.begin()
        self.door.stand_before(None)

    def go_on(self) -> None:
        """Take the page over from where it asks already, and let in whoever has answered."""
        entered, self._step.entered = self._step.entered, None
        self.door.sign_in.say(tr("Sign in"), self._printed())
        if entered is not None:
            self._sign_in(*entered)

    def enter(self, clinic: Clinic) -> MainWindow:
        """The window of somebody who has signed in."""
        login = clinic.person.login
        self.speak(self.speech.of(login))
        window = self._make(clinic, self._settings, self._step.look)
        self.windows[login] = window
        window.desk.lock_wanted.connect(self.lock)
        window.desk.language_wanted.connect(partial(self._change_language, window))
        window.desk.changes.happened.connect(self._count_anew)
        window.desk.news.found.connect(partial(locking.tell, clinic))
        window.desk.computer = self.computer
        if login in self._holds:
            Copying(window.desk, self._holds[login])
        self._open(window)
        self.entered.emit()
        return window

    def speak(self, language: str) -> None:
        """Speak a language, on the page before the clinic too."""
        self._step.speak(language)

    def _begin_again(self) -> None:
        if self.window is None:
            self.begin()
        else:
            self._ask_owner(self.window, pin=self._asks_pin(self.window))

    def _change_language(self, window: MainWindow, language: str) -> None:
        """The window anew in another language, once what it is doing is done."""
        self.speech.keep(window.desk.clinic.person.login, language)
        window.desk.rest(partial(QTimer.singleShot, 0, partial(self._renew, window)))

    def _renew(self, window: MainWindow) -> None:
        """Another window of whoever is signed in, on the page where they were."""
        page = window.place.pages.currentIndex()
        sections = [each.shown for each in window.made(SettingsPage)]
        for keeper in window.desk.findChildren(DraftKeeper):
            keeper.keep()
        quits = self.application.quitOnLastWindowClosed()
        self.application.setQuitOnLastWindowClosed(False)
        window.close()
        window.deleteLater()
        anew = self.enter(window.desk.clinic)
        anew.show_page(page)
        if isinstance(anew.pages.current, SettingsPage):
            anew.settings_page.open(*sections)
        self.application.setQuitOnLastWindowClosed(quits)

    def _open(self, window: MainWindow) -> None:
        before, self.window = self.window, window
        self.speak(self.speech.of(window.desk.clinic.person.login))
        self._settings.setValue(LAST_LOGIN, window.desk.clinic.person.login)
        if self.is_shut:
            if before is not window:
                window.setGeometry(self.door.geometry())
            window.setWindowState(self.door.windowState())
        window.desk.wake()
        window.show()
        window.activateWindow()
        self.door.hide()
        self.door.card.forget()
        self._count()

    def _count(self) -> None:
        if self.window is not None and locking.can_lock(self.window.desk.clinic, self.computer):
            self.idle.watch(self._idle_minutes(self.window))

    def _idle_minutes(self, window: MainWindow) -> int:
        """After how many minutes the clinic wants it locked; as before while it cannot be asked."""
        try:
            return factors.safety(window.desk.clinic).idle_minutes
        except Trouble:
            return self.idle.minutes or Safety().idle_minutes

    def _count_anew(self) -> None:
        """The clinic may have decided about other minutes, or a window may have its first PIN."""
        if self.window is None or self.is_shut:
            return
        if not self.idle.is_counting or self._idle_minutes(self.window) != self.idle.minutes:
            self._count()

    def _warn(self) -> None:
        if self.reading.window is not None:
            self.reading.window.warn()
        elif self.window is not None and not self.is_shut:
            self.window.desk.say(tr(SOON), look="waiting")

    def lock(self) -> None:
        """Hide everything of the clinic until somebody unlocks it; what was begun is kept."""
        window = self.window
        self.reading.stop()
        if window is None or self.is_shut:
            return
        if not locking.can_lock(window.desk.clinic, self.computer):
            window.desk.say(tr(NOTHING_TO_ASK), look="waiting")
            return
        self.idle.rest()
        self._ask_owner(window, pin=False)
        self.door.stand_before(window)
        self._hide_all()  # before anything that a disk could stop
        try:
            for keeper in window.desk.findChildren(DraftKeeper):
                keeper.keep()
            self._ask_owner(window, pin=self._asks_pin(window))
        except EXPECTED as error:
            self.door.sign_in.reasons.show_error(error)
        window.desk.rest(partial(locking.lock, window.desk.clinic))

    def _asks_pin(self, window: MainWindow) -> bool:
        return locking.asks_pin(window.desk.clinic, self.computer)

    def _hide_all(self) -> None:
        """Take every window but the page off the screen, and what they have left behind."""
        popup = QApplication.activePopupWidget()
        while popup is not None:
            popup.close()
            popup = QApplication.activePopupWidget()
        QToolTip.hideText()
        for shown in QApplication.topLevelWidgets():
            if shown is self.door or shown.isHidden():
                continue
            if shown in self.windows.values():
                shown.hide()
            else:
                shown.close()
        forget_copied()
        forget_fonts()

    def _ask_owner(self, window: MainWindow, *, pin: bool) -> None:
        clinic = window.desk.clinic
        title = tr("Locked by {who}", who=clinic.person.name)
        note = self._printed() or tr(KEPT)
        card = self.door.sign_in
        card.ask(title, note, login=clinic.person.login, known=True, pin=pin)
        self.door.show_card(card)

    def _ask_somebody(self) -> None:
        self._step.ask_somebody(self._printed(), anybody=self.window is not None)

    def _printed(self) -> str:
        """The password of a demo clinic, which is no secret."""
        shared = isinstance(self.place, Path) and unlocking.is_open_to_all(self.place)
        said = tr("This is a demo: its password is “{word}”.", word=unlocking.DEMO_PASSWORD)
        return said if shared else ""

    def _sign_in(self, login: str, password: str, code: str) -> None:
        self.door.sign_in.set_busy(busy=True)
        window = self.windows.get(login.strip())
        if window is not None:
            work = partial(locking.unlock, window.desk.clinic, password, code)
            self._background.run(work, lambda _: self._open(window), self._refused)
            return
        key = Key(login=login, password=password, code=code)
        coming = partial(come_in, self.place, key, self._clock)
        self._background.run(coming, partial(self._opened, key), self._refused)

    def _opened(self, key: Key, came: Entered | Away) -> None:
        if isinstance(came, Away):
            self._read_on(key, came)
            return
        clinic = came.clinic
        if clinic.must_change:
            self._waiting = clinic
            self._old = self.door.sign_in.password.text()
            self.door.show_card(self.door.new_password)
            return
        self._enter_holding(came)

    def _enter_holding(self, came: Entered) -> MainWindow:
        """The window of somebody who has typed a password, of which a copy is kept."""
        login = came.clinic.person.login
        self._holds.pop(login, None)
        if came.hold is not None:
            self._holds[login] = came.hold
        return self.enter(came.clinic)

    def _read_on(self, key: Key, came: Away) -> None:
        """The server is away: what this computer has kept of today, until it is back."""
        self.speak(self.speech.of(key.login.strip()))
        again = partial(enter, self.place, replace(key, code=""), self._clock)
        self.reading.start(came, again, self._clock, self.door.geometry())
        self.door.hide()
        self.door.card.forget()
        self.idle.watch(came.copy.idle_minutes)

    def _go_over(self, came: Entered, place: QRect) -> None:
        """The server is back: the clinic itself, in the same place."""
        self.idle.rest()
        window = self._enter_holding(came)
        window.setGeometry(place)
        window.desk.say(tr("Connected again."))

    def _ask_again(self, before: QWidget) -> None:
        """Nobody reads any more, and nothing of it is on the screen."""
        self.idle.rest()
        self._ask_somebody()
        self.door.stand_before(before)

    def _shut_out(self, why: Exception) -> None:
        self.door.sign_in.reasons.show_error(why)

    def _choose(self, password: str) -> None:
        clinic = self._waiting
        if clinic is None:
            return
        try:
            logins.change_password(clinic, self._old, password)
        except EXPECTED as error:
            self.door.new_password.reasons.show_error(error)
        else:
            self._old, self._waiting = "", None
            self.enter(clinic)

    def _unlock_by_pin(self, pin: str) -> None:
        window = self.window
        if window is None:
            return
        try:
            locking.unlock_by_pin(window.desk.clinic, self.computer, pin)
        except EXPECTED as error:
            self.door.sign_in.reasons.show_error(error)
            self.door.sign_in.pin.clear()
            if not self._asks_pin(window):
                self.door.sign_in.ask_password()
        else:
            self._open(window)

    def _refused(self, error: Exception) -> None:
        card = self.door.sign_in
        card.set_busy(busy=False)
        if isinstance(error, Refused) and error.reasons[0].code == "second-factor-needed":
            card.ask_code()
            return
        if not isinstance(error, EXPECTED):
            raise error
        card.reasons.show_error(error)
        card.password.clear()
        card.password.setFocus()

    def _recover(self, login: str, code: str, password: str) -> None:
        if not isinstance(self.place, Path):
            return
        try:
            logins.recover_login(self.place, login, code, password, self._clock)
        except EXPECTED as error:
            self.door.recovery.reasons.show_error(error)
        else:
            self._sign_in(login, password, "")

    def say(self, sentence: str) -> None:
        """Tell what went wrong, wherever whoever sits here can see it."""
        if self.reading.window is not None:
            self.reading.window.say(sentence)
        elif self.window is not None and not self.is_shut:
            self.window.desk.say(sentence, look="blocked")
        else:
            self._step.say(sentence)

    def close(self) -> None:
        """Leave: what was begun is kept for each who has signed in."""
        self.idle.rest()
        self.reading.close()
        for window in tuple(self.windows.values()):
            window.desk.clinic.locked = False  # to keep the drafts of whoever locked it
            window.close()
            window.desk.clinic.close()
        self.windows.clear()
        self.window = None
        self._background.finish()
