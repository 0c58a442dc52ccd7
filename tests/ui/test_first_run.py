"""The first morning: by keyboard from the first page into the demo, a new clinic, or a server's."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app import paths
from app.clinic import Change, Clinic
from app.domain.access import Act
from app.ui.application import make_application
from app.ui.behind import make_entrance
from app.ui.entrance.doorstep import Doorstep, TakeOver
from app.ui.entrance.entrance import Entrance
from app.ui.first_run.arrival import Arrival
from app.ui.first_run.first_run import FirstRun
from app.ui.first_run.first_steps import LanguageStep, ManagerStep, PlaceStep
from app.ui.first_run.kept import kept_place
from app.ui.first_run.last_steps import PeopleStep, RoomsStep, TypesStep
from app.ui.first_run.made_card import MadeCard
from app.ui.first_run.sheet_step import SheetStep
from app.ui.first_run.step import Step
from app.ui.first_run.wizard import STEPS, WizardCard
from app.ui.main_window import MainWindow
from app.ui.today.getting_started import GettingStarted, begin_to_start
from app.use_cases import begun
from app.use_cases.unlocking import is_open_to_all
from app.words.tongue import tongue
from tests.cups_queue import Queue
from tests.places import DATA_HOME
from tests.postgresql import Server
from tests.small import CHEAP, NOW, make_small
from tests.storage.full_disk import full_disk
from tests.ui.conftest import opened
from tests.ui.entrance_screens import gone
from tests.ui.finding import faults, named_controls, shared_letters
from tests.ui.robots import key_of

SECRET = "quiet orange harbour"
DEMO_NOW = datetime(2026, 11, 23, 16, 41, tzinfo=UTC)


@dataclass
class Newcomer:
    """Somebody at the keyboard of a computer on which there is no clinic yet."""

    qtbot: QtBot
    first: FirstRun
    settings: QSettings

    @property
    def entrance(self) -> Entrance:
        return self.first.entrance

    @property
    def wizard(self) -> WizardCard:
        assert self.first.wizard is not None
        return self.first.wizard

    @property
    def step(self) -> Step:
        return self.wizard.step

    @property
    def made(self) -> MadeCard:
        assert self.first.made is not None
        return self.first.made

    @property
    def window(self) -> MainWindow:
        assert self.entrance.window is not None
        return self.entrance.window

    def press(self, *names: str) -> None:
        """Press keys where the keyboard is."""
        for name in names:
            self.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
            target: QWidget | None = QApplication.focusWidget()
            assert target is not None
            modifier, key = key_of(name)
            QTest.keyClick(target, key, modifier)

    def types(self, *lines: str) -> None:
        """Type lines, each with Enter after it."""
        for line in lines:
            target: QWidget | None = QApplication.focusWidget()
            assert target is not None
            QTest.keyClicks(target, line)
            self.press("Return")

    def is_on(self, step: type[Step]) -> None:
        """A page is shown, with the keyboard on it."""
        self.qtbot.waitUntil(lambda: isinstance(self.step, step))
        self.qtbot.waitUntil(lambda: self.step.isAncestorOf(focused()))

    def begins(self) -> None:
        """Go on from the first page to setting up a clinic."""
        self.qtbot.waitUntil(self.first.welcome.look.hasFocus)
        self.press("Down", "Return")

    def describes(self) -> None:
        """Fill the first three pages."""
        self.begins()
        self.is_on(LanguageStep)
        self.press("Return")
        self.is_on(PlaceStep)
        self.types("Juniper Clinic", "12 Juniper Street, Denver", "303 555 0100")
        self.is_on(ManagerStep)
        self.types("Elena Ruiz", SECRET, SECRET)
        self.is_on(SheetStep)

    def saves_the_sheet(self, file: Path) -> None:
        """Save the recovery sheet where somebody chose, and tick it."""
        step = self.step
        assert isinstance(step, SheetStep)
        step.ask = lambda: str(file)
        self.press("Tab", "Return")
        self.qtbot.waitUntil(step.put_away.hasFocus)
        self.press("Space", "Return")
        self.is_on(RoomsStep)

    def passes_the_rest(self) -> None:
        """Take the rooms as they stand, nobody else, and every kind of visit."""
        self.press("Return")
        self.is_on(PeopleStep)
        self.press("Alt+N" if tongue() == "en" else "Alt+T")
        self.is_on(TypesStep)
        self.press("Return")

    def waits_for_the_clinic(self) -> None:
        self.qtbot.waitUntil(lambda: self.first.made is not None, timeout=30_000)


def focused() -> QWidget:
    """What has the keyboard."""
    found: QWidget | None = QApplication.focusWidget()
    return found or QWidget()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of somebody who has no clinic yet."""
    monkeypatch.setenv(DATA_HOME, str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def arrive(
    qtbot: QtBot, qapp: QApplication, home: Path, tmp_path: Path
) -> Iterator[Callable[..., Newcomer]]:
    """Starts the program, as often as somebody does; the one before is closed."""
    there: list[FirstRun] = []

    def leave() -> None:
        for first in there:
            first.close()
            gone(first.entrance)
        there.clear()

    def start(language: str = "en", now: datetime = NOW) -> Newcomer:
        leave()
        settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
        settings.setValue("language/last", language)
        clock = lambda: now  # noqa: E731 -- stands still
        step = Doorstep(make_application([]), settings)
        entrance = make_entrance(step, paths.default_clinic(), clock)
        first = FirstRun(entrance, Arrival(step), settings, clock, CHEAP)
        there.append(first)
        first.start()
        step.begin()
        step.door.stand_before(None)
        qtbot.waitUntil(entrance.door.isActiveWindow)
        return Newcomer(qtbot, first, settings)

    yield start
    leave()


Arrive = Callable[..., Newcomer]


@pytest.mark.parametrize("language", ["en", "es"])
def test_seven_pages_lead_to_a_clinic_that_opens(
    arrive: Arrive, language: str, tmp_path: Path
) -> None:
    newcomer = arrive(language)

    newcomer.describes()
    newcomer.saves_the_sheet(tmp_path / "sheet.pdf")
    newcomer.passes_the_rest()
    newcomer.waits_for_the_clinic()
    newcomer.press("Tab", "Tab", "Return")

    window = newcomer.window
    assert window.isVisible()
    assert not newcomer.entrance.door.isVisible()
    assert window.desk.clinic.name == "Juniper Clinic"
    assert window.desk.clinic.person.name == "Elena Ruiz"
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF-")
    assert tongue() == language
    assert begun.begun() is None
    assert list(paths.default_clinic().parent.iterdir()) == [paths.default_clinic()]
    assert kept_place(newcomer.settings) == paths.default_clinic()


def test_the_sheet_and_the_test_page_go_to_a_printer(arrive: Arrive, queue: Queue) -> None:
    newcomer = arrive()
    before = len(queue.jobs())

    newcomer.describes()
    newcomer.qtbot.waitUntil(lambda: newcomer.first.printing.is_idle)
    newcomer.press("Return")
    step = newcomer.step
    assert isinstance(step, SheetStep)
    newcomer.qtbot.waitUntil(step.put_away.hasFocus, timeout=20_000)
    newcomer.press("Space", "Return")
    newcomer.passes_the_rest()
    newcomer.waits_for_the_clinic()
    newcomer.qtbot.waitUntil(lambda: newcomer.first.printing.is_idle)
    newcomer.press("Return")
    newcomer.qtbot.waitUntil(newcomer.made.open.hasFocus, timeout=20_000)

    assert len(queue.jobs()) == before + 2
    assert b"Anteroom test page" in queue.controls()[-1]
    assert newcomer.made.where.chosen in newcomer.made.told.text()
    assert newcomer.made.reasons.sentences == ()


def test_a_way_that_is_chosen_before_the_rest_has_come_is_gone_then(
    qtbot: QtBot, home: Path, tmp_path: Path
) -> None:
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    step = Doorstep(make_application([]), settings)
    arrival, come, there = Arrival(step), Event(), list[FirstRun]()

    def read_in() -> TakeOver:
        come.wait()
        return take_over

    def take_over(step: Doorstep) -> None:
        entrance = make_entrance(step, paths.default_clinic(), lambda: NOW)
        there.append(FirstRun(entrance, arrival, settings, lambda: NOW, CHEAP))
        there[0].start()

    step.wait_for(read_in)
    qtbot.waitUntil(arrival.welcome.look.hasFocus)
    QTest.keyClick(arrival.welcome.set_up, Qt.Key.Key_Return)
    step.door.tongue.click()

    assert arrival.welcome.set_up.text() == "&Configurar nuestra clínica"
    assert not arrival.welcome.look.isEnabled()
    come.set()
    qtbot.waitUntil(lambda: bool(there) and there[0].wizard is not None)
    assert step.door.card is there[0].wizard
    assert arrival.welcome.look.isEnabled()
    assert not home.exists()
    there[0].close()
    gone(there[0].entrance)


def test_who_leaves_half_way_finds_everything_but_the_password(arrive: Arrive, home: Path) -> None:
    newcomer = arrive()
    newcomer.describes()
    assert newcomer.first.setup is not None
    code = newcomer.first.setup.code
    again = arrive()

    kept = paths.begun_file().read_text()
    assert SECRET not in kept
    assert code not in kept
    assert again.first.welcome.set_up.text() == "&Go on setting up our clinic"
    again.qtbot.waitUntil(again.first.welcome.set_up.hasFocus)
    again.press("Return")
    again.is_on(ManagerStep)
    step = again.step
    assert isinstance(step, ManagerStep)
    assert (step.name.text(), step.password.text(), step.again.text()) == ("Elena Ruiz", "", "")
    again.press("Escape")
    again.is_on(PlaceStep)
    place = again.step
    assert isinstance(place, PlaceStep)
    assert (place.name.text(), place.phone.text()) == ("Juniper Clinic", "303 555 0100")
    assert not paths.default_clinic().exists()


def test_back_and_forth_loses_nothing_typed(arrive: Arrive) -> None:
    newcomer = arrive()
    newcomer.describes()

    newcomer.press("Escape")
    newcomer.is_on(ManagerStep)

    step = newcomer.step
    assert isinstance(step, ManagerStep)
    assert (step.password.text(), step.again.text()) == (SECRET, SECRET)
    newcomer.press("Escape", "Escape", "Escape")
    newcomer.qtbot.waitUntil(newcomer.first.welcome.look.hasFocus)


def test_another_language_keeps_the_page_and_what_was_typed(arrive: Arrive) -> None:
    newcomer = arrive()
    newcomer.begins()
    newcomer.press("Return")
    newcomer.is_on(PlaceStep)
    QTest.keyClicks(focused(), "Juniper")

    newcomer.entrance.door.tongue.click()

    step = newcomer.step
    assert tongue() == "es"
    assert isinstance(step, PlaceStep)
    assert step.name.text() == "Juniper"
    assert newcomer.wizard.title.text() == "Su clínica"


def test_a_folder_in_use_is_said_on_its_page(arrive: Arrive, tmp_path: Path) -> None:
    newcomer = arrive()
    newcomer.begins()
    newcomer.press("Return")
    newcomer.is_on(PlaceStep)
    step = newcomer.step
    assert isinstance(step, PlaceStep)
    (tmp_path / "used").mkdir()
    (tmp_path / "used" / "letter.txt").write_text("mine")
    step.folder.line.setText(str(tmp_path / "used"))

    newcomer.types("Juniper", "", "")

    assert newcomer.step is step
    (sentence,) = newcomer.wizard.reasons.sentences
    assert str(tmp_path / "used") in sentence


def test_a_weak_password_is_said_while_it_is_typed_and_goes_nowhere(arrive: Arrive) -> None:
    newcomer = arrive()
    newcomer.begins()
    newcomer.press("Return")
    newcomer.is_on(PlaceStep)
    newcomer.press("Alt+S")
    newcomer.is_on(ManagerStep)
    step = newcomer.step
    assert isinstance(step, ManagerStep)

    newcomer.types("Elena Ruiz")
    QTest.keyClicks(focused(), "password password")

    newcomer.qtbot.waitUntil(lambda: "first that would be tried" in step.strength.text())
    newcomer.press("Return")
    newcomer.types("password password")
    assert newcomer.step is step
    assert "first that would be tried" in " ".join(newcomer.wizard.reasons.sentences)

    step.password.setText(SECRET)
    newcomer.qtbot.waitUntil(lambda: step.strength.text() == "Strong: nobody guesses that.")


def test_who_skips_everything_is_brought_to_what_is_needed(arrive: Arrive) -> None:
    newcomer = arrive()
    newcomer.begins()

    for step in STEPS[:-1]:
        newcomer.is_on(step)
        newcomer.press("Alt+S")
    newcomer.is_on(TypesStep)
    newcomer.press("Return")

    newcomer.is_on(ManagerStep)
    assert newcomer.wizard.reasons.sentences == (
        "The manager needs a name: acts and papers are told by it.",
        "The manager needs a password: it opens the clinic.",
    )
    assert newcomer.first.setup is not None
    assert newcomer.first.setup.new.name == "Our clinic"


def test_a_sheet_that_is_not_put_away_stops(arrive: Arrive) -> None:
    newcomer = arrive()
    newcomer.describes()

    newcomer.press("Alt+N")
    newcomer.qtbot.waitUntil(newcomer.wizard.reasons.isVisible)

    assert isinstance(newcomer.step, SheetStep)
    (sentence,) = newcomer.wizard.reasons.sentences
    assert sentence.startswith("Print the recovery sheet")


def test_a_disk_that_refuses_is_said_and_leaves_nothing(arrive: Arrive, tmp_path: Path) -> None:
    newcomer = arrive()
    newcomer.describes()
    newcomer.saves_the_sheet(tmp_path / "sheet.pdf")

    with full_disk():
        newcomer.passes_the_rest()
        newcomer.qtbot.waitUntil(newcomer.wizard.reasons.isVisible, timeout=30_000)

    assert newcomer.wizard.reasons.sentences[0] == "Not made. Nothing was left behind."
    assert "full" in newcomer.wizard.reasons.sentences[1]
    folder = paths.default_clinic().parent
    assert [each.name for each in folder.iterdir()] == [paths.begun_file().name]
    newcomer.press("Return")
    newcomer.waits_for_the_clinic()


def test_the_demo_opens_from_the_first_page(arrive: Arrive, demo_made: Path, home: Path) -> None:
    shutil.copytree(demo_made, paths.demo_clinic())
    newcomer = arrive(now=DEMO_NOW)
    newcomer.qtbot.waitUntil(newcomer.first.welcome.look.hasFocus)

    newcomer.press("Return")

    newcomer.qtbot.waitUntil(lambda: newcomer.entrance.window is not None, timeout=30_000)
    assert newcomer.window.desk.clinic.is_demo
    assert is_open_to_all(paths.demo_clinic())
    assert kept_place(newcomer.settings) is None


def test_the_demo_is_stopped_while_it_is_made_and_can_be_begun_again(
    arrive: Arrive, home: Path
) -> None:
    newcomer = arrive(now=DEMO_NOW)
    working = newcomer.first.working
    newcomer.qtbot.waitUntil(newcomer.first.welcome.look.hasFocus)
    newcomer.press("Return")
    newcomer.qtbot.waitUntil(lambda: working.progress.value() > 0, timeout=60_000)

    newcomer.press("Esc")

    newcomer.qtbot.waitUntil(newcomer.first.welcome.reasons.isVisible, timeout=60_000)
    assert newcomer.first.welcome.reasons.sentences == (
        "The demo clinic was stopped before it was whole; nothing of it is kept.",
    )
    assert list(paths.demo_clinic().glob("*")) == []
    newcomer.qtbot.waitUntil(newcomer.first.welcome.look.hasFocus)
    newcomer.press("Return")
    newcomer.qtbot.waitUntil(lambda: working.progress.value() > 0, timeout=60_000)
    assert working.stop.isEnabled()


def test_a_server_is_joined_by_its_address(arrive: Arrive, server: Server) -> None:
    address = server.empty()
    make_small(address)
    newcomer = arrive()
    newcomer.qtbot.waitUntil(newcomer.first.welcome.look.hasFocus)

    newcomer.press("Down", "Down", "Return")
    newcomer.types("clinic.example.org")
    assert newcomer.first.join.reasons.isVisible()
    newcomer.first.join.address.clear()
    newcomer.types(address)
    newcomer.qtbot.waitUntil(newcomer.entrance.door.sign_in.login.hasFocus)
    newcomer.types("desk", "what the server wants")

    newcomer.qtbot.waitUntil(lambda: newcomer.entrance.window is not None, timeout=30_000)
    assert newcomer.window.desk.clinic.is_on_server
    assert newcomer.window.desk.clinic.person.login == "desk"


def test_escape_leads_back_from_the_sign_in_to_the_address(arrive: Arrive) -> None:
    newcomer = arrive()
    newcomer.qtbot.waitUntil(newcomer.first.welcome.look.hasFocus)
    newcomer.press("Down", "Down", "Return")
    newcomer.types("postgresql://db.example.org/clinic")
    newcomer.qtbot.waitUntil(newcomer.entrance.door.sign_in.login.hasFocus)

    newcomer.press("Escape")

    newcomer.qtbot.waitUntil(newcomer.first.join.address.hasFocus)
    newcomer.press("Escape")
    newcomer.qtbot.waitUntil(newcomer.first.welcome.look.hasFocus)


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_page_fits_is_named_and_shares_no_letter(arrive: Arrive, language: str) -> None:
    newcomer = arrive(language)
    door = newcomer.entrance.door
    door.resize(1024, 700)
    pages: list[Callable[[], None]] = [
        lambda: None,
        newcomer.first.welcome.join_wanted.emit,
        newcomer.first.welcome.set_up_wanted.emit,
        *(lambda n=n: newcomer.wizard.show_step(n) for n in range(1, len(STEPS))),
    ]

    def fits() -> None:
        assert faults(door) == []

    for show in pages:
        show()
        newcomer.qtbot.waitUntil(lambda: newcomer.first.printing.is_idle)
        newcomer.qtbot.waitUntil(fits)
        assert [each for each, name in named_controls(door) if not name] == []
        assert shared_letters(door) == []


def test_a_place_that_is_gone_is_not_asked_for(tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    settings.setValue("entrance/place", str(tmp_path / "gone"))

    assert kept_place(settings) is None


STARTED = (Act.BOOK_VISIT, Act.MOVE_VISIT, Act.ISSUE_PACKET, Act.RETURN_PAPER, Act.UNDO)


def test_what_to_try_first_is_ticked_and_gone_when_all_is_done(
    qapp: QApplication, clinic: Clinic, tmp_path: Path
) -> None:
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    begin_to_start(settings, clinic)
    settings.sync()
    with opened(clinic, tmp_path / "window.ini") as window:
        card = window.findChild(GettingStarted)
        assert isinstance(card, GettingStarted)
        assert card.count.text() == "0 of 5 tried"

        window.desk.changes.hear(Change(act=Act.UNDO, by="somebody else"))
        assert card.count.text() == "0 of 5 tried"
        for number, act in enumerate(STARTED, start=1):
            assert card.isVisibleTo(window)
            window.desk.changes.hear(Change(act=act, by="desk"))
            window.desk.changes.hear(Change(act=act, by="desk"))
            assert card.count.text() == f"{number} of 5 tried"

        assert not card.isVisibleTo(window)


def test_what_to_try_first_is_closed_for_good(
    qapp: QApplication, clinic: Clinic, tmp_path: Path
) -> None:
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    begin_to_start(settings, clinic)
    settings.sync()
    with opened(clinic, tmp_path / "window.ini") as window:
        card = window.findChild(GettingStarted)
        assert isinstance(card, GettingStarted)
        card.close_it.click()

        assert not card.isVisibleTo(window)
        begin_to_start(window.desk.settings, clinic)
        assert window.desk.settings.value(f"started/{clinic.setup.details.uuid}/desk") == "over"


def test_nobody_else_is_told_what_to_try(window: MainWindow) -> None:
    card = window.findChild(GettingStarted)
    assert isinstance(card, GettingStarted)

    assert not card.isVisibleTo(window)
