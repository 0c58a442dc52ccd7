"""The schedule in Spanish: what is told in another language stays what it is."""

from collections.abc import Iterator

import pytest

from app.domain.patients import Patient
from app.ui.main_window import MainWindow
from app.words.tongue import speaking
from tests.ui.robots import Keyboard


@pytest.fixture(autouse=True)
def spanish() -> Iterator[None]:
    """The window speaks Spanish, from before it is made."""
    with speaking("es"):
        yield


def test_a_new_caller_keeps_the_name_that_was_typed(window: MainWindow, keyboard: Keyboard) -> None:
    keyboard.press("Ctrl+N")
    keyboard.type("Zorrilla, Eva")
    offered = [row.title for row in window.booking.patient.list.rows]
    keyboard.press("Return")

    typed = window.booking.caller.form.typed
    assert offered == ["Paciente nuevo “Zorrilla, Eva”"]
    assert (typed["family"], typed["given"]) == ("Zorrilla", "Eva")


def test_a_chosen_time_of_day_is_written_as_a_wish_that_can_be_read(
    window: MainWindow, keyboard: Keyboard, ana: Patient
) -> None:
    keyboard.press("Ctrl+N")
    keyboard.type(ana.family[:3])
    keyboard.press("Return")
    keyboard.type("prep")
    keyboard.press("Return")
    wishes = window.booking.wishes
    wishes.more.click()

    wishes.choices.time.setFocus()
    keyboard.press("Down")

    assert wishes.choices.time.currentText() == "Por la mañana"
    assert wishes.line.text() == "mañanas"


def test_the_first_views_have_spanish_names(window: MainWindow) -> None:
    names = [view.name for view in window.schedule.views.saved]

    assert names == ["Salas", "Personal", "Semana"]
