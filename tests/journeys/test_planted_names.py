"""After a day at the desk no patient can be read in any file, whoever looks, whenever they look.

What the desk itself writes for others, a packet saved as a PDF, is kept apart and is not looked at.
"""

import logging
import os
import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.clinic import Clinic
from app.domain.patients import Patient
from app.domain.records import Letter
from app.ui.application import make_application, make_entrance
from app.ui.away.copying import Copying
from app.ui.desk import Ask
from app.ui.entrance.entrance import Entrance
from app.use_cases import attachments, drafts, emergency, factors, packets, referrals
from app.use_cases.attachments import scan_of
from app.use_cases.patients import find_patients, see_patient
from tests.postgresql import Server
from tests.scans.making import pdf
from tests.small import NOW, PASSWORD, Small, add_patient, file_everything, make_small
from tests.ui.entrance_screens import entrance_of
from tests.use_cases.asking import book
from tests.wires import wire_to

GIVEN, FAMILY, PHONE = "Zephyrine", "Quillfeather", "+12025550199"
PLANTED = (GIVEN, FAMILY, PHONE.removeprefix("+1"), "Umbrellasmith", "Tealambulance")
"""Names, a number and words that no file can have by chance."""

SOON = 30_000


@pytest.fixture
def temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temp folder of this test's own, for its children as well."""
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of this test's own for what the program keeps on a computer."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    """Everything that is logged, in a file."""
    path = tmp_path / "logs" / "anteroom.log"
    path.parent.mkdir()
    handler = logging.FileHandler(path)
    logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel(logging.DEBUG)
    yield path
    logging.getLogger().removeHandler(handler)
    handler.close()


@pytest.fixture
def small(temp: Path, tmp_path: Path) -> Small:
    return make_small(tmp_path / "clinic")


@pytest.fixture
def entrance(qapp: QApplication, small: Small, tmp_path: Path, log: Path) -> Iterator[Entrance]:
    settings = QSettings(str(tmp_path / "settings" / "window.ini"), QSettings.Format.IniFormat)
    shown = make_entrance(make_application([]), small.place, settings, small.clock)
    yield shown
    windows = [*shown.windows.values(), shown.door]
    shown.close()
    shown.door.close()
    settings.sync()
    for each in windows:
        each.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def a_day(clinic: Clinic, out: Path) -> Patient:
    """What a desk does for one patient."""
    patient = add_patient(clinic, GIVEN, FAMILY, PHONE)
    file_everything(clinic, patient)
    view = book(clinic, patient)
    packets.write_packet(clinic, view.visit.id, out / "packet.pdf")
    referral = referrals.receive_referral(
        clinic, patient.id, Letter(referrer="Dr. Umbrellasmith", letter_on=clinic.today())
    )
    attachments.attach_letter(clinic, referral.id, scan_of(pdf(1)))
    drafts.keep_draft(clinic, "booking", {"note": f"{GIVEN} rings again"})
    assert find_patients(clinic, FAMILY.lower()) != ()
    see_patient(clinic, patient.id)
    emergency.break_glass(clinic, "Tealambulance asks for her")
    return patient


def at_the_window(qtbot: QtBot, entrance: Entrance, patient: Patient) -> None:
    """The same patient on the screen, half a booking, and a locked window."""
    window = entrance.window
    assert window is not None
    window.open_card(patient.id)
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(window.top.search, FAMILY)
    window.desk.booking_wanted.emit(Ask(patient=patient.id))
    factors.set_pin(window.desk.clinic, entrance.computer, "417093")
    logging.getLogger("anteroom.window").error("something went wrong")
    entrance.lock()
    qtbot.waitUntil(lambda: window.desk.clinic.locked)


def telling(*folders: Path) -> dict[str, list[str]]:
    """The files in which something planted can be read, however it is written, and what."""
    found: dict[str, list[str]] = {}
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file():
                content = path.read_bytes().lower()
                told = [word for word in PLANTED if any(way in content for way in ways(word))]
                told += [word for word in PLANTED if word.lower() in path.name.lower()]
                if told:
                    found[str(path)] = told
    return found


def ways(word: str) -> tuple[bytes, ...]:
    small = word.lower()
    return (
        small.encode(),
        small.encode("utf-16-le"),
        small.encode("utf-16-be"),
        small[::-1].encode(),
    )


