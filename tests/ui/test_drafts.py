"""Bookings half made outlive another caller, the window, and the program."""

import signal
import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from app.clinic import Clinic
from app.domain.patients import Patient
from app.ui.desk import Ask
from app.ui.main_window import MainWindow
from app.use_cases.drafts import my_drafts
from app.use_cases.patients import see_patient
from tests.small import Small
from tests.ui.conftest import opened
from tests.ui.robots import Keyboard

SAFE_WITHIN = 1_000
"""Milliseconds after the last key."""


def begin(keyboard: Keyboard, name: str = "rom") -> None:
    keyboard.press("Ctrl+N")
    keyboard.type(name)
    keyboard.press("Return")
    keyboard.type("prep")
    keyboard.press("Return")
    keyboard.type("fri pm")


def kept(clinic: Clinic) -> list[dict[str, str]]:
    return [dict(view.draft.fields) for view in my_drafts(clinic, "booking")]


def test_what_is_typed_is_kept_within_a_second(
    qtbot: QtBot, window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    begin(keyboard)

    qtbot.waitUntil(lambda: bool(kept(clinic)), timeout=SAFE_WITHIN)

    (fields,) = kept(clinic)
    expected = {"patient": str(ana.id), "type": "preparation", "wishes": "fri pm"}
    assert expected.items() <= fields.items()
    assert window.place.panel is window.booking


def test_it_is_there_when_the_window_is_opened_again(
    small: Small, window: MainWindow, keyboard: Keyboard, ana: Patient, tmp_path: Path
) -> None:
    begin(keyboard)
    keyboard.press("Down")
    start = window.booking.openings.start
    window.close()

    with opened(small.open(), tmp_path / "again.ini") as again:
        assert again.top.drafts.text() == "1 draft"
        assert again.booking.drafts.names == ("Romero Gil, Ana",)

        again.top.drafts.click()

        assert again.place.panel is again.booking
        assert again.booking.patient.value == ana.id
        assert again.booking.kind.value == "preparation"
        assert again.booking.wishes.line.text() == "fri pm"
        assert again.booking.openings.start == start


def test_somebody_who_calls_for_the_first_time_is_kept_as_typed(
    window: MainWindow, keyboard: Keyboard, small: Small, tmp_path: Path
) -> None:
    keyboard.press("Ctrl+N")
    keyboard.type("Vega, Luz")
    keyboard.press("Return")
    window.booking.caller.form.phone.setText("202 555 01")
    window.close()

    with opened(small.open(), tmp_path / "again.ini") as again:
        again.top.drafts.click()

        form = again.booking.caller.form
        typed = (form.given.text(), form.family.text(), form.phone.text())
        assert typed == ("Luz", "Vega", "202 555 01")
        assert form.isVisible()


def test_a_draft_is_gone_once_it_is_booked(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    begin(keyboard)
    window.booking.keeper.keep()
    before = len(kept(clinic))

    keyboard.press("Return", "Return")

    assert (before, kept(clinic)) == (1, [])
    assert len(see_patient(clinic, ana.id).visits) == 1
    assert not window.top.drafts.isVisible()


def test_another_caller_puts_it_aside_for_good(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient, bruno: Patient
) -> None:
    begin(keyboard)
    begin(keyboard, "soto")
    window.booking.keeper.keep()

    patients = [fields["patient"] for fields in kept(clinic)]

    assert patients == [str(ana.id), str(bruno.id)]
    assert window.booking.drafts.names == ("Romero Gil, Ana",)


def test_a_click_on_the_schedule_does_not_go_on_with_somebody_else(
    window: MainWindow, keyboard: Keyboard, ana: Patient, bruno: Patient
) -> None:
    begin(keyboard)
    keyboard.press("Esc")

    window.open_booking(Ask(patient=bruno.id))

    assert window.booking.patient.value == bruno.id
    assert window.booking.wishes.line.text() == ""
    assert window.booking.drafts.names == ("Romero Gil, Ana",)


def test_a_draft_is_thrown_away_and_brought_back(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    begin(keyboard)
    window.booking.throw.click()
    thrown = kept(clinic)
    empty = window.booking.patient.value

    keyboard.press("Ctrl+Z")

    assert (thrown, empty) == ([], None)
    assert window.booking.drafts.names == ("Romero Gil, Ana",)
    assert kept(clinic)[0]["wishes"] == "fri pm"


def test_a_draft_that_waits_is_thrown_away_by_key(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    begin(keyboard)
    keyboard.press("Ctrl+N")
    window.booking.drafts.chips[0].take.setFocus()

    keyboard.press("Del")

    assert window.booking.drafts.names == ()
    assert kept(clinic) == []


DESK = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from app.ui.application import make_application
from app.ui.behind import start
from app.ui.desk import Ask
from tests.small import NOW, Small

application, window = start(Small(Path(sys.argv[1]), lambda: NOW).open())
window.open_booking(Ask(patient=int(sys.argv[2]), type="preparation"))
QTest.keyClicks(window.booking.wishes.line, "thu moss")
QTimer.singleShot(1000, lambda: print("a second later", flush=True))
application.exec()
"""


def test_it_survives_a_program_that_is_killed(
    small: Small, ana: Patient, clinic: Clinic, root: Path
) -> None:
    words = [sys.executable, "-c", DESK, str(small.place), str(ana.id)]
    with subprocess.Popen(words, cwd=root, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "a second later\n"
        program.send_signal(signal.SIGKILL)

    (fields,) = kept(clinic)
    assert fields["patient"] == str(ana.id)
    assert fields["wishes"] == "thu moss"
    assert program.returncode == -signal.SIGKILL
