"""Gate rules on the Settings page."""

import pytest
from pytestqt.qtbot import QtBot

from app.clinic import Clinic
from app.domain.patients import Patient
from app.ui.main_window import MainWindow
from app.ui.settings.gate_pane import GatePane
from app.use_cases.scheduling import Wish, book_visit
from tests.small import Small, at
from tests.ui.managing import open_as_manager, open_section, tab_to, write
from tests.ui.robots import Keyboard


@pytest.fixture
def clinic(small: Small) -> Clinic:
    """The small clinic, open for its manager."""
    return open_as_manager(small)


@pytest.fixture
def pane(window: MainWindow) -> GatePane:
    """Gate rules."""
    return next(each for each in window.settings_page.panes if isinstance(each, GatePane))


def test_what_a_change_touches_is_told_before_it_is_saved_and_it_is_undone(
    qtbot: QtBot,
    pane: GatePane,
    keyboard: Keyboard,
    clinic: Clinic,
    ana: Patient,
) -> None:
    book_visit(clinic, Wish(patient=ana.id, type="iv-dosing", start=at(clinic, 30, "09:00")))
    window = pane.window()
    assert isinstance(window, MainWindow)
    open_section(keyboard, window, pane)
    keyboard.press("Down", "Return")
    tab_to(keyboard, pane.editor.days)
    write(keyboard, "10")
    told = "This change touches 1 visit to come: 1 newly stopped."
    qtbot.waitUntil(lambda: pane.editor.touched.said.text() == told)

    keyboard.press("Ctrl+Return")

    saved = clinic.setup.policy.referral_valid_days
    keyboard.press("Ctrl+Z")
    assert (saved, clinic.setup.policy.referral_valid_days) == (10, 180)
    assert pane.editor.days.text() == "180"
