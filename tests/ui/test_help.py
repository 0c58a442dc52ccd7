"""Help where somebody is: F1 tells of the panel or the page, words find other pages."""

import re
from functools import cached_property

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.patients import Patient
from app.library import help_pages
from app.library.help import topics
from app.ui.commands import Commands
from app.ui.common.panel import Panel
from app.ui.entries import ENTRIES
from app.ui.help_panel import CONSENTS, PARTS, TOPICS, HelpPanel
from app.ui.keys_panel import LISTS
from app.ui.main_window import MainWindow
from app.ui.packets.print_panel import PrintPanel
from app.ui.panels import PanelledWindow
from tests.documents.reading_back import page_texts
from tests.ui.finding import faults, named_controls, shared_letters
from tests.ui.robots import Keyboard
from tests.ui.test_look import SMALL_SCREEN, settle, wear

BOXED = re.compile(r"`([^`]+)`")
SEVERAL = re.compile(r", then |, | …")
HELD = ("Ctrl", "Alt", "Shift")


@pytest.fixture
def help_panel(window: MainWindow) -> HelpPanel:
    return commands(window).help


def commands(window: MainWindow) -> Commands:
    found = window.findChild(Commands)
    assert isinstance(found, Commands)
    return found


def test_every_page_and_every_panel_has_a_topic(window: MainWindow) -> None:
    for name, made in vars(PanelledWindow).items():
        if isinstance(made, cached_property):
            getattr(window, name)
    panels = {type(panel) for panel in window.findChildren(Panel)} - {HelpPanel, PrintPanel}
    pages = {type(page) for page in window.pages}

    assert panels | pages == set(TOPICS)


def test_every_topic_is_a_page_of_the_help() -> None:
    assert {*TOPICS.values(), *PARTS.values(), CONSENTS} <= set(topics())


def known_keys() -> set[str]:
    """The keys of the actions, and those that hold in every list."""
    of_actions = {key for entry in ENTRIES for key in entry.keys}
    of_lists = {key for keys, _does in LISTS for key in SEVERAL.split(keys)}
    arrows = {"Left", "Right", "Up", "Down"}
    told = {QKeySequence(key).toString() for key in of_actions | of_lists | arrows}
    return {*told, *HELD} - {""}


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_key_that_the_help_names_is_one(language: str) -> None:
    named = {key for page in help_pages(language).values() for key in BOXED.findall(page.text)}
    keys = {key for key in named if not key.islower()}

    unknown = {key for key in keys - {*HELD} if QKeySequence(key).toString() not in known_keys()}
    assert unknown == set()
    assert len(keys) > len(ENTRIES) / 2


def test_f1_tells_of_the_page(
    window: MainWindow, keyboard: Keyboard, help_panel: HelpPanel
) -> None:
    keyboard.press("Ctrl+5", "F1")

    assert window.place.panel is help_panel
    assert help_panel.page == help_pages("en")["consents"]


def test_f1_tells_of_the_panel_and_esc_gives_it_back_as_it_was(
    window: MainWindow, keyboard: Keyboard, help_panel: HelpPanel, ana: Patient
) -> None:
    keyboard.press("Ctrl+N")
    keyboard.type("rom")
    keyboard.press("F1")
    told = help_panel.head.text()
    keyboard.press("Esc")

    assert told == "Somebody calls for a visit"
    assert window.place.panel is window.booking
    assert window.booking.patient.line.text() == "rom"


def test_what_is_opened_from_the_help_does_not_bring_back_what_was_before(
    window: MainWindow, keyboard: Keyboard, ana: Patient
) -> None:
    keyboard.press("Ctrl+N", "F1", "Ctrl+Shift+B", "Esc")

    assert window.place.panel is None


def test_f1_tells_of_the_part_of_a_page(
    window: MainWindow, keyboard: Keyboard, help_panel: HelpPanel
) -> None:
    keyboard.press("Ctrl+8")
    window.lists.show_list(2)
    keyboard.press("F1")

    assert help_panel.page == help_pages("en")["merging"]


