"""Printing the schedule: what is shown is what is previewed, printed and saved."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.clinic import Clinic
from app.domain.patients import Patient
from app.ui.main_window import MainWindow
from app.ui.scheduling.columns import Columns
from app.use_cases.days import see_day
from app.use_cases.schedule_sheets import day_columns_pdf, week_pdf
from app.use_cases.scheduling import Wish, book_visit
from tests.cups_queue import Queue
from tests.small import at
from tests.ui.robots import Keyboard


@pytest.fixture
def booked(clinic: Clinic, bruno: Patient) -> None:
    """A preparation today at 14:00."""
    book_visit(clinic, Wish(patient=bruno.id, type="preparation", start=at(clinic, 23, "14:00")))


def laid_out(window: MainWindow, keyboard: Keyboard) -> bytes:
    """What the panel previews, once it is there."""
    window.open_schedule_print()
    keyboard.wait_for_work()
    return window.print_schedule.pdf


def test_the_day_is_printed_as_it_is_shown(
    booked: None, window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    moss = next(r.id for r in see_day(clinic, window.desk.day).resources if r.name == "Ira Moss")
    window.schedule.views.show_columns(Columns(resources=(moss,)))

    pdf = laid_out(window, keyboard)

    assert pdf == day_columns_pdf(clinic, window.desk.day, resources=(moss,))
    assert window.print_schedule.what.text() == "Monday 23 November 2026 · 1 page"
    assert window.print_schedule.print.hasFocus()


def test_the_week_is_printed_as_it_is_shown(
    booked: None, window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    keyboard.press("Alt+3")

    pdf = laid_out(window, keyboard)

    assert pdf == week_pdf(clinic, window.desk.day)
    assert window.print_schedule.what.text().startswith("23–29 November 2026 · ")


def test_it_is_saved_byte_for_byte(
    booked: None, window: MainWindow, keyboard: Keyboard, tmp_path: Path
) -> None:
    asked: list[str] = []
    window.print_schedule.choose_file = choosing(tmp_path / "day.pdf", asked)

    pdf = laid_out(window, keyboard)
    window.print_schedule.save.click()

    assert asked == ["schedule-2026-11-23.pdf"]
    assert (tmp_path / "day.pdf").read_bytes() == pdf
    assert window.toast.text.text() == "Schedule saved."


def choosing(path: Path, asked: list[str]) -> Callable[[object, str], str]:
    """Somebody who always chooses the same file."""

    def choose(_window: object, name: str) -> str:
        asked.append(name)
        return str(path)

    return choose


def test_enter_prints_what_was_previewed(
    queue: Queue, booked: None, window: MainWindow, keyboard: Keyboard
) -> None:
    before = len(queue.jobs())
    pdf = laid_out(window, keyboard)

    keyboard.press("Return")
    keyboard.wait_for_work()

    assert queue.jobs()[before:] == [pdf]
    assert b"Anteroom schedule 2026-11-23" in queue.controls()[-1]
    assert window.toast.text.text() == "Sent to Desk."


def test_without_a_printer_it_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, booked: None, window: MainWindow, keyboard: Keyboard
) -> None:
    monkeypatch.setenv("CUPS_SERVER", "127.0.0.1:1")
    laid_out(window, keyboard)

    keyboard.press("Return")

    assert window.print_schedule.reasons.sentences[0] == "Not printed."
