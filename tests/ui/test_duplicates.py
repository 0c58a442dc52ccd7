"""The list of charts that may be of one person."""

import pytest

from app.clinic import Clinic
from app.domain.patients import Patient
from app.ui.lists.duplicates import DuplicateList
from app.ui.lists.page import DUPLICATES
from app.ui.main_window import MainWindow
from tests.small import add_patient
from tests.ui.managing import push
from tests.ui.robots import Keyboard


@pytest.fixture
def anna(clinic: Clinic, ana: Patient) -> Patient:
    """The same person, typed again."""
    return add_patient(clinic, "Anna", "Romero Gil", "+12025550177")


def open_list(window: MainWindow, keyboard: Keyboard) -> DuplicateList:
    window.show_page(window.pages.index(window.lists))
    keyboard.wait_for_work()
    window.lists.show_list(DUPLICATES)
    keyboard.wait_for_work()
    return window.lists.duplicates


def test_a_pair_is_compared_in_one_key(
    window: MainWindow, keyboard: Keyboard, ana: Patient, anna: Patient
) -> None:
    page = open_list(window, keyboard)
    titles = [row.title for row in page.list.rows]

    keyboard.press("Return")

    assert titles == [
        "Romero Gil, Ana, 12 Mar 1988, 10001   ·   Romero Gil, Anna, 12 Mar 1988, 10002"
    ]
    assert window.lists.tabs.tabText(DUPLICATES) == "Duplicates  1"
    assert window.place.panel is window.patient.merge


def test_two_people_are_told_apart_and_together_again(
    window: MainWindow, keyboard: Keyboard, ana: Patient, anna: Patient
) -> None:
    page = open_list(window, keyboard)

    push(keyboard, page.apart)
    keyboard.wait_for_work()
    apart = page.empty.isVisible()
    keyboard.press("Ctrl+Z")
    keyboard.wait_for_work()

    assert apart
    assert len(page.list.rows) == 1


def test_a_clinic_without_any_says_so(
    window: MainWindow, keyboard: Keyboard, ana: Patient, bruno: Patient
) -> None:
    page = open_list(window, keyboard)

    assert page.empty.title.text() == "No two charts look like one person"
    assert not page.compare.isEnabled()
