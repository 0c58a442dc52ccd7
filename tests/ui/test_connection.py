"""The clinic's server goes away while somebody works, and comes back."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.clinic import Clinic
from app.domain.patients import Patient
from app.domain.refusal import Trouble
from app.ui.application import watch
from app.ui.connection import ConnectionLine
from app.ui.main_window import MainWindow
from app.use_cases.drafts import my_drafts
from app.use_cases.patients import edit_patient, see_patient
from app.use_cases.scheduling import Wish, book_visit
from tests.small import Small, add_patient, at
from tests.ui.conftest import opened
from tests.ui.robots import Keyboard
from tests.wires import Proxy, wire_to

COMMIT = b"COMMIT\0"

pytestmark = pytest.mark.qt_no_exception_capture
"""A page that is read again while the server is away says so as the program does, by `watch`."""

SOON = 30_000
"""Milliseconds after which a test gives up: what it waits for comes within four seconds."""


@pytest.fixture
def ana(near: Clinic) -> Patient:
    """A patient with a visit this morning."""
    patient = add_patient(near, "Ana", "Romero Gil", "+12025550177")
    wish = Wish(patient=patient.id, type="preparation", start=at(near, 23, "10:00"))
    book_visit(near, wish)
    return patient


@pytest.fixture
def wire(made_on_server: Small) -> Iterator[Proxy]:
    """The wire that may break."""
    with wire_to(str(made_on_server.place)) as proxy:
        yield proxy


@pytest.fixture
def clinic(made_on_server: Small, wire: Proxy, ana: Patient) -> Clinic:
    """The clinic at the desk whose wire may break."""
    return replace(made_on_server, place=wire.address).open()


@pytest.fixture
def window(qtbot: QtBot, clinic: Clinic, tmp_path: Path) -> Iterator[MainWindow]:
    """The window at that desk, which listens."""
    with opened(clinic, tmp_path / "window.ini") as shown, pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "excepthook", sys.excepthook)
        watch(shown.desk.say)
        qtbot.waitUntil(shown.isActiveWindow)
        yield shown


def line(window: MainWindow) -> str:
    """What the line over the window says."""
    found = window.findChild(ConnectionLine)
    assert isinstance(found, ConnectionLine)
    return "" if found.isHidden() else found.text.text()


def names(window: MainWindow) -> list[str]:
    return [view.patient.listed for view in window.today.model.views]


def test_a_lost_connection_is_said_and_today_is_read_on(
    qtbot: QtBot, window: MainWindow, wire: Proxy, near: Clinic, ana: Patient
) -> None:
    keyboard = Keyboard(qtbot, window)
    with qtbot.waitSignal(window.desk.news.lost, timeout=SOON):
        wire.pull()

    assert line(window).startswith("Connection lost since 09:00. Nothing you typed is lost.")
    window.desk.turn_clock()
    keyboard.press("Ctrl+2", "Ctrl+1")
    assert names(window) == ["Romero Gil, Ana"]
    with pytest.raises(Trouble):
        see_patient(window.desk.clinic, ana.id)
    book_visit(near, Wish(patient=ana.id, type="preparation", start=at(near, 23, "13:00")))

    wire.plug()

    qtbot.waitUntil(lambda: len(names(window)) == 2, timeout=SOON)
    assert line(window) == ""
    assert window.toast.text.text() == "Connected again."


def test_what_is_typed_meanwhile_is_kept_as_a_draft_once_the_server_answers(
    qtbot: QtBot, window: MainWindow, keyboard: Keyboard, wire: Proxy, ana: Patient
) -> None:
    window.open_card(ana.id)
    keyboard.press("F2")
    record = window.patient.record
    with qtbot.waitSignal(window.desk.news.lost, timeout=SOON):
        wire.shut()
    record.form.lines["notes"].setText("Parks at the back")
    record.keeper.keep()
    keyboard.press("Ctrl+Return")

    assert record.reasons.sentences[0] == "The record was not changed."
    assert record.form.lines["notes"].text() == "Parks at the back"
    with qtbot.waitSignal(window.desk.news.found, timeout=SOON):
        wire.open()
    (draft,) = my_drafts(window.desk.clinic, "record")
    assert draft.draft.fields["notes"] == "Parks at the back"
    keyboard.press("Ctrl+Return")
    assert see_patient(window.desk.clinic, ana.id).patient.notes == "Parks at the back"


def test_what_became_of_the_last_step_is_told(
    qtbot: QtBot, window: MainWindow, wire: Proxy, near: Clinic, ana: Patient
) -> None:
    def lose() -> None:
        wire.is_open = False
        wire.cut(both=False)

    wire.watch(b"pg_notify", after=lambda: wire.watch(COMMIT, after=lose))
    with qtbot.waitSignal(window.desk.news.lost, timeout=SOON), pytest.raises(Trouble) as caught:
        edit_patient(window.desk.clinic, replace(ana, notes="Parks at the back"))
    assert caught.value.reason.code == "outcome-unknown"

    with qtbot.waitSignal(window.desk.news.found, timeout=SOON):
        wire.open()

    said = "Connected again. Kept, although no answer came: edit patient."
    qtbot.waitUntil(lambda: window.toast.text.text() == said, timeout=SOON)
    assert see_patient(near, ana.id).patient.notes == "Parks at the back"