def everywhere(small: Small, tmp_path: Path) -> list[Path]:
    """The clinic's folder, the temp folder, logs, settings, and this person's own folders."""
    homes = (os.environ[f"XDG_{name}_HOME"] for name in ("DATA", "CONFIG", "CACHE"))
    own = (tmp_path / name for name in ("temp", "logs", "settings"))
    kept = [small.place] if isinstance(small.place, Path) else []
    return [*kept, *own, *map(Path, homes)]


def test_after_a_days_work_nothing_can_be_read(
    qtbot: QtBot, entrance: Entrance, small: Small, tmp_path: Path
) -> None:
    clinic = small.open("hale")
    patient = a_day(clinic, tmp_path / "out")
    entrance.enter(small.open())
    at_the_window(qtbot, entrance, patient)

    with_the_clinic_open = telling(*everywhere(small, tmp_path))
    clinic.close()
    entrance.close()

    assert with_the_clinic_open == {}
    assert telling(*everywhere(small, tmp_path)) == {}
    files = [path for folder in everywhere(small, tmp_path) for path in folder.rglob("*")]
    assert any(path.suffix.startswith(".sealed-") for path in files)
    assert any(path.suffix == ".ini" for path in files)
    assert (tmp_path / "logs" / "anteroom.log").stat().st_size > 0


@contextmanager
def at_the_page(small: Small, tmp_path: Path) -> Generator[Entrance]:
    """The page before a clinic on a server, with what it writes beside everything else."""
    settings = QSettings(str(tmp_path / "settings" / "window.ini"), QSettings.Format.IniFormat)
    with entrance_of(small, settings) as shown:
        shown.ask()
        shown.door.sign_in.entered.emit("hale", PASSWORD, "")
        yield shown
        settings.sync()


@pytest.mark.usefixtures("temp", "log")
def test_nothing_can_be_read_of_a_server_either_nor_of_what_is_kept_while_it_is_away(
    qapp: QApplication, qtbot: QtBot, server: Server, tmp_path: Path, own_home: Path
) -> None:
    there = make_small(server.empty())
    near = there.open("hale")
    a_day(near, tmp_path / "out")
    with wire_to(str(there.place)) as wire:
        far = replace(there, place=wire.address, clock=lambda: NOW + timedelta(days=1))
        with at_the_page(far, tmp_path) as entrance:
            qtbot.waitUntil(lambda: entrance.window is not None, timeout=SOON)
            assert entrance.window is not None
            (copying,) = entrance.window.desk.findChildren(Copying)
            with qtbot.waitSignal(copying.kept, timeout=SOON):
                pass
            while_the_server_is_there = telling(*everywhere(far, tmp_path))
        wire.shut()
        with at_the_page(far, tmp_path) as entrance:
            qtbot.waitUntil(lambda: entrance.reading.window is not None, timeout=SOON)
            away = entrance.reading.window
            assert away is not None
            QTest.keyClick(away.table, Qt.Key.Key_Return)
            shown = away.card.name.text()
            while_it_is_read = telling(*everywhere(far, tmp_path))
    near.close()

    assert shown == f"{FAMILY}, {GIVEN}"
    assert (while_the_server_is_there, while_it_is_read) == ({}, {})
    assert telling(*everywhere(far, tmp_path)) == {}
    kept = {path.name for path in own_home.rglob("*") if path.is_file()}
    assert kept >= {"clinic.keys", "today.sealed", "seen.sealed"}
    files = [path for folder in everywhere(far, tmp_path) for path in folder.rglob("*")]
    assert [f for f in files if f.is_file() and PASSWORD.encode() in f.read_bytes()] == []


def test_what_is_looked_for_would_be_found(tmp_path: Path) -> None:
    places = {
        "a.txt": GIVEN.encode(),
        "b.bin": FAMILY.upper().encode("utf-16-le"),
        f"{GIVEN}.x": b"",
    }
    for name, content in places.items():
        (tmp_path / name).write_bytes(content)

    assert {Path(path).name for path in telling(tmp_path)} == set(places)


def test_the_password_is_in_no_file_either(
    qtbot: QtBot, entrance: Entrance, small: Small, tmp_path: Path
) -> None:
    entrance.ask()
    card = entrance.door.sign_in
    card.entered.emit("desk", PASSWORD, "")
    qtbot.waitUntil(lambda: not entrance.is_shut)
    entrance.close()

    for folder in everywhere(small, tmp_path):
        texts = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
        assert [text for text in texts if PASSWORD.encode() in text] == []
