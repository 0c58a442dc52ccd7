"""Who starts the program for the first time: the way into the demo, a new clinic, or a server's."""

from contextlib import suppress
from functools import partial
from threading import Event

from PySide6.QtCore import QObject, QSettings, Signal

from app import words
from app.clinic import Clinic, Clock, system_clock
from app.domain.beginning import Beginning
from app.domain.clinics import shown
from app.domain.refusal import Trouble
from app.security.slots import USUAL, Cost
from app.ui.common.background import Background
from app.ui.desk import EXPECTED
from app.ui.entrance.cards import EntranceCard
from app.ui.entrance.entrance import Entrance
from app.ui.first_run.arrival import Arrival
from app.ui.first_run.cards import JoinCard, WelcomeCard, WorkingCard
from app.ui.first_run.kept import PLACE
from app.ui.first_run.made_card import MadeCard
from app.ui.first_run.setup import Setup, first_time
from app.ui.first_run.wizard import MANAGER, WizardCard
from app.ui.today.getting_started import begin_to_start
from app.use_cases import beginning, begun, clinics, demo
from app.words.tongue import later, tongue, tr

MAKING = later("Your clinic is being made")
MAKING_NOTE = later("This takes a few seconds: everything is encrypted from the first moment.")
DEMO = later("The demo clinic is being made")
DEMO_NOTE = later("300 invented patients around today's date. This takes a few seconds.")
AGAIN = later("Everything you typed is here again, but no password: type it anew.")
NEW_SHEET = later("The recovery sheet has a new code: one that was printed before is worthless.")


