"""Pages, panes and panels are made when they are first seen, and nothing of that is seen."""

from collections.abc import Iterator
from functools import cached_property

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from app.clinic import Clinic
from app.ui.main_window import MainWindow
from tests.small import Small
from tests.ui.managing import open_as_manager


class Windows(QObject):
    """Writes down every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


@pytest.fixture
def windows(qapp: QApplication, window: MainWindow) -> Iterator[Windows]:
    """Looks for windows once the one is there."""
    looking = Windows()
    qapp.installEventFilter(looking)
    yield looking
    qapp.removeEventFilter(looking)


@pytest.fixture(params=["desk", "boss"])
def clinic(request: pytest.FixtureRequest, small: Small) -> Clinic:
    """The small clinic, open for the front desk or for its manager."""
    return open_as_manager(small) if request.param == "boss" else small.open()


def test_nothing_that_is_made_late_is_a_window_of_its_own(
    window: MainWindow, windows: Windows
) -> None:
    made = [vars(kind).items() for kind in type(window).__mro__]
    late = [name for each in made for name, way in each if isinstance(way, cached_property)]

    for name in late:
        getattr(window, name)
    panes = list(window.settings_page.panes)

    assert len(late) > 10
    assert len(panes) > 10
    assert windows.shown == []
