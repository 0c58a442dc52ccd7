"""What the window stands on: background work, undo, typed days, the last resort."""

import logging
import sys
import threading
from typing import NoReturn

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from app.domain.refusal import Refused, refuse
from app.ui.application import BUG, watch
from app.ui.common.background import Background
from app.ui.common.undo import Step, Undo
from app.ui.main_window import MainWindow
from tests.small import NOW


def never(answer: object) -> None:
    pytest.fail(f"not expected: {answer}")


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


def test_work_that_gives_way_goes_on_after_the_window(qtbot: QtBot) -> None:
    owner = QObject()
    background = Background(owner)
    told: list[str] = []

    def work() -> None:
        background.give_way()
        told.append("worker")

    with qtbot.waitSignal(background.idle):
        background.run(work, lambda _: None, never)
        QTimer.singleShot(0, lambda: told.append("window"))

    assert told == ["window", "worker"]


def moved_on() -> NoReturn:
    raise refuse("undo-visit-moved-on", number=1)


def test_a_step_that_cannot_be_taken_back_is_forgotten() -> None:
    owner = QObject()
    undo = Undo(owner)
    undo.push(Step(said="Booked.", at=NOW, turn=moved_on))
    with pytest.raises(Refused):
        undo.undo()

    assert (undo.last, undo.next) == (None, None)


def test_a_bug_is_survived_and_logged_without_its_values(
    window: MainWindow, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    watch(window.desk.say)
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