class FirstRun(QObject):
    """The pages before there is a clinic, on the page that later asks who it is."""

    _told = Signal(int)

    def __init__(
        self,
        entrance: Entrance,
        arrival: Arrival,
        settings: QSettings,
        clock: Clock = system_clock,
        cost: Cost = USUAL,
    ) -> None:
        super().__init__(entrance)
        self.entrance, self._arrival = entrance, arrival
        self._settings, self._clock, self._cost = settings, clock, cost
        self.work, self.printing = Background(self), Background(self)
        self.setup: Setup | None = None
        self.clinic: Clinic | None = None
        """The clinic that was just made, before the window is open."""
        self._stop = Event()
        """Set when the demo clinic is not to be made after all."""
        self._shown = "welcome"
        self.is_over = False
        entrance.retold.connect(self._retold)
        entrance.entered.connect(self._entered)
        entrance.door.back_wanted.connect(self._back)
        arrival.look_wanted.connect(self._look_around)
        arrival.set_up_wanted.connect(self._set_up)
        arrival.join_wanted.connect(partial(self._show, "join"))
        self._told.connect(self._tell)
        self._put_in()

    @property
    def welcome(self) -> WelcomeCard:
        """The first page."""
        return self._arrival.welcome

    def start(self) -> None:
        """Take the first page over, and go the way that was chosen on it."""
        self.entrance.begin = self._show_again
        self._arrival.go_on()

    def _put_in(self) -> None:
        """The cards in the language that is spoken now."""
        door = self.entrance.door
        self.join, self.working = JoinCard(), WorkingCard()
        self.wizard: WizardCard | None = None
        self.made: MadeCard | None = None
        for card in (self.join, self.working):
            door.put_in(card)
        self.join.left.connect(partial(self._show, "welcome"))
        self.join.entered.connect(self._join)
        self.working.stopped.connect(self._stop.set)
        if self.setup is not None:
            self._put_in_wizard(self.setup)
        if self.setup is not None and self.clinic is not None:
            self._put_in_made(self.setup, self.clinic)

    def _put_in_wizard(self, setup: Setup) -> WizardCard:
        card = WizardCard(setup)
        card.spoken.connect(self._arrival.speak)
        card.moved.connect(self._keep)
        card.left.connect(self._leave)
        card.finished.connect(self._make)
        self.entrance.door.put_in(card)
        self.wizard = card
        return card

    def _put_in_made(self, setup: Setup, clinic: Clinic) -> MadeCard:
        card = MadeCard(setup, clinic)
        card.opened.connect(self._open)
        self.entrance.door.put_in(card)
        self.made = card
        return card

    def _show(self, name: str) -> None:
        self._shown = name
        cards: dict[str, EntranceCard | None] = {
            "welcome": self.welcome,
            "join": self.join,
            "working": self.working,
            "wizard": self.wizard,
            "made": self.made,
        }
        self.entrance.door.foot.setText("")
        self.entrance.door.show_card(cards[name] or self.welcome)

    def _show_again(self) -> None:
        self._show(self._shown)

    def _retold(self) -> None:
        if self.is_over:
            return
        if self.wizard is not None:
            self.wizard.step.take()
        if self.setup is not None:
            self.setup.change(language=tongue())
        self._put_in()

    def _look_around(self) -> None:
        self._stop.clear()
        self.working.show_work(tr(DEMO), tr(DEMO_NOTE), can_stop=True)
        self._show("working")
        self.work.run(self._make_demo, self._enter, partial(self._not_made, "welcome"))

    def _make_demo(self) -> Clinic:
        folder = demo.todays_demo(self._clock, self._told.emit, self._stop.is_set)
        return clinics.open_clinic(folder, clock=self._clock)

    def _tell(self, done: int) -> None:
        self.working.progress.show_done(done, 100)

    def _set_up(self) -> None:
        if self.setup is None:
            kept = begun.begun()
            self.setup = self._new_setup(kept or first_time())
            if kept is not None:
                self._go_on(self.setup)
        if self.wizard is None:
            self._put_in_wizard(self.setup)
        self._show("wizard")
        if self.setup.new.step >= MANAGER and not self.setup.password:
            self.entrance.door.foot.setText(f"{tr(AGAIN)} {tr(NEW_SHEET)}")

    def _new_setup(self, new: Beginning) -> Setup:
        return Setup(new=new, settings=self._settings, printing=self.printing, clock=self._clock)

    def _go_on(self, setup: Setup) -> None:
        """Where somebody left: but the password, which is kept nowhere, comes before the rest."""
        setup.change(step=min(setup.new.step, MANAGER))

    def _keep(self) -> None:
        """Keep what was typed; a disk that refuses is told, and stops nobody."""
        if self.setup is None or self.is_over or self.clinic is not None:
            return
        try:
            begun.keep_begun(self.setup.new)
        except Trouble as trouble:
            self.entrance.say(words.say(trouble.reason))

    def _leave(self) -> None:
        self.welcome.set_up.say(tr("&Go on setting up our clinic"))
        self._show("welcome")

    def _make(self) -> None:
        setup, wizard = self.setup, self.wizard
        if setup is None or wizard is None:
            return
        found = wizard.against_all()
        if found is not None:
            wizard.show_step(*found)
            wizard.step.begin()
            return
        self.working.show_work(tr(MAKING), tr(MAKING_NOTE), can_stop=False)
        self._show("working")
        work = partial(self._made_clinic, setup)
        self.work.run(work, self._made, partial(self._not_made, "wizard"))

    def _made_clinic(self, setup: Setup) -> Clinic:
        folder = beginning.make(
            setup.new,
            setup.password,
            setup.code,
            self._clock,
            cost=self._cost,
            tell=lambda done: self._told.emit(25 * done),
        )
        login, password = setup.new.login.strip(), setup.password
        return clinics.open_clinic(folder, login, self._clock, password=password)

    def _made(self, clinic: Clinic) -> None:
        setup = self.setup
        if setup is None:
            return
        setup.forget()
        self.clinic = clinic
        self.entrance.speech.keep(clinic.person.login, setup.new.language)
        self._put_in_made(setup, clinic)
        self._show("made")

    def _not_made(self, back_to: str, error: Exception) -> None:
        self._show(back_to)
        card = self.wizard if back_to == "wizard" and self.wizard else self.welcome
        note = "" if self._stop.is_set() else tr("Not made. Nothing was left behind.")
        card.reasons.show_error(error, note)

    def _open(self) -> None:
        if self.clinic is not None:
            self._enter(self.clinic)

    def _enter(self, clinic: Clinic) -> None:
        self.clinic = None
        self.entrance.place = clinic.place
        begin_to_start(self._settings, clinic)
        self.entrance.enter(clinic)

    def _join(self, typed: str) -> None:
        try:
            self.entrance.place = beginning.server_address(typed)
        except EXPECTED as error:
            self.join.reasons.show_error(error)
        else:
            self.entrance.ask()
            self.entrance.door.foot.setText(tr("Esc goes back to the address."))

    def _back(self) -> None:
        """From signing in to a server back to its address."""
        if not self.is_over and self.entrance.window is None:
            self.entrance.begin = self._show_again
            self._show("join")

    def _entered(self) -> None:
        """Somebody is in: from now on the page asks who it is, and the next start finds it."""
        if self.is_over:
            return
        self.is_over = True
        self._arrival.deleteLater()
        self.entrance.door.foot.setText("")
        window = self.entrance.window
        if window is not None and not window.desk.clinic.is_demo:
            self._settings.setValue(PLACE, shown(self.entrance.place))

    def close(self) -> None:
        """Keep what was typed, and leave."""
        if self.wizard is not None and not self.is_over and self.clinic is None:
            self.wizard.step.take()
            self._keep()
        self._stop.set()
        self.work.finish()
        self.printing.finish()
        if self.clinic is not None:
            with suppress(*EXPECTED):
                self.clinic.close()
            self.clinic = None
