"""Two desks at one clinic on a server: what the one does the other sees at once."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import monotonic

import pytest
from pytestqt.qtbot import QtBot

from app.clinic import Clinic
from app.domain.patients import Patient
from app.ui.main_window import MainWindow
from app.use_cases.scheduling import Wish, book_visit
from tests.postgresql import wash
from tests.small import Small, at
from tests.ui.conftest import opened

AT_ONCE_S = 1.0
STARTS = ("10:00", "11:30", "13:00", "14:30", "16:00")


@pytest.fixture
def small(made_on_server: Small) -> Iterator[Small]:
    """The small clinic on a server, as if it were new."""
    yield made_on_server
    wash(str(made_on_server.place))


@pytest.fixture
def other(small: Small) -> Iterator[Clinic]:
    """The same clinic, open at another desk."""
    away = small.open()
    yield away
    away.close()


@pytest.fixture
def window(qtbot: QtBot, clinic: Clinic, tmp_path: Path) -> Iterator[MainWindow]:
    """The window on the clinic on the server."""
    with opened(clinic, tmp_path / "window.ini") as shown:
        qtbot.waitUntil(shown.isActiveWindow)
        yield shown


def test_what_another_desk_books_is_seen_within_a_second(
    qtbot: QtBot, window: MainWindow, other: Clinic, ana: Patient
) -> None:
    seconds: list[float] = []

    for count, start in enumerate(STARTS, 1):
        wish = Wish(patient=ana.id, type="preparation", start=at(other, 23, start))
        book_visit(other, wish)
        began = monotonic()
        qtbot.waitUntil(lambda count=count: len(window.today.model.views) == count)
        seconds.append(monotonic() - began)

    assert median(seconds) <= AT_ONCE_S
