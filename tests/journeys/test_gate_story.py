"""A caller whose referral has run out, from the call to the booking, by keyboard.

The time is held, the letter that asks for a new referral is printed, it arrives and is accepted at
a clinician's computer; the visit is then booked by itself, and the audit tells the story.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.patients import Patient
from app.domain.records import Letter, ReferralState
from app.domain.scheduling import Status
from app.ui.main_window import MainWindow
from app.use_cases import referrals
from app.use_cases.patients import see_patient
from app.use_cases.views import VisitView
from tests.documents.reading_back import page_texts
from tests.small import Small, add_patient, file_everything, make_small
from tests.ui.conftest import opened
from tests.ui.robots import Keyboard


@pytest.fixture
def small(tmp_path: Path) -> Small:
    return make_small(tmp_path / "clinic")


@pytest.fixture
def clinic(small: Small) -> Clinic:
    return small.open()


@pytest.fixture
def ana(clinic: Clinic) -> Patient:
    """Somebody with everything on file; the letter ran out on Friday."""
    ana = add_patient(clinic, "Ana", "Romero Gil", "+12025550177")
    file_everything(clinic, ana)
    (letter,) = see_patient(clinic, ana.id).referrals
    with clinic.by_itself().writing(Act.MAKE_CLINIC) as unit:
        unit.records.update_referral(replace(letter, valid_until=date(2026, 11, 20)))
    return ana


@pytest.fixture
def window(qtbot: QtBot, clinic: Clinic, tmp_path: Path) -> Iterator[MainWindow]:
    with opened(clinic, tmp_path / "window.ini") as shown:
        qtbot.waitUntil(shown.isActiveWindow)
        yield shown


def visit_of(clinic: Clinic, patient: Patient) -> VisitView:
    (view,) = see_patient(clinic, patient.id).visits
    return view


def named_in(folder: Path, _window: QWidget, name: str) -> str:
    return str(folder / name)


def accept_elsewhere(small: Small, patient: Patient) -> None:
    """The letter comes by fax, and the doctor accepts it at another computer."""
    doctor = small.open("hale")
    came = Letter(referrer="Dr. Quinn", credential="MD", letter_on=date(2026, 11, 23))
    (waiting,) = (
        each
        for each in see_patient(doctor, patient.id).referrals
        if each.state is ReferralState.EXPECTED
    )
    referrals.receive_referral(doctor, patient.id, came, waiting.id)
    referrals.judge_referral(doctor, patient.id, accept=True)
    doctor.close()


def acts_about(clinic: Clinic, patient: Patient) -> list[str]:
    """What the audit says was done about a patient, the looking left out."""
    with clinic.database.reading() as unit:
        every = sorted(unit.audit.last(100), key=lambda entry: entry.seq)
    done = [entry.act for entry in every if entry.patient == patient.id]
    return [act for act in done if not act.startswith("see-")]


def test_a_held_visit_is_booked_by_itself_once_the_new_letter_is_accepted(
    qtbot: QtBot, small: Small, ana: Patient, window: MainWindow, tmp_path: Path
) -> None:
    clinic, keyboard = window.desk.clinic, Keyboard(qtbot, window)
    before = len(acts_about(clinic, ana))
    keyboard.press("Ctrl+N")
    keyboard.type("rom")
    keyboard.press("Return")
    keyboard.type("iv")
    keyboard.press("Return")
    keyboard.type("tue")

    refused = window.booking.judged.refused
    qtbot.waitUntil(lambda: [b.isVisible() for b in refused.buttons.values()] == [True])
    assert list(refused.buttons) == ["referral"]
    keyboard.press("Alt+J")
    keyboard.press("Return")
    keyboard.press("Ctrl+H")

    held = visit_of(clinic, ana)
    assert (held.visit.status, held.overall) == (Status.HELD, "waiting")

    keyboard.press("Ctrl+8", "Ctrl+PgUp", "P")
    qtbot.waitUntil(lambda: bool(window.letters.request.pdf), timeout=20_000)
    window.letters.request.choose_file = partial(named_in, tmp_path)
    keyboard.press("Ctrl+S")
    (saved,) = tmp_path.glob("letter-*.pdf")
    letter = page_texts(saved.read_bytes())[0]
    assert "Dr. Quinn, MD" in letter
    assert "Romero Gil" in letter

    accept_elsewhere(small, ana)
    qtbot.waitUntil(lambda: visit_of(clinic, ana).visit.status is Status.BOOKED, timeout=20_000)

    booked = visit_of(clinic, ana)
    assert booked.attention == ()
    assert acts_about(clinic, ana)[before:] == [
        "request-referral",
        "book-visit",
        "print-referral-request",
        "chase-referral",
        "record-referral",
        "judge-referral",
        "book-held-visit",
    ]
    assert keyboard.dialogs == []
