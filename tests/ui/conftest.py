"""The window on a real clinic in a folder of the test's own, with a clock that stands still."""

import shutil
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.clinic import Clinic
from app.domain.patients import Patient
from app.ui.application import make_application
from app.ui.behind import make_window
from app.ui.main_window import MainWindow
from app.use_cases import demo
from app.use_cases.clinics import open_clinic
from tests.small import Small, add_patient, file_everything
from tests.ui.robots import Keyboard

DEMO_DAY = date(2026, 11, 24)
DEMO_NOW = datetime(2026, 11, 24, 16, 41, tzinfo=UTC)
"""Tuesday 24 November 2026, 09:41 at the demo clinic."""


@contextmanager
def opened(clinic: Clinic, settings: Path) -> Generator[MainWindow]:
    """The window, shown and active, and gone for good afterwards."""
    running = QApplication.instance()
    assert isinstance(running, QApplication)
    kept = QSettings(str(settings), QSettings.Format.IniFormat)
    window = make_window(make_application([]), clinic, kept)
    window.show()
    window.activateWindow()
    try:
        yield window
    finally:
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        clinic.close()


@pytest.fixture
def small(made: Small, tmp_path: Path) -> Small:
    """A copy of the small clinic."""
    folder = tmp_path / "clinic"
    shutil.copytree(made.place, folder)
    return replace(made, place=folder)


@pytest.fixture
def clinic(small: Small) -> Clinic:
    """The small clinic, open at the front desk."""
    return small.open()


@pytest.fixture
def ana(clinic: Clinic) -> Patient:
    """A patient with everything on file that booking an infusion asks for."""
    patient = add_patient(clinic, "Ana", "Romero Gil", "+12025550177")
    file_everything(clinic, patient)
    return patient


@pytest.fixture
def bruno(clinic: Clinic) -> Patient:
    """A patient with nothing on file."""
    return add_patient(clinic, "Bruno", "Soto", "+12025550142")


@pytest.fixture
def window(qtbot: QtBot, clinic: Clinic, tmp_path: Path) -> Iterator[MainWindow]:
    """The window on the small clinic."""
    with opened(clinic, tmp_path / "window.ini") as shown:
        qtbot.waitUntil(shown.isActiveWindow)
        yield shown


@pytest.fixture
def keyboard(qtbot: QtBot, window: MainWindow) -> Keyboard:
    """Somebody at the keyboard of the window."""
    return Keyboard(qtbot, window)


@pytest.fixture(scope="session")
def demo_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo clinic as made, closed."""
    folder = tmp_path_factory.mktemp("demo") / "clinic"
    demo.make_demo(folder, DEMO_DAY, lambda: DEMO_NOW)
    return folder


def open_copy(made: Path, folder: Path, login: str = "") -> Clinic:
    """A copy of the demo clinic in a folder, open for a login or else for the front desk."""
    shutil.copytree(made, folder / "clinic")
    return open_clinic(folder / "clinic", login, clock=lambda: DEMO_NOW)


@pytest.fixture(scope="module")
def demo_window(
    qapp: QApplication, demo_made: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MainWindow]:
    """The window on a copy of the demo clinic, shared by the tests that only look."""
    folder = tmp_path_factory.mktemp("window")
    with opened(open_copy(demo_made, folder), folder / "window.ini") as shown:
        yield shown
