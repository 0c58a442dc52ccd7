"""What papers say of the clinic, on the Settings page, by keyboard alone."""

from dataclasses import replace

import pytest

from app.clinic import Clinic
from app.ui.main_window import MainWindow
from app.ui.settings.clinic_pane import ClinicPane
from app.use_cases.closures import set_region
from app.use_cases.letterhead import keep_letterhead, letterhead
from tests.small import Small
from tests.ui.managing import open_as_manager, open_section, push, tab_to, write
from tests.ui.robots import Keyboard


@pytest.fixture
def clinic(small: Small) -> Clinic:
    """The small clinic, open for its manager."""
    return open_as_manager(small)


@pytest.fixture
def pane(window: MainWindow) -> ClinicPane:
    """The clinic."""
    return next(each for each in window.settings_page.panes if isinstance(each, ClinicPane))


def typed(pane: ClinicPane) -> list[str]:
    return [line.text() for line in pane.lines.values()]


def test_what_papers_say_is_changed_and_taken_back(
    window: MainWindow, pane: ClinicPane, keyboard: Keyboard, clinic: Clinic
) -> None:
    open_section(keyboard, window, pane)
    write(keyboard, "Aspen Clinic")
    tab_to(keyboard, pane.lines["after_hours_phone"])
    write(keyboard, "303 555 0142")
    keyboard.press("Return")

    kept = letterhead(clinic)
    assert (kept.name, kept.after_hours_phone) == ("Aspen Clinic", "+13035550142")
    assert pane.lines["after_hours_phone"].text() == "(303) 555-0142"
    assert window.toast.text.text() == "Changed: what papers say of the clinic."
    assert window.status.clinic.text() == "Aspen Clinic"
    keyboard.press("Ctrl+Z")
    assert letterhead(clinic).name == "Juniper Clinic"
    assert typed(pane) == [
        "Juniper Clinic",
        "12 Juniper Street, Denver, CO 80203",
        "(303) 555-0100",
        "(303) 555-0199",
    ]
    assert window.status.clinic.text() == "Juniper Clinic"


def test_a_number_that_cannot_be_dialled_is_said_and_stays(
    window: MainWindow, pane: ClinicPane, keyboard: Keyboard, clinic: Clinic
) -> None:
    open_section(keyboard, window, pane)
    tab_to(keyboard, pane.lines["phone"])
    write(keyboard, "12")
    keyboard.press("Ctrl+Return")

    assert pane.reasons.sentences == (
        "Not changed.",
        "“12” is not a telephone number that can be dialled.",
    )
    assert pane.lines["phone"].text() == "12"
    assert letterhead(clinic).phone == "+13035550100"


def test_what_is_typed_is_discarded_and_comes_back(
    window: MainWindow, pane: ClinicPane, keyboard: Keyboard
) -> None:
    open_section(keyboard, window, pane)
    before = pane.discard.isVisible()
    write(keyboard, "Aspen")
    push(keyboard, pane.discard)
    discarded = pane.lines["name"].text()
    keyboard.press("Ctrl+Z")

    assert (before, discarded) == (False, "Juniper Clinic")
    assert pane.lines["name"].text() == "Aspen"


def test_what_is_half_typed_outlives_another_page_and_a_change_by_somebody_else(
    window: MainWindow, pane: ClinicPane, keyboard: Keyboard, clinic: Clinic
) -> None:
    open_section(keyboard, window, pane)
    write(keyboard, "Aspen")
    keyboard.press("Ctrl+1", "Ctrl+,")

    keep_letterhead(clinic, replace(letterhead(clinic), name="Birch", phone="303 555 0142"))

    assert typed(pane)[0] == "Aspen"
    assert typed(pane)[2] == "(303) 555-0142"
    assert pane.reasons.sentences[:2] == (
        "Not changed.",
        "Name: somebody else has made it “Birch” meanwhile.",
    )


def test_the_clock_and_the_holidays_are_shown_and_cannot_be_typed_over(
    pane: ClinicPane, clinic: Clinic
) -> None:
    set_region(clinic, "US-CO")
    pane.refresh()

    assert (pane.zone.text(), pane.region.text()) == ("Mountain time (Denver)", "US-CO")
    assert (pane.zone.isReadOnly(), pane.region.isReadOnly()) == (True, True)


def test_the_front_desk_only_reads_it(small: Small, window: MainWindow) -> None:
    window.desk.clinic.person = small.open().person
    pane = ClinicPane(window.desk)
    pane.refresh()

    assert pane.lines["name"].text() == "Juniper Clinic"
    assert all(line.isReadOnly() for line in pane.lines.values())
    assert pane.save.isHidden()
