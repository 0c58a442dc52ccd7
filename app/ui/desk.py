"""What the pages and panels share: the clinic, the worker, undo, the shown day, and where to go."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from threading import Event

from PySide6.QtCore import QObject, QSettings, Qt, QTimer, Signal

from app.clinic import ELSEWHERE, Clinic, new_token
from app.domain.gate import Item
from app.domain.patients import Patient
from app.domain.refusal import Refused, Trouble
from app.domain.scheduling import Resource
from app.domain.wishes import NO_WISHES, Wishes
from app.ui.backing_up import BackingUp
from app.ui.common.background import Background
from app.ui.common.changes import Changes
from app.ui.common.clip import forget_copied
from app.ui.common.undo import Step, Turn, Undo
from app.ui.news import News
from app.ui.private import initialled, initials, only_initials, private_board
from app.use_cases import days, needs
from app.use_cases.holds import book_ready_holds
from app.use_cases.judging import Rejudged, rejudge_visits
from app.use_cases.local_copy import LocalCopy
from app.use_cases.needs import Board
from app.use_cases.resources import see_resources
from app.use_cases.scheduling import release_holds, see_visit
from app.use_cases.views import DayView, VisitView
from app.words.tongue import tr_many

PRIVATE = "look/privacy"

MINUTE = 60_000
"""Milliseconds after which the clock is looked at again."""


def is_private(settings: QSettings) -> bool:
    """Whether this computer shows initials instead of names."""
    return str(settings.value(PRIVATE, "no")) == "yes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What a booking starts from: a patient, a kind of visit, a start picked on the schedule."""

    patient: int | None = None
    start: datetime | None = None
    type: str = ""
    wishes: Wishes = NO_WISHES
    """What the patient has told before."""
    hold: bool = False
    """Whether the time is to be held rather than booked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """Somebody to ring who is not the patient."""

    phone: str
    whose: str


class Desk(QObject):
    """The desk that everybody in the window works at."""

    said = Signal(str, str, bool)
    """A sentence for the toast, its look, and whether undo takes it back."""
    language_wanted = Signal(str)
    """The language that whoever is signed in wants the window to speak."""
    card_wanted = Signal(int)
    visit_wanted = Signal(int)
    item_wanted = Signal(object, object)
    """A visit and one of its gate items, whose next action is to be done."""
    letter_wanted = Signal(int)
    """A referral that is expected, whose request letter is to be printed."""
    paper_scans_wanted = Signal(object)
    """A paper whose scans are to be looked at."""
    scan_wanted = Signal(object)
    """A referral whose scans are to be looked at."""
    referral_wanted = Signal(object, object)
    """A patient, and a form about their referral that is to stand beside the page."""
    refused = Signal(object, object)
    """A visit and the error that stopped its next step."""
    packet_wanted = Signal(int)
    """The packet of a visit, as it would be printed now."""
    papers_wanted = Signal(int, object)
    """A visit, and which papers somebody wishes for it."""
    forms_wanted = Signal()
    """The clinic's forms, to be looked through and approved."""
    print_wanted = Signal(object)
    """A worklist or a report that is to be printed."""
    archived_wanted = Signal(int)
    """A packet from the archive, as it was printed."""
    booking_wanted = Signal(object)
    cancel_wanted = Signal(int)
    """A visit that is to be called off."""
    fill_wanted = Signal(object)
    """A gap that somebody on the wait list could fill."""
    move_wanted = Signal(int)
    """A visit that is to go to another time."""
    sooner_wanted = Signal(int, object)
    """A visit that is to be brought forward, and when the patient can come."""
    course_wanted = Signal(int)
    """A booked course that is to be looked at, or mended."""
    merge_wanted = Signal(int)
    """A patient whose chart is to be merged with another one."""
    wait_wanted = Signal(object)
    """A patient for the wait list, an entry of it whose wishes change, or None."""
    block_wanted = Signal(object)
    """A resource and a start from which it is to be blocked, or None."""
    visit_placed = Signal(int)
    """A visit that has just been given its time on the day that is shown."""
    paper_wanted = Signal(str)
    new_patient_wanted = Signal(str)
    record_wanted = Signal(int)
    """A patient whose record is to be changed."""
    printer_chosen = Signal(str)
    """The printer that something is to go to from now on, chosen without printing."""
    drill_wanted = Signal(object)
    """What came of a restore drill, whose page is to be looked at."""
    stopped = Signal()
    """The clinic is left: documents that are shown are let go of."""
    lock_wanted = Signal()
    """Everything is to be hidden until whoever is signed in comes back."""
    emergency_changed = Signal()
    """The glass was broken, or that is over."""
    day_changed = Signal()
    minute_passed = Signal()
    holds_released = Signal(tuple, str)
    """Visits whose time the clock has given away, and the mark by which that is taken back."""
    chosen_changed = Signal()
    private_changed = Signal()

    def __init__(self, clinic: Clinic, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.clinic = clinic
        self.settings = settings
        self.changes = Changes(clinic, self)
        self.background = Background(self)
        self.long_work = Background(self)
        """For what takes many seconds, so that nothing else waits for it."""
        self.judging = Background(self)
        """For visits that are judged again, which nobody who reads a page is to wait for."""
        self.printing = Background(self)
        """For printers and their service, which may keep one waiting."""
        self.leaving = Event()
        """Set when the window is closed: long work stops then."""
        self.backing_up = BackingUp(clinic, self.leaving, self)
        self.undo = Undo(self)
        self.day = clinic.today()
        self.visit: VisitView | None = None
        self.patient: int | None = None
        self.computer = ""
        """What this computer is known by where PINs are kept."""
        self.ring: Ring | None = None
        """Whom to ring about that patient, when it is not the patient."""
        self.private = is_private(settings)
        """Whether pages that strangers can see show initials instead of names."""
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE)
        self._minute.timeout.connect(self.turn_clock)
        self._minute.start()
        self._then: Callable[[], None] | None = None
        self._resting = False
        self._edition = clinic.setup.edition
        self.changes.happened.connect(self._rejudge_if_decided)
        self.news = News(clinic, self.background, self)
        self.lost_since: datetime | None = None
        """Since when the clinic's server does not answer."""
        self.local = LocalCopy()
        self.news.heard.connect(self._read_again)
        self.news.lost.connect(self._lose)
        self.news.found.connect(self._find)
        self.news.begin()

    def turn_clock(self) -> None:
        """Do what is due by the clock: holds are released, or booked once all is on file.

        Without its server the clinic stands still, and so does what is shown of it.
        """
        if self.lost_since is not None:
            return
        token = new_token()
        released = release_holds(self.clinic, token=token)
        if released:
            self.holds_released.emit(released, token)
        book_ready_holds(self.clinic)
        self.rejudge()
        self.backing_up.look()
        self.minute_passed.emit()

    def rejudge(self) -> None:
        """Have visits to come judged again, beside other work, when a day or a rule is new."""
        self._edition = self.clinic.setup.edition
        work = partial(rejudge_visits, self.clinic, self._judging_goes_on)
        self.judging.run(work, self._rejudged, self._not_judged)

    def _judging_goes_on(self) -> bool:
        """Whether the window is still there, once it has done what it had to do."""
        self.judging.give_way()
        return not self.leaving.is_set()

    def _not_judged(self, error: Exception) -> None:
        """A clinic that does not answer is said by the next act, and judged again later."""
        if not isinstance(error, EXPECTED):
            raise error

    def _rejudge_if_decided(self) -> None:
        if self.clinic.setup.edition != self._edition:
            self.rejudge()

    def _rejudged(self, found: Rejudged) -> None:
        marked = len(found.marked)
        if marked:
            told = tr_many(
                marked,
                "{count} visit to come newly in need of attention: see Today.",
                "{count} visits to come newly in need of attention: see Today.",
            )
            self.say(told, look="waiting")
        if marked or found.well:
            self.changes.hear(ELSEWHERE)

    def _read_again(self) -> None:
        """Another program did something: everything is read again, if it can be."""
        if self.lost_since is None:
            self.changes.hear(ELSEWHERE)

    def _lose(self) -> None:
        self.lost_since = self.clinic.now()

    def _find(self) -> None:
        self.lost_since = None

    def show_day(self, day: date) -> None:
        """Look at another day."""
        if day != self.day:
            self.day = day
            self.day_changed.emit()

    def see_day(self, day: date) -> DayView:
        """A day as the pages show it: with names, or with initials only."""
        view = self.local.read(("day", day), partial(days.see_day, self.clinic, day))
        self._remember_visits(view)
        return only_initials(view) if self.private else view

    def _remember_visits(self, view: DayView) -> None:
        for each in view.visits:
            self.local.keep(("visit", each.visit.id), each)

    def see_board(self, day: date) -> Board:
        """A day with what needs somebody first, as the pages show it."""
        board = self.local.read(("board", day), partial(needs.see_board, self.clinic, day))
        self.local.keep(("day", day), board.view)
        self._remember_visits(board.view)
        return private_board(board) if self.private else board

    def see_days(self, first: date, last: date) -> tuple[DayView, ...]:
        """Several days as the pages show them."""
        read = partial(days.see_days, self.clinic, first, last)
        views = self.local.read(("days", first, last), read)
        return tuple(map(only_initials, views)) if self.private else views

    def see_resources(self) -> tuple[Resource, ...]:
        """The rooms, the people and the pumps."""
        return self.local.read("resources", partial(see_resources, self.clinic))

    def see_visit(self, visit: int) -> VisitView:
        """A visit as the pages show it."""
        view = self.local.read(("visit", visit), partial(see_visit, self.clinic, visit))
        return initialled(view) if self.private else view

    def name(self, patient: Patient) -> str:
        """A patient as the pages and the toast name them."""
        return initials(patient) if self.private else patient.listed

    def set_private(self, *, private: bool) -> None:
        """Show names or initials from now on, also the next time on this computer."""
        self.private = private
        self.settings.setValue(PRIVATE, "yes" if private else "no")
        if private:
            self.undo.hush()
        self.private_changed.emit()

    def choose_visit(self, view: VisitView | None) -> None:
        """A visit is what the Visit menu is about now."""
        self.visit, self.ring = view, None
        if view is not None:
            self.patient = view.patient.id
        self.chosen_changed.emit()

    def choose_patient(self, patient: int | None, ring: Ring | None = None) -> None:
        """A patient is what the Patient menu is about now, and who is rung about them."""
        self.patient, self.ring = patient, ring
        self.visit = None
        self.chosen_changed.emit()

    def say(self, sentence: str, *, look: str = "ready", can_undo: bool = False) -> None:
        """Tell in the toast that something has happened."""
        self.said.emit(sentence, look, can_undo)

    def remember(self, said: str, turn: Turn) -> None:
        """Tell what has happened, and remember how it is taken back."""
        self.undo.push(Step(said=said, at=self.clinic.now(), turn=turn))
        self.say(said, can_undo=True)

    def want_item(self, view: VisitView, item: Item) -> None:
        """Do the next thing about an open item."""
        self.item_wanted.emit(view, item)

    @property
    def workers(self) -> tuple[Background, ...]:
        """Everything that works beside the window, but for the backups."""
        return self.background, self.judging, self.long_work, self.printing

    def rest(self, then: Callable[[], None]) -> None:
        """Nobody is at the desk: do nothing more, and once long work is done do what follows."""
        self._minute.stop()
        self.news.stop()
        self.changes.hold()
        self._resting = True
        self._then = then
        self._rested()

    def _rested(self) -> None:
        """A batch that is being printed is finished first; nobody can see it meanwhile."""
        busy = [each for each in self.workers if not each.is_idle]
        if self._then is None:
            return
        if busy:
            busy[0].idle.connect(self._rested, Qt.ConnectionType.SingleShotConnection)
            return
        then, self._then = self._then, None
        then()

    def wake(self) -> None:
        """Whoever is signed in is back: everything is read again."""
        self._then = None
        if self._resting:
            self._resting = False
            self._minute.start()
            self.news.begin()
            self.changes.go_on()

    def stop(self) -> None:
        """Leave the clinic as it is: nothing more is heard or worked."""
        self._minute.stop()
        self.news.stop()
        self.changes.stop()
        self.leaving.set()
        for each in self.workers:
            each.finish()
        self.backing_up.finish()
        self.stopped.emit()
        forget_copied()


EXPECTED = (Refused, Trouble)
"""What an act may answer with; it is shown in the page. Anything else is a bug."""
