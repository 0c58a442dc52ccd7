"""How the Settings page looks to somebody who may change what is there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.scheduling import Kind
from app.ui.main_window import MainWindow
from app.ui.settings.clinic_pane import ClinicPane
from app.ui.settings.computer_pane import ComputerPane
from app.ui.settings.finding import Spot
from app.ui.settings.gate_pane import GatePane
from app.ui.settings.sections import SECTIONS
from app.use_cases.batch_ways import SLIPS
from app.use_cases.closures import set_region
from app.use_cases.resources import resource_named
from app.words.tongue import tongue
from tests.ui.conftest import open_copy, opened
from tests.ui.finding import faults, named_controls, shared_letters
from tests.ui.managing import (
    closures_pane,
    resources_pane,
)
from tests.ui.test_look import LOOKS, SMALL_SCREEN, settle, wear


@pytest.fixture(scope="module")
def demo(
    qapp: QApplication, demo_made: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MainWindow]:
    """The window on a copy of the demo clinic, open for its manager."""
    folder = tmp_path_factory.mktemp("manager")
    opened_by = open_copy(demo_made, folder, "manager")
    set_region(opened_by, "US-CO")
    with opened(opened_by, folder / "window.ini") as shown:
        yield shown


def show_person(window: MainWindow) -> None:
    """A person's form with something typed."""
    show_section(window, 1)
    pane = resources_pane(window)
    pane.list.choose(resource_named(window.desk.clinic, "Carol Dunn").id)
    pane.list.take_current()
    pane.editor.form.note.setText("RN, nights")


def show_new(window: MainWindow) -> None:
    """Somebody who is being added."""
    show_section(window, 1)
    pane = resources_pane(window)
    pane.add.click()
    pane.editor.form.kind.choose(str(Kind.PERSON))


def show_in_the_way(window: MainWindow) -> None:
    """A room that visits hold."""
    show_section(window, 1)
    pane = resources_pane(window)
    pane.list.choose(resource_named(window.desk.clinic, "Aspen room").id)
    pane.list.take_current()
    pane.editor.retire.click()


def show_closing(window: MainWindow) -> None:
    """Closing the clinic over visits."""
    pane = closures_pane(window)
    show_section(window, window.settings_page.panes.index(pane))
    pane.closing.first.line.setText("+1")
    pane.closing.name.setText("Team day")
    pane.closing.close_button.click()


def show_section(window: MainWindow, number: int) -> None:
    window.place.close_panel()
    page = window.settings_page
    window.show_page(window.pages.index(page))
    page.search.clear()
    page.back.click()
    page.open(Spot(section=number))


def gate_pane(window: MainWindow) -> GatePane:
    """Gate rules, from all of their list."""
    pane = next(each for each in window.settings_page.panes if isinstance(each, GatePane))
    show_section(window, window.settings_page.panes.index(pane))
    pane.back.click()
    return pane


def show_rule(window: MainWindow) -> None:
    """A gate rule that is changed: what it touches is listed."""
    pane = gate_pane(window)
    pane.list.choose("referral")
    pane.list.take_current()
    pane.editor.touched.said.setText("This change touches 64 visits to come: 64 newly stopped.")
    pane.editor.touched.said.show()


def show_new_rule(window: MainWindow) -> None:
    """An item of the clinic's own that cannot be kept as it is."""
    pane = gate_pane(window)
    pane.add.click()
    pane.editor.name.setText("Blood test before the very first infusion")
    pane.editor.keep()


def show_notice(window: MainWindow) -> None:
    """The notice that is asked for."""
    show_section(window, [each for each, _, _ in SECTIONS].index("Notice and deadlines"))


def show_clinic(window: MainWindow) -> None:
    """What papers say, with something typed."""
    show_section(window, 0)
    pane = window.settings_page.pane
    assert isinstance(pane, ClinicPane)
    pane.lines["after_hours_phone"].setText("303 555 01")


def show_computer(window: MainWindow) -> None:
    """What this computer keeps, for slips."""
    show_section(window, [each for each, _, _ in SECTIONS].index("This computer"))
    pane = window.settings_page.pane
    assert isinstance(pane, ComputerPane)
    pane.printers.list.choose(SLIPS)


def show_found(window: MainWindow) -> None:
    """What answers to a word."""
    show_section(window, 1)
    window.settings_page.back.click()
    window.settings_page.search.setText("co" if tongue() == "es" else "ph")


def show_not_found(window: MainWindow) -> None:
    """A word that nothing answers to."""
    show_found(window)
    window.settings_page.search.setText("logo")


SHOWN = {
    "clinic": show_clinic,
    "computer": show_computer,
    "found": show_found,
    "not-found": show_not_found,
    "notice": show_notice,
    "person": show_person,
    "new": show_new,
    "way": show_in_the_way,
    "closing": show_closing,
    "rule": show_rule,
    "new-rule": show_new_rule,
}


@pytest.mark.parametrize("screen", SHOWN)
@pytest.mark.parametrize(("percent", "mode"), LOOKS)
def test_nothing_is_cut_for_a_manager(
    demo: MainWindow, screen: str, percent: int, mode: str
) -> None:
    wear(demo, percent, mode)

    SHOWN[screen](demo)
    settle(demo)

    assert demo.size() == SMALL_SCREEN
    assert faults(demo) == []
    assert [widget for widget, name in named_controls(demo) if not name] == []
    assert shared_letters(demo) == []
