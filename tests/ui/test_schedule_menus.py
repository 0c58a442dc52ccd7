"""The menus of the schedule: beside a visit, beside a free time, by mouse and by keyboard."""

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from app.clinic import Clinic
from app.domain.patients import Patient
from app.ui.commands import Commands
from app.ui.common.buttons import plain
from app.ui.main_window import MainWindow
from app.use_cases.scheduling import Wish, book_visit
from app.use_cases.views import VisitView
from tests.small import at
from tests.ui.robots import Keyboard, spot_of

COPY = "Copied: (202) 555-0177, Romero Gil, Ana."


@pytest.fixture
def infusion(clinic: Clinic, ana: Patient) -> VisitView:
    """An infusion at 10:00."""
    wish = Wish(patient=ana.id, type="iv-dosing", start=at(clinic, 23, "10:00"))
    return book_visit(clinic, wish)


def open_menu() -> QMenu:
    """The menu that is open."""
    menu: QWidget | None = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def entries(menu: QMenu) -> list[str]:
    return [plain(action.text()) for action in menu.actions() if not action.isSeparator()]


def right_click(window: MainWindow, spot: QPointF) -> None:
    viewport = window.schedule.canvas.viewport()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, spot.toPoint(), viewport.mapToGlobal(spot.toPoint())
    )
    QApplication.sendEvent(viewport, event)


def test_shift_f10_opens_the_menu_of_the_chosen_visit(
    infusion: VisitView, window: MainWindow, keyboard: Keyboard
) -> None:
    keyboard.press("Ctrl+2", "Shift+F10")
    menu = open_menu()
    said = entries(menu)
    menu.close()

    assert said[:4] == ["Next step: Check in", "Readiness", "Packet", "Add the ride"]
    assert "Copy the phone number" in said


def test_the_menu_has_the_actions_of_the_menu_bar(
    infusion: VisitView, window: MainWindow, keyboard: Keyboard
) -> None:
    commands = window.findChild(Commands)
    assert isinstance(commands, Commands)
    keyboard.press("Ctrl+2", "Shift+F10")
    menu = open_menu()
    actions = [action for action in menu.actions() if not action.isSeparator()]
    menu.close()

    assert [action for action in actions if action not in commands.actions.all] == []


def test_a_right_click_chooses_what_it_is_about(infusion: VisitView, window: MainWindow) -> None:
    window.show_page(1)
    window.schedule.canvas.choose_card(None)

    right_click(window, spot_of(window.schedule.canvas, infusion.visit.id))
    open_menu().close()

    assert window.schedule.canvas.current is not None
    assert window.schedule.canvas.current.visit.id == infusion.visit.id


def test_a_right_click_on_free_time_books_there(
    infusion: VisitView, window: MainWindow, clinic: Clinic
) -> None:
    window.show_page(1)
    canvas = window.schedule.canvas
    card = spot_of(canvas, infusion.visit.id)

    right_click(window, QPointF(card.x(), canvas.origin.y() + canvas.scale().y(13 * 60) + 2))
    menu = open_menu()
    said = entries(menu)
    menu.actions()[0].trigger()
    menu.close()

    assert said[0] == "Book at the chosen time"
    assert window.place.panel is window.booking
    spot = canvas.spot
    assert spot is not None
    assert (spot[0].name, spot[1]) == ("Room 2", at(clinic, 23, "13:00"))


def test_ctrl_and_arrows_choose_a_time_and_enter_books_there(
    infusion: VisitView, window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    keyboard.press("Ctrl+2", "Ctrl+Down", "Ctrl+Down", "Ctrl+Left")
    spot = window.schedule.canvas.spot
    said = window.schedule.canvas.accessibleDescription()
    keyboard.press("Return")

    assert spot is not None
    assert (spot[0].name, spot[1]) == ("Room 1", at(clinic, 23, "12:30"))
    assert said == "Room 1, 12:30"
    assert window.place.panel is window.booking


def test_the_phone_number_is_copied_and_kept_out_of_the_clipboard_s_history(
    infusion: VisitView, window: MainWindow, keyboard: Keyboard
) -> None:
    keyboard.press("Ctrl+2", "Ctrl+Shift+C")

    copied = QGuiApplication.clipboard().mimeData()
    assert copied.text() == "(202) 555-0177"
    assert any("ExcludeClipboardContent" in each for each in copied.formats())
    assert window.toast.text.text() == COPY


def test_a_visit_is_copied_as_follow_up(
    infusion: VisitView, window: MainWindow, keyboard: Keyboard
) -> None:
    keyboard.press("Ctrl+2", "Ctrl+C")

    assert window.place.panel is window.booking
    assert window.booking.kind.value == "iv-dosing"
    assert window.booking.openings.hasFocus()


def test_what_is_chosen_is_said_to_the_screen_reader(
    infusion: VisitView, window: MainWindow, keyboard: Keyboard
) -> None:
    keyboard.press("Ctrl+2")

    said = window.schedule.canvas.accessibleDescription()

    assert said.startswith("10:00, to 11:55, Romero Gil, Ana, Ketamine infusion (IV), Room 2")
    assert said.endswith("Waiting, Expected")


def test_the_card_goes_with_the_arrows_and_away_with_esc(
    infusion: VisitView, bruno: Patient, clinic: Clinic, window: MainWindow, keyboard: Keyboard
) -> None:
    wish = Wish(patient=bruno.id, type="preparation", start=at(clinic, 23, "14:00"))
    book_visit(clinic, wish)
    card = window.schedule.hover

    keyboard.press("Ctrl+2", "Space", "Left")
    name, shown = card.name.text(), card.isVisible()
    keyboard.press("Esc", "Right")

    assert (name, shown) == ("Soto, Bruno", True)
    assert not card.isVisible()


def test_the_card_says_the_visits_around_and_who_is_needed(
    infusion: VisitView, ana: Patient, clinic: Clinic, window: MainWindow, keyboard: Keyboard
) -> None:
    later = Wish(patient=ana.id, type="integration", start=at(clinic, 25, "11:00"))
    book_visit(clinic, later)
    keyboard.press("Ctrl+2", "Space")
    card = window.schedule.hover

    said = card.needed.accessibleName()

    assert card.before.text() == "Next: Integration, Wed 25 Nov 2026 at 11:00"
    assert said.startswith("A prescriber on site, 10:00\N{EN DASH}11:55. Rosa Ortiz, 10:00")
