"""The system asks for high contrast: the window follows, by what a real bus carries to it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.session_buses import Portal, portal

WINDOW = """
import sys

from PySide6.QtCore import QSettings, QTimer

from app.ui.application import make_application
from app.ui.entrance.doorstep import Doorstep

application = make_application([])
step = Doorstep(application, QSettings(sys.argv[1], QSettings.Format.IniFormat))


def tell():
    print(step.door.grab().toImage().pixelColor(4, 4).name(), flush=True)


step.ask_somebody()
step.door.stand_before(None)
step.look.changed.connect(lambda: QTimer.singleShot(0, tell))
QTimer.singleShot(60_000, application.quit)
tell()
application.exec()
"""

USUAL, HIGH = "#f4f5f8", "#ffffff"
"""What the page stands on."""


@pytest.fixture
def told(screen: str, tmp_path: Path) -> Iterator[tuple[Portal, dict[str, str]]]:
    """The desktop that the window runs on, where nothing is asked for yet."""
    env = os.environ | {"HOME": str(tmp_path)}
    with portal(env) as (here, more):
        yield here, env | more | {"DISPLAY": screen, "QT_QPA_PLATFORM": "xcb"}


@pytest.fixture
def window(
    told: tuple[Portal, dict[str, str]], root: Path, tmp_path: Path
) -> Iterator["subprocess.Popen[str]"]:
    """The page before a clinic, in a program of its own that tells how it looks."""
    words = [sys.executable, "-c", WINDOW, str(tmp_path / "window.ini")]
    with subprocess.Popen(
        words, cwd=root, env=told[1], stdout=subprocess.PIPE, text=True
    ) as running:
        yield running
        running.kill()


@pytest.mark.parametrize("before", [False, True])
def test_the_window_follows_the_contrast_of_the_system(
    before: bool,  # noqa: FBT001 -- a parameter
    window: "subprocess.Popen[str]",
    told: tuple[Portal, dict[str, str]],
) -> None:
    here, _ = told
    here.answer(high_contrast=before)
    assert comes_to(window, HIGH if before else USUAL)

    here.tell(high_contrast=not before)
    assert comes_to(window, USUAL if before else HIGH)

    here.tell(high_contrast=before)
    assert comes_to(window, HIGH if before else USUAL)


def comes_to(window: "subprocess.Popen[str]", colour: str) -> bool:
    """Whether the window tells of a colour, sooner or later."""
    assert window.stdout is not None
    return any(line.strip() == colour for line in window.stdout)
