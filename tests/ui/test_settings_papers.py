"""Papers on the Settings page, by keyboard alone."""

from dataclasses import replace

import pytest

from app.clinic import Clinic
from app.domain.packet_rules import Untranslated
from app.ui.main_window import MainWindow
from app.ui.settings.papers_pane import PapersPane
from app.use_cases.paper_policy import keep_paper_policy, paper_policy
from tests.small import Small
from tests.ui.managing import open_as_manager, open_section, tab_to, write
from tests.ui.robots import Keyboard


@pytest.fixture
def clinic(small: Small) -> Clinic:
    """The small clinic, open for its manager."""
    return open_as_manager(small)


@pytest.fixture
def pane(window: MainWindow) -> PapersPane:
    """What is decided about papers."""
    return next(each for each in window.settings_page.panes if isinstance(each, PapersPane))


def test_what_is_decided_is_changed_by_keys_and_taken_back(
    window: MainWindow, pane: PapersPane, keyboard: Keyboard, clinic: Clinic
) -> None:
    before = paper_policy(clinic)
    open_section(keyboard, window, pane)
    tab_to(keyboard, pane.ticks["witness"])
    keyboard.press("Space")
    tab_to(keyboard, pane.untranslated)
    keyboard.press("Down")
    tab_to(keyboard, pane.age)
    write(keyboard, "19")
    keyboard.press("Ctrl+Return")

    decided = replace(before, witness=True, signs_alone_from=19, untranslated=Untranslated.REFUSE)
    assert paper_policy(clinic) == decided
    assert window.toast.text.text() == "Changed: papers."
    keyboard.press("Ctrl+Z")
    assert paper_policy(clinic) == before
    assert not pane.ticks["witness"].isChecked()
    assert pane.age.text() == "18"


def test_an_age_that_makes_no_sense_is_said_and_stays(
    window: MainWindow, pane: PapersPane, keyboard: Keyboard, clinic: Clinic
) -> None:
    before = paper_policy(clinic)
    open_section(keyboard, window, pane)
    tab_to(keyboard, pane.age)
    write(keyboard, "3")
    keyboard.press("Return")

    assert pane.reasons.sentences == (
        "Not changed.",
        "The age from which a patient signs alone is 14 to 21.",
    )
    assert pane.age.text() == "3"
    assert paper_policy(clinic) == before


def test_what_two_decide_otherwise_is_told_before_it_is_kept(
    window: MainWindow, pane: PapersPane, keyboard: Keyboard, clinic: Clinic
) -> None:
    open_section(keyboard, window, pane)
    tab_to(keyboard, pane.age)
    write(keyboard, "19")

    keep_paper_policy(clinic, replace(paper_policy(clinic), signs_alone_from=21, witness=True))

    told = pane.reasons.sentences
    keyboard.press("Ctrl+Return")
    assert told == (
        "Not changed.",
        "Age from which a patient signs alone: somebody else has made it “21” meanwhile.",
        "What you have typed stands here still. Keep it once more to have it instead.",
    )
    now = paper_policy(clinic)
    assert (now.signs_alone_from, now.witness) == (19, True)
    keyboard.press("Ctrl+Z")
    then = paper_policy(clinic)
    assert (then.signs_alone_from, then.witness) == (21, True)


def test_what_is_half_changed_outlives_a_change_by_somebody_else(
    window: MainWindow, pane: PapersPane, keyboard: Keyboard, clinic: Clinic
) -> None:
    open_section(keyboard, window, pane)
    tab_to(keyboard, pane.ticks["recording"])
    keyboard.press("Space")

    keep_paper_policy(clinic, replace(paper_policy(clinic), take_home=True))

    assert pane.ticks["recording"].isChecked()
    assert pane.ticks["take_home"].isChecked()
