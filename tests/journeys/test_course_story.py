"""One patient's course from the first call to the last repair, by keyboard alone.

Planned and held, booked by itself as papers arrive, mended when the infusion room is lost for two
days; a visit of somebody else's is called off and its time filled; the day sheets say so.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.clinic import Clinic
from app.domain.patients import Patient
from app.domain.records import Letter
from app.domain.scheduling import Status, Visit
from app.domain.time import local_day, wall
from app.ui.main_window import MainWindow
from app.use_cases import diagnoses, records, referrals
from app.use_cases.course_views import CourseView, courses_of
from app.use_cases.day_sheets import day_sheet
from app.use_cases.furnishing import retire_resource
from app.use_cases.resources import resource_named
from app.use_cases.scheduling import Wish, book_visit, see_visit
from app.use_cases.views import VisitView
from app.use_cases.waitlist import WaitWish, add_to_waitlist
from tests.documents.reading_back import page_texts
from tests.small import Small, add_patient, at, file_everything, make_small
from tests.ui.conftest import opened
from tests.ui.robots import Keyboard

LOST = (date(2026, 11, 30), date(2026, 12, 1))
"""Monday and Tuesday, on which the infusion room cannot be used."""


@pytest.fixture
def small(tmp_path: Path) -> Small:
    return make_small(tmp_path / "clinic")


@pytest.fixture
def clinic(small: Small) -> Clinic:
    """The small clinic with one infusion room, open at the front desk."""
    clinic = small.open()
    retire_resource(clinic.by_itself(), resource_named(clinic, "Room 3").id)
    return clinic


@pytest.fixture
def bruno(clinic: Clinic) -> Patient:
    """Somebody who calls for the first time: nothing is on file."""
    return add_patient(clinic, "Bruno", "Soto", "+12025550142")


@pytest.fixture
def infusion(clinic: Clinic) -> VisitView:
    """Somebody else's infusion on Wednesday."""
    ana = add_patient(clinic, "Ana", "Romero Gil", "+12025550177")
    file_everything(clinic, ana)
    wish = Wish(patient=ana.id, type="iv-dosing", start=at(clinic, 25, "13:00"))
    return book_visit(clinic, wish)


@pytest.fixture
def window(qtbot: QtBot, clinic: Clinic, tmp_path: Path) -> Iterator[MainWindow]:
    with opened(clinic, tmp_path / "window.ini") as shown:
        qtbot.waitUntil(shown.isActiveWindow)
        yield shown


@pytest.fixture
def waits(clinic: Clinic) -> None:
    """Somebody waits for an infusion, with everything on file."""
    park = add_patient(clinic, "Min", "Park", "+12025550131")
    file_everything(clinic, park)
    add_to_waitlist(clinic, WaitWish(patient=park.id, type="iv-dosing"))


def course_of(clinic: Clinic, patient: Patient) -> CourseView:
    (course,) = courses_of(clinic, patient.id)
    return course


def visits_of(course: CourseView) -> list[Visit]:
    return [step.view.visit for step in course.steps if step.view]


def statuses(course: CourseView) -> list[Status]:
    return [visit.status for visit in visits_of(course)]


def plan_and_book(keyboard: Keyboard) -> None:
    """Ctrl+4, Plan a course, the patient, the course, book what can be booked and hold the rest."""
    keyboard.press("Ctrl+4", "Ctrl+Shift+E")
    keyboard.type("soto")
    keyboard.press("Return")
    keyboard.type("standard")
    keyboard.press("Return", "Ctrl+Return")


def papers_arrive(small: Small, patient: Patient) -> None:
    """The doctor files diagnosis, referral and clearance at another computer."""
    doctor = small.open("hale")
    diagnoses.record_diagnosis(doctor, patient.id, "F33.2")
    letter = Letter(referrer="Dr. Quinn, MD", condition="depression", letter_on=date(2026, 11, 2))
    referrals.record_referral(doctor, patient.id, letter)
    referrals.judge_referral(doctor, patient.id, accept=True)
    records.record_clearance(doctor, patient.id, "iv")
    doctor.close()


