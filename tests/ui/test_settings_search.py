"""The box on top of the settings finds a section, or what stands in it, by plain words."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from app.clinic import Clinic
from app.ui.common.buttons import plain
from app.ui.main_window import MainWindow
from app.ui.settings.closures_pane import ClosuresPane
from app.ui.settings.computer_pane import ComputerPane
from app.ui.settings.finding import Spot, found, go_to
from app.ui.settings.sections import INSIDE, OF_SECTIONS, SECTIONS
from app.use_cases.backups import plan_backups
from app.words.tongue import speaking, tr
from tests.small import Small
from tests.ui.managing import open_as_manager
from tests.ui.robots import Keyboard

SPOTS = [
    Spot(section=number, inside=inside)
    for number, (section, *_) in enumerate(SECTIONS)
    for inside in INSIDE.get(section, {})
]


@pytest.fixture
def clinic(small: Small) -> Clinic:
    """The small clinic, open for its manager."""
    return open_as_manager(small)


@pytest.fixture
def page(window: MainWindow, keyboard: Keyboard, tmp_path: Path) -> MainWindow:
    """The settings, open; backups have a folder, so that one can be made."""
    plan_backups(window.desk.clinic, str(tmp_path))
    keyboard.press("Ctrl+,")
    return window


def titles(window: MainWindow) -> list[str]:
    return [row.title for row in window.settings_page.sections.rows]


def first(typed: str) -> tuple[str, str]:
    """What is found first, and where it stands."""
    spot = found(typed)[0]
    return spot.title, spot.within


@pytest.mark.parametrize(
    ("typed", "title", "within"),
    [
        ("telephone", "Telephone", "Clinic"),
        ("change our phone number", "Telephone", "Clinic"),
        ("after hours", "Telephone when the clinic is closed", "Clinic"),
        ("printer", "Printers", "This computer"),
        ("dark", "Light or dark", "This computer"),
        ("font", "Size of the text", "This computer"),
        ("initials", "Initials instead of names", "This computer"),
        ("PIN", "PIN", "Your sign-in"),
        ("holiday", "Closures and holidays", ""),
        ("staff", "Rooms, people and pumps", ""),
        ("vacation", "Closures and holidays", ""),
        ("minor", "Age from which a patient signs alone", "Papers"),
        ("2fa", "Begin with a telephone", "Your sign-in"),
        ("teléfono", "Telephone", "Clinic"),
        ("impresora", "Printers", "This computer"),
    ],
)
def test_plain_words_find_it(typed: str, title: str, within: str) -> None:
    assert first(typed) == (title, within)


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("teléfono", "Teléfono"),
        ("cambiar el teléfono", "Teléfono"),
        ("impresora", "Impresoras"),
        ("oscuro", "Claro u oscuro"),
        ("feriados", "Cierres y feriados"),
        ("iniciales", "Iniciales en lugar de nombres"),
        ("letra", "Tamaño del texto"),
        ("clave", "Contraseña nueva"),
        ("printer", "Impresoras"),
    ],
)
def test_plain_words_find_it_in_spanish(typed: str, title: str) -> None:
    with speaking("es"):
        assert first(typed)[0] == title


@pytest.mark.parametrize("typed", ["logo", "xyz", "ph ph qq"])
def test_what_there_is_not_is_not_found(typed: str) -> None:
    assert found(typed) == []


def test_every_section_has_other_words_and_its_name_in_spanish() -> None:
    assert OF_SECTIONS.keys() == {section for section, *_ in SECTIONS}
    with speaking("es"):
        same = [spot.title for spot in SPOTS if spot.title == plain(spot.inside)]

    assert same == ["PIN"]


@pytest.mark.parametrize("spot", SPOTS, ids=lambda spot: plain(spot.inside))
def test_what_is_found_has_the_keyboard_when_it_is_taken(page: MainWindow, spot: Spot) -> None:
    page.settings_page.open(spot)

    focus: QWidget | None = QApplication.focusWidget()
    assert focus is not None
    assert go_to(page.settings_page.pane, spot.inside)
    assert focus is QApplication.focusWidget()
    assert page.settings_page.isAncestorOf(focus)
    assert not focus.visibleRegion().isEmpty()


def test_whoever_types_on_the_list_searches_and_enter_goes_there(
    page: MainWindow, keyboard: Keyboard
) -> None:
    settings = page.settings_page
    keyboard.type("dark")
    listed = titles(page)
    keyboard.press("Return")

    assert listed == ["Light or dark"]
    assert isinstance(settings.pane, ComputerPane)
    assert QApplication.focusWidget() in settings.pane.mode.buttons.values()
    assert settings.search.text() == ""
    assert settings.sections.currentIndex().data() == "This computer"


def test_the_arrows_go_through_what_was_found(page: MainWindow, keyboard: Keyboard) -> None:
    settings = page.settings_page
    before = settings.pane
    keyboard.type("holiday")
    unopened = settings.pane is before
    keyboard.press("Down")

    assert titles(page)[:2] == ["Closures and holidays", "Whose public holidays"]
    assert unopened
    assert settings.search.hasFocus()
    assert isinstance(settings.pane, ClosuresPane)
    keyboard.press("Return")
    assert settings.pane.holidays.region.hasFocus()


def test_escape_empties_the_box(page: MainWindow, keyboard: Keyboard) -> None:
    settings = page.settings_page
    keyboard.type("logo")
    said, listed = settings.none.text(), settings.sections.isVisible()
    keyboard.press("Esc")

    assert (said, listed) == ("No setting answers to “logo”.", False)
    assert settings.search.text() == ""
    assert titles(page) == [tr(section) for section, *_ in SECTIONS]
    assert settings.none.isHidden()


def test_the_one_box_on_top_finds_the_same(window: MainWindow, keyboard: Keyboard) -> None:
    keyboard.press("Ctrl+K")
    keyboard.type("font")
    rows = window.top.search.results.list.rows
    keyboard.press("Return")

    pane = window.settings_page.pane
    assert [(row.title, row.detail) for row in rows if not row.is_heading] == [
        ("Size of the text", "Settings  ·  This computer")
    ]
    assert isinstance(pane, ComputerPane)
    assert pane.size_.hasFocus()
