"""The computer is locked: the window is too, by what a real bus carries from another program."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.session_buses import LOGIND, OURS, THEIRS, Computer, Telling, computer
from tests.small import PASSWORD, Small, add_patient, make_small

WINDOW = """
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication

from app.ui.application import make_application, make_entrance
from app.ui.desk import Ask
from app.use_cases.clinics import open_clinic
from tests.ui.test_entrance import texts_on_the_screen

place = Path(sys.argv[1])
now = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
application = make_application([])
settings = QSettings(str(place.with_name("window.ini")), QSettings.Format.IniFormat)
entrance = make_entrance(application, place, settings, lambda: now)
clinic = open_clinic(place, "desk", lambda: now, password=sys.argv[2])
window = entrance.enter(clinic)
window.desk.booking_wanted.emit(Ask(patient=int(sys.argv[3])))
seen = texts_on_the_screen()


def tell() -> None:
    if not clinic.locked:
        return
    shown = [type(each).__name__ for each in QApplication.topLevelWidgets() if each.isVisible()]
    picture = entrance.door.grab().toImage()
    corners = {picture.pixelColor(x, 1).alpha() for x in range(0, picture.width(), 40)}
    told = {"before": "Romero" in seen, "after": "Romero" in texts_on_the_screen()}
    told |= {"shown": shown, "alpha": sorted(corners), "heard": len(heard)}
    print(json.dumps(told), flush=True)
    entrance.close()
    application.quit()


heard = []
entrance.system.locked.connect(lambda: heard.append(1))
looking = QTimer(interval=20)
looking.timeout.connect(tell)
looking.start()
application.exec()
"""


@pytest.fixture
def small(tmp_path: Path) -> Small:
    """A clinic, closed."""
    return make_small(tmp_path / "clinic")


@pytest.fixture
def told(tmp_path: Path) -> Iterator[tuple[Computer, dict[str, str]]]:
    """The computer that the window runs on."""
    with computer(os.environ | {"HOME": str(tmp_path)}) as (here, env):
        yield here, os.environ | env | {"HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}


@pytest.fixture
def window(
    small: Small, told: tuple[Computer, dict[str, str]], root: Path
) -> Iterator["subprocess.Popen[str]"]:
    """The window with a booking half made in it, in a program of its own."""
    clinic = small.open()
    patient = add_patient(clinic, "Ana", "Romero Gil", "+12025550177")
    clinic.close()
    words = [sys.executable, "-c", WINDOW, str(small.place), PASSWORD, str(patient.id)]
    with subprocess.Popen(
        words, cwd=root, env=told[1], stdout=subprocess.PIPE, text=True
    ) as running:
        yield running
        running.kill()


LOCKS = {
    "logind": Telling(OURS, f"{LOGIND}.Session", "Lock"),
    "sleep": Telling("/org/freedesktop/login1", f"{LOGIND}.Manager", "PrepareForSleep", (True,)),
    "screen saver": Telling(
        "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", (True,)
    ),
    "gnome": Telling("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", (True,)),
}
OTHERS = (
    Telling(THEIRS, f"{LOGIND}.Session", "Lock"),
    Telling("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", (False,)),
)
"""Somebody else's session, and a screen that is free again: they lock nothing."""


@pytest.mark.parametrize("how", LOCKS)
def test_the_window_locks_with_the_computer_and_keeps_what_was_begun(
    how: str,
    window: "subprocess.Popen[str]",
    told: tuple[Computer, dict[str, str]],
    small: Small,
) -> None:
    here, _ = told
    here.answer()
    here.wait_for_listeners(LOCKS.values())
    for each in (*OTHERS, LOCKS[how]):
        here.tell(each)
    said, _ = window.communicate(timeout=60)

    assert json.loads(said) == {
        "before": True,
        "after": False,
        "shown": ["Door"],
        "alpha": [255],
        "heard": 1,
    }
    clinic = small.open()
    with clinic.database.reading() as unit:
        assert len(unit.drafts.of("desk")) == 1
    clinic.close()
