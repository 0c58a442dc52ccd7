"""What the window stands on: background work, undo, typed days, the last resort."""

import logging
import sys
import threading
from datetime import date, time
from typing import NoReturn

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.domain.refusal import Refused, refuse
from app.ui.application import BUG, watch
from app.ui.common.background import Background
from app.ui.common.typed_days import read_day, read_time, read_way
from app.ui.common.undo import Step, Undo
from app.ui.main_window import MainWindow


def never(answer: object) -> None:
    pytest.fail(f"not expected: {answer}")


TODAY = date(2026, 11, 23)


def test_work_is_done_elsewhere_and_its_answer_comes_home(qtbot: QtBot) -> None:
    owner = QObject()
    background = Background(owner)
    heard: list[tuple[bool, bool]] = []
    home = threading.current_thread()

    def done(worker: threading.Thread) -> None:
        heard.append((worker is home, threading.current_thread() is home))

    with qtbot.waitSignal(background.idle):
        background.run(threading.current_thread, done, never)

    assert heard == [(False, True)]


def test_a_failure_of_the_work_is_handed_over(qtbot: QtBot) -> None:
    owner = QObject()
    background = Background(owner)
    heard: list[Exception] = []

    def work() -> NoReturn:
        raise refuse("printer-none")

    with qtbot.waitSignal(background.idle):
        background.run(work, never, heard.append)

    assert [type(error) for error in heard] == [Refused]


def moved_on() -> NoReturn:
    raise refuse("undo-visit-moved-on", number=1)


def test_a_step_that_cannot_be_taken_back_is_forgotten() -> None:
    owner = QObject()
    undo = Undo(owner)
    undo.push(Step(said="Booked.", turn=moved_on))
    with pytest.raises(Refused):
        undo.undo()

    assert (undo.last, undo.next) == (None, None)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("24 Nov 2026", date(2026, 11, 24)),
        ("nov 24", date(2026, 11, 24)),
        ("24 november", date(2026, 11, 24)),
        ("Dec. 1, 2026", date(2026, 12, 1)),
        ("2026-12-01", date(2026, 12, 1)),
        ("today", TODAY),
        ("+7", date(2026, 11, 30)),
    ],
)
def test_days_are_read_as_people_type_them(typed: str, day: date) -> None:
    assert read_day(typed, TODAY) == day


@pytest.mark.parametrize("typed", ["31 Nov 2026", "someday", "13/13/2026"])
def test_a_day_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        read_day(typed, TODAY)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("24", date(2026, 11, 24)),
        ("5", date(2026, 12, 5)),
        ("fri", date(2026, 11, 27)),
        ("Mo", date(2026, 11, 30)),
        ("+7", date(2026, 11, 30)),
        ("-3", date(2026, 11, 20)),
        ("1w", date(2026, 11, 30)),
        ("2 weeks", date(2026, 12, 7)),
        ("1m", date(2026, 12, 23)),
        ("24 nov", date(2026, 11, 24)),
        ("5 Jan", date(2027, 1, 5)),
        ("Oct 20", date(2026, 10, 20)),
        ("29 feb 2028", date(2028, 2, 29)),
        ("2026-12-01", date(2026, 12, 1)),
        ("tomorrow", date(2026, 11, 24)),
    ],
)
def test_ways_to_a_day_are_short(typed: str, day: date) -> None:
    assert read_way(typed, TODAY) == day


@pytest.mark.parametrize("typed", ["32", "0", "f", "31 Nov", "9999m", "+9999w", "soon"])
def test_a_way_to_nowhere_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        read_way(typed, TODAY)


@pytest.mark.parametrize("typed", ["14:30", "1430", "2:30 pm", "2:30PM", "14.30"])
def test_times_are_read_as_people_type_them(typed: str) -> None:
    assert read_time(typed) == time(14, 30)


def test_a_bug_is_survived_and_logged_without_its_values(
    window: MainWindow, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    watch(window)
    name = "Romero Gil, Ana"

    with caplog.at_level(logging.ERROR):
        try:
            {}[name]
        except KeyError as error:
            sys.excepthook(KeyError, error, error.__traceback__)

    assert window.toast.text.text() == BUG
    assert "KeyError at test_workings.py" in caplog.text
    assert name not in caplog.text


def test_nothing_that_python_needs_is_used_up() -> None:
    item = QObject()
    before = sys.getrefcount(None)

    for _ in range(20_000):
        item.setObjectName("x")

    assert sys.getrefcount(None) > min(before, 100_000)