def lose_the_room(qtbot: QtBot, window: MainWindow, keyboard: Keyboard) -> None:
    """Ctrl+Shift+B, and every field by its letter."""
    keyboard.press("Ctrl+2", "Ctrl+Shift+B", "Alt+U")
    keyboard.press("Home", "Down")
    keyboard.press("Alt+D", "Ctrl+A")
    keyboard.type("30 nov")
    keyboard.press("Alt+M", "Ctrl+A")
    keyboard.type("8:00")
    keyboard.press("Alt+O", "Ctrl+A")
    keyboard.type("18:00")
    keyboard.press("Alt+R")
    keyboard.press("End")
    keyboard.press("Alt+L")
    keyboard.type("1 dec")
    keyboard.press("Return", "Alt+Y")
    qtbot.waitUntil(lambda: window.place.panel is None)


def go_to(keyboard: Keyboard, day: str) -> None:
    keyboard.press("Ctrl+2", "Ctrl+G")
    keyboard.type(day)
    keyboard.press("Return")


def choose(window: MainWindow, keyboard: Keyboard, view: VisitView) -> None:
    """Arrow to a visit of the day."""
    for _ in range(10):
        chosen = window.desk.visit
        if chosen is not None and chosen.visit.id == view.visit.id:
            return
        keyboard.press("Down")
    raise AssertionError(QApplication.focusWidget())


def lines_of(clinic: Clinic, visit: Visit) -> str:
    """The first page of the day sheet of a visit's day."""
    return page_texts(day_sheet(clinic, local_day(visit.start, clinic.zone)))[0]


@pytest.mark.usefixtures("waits")
def test_a_course_is_planned_held_booked_mended_and_a_gap_is_filled(
    qtbot: QtBot, small: Small, bruno: Patient, infusion: VisitView, window: MainWindow
) -> None:
    clinic, keyboard = window.desk.clinic, Keyboard(qtbot, window)
    plan_and_book(keyboard)

    planned = course_of(clinic, bruno)
    assert statuses(planned) == [Status.BOOKED, Status.BOOKED] + [Status.HELD, Status.BOOKED] * 6

    papers_arrive(small, bruno)
    qtbot.waitUntil(lambda: statuses(course_of(clinic, bruno)) == [Status.BOOKED] * 14)
    qtbot.waitUntil(lambda: "held" not in window.courses.booked.progress.text(), timeout=10_000)

    lose_the_room(qtbot, window, keyboard)
    lost = {visit.id for visit in visits_of(course_of(clinic, bruno)) if visit.displaced}
    assert lost
    assert {
        local_day(visit.start, clinic.zone) for visit in visits_of(planned) if visit.id in lost
    } <= set(LOST)

    keyboard.press("Ctrl+4")
    assert window.courses.count.text() == "1 course, 1 to mend"
    keyboard.press("Return", "Return")

    mended = course_of(clinic, bruno)
    assert mended.reasons == ()
    room = resource_named(clinic, "Room 2").id
    in_room = [v for v in visits_of(mended) if any(part.resource == room for part in v.parts)]
    assert len(in_room) == 6
    assert not {local_day(visit.start, clinic.zone) for visit in in_room} & set(LOST)

    go_to(keyboard, "25 nov")
    choose(window, keyboard, infusion)
    keyboard.press("Ctrl+Del", "Return", "Return")

    assert see_visit(clinic, infusion.visit.id).visit.status is Status.CANCELLED
    assert window.toast.text.text().startswith("Booked from the wait list: Park, Min, IV infusion")
    filled = lines_of(clinic, infusion.visit)
    assert "Park, Min" in filled
    assert "Romero" not in filled

    for visit in in_room:
        sheet = lines_of(clinic, visit)
        line = sheet[sheet.index(f"{wall(visit.start, clinic.zone):%H:%M}") :]
        assert line.index("Soto, Bruno") < line.index(f"{visit.step} of 14")
    assert keyboard.dialogs == []