def test_letters_typed_while_reading_find_other_pages(
    keyboard: Keyboard, help_panel: HelpPanel
) -> None:
    keyboard.press("F1")
    keyboard.type("ride home")
    titles = [row.title for row in help_panel.list.rows]
    keyboard.press("Return")

    assert titles[0] == "Is she ready, and what is still missing?"
    assert help_panel.head.text() == titles[0]
    assert help_panel.text.hasFocus()


def test_words_that_no_page_has_are_said_to_find_none(
    keyboard: Keyboard, help_panel: HelpPanel
) -> None:
    keyboard.press("F1")
    keyboard.type("zebra")
    keyboard.press("Return")

    assert help_panel.none.isVisible()
    assert help_panel.page == help_pages("en")["today"]


def test_a_link_leads_to_its_page(keyboard: Keyboard, help_panel: HelpPanel) -> None:
    keyboard.press("F1")
    help_panel.text.anchorClicked.emit(QUrl("readiness.md"))

    assert help_panel.page == help_pages("en")["readiness"]


def test_a_link_to_elsewhere_leads_nowhere(keyboard: Keyboard, help_panel: HelpPanel) -> None:
    keyboard.press("F1")
    help_panel.text.anchorClicked.emit(QUrl("https://example.org/readiness"))

    assert help_panel.page == help_pages("en")["today"]
    assert help_panel.text.source().isEmpty()


def test_the_search_box_finds_pages_of_the_help(keyboard: Keyboard, help_panel: HelpPanel) -> None:
    keyboard.press("Ctrl+K")
    keyboard.type("somebody calls for a")
    keyboard.press("Return")

    assert help_panel.page == help_pages("en")["booking"]


def test_the_tour_in_a_real_clinic_is_only_read(
    window: MainWindow, keyboard: Keyboard, help_panel: HelpPanel
) -> None:
    keyboard.press("Shift+F1")

    assert window.tour.isHidden()
    assert help_panel.page == help_pages("en")["tour"]
    assert not help_panel.tour.isVisible()


def test_the_tour_of_the_demo_goes_on_and_ends_by_one_key(
    demo_window: MainWindow, qtbot: QtBot
) -> None:
    demo_window.activateWindow()
    qtbot.waitUntil(demo_window.isActiveWindow)
    keyboard, seen = Keyboard(qtbot, demo_window), list[str]()
    before = QApplication.focusWidget()
    for _ in range(7):
        keyboard.press("Shift+F1")
        seen.append(demo_window.tour.title.text()[:2])
    keyboard.press("Shift+F1")

    assert seen == ["Th", "A.", "B.", "C.", "D.", "E.", "F."]
    assert demo_window.tour.isHidden()
    assert QApplication.focusWidget() is before


@pytest.mark.parametrize(("percent", "mode"), [(100, "light"), (200, "dark")])
def test_the_tour_is_whole_at_every_size(demo_window: MainWindow, percent: int, mode: str) -> None:
    wear(demo_window, percent, mode)
    demo_window.tour.go_on()
    demo_window.tour.go_on()
    settle(demo_window)

    assert demo_window.size() == SMALL_SCREEN
    assert faults(demo_window) == []
    assert [widget for widget, name in named_controls(demo_window) if not name] == []
    assert shared_letters(demo_window) == []
    demo_window.tour.hide()


def test_the_key_card_is_one_page_with_every_key(window: MainWindow, keyboard: Keyboard) -> None:
    commands(window).actions["print-keys"].trigger()
    keyboard.wait_for_work()

    (page,) = page_texts(window.print_schedule.pdf)
    assert [
        key for entry in ENTRIES for key in entry.keys[:1] if key.split("+")[0] not in page
    ] == []
    assert "Ctrl+Shift+P" in page
    assert "Print tomorrow" in page
