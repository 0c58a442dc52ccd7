"""What a start reads in, and in what order: first the page before the clinic, then the rest."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.application import make_application
from app.ui.behind import make_entrance
from app.ui.common.placing import FIRST_SIZE
from app.ui.entrance.doorstep import Doorstep, TakeOver
from app.ui.entrance.entrance import Entrance
from app.words.tongue import FIRST as ROOMS
from tests.small import PASSWORD, Small
from tests.starting import ARRIVED, LOCKED, TODAY
from tests.ui.entrance_screens import gone

NOTES_TRANSLATIONS = """
import sys
def note(event, facts):
    if event == "open" and str(facts[0]).endswith(".po"):
        sys.modules[str(facts[0]).replace("\\\\", "/").rpartition("/")[2]] = None
sys.addaudithook(note)
"""

READ_IN = """
import sys
print(*sorted(sys.modules))
"""

PAGE = {
    "app.cli",
    "app.cli.answer",
    "app.cli.program",
    "app.cli.screen",
    "app.domain.clinics",
    "app.domain.refusal",
    "app.domain.time",
    "app.paths",
    "app.ui.application",
    "app.ui.common.asking",
    "app.ui.common.background",
    "app.ui.common.buttons",
    "app.ui.common.collecting",
    "app.ui.common.flow",
    "app.ui.common.icons",
    "app.ui.common.line",
    "app.ui.common.look",
    "app.ui.common.memory",
    "app.ui.common.notices",
    "app.ui.common.painting",
    "app.ui.common.palette",
    "app.ui.common.placing",
    "app.ui.common.surfaces",
    "app.ui.common.text_boxes",
    "app.ui.common.text_field",
    "app.ui.common.type",
    "app.ui.entrance.cards",
    "app.ui.entrance.door",
    "app.ui.entrance.doorstep",
    "app.ui.first_run.kept",
    "app.ui.speech",
    "app.words.tongue",
}
"""Our own files that the page before the clinic is made of."""

FIRST_PAGE = PAGE | {
    "app.ui.common.numbered",
    "app.ui.common.progress",
    "app.ui.first_run.arrival",
    "app.ui.first_run.cards",
}
"""Those of the first page of all."""

WITH_QT = {"PySide6", "shiboken6", "shibokensupport", "signature_bootstrap"}
PAGE_LIBRARIES = WITH_QT | {"platformdirs", "typing_extensions"}
TODAY_LIBRARIES = PAGE_LIBRARIES | {
    "babel",
    "cryptography",
    "cython_runtime",
    "markdown_it",
    "mdurl",
    "phonenumbers",
    "rapidfuzz",
    "sqlalchemy",
    "sqlcipher3",
    "stdnum",
}
"""Nothing that makes or reads papers and calendars, and no migration of a store."""


def read_in(code: str, *arguments: str) -> set[str]:
    """The modules that a program has read in."""
    done = subprocess.run(
        [sys.executable, "-c", code + READ_IN, *arguments],
        check=True,
        env=os.environ,
        capture_output=True,
        text=True,
    )
    return set(done.stdout.split())


def libraries(modules: set[str]) -> set[str]:
    """Whose modules they are, but for Python's and ours."""
    names = {module.partition(".")[0] for module in modules} - sys.stdlib_module_names - {"app"}
    return {name for name in names if not name.startswith("_")}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of whoever starts the program, on a computer where Spanish is spoken."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("DISPLAY", ":none")  # it asks for one; Qt draws where nobody sees it
    return tmp_path


def begin_at(home: Path, code: str) -> None:
    """A clinic there where one is looked for at the door."""
    if code == LOCKED:
        (home / "Anteroom" / "clinic").mkdir(parents=True)


PAGES = {"sign in": (LOCKED, PAGE), "first": (ARRIVED, FIRST_PAGE)}


@pytest.mark.parametrize("page", PAGES)
def test_the_page_before_the_clinic_reads_in_next_to_nothing(home: Path, page: str) -> None:
    code, ours = PAGES[page]
    begin_at(home, code)

    found = read_in(code)

    assert libraries(found) == PAGE_LIBRARIES
    rooms = {name.rpartition(".")[0] for name in ours}
    assert {name for name in found if name.startswith("app.")} == ours | rooms - {"app"}


TRANSLATED = {"sign in": (LOCKED, ROOMS[:2]), "first": (ARRIVED, ROOMS[:3])}


@pytest.mark.parametrize("page", TRANSLATED)
def test_the_page_before_the_clinic_reads_in_only_its_own_spanish(
    home: Path, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    monkeypatch.setenv("LC_ALL", "es_MX.UTF-8")
    code, rooms = TRANSLATED[page]
    begin_at(home, code)

    found = read_in(NOTES_TRANSLATIONS + code)

    assert {name for name in found if name.endswith(".po")} == {f"{room}.po" for room in rooms}


def test_today_needs_no_library_of_papers(made: Small) -> None:
    assert libraries(read_in(TODAY, str(made.place), PASSWORD)) == TODAY_LIBRARIES


class Rest:
    """What is behind the page of a clinic; it comes when the test lets it."""

    def __init__(self, small: Small) -> None:
        self.small, self.may_come = small, Event()
        self.entrance: Entrance | None = None

    def read_in(self) -> TakeOver:
        self.may_come.wait()
        return self.take_over

    def take_over(self, step: Doorstep) -> None:
        self.entrance = make_entrance(step, self.small.place, self.small.clock)
        self.entrance.go_on()

    @property
    def is_open(self) -> bool:
        return self.entrance is not None and self.entrance.window is not None


@pytest.fixture
def rest(small: Small) -> Iterator[Rest]:
    """What is behind the page, closed at the end."""
    shown = Rest(small)
    yield shown
    shown.may_come.set()
    if shown.entrance is not None:
        gone(shown.entrance)


@pytest.fixture
def step(qapp: QApplication, rest: Rest, tmp_path: Path) -> Iterator[Doorstep]:
    """The page before the clinic, on which the rest is waited for."""
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    shown = Doorstep(make_application([]), settings)
    shown.wait_for(rest.read_in)
    yield shown
    rest.may_come.set()
    shown.close()
    shown.speech.speak("en")
    shown.door.close()


def test_whoever_types_faster_than_the_rest_is_read_in_is_let_in(
    qtbot: QtBot, rest: Rest, step: Doorstep
) -> None:
    card = step.door.sign_in
    QTest.keyClicks(card.login, "desk")
    QTest.keyClicks(card.password, PASSWORD)
    QTest.keyClick(card.password, Qt.Key.Key_Return)

    assert not card.enter.isEnabled()
    rest.may_come.set()
    qtbot.waitUntil(lambda: rest.is_open, timeout=20_000)
    assert step.door.isHidden()
    assert rest.entrance is not None
    assert rest.entrance.window is not None
    assert rest.entrance.window.size() == step.door.size() == FIRST_SIZE


def test_what_was_typed_so_far_stays_when_the_rest_has_come(
    qtbot: QtBot, rest: Rest, step: Doorstep
) -> None:
    QTest.keyClicks(step.door.sign_in.login, "des")
    rest.may_come.set()
    qtbot.waitUntil(lambda: rest.entrance is not None)

    assert step.door.sign_in.login.text() == "des"


def test_the_page_changes_its_language_before_the_rest_has_come(step: Doorstep) -> None:
    step.door.tongue.click()

    assert step.door.sign_in.title.text() == "Iniciar sesión"
