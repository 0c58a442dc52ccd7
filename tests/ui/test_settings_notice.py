"""Notice and deadlines on the Settings page, by keyboard alone."""

import pytest

from app.clinic import Clinic
from app.ui.main_window import MainWindow
from app.ui.settings.notice_pane import NoticePane
from app.use_cases.notices import keep_notices, notices
from tests.small import Small
from tests.ui.managing import open_as_manager, open_section, tab_to, write
from tests.ui.robots import Keyboard


@pytest.fixture
def clinic(small: Small) -> Clinic:
    """The small clinic, open for its manager."""
    return open_as_manager(small)


@pytest.fixture
def pane(window: MainWindow) -> NoticePane:
    """Notice and deadlines."""
    return next(each for each in window.settings_page.panes if isinstance(each, NoticePane))


def test_the_notice_is_changed_and_taken_back(
    window: MainWindow, pane: NoticePane, keyboard: Keyboard, clinic: Clinic
) -> None:
    open_section(keyboard, window, pane)
    write(keyboard, "48")
    keyboard.press("Return")

    assert notices(clinic)["cancel_hours"] == 48
    assert window.toast.text.text() == "Changed: notice and deadlines."
    keyboard.press("Ctrl+Z")
    assert notices(clinic)["cancel_hours"] == 24
    assert pane.lines["cancel_hours"].text() == "24"


def test_numbers_that_make_no_sense_are_said_and_stay(
    window: MainWindow, pane: NoticePane, keyboard: Keyboard, clinic: Clinic
) -> None:
    open_section(keyboard, window, pane)
    tab_to(keyboard, pane.lines["hold_days"])
    write(keyboard, "0")
    keyboard.press("Ctrl+Return")

    assert pane.reasons.sentences == (
        "Not changed.",
        "A hold ends 1 to 60 days before its visit.",
    )
    assert pane.lines["hold_days"].text() == "0"
    assert notices(clinic)["hold_days"] == 7


def test_what_is_half_typed_outlives_a_change_by_somebody_else(
    window: MainWindow, pane: NoticePane, keyboard: Keyboard, clinic: Clinic
) -> None:
    open_section(keyboard, window, pane)
    write(keyboard, "36")

    keep_notices(clinic, {"hold_days": 5})

    typed = {name: line.text() for name, line in pane.lines.items()}
    assert typed == {"cancel_hours": "36", "hold_days": "5", "recall_days": "28"}
