"""The tour of the demo clinic, gone through as it is written, in both languages.

Whatever stands in backticks in a chapter is pressed or typed, in its order; nothing else is.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.clinic import Clinic
from app.domain.packets import PaperState
from app.domain.scheduling import Status
from app.library import tour_chapters
from app.ui.main_window import MainWindow
from app.use_cases import demo
from app.use_cases.clinics import open_clinic
from app.use_cases.days import see_day
from app.use_cases.packets import packets_of_visit
from app.use_cases.patients import find_patients, see_patient
from app.use_cases.views import VisitView
from app.words.tongue import speak
from tests.cups_queue import Queue
from tests.ui.conftest import opened
from tests.ui.robots import Keyboard

TUESDAY, SATURDAY = date(2026, 11, 24), date(2026, 11, 28)
BOXED = re.compile(r"`([^`]+)`")

Walk = Callable[[str], None]


def boxed(language: str, chapter: str) -> list[str]:
    """The keys and words of a chapter, which is known by its letter."""
    (text,) = [c.text for c in tour_chapters(language) if c.title.startswith(f"{chapter}. ")]
    return BOXED.findall(text)


@pytest.fixture(params=[("en", TUESDAY), ("es", SATURDAY)], ids=["english", "spanish"])
def tour(request: pytest.FixtureRequest) -> Iterator[tuple[str, date]]:
    """A language that the window speaks, and the day around which the demo is made."""
    speak(request.param[0])
    yield request.param
    speak("en")


@pytest.fixture
def window(
    qapp: QApplication, qtbot: QtBot, queue: Queue, tour: tuple[str, date], tmp_path: Path
) -> Iterator[MainWindow]:
    """The window on the demo clinic of the day, beside a printer."""
    assert qapp
    assert queue.name
    demo.make_demo(tmp_path / "clinic", tour[1])
    with opened(open_clinic(tmp_path / "clinic"), tmp_path / "window.ini") as shown:
        qtbot.waitUntil(shown.isActiveWindow)
        yield shown


@pytest.fixture
def walk(qtbot: QtBot, window: MainWindow, tour: tuple[str, date]) -> Walk:
    """Somebody who does exactly what a chapter says, and waits for the pages when told to."""
    keyboard = Keyboard(qtbot, window)

    def through(chapter: str) -> None:
        for each in boxed(tour[0], chapter):
            if each[0].isupper():
                keyboard.press("Return" if each == "Enter" else each.replace("Enter", "Return"))
            else:
                keyboard.type(each)
            keyboard.wait_for_work()

    return through


@pytest.fixture
def clinic(window: MainWindow) -> Clinic:
    """The demo clinic."""
    return window.desk.clinic


def coming(clinic: Clinic, name: str) -> VisitView:
    """The one visit to come of a patient, or the one that is under way."""
    (patient,) = find_patients(clinic, name)
    (visit,) = [v for v in see_patient(clinic, patient.id).visits if v.visit.is_open]
    return visit


def test_somebody_who_has_never_seen_it_goes_through_the_tour(
    walk: Walk, clinic: Clinic, queue: Queue
) -> None:
    walk("A")
    booked = coming(clinic, "marisol")
    assert (booked.type.slug, booked.visit.status) == ("iv-dosing", Status.BOOKED)

    walk("B")
    moved = coming(clinic, "marisol")
    assert (moved.visit.id, moved.visit.status) == (booked.visit.id, Status.BOOKED)
    assert moved.visit.start > booked.visit.start

    before = coming(clinic, "ruth kowalczyk")
    walk("C")
    (ruth,) = find_patients(clinic, "ruth kowalczyk")
    (off,) = [v for v in see_patient(clinic, ruth.id).visits if v.visit.id == before.visit.id]
    assert (off.visit.status, off.visit.why) == (Status.CANCELLED, "ill")
    assert taken_since(clinic, before)

    walk("D")
    desmond = coming(clinic, "desmond achebe")
    assert (desmond.type.slug, desmond.visit.status) == ("follow-up", Status.ARRIVED)

    jobs = len(queue.jobs())
    walk("E")
    assert len(queue.jobs()) == jobs + 1
    assert states(clinic, moved) == {PaperState.PRINTED}

    walk("F")
    assert states(clinic, moved) == {PaperState.ISSUED}
    assert coming(clinic, "desmond achebe").visit.status is Status.ARRIVED


def taken_since(clinic: Clinic, off: VisitView) -> list[VisitView]:
    """The visits that lie in the time of another one and were booked after all others."""
    newest = max(view.visit.id for view in see_day(clinic, off.day).visits)
    return [
        view
        for view in see_day(clinic, off.day).standing
        if view.visit.id == newest and off.visit.start <= view.visit.start < off.visit.end
    ]


def states(clinic: Clinic, view: VisitView) -> set[PaperState]:
    """How the papers of a visit stand."""
    (packet,) = packets_of_visit(clinic, view.visit.id)
    return {paper.state for paper in packet.papers}


@pytest.mark.parametrize("chapter", "ABCDEF")
def test_both_languages_name_the_same_keys(chapter: str) -> None:
    assert boxed("es", chapter) == boxed("en", chapter)


def test_nothing_is_pressed_before_the_first_chapter() -> None:
    firsts = [BOXED.findall(tour_chapters(language)[0].text) for language in ("en", "es")]

    assert firsts == [[], []]
