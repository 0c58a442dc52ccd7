"""The month of openings: how many starts are open on each day, moved about in by arrows."""

from datetime import date

from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.blocks import Closure
from app.domain.patients import Patient
from app.ui.main_window import MainWindow
from app.use_cases.heat import openings_by_day
from app.use_cases.scheduling import Wish, book_visit
from tests.small import at
from tests.ui.robots import Keyboard

TUESDAY = date(2026, 11, 24)


def said(window: MainWindow, day: date) -> str:
    """What the month says of a day, in its longest words."""
    return window.schedule.month.heat._days[day].said[0]  # pyright: ignore[reportPrivateUsage]


def choose_type(window: MainWindow, slug: str) -> None:
    """Choose another kind of visit, as its list does."""
    choice = window.schedule.month.kind
    choice.setCurrentIndex(choice.findData(slug))
    choice.activated.emit(choice.currentIndex())


def test_every_day_says_how_many_starts_are_open(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    keyboard.press("Ctrl+2", "Ctrl+Shift+M")
    choose_type(window, "preparation")

    counts = openings_by_day(clinic, "preparation", TUESDAY, date(2026, 11, 29))
    assert said(window, TUESDAY) == f"{counts[TUESDAY]} starts"
    assert said(window, date(2026, 11, 29)) == "Closed"
    assert said(window, date(2026, 12, 1)) == said(window, TUESDAY)
    assert window.schedule.bar.title.text() == "23 November \N{EN DASH} 27 December 2026"


def test_arrows_move_and_enter_goes_to_the_day(window: MainWindow, keyboard: Keyboard) -> None:
    keyboard.press("Ctrl+2", "Ctrl+Shift+M", "Right", "Down")
    spoken = window.schedule.month.heat.accessibleDescription()
    keyboard.press("Return")

    assert spoken.startswith("Tuesday 1 December 2026, ")
    assert window.schedule.bar.title.text() == "Tuesday 1 December 2026"
    assert window.schedule.canvas.hasFocus()


def test_page_keys_turn_months(window: MainWindow, keyboard: Keyboard) -> None:
    keyboard.press("Ctrl+2", "Ctrl+Shift+M", "PgDown", "PgDown")
    later = window.schedule.bar.title.text()
    keyboard.press("Alt+Left")

    assert later == "January 2027"
    assert window.schedule.bar.title.text() == "December 2026"


def test_a_click_goes_to_the_day(window: MainWindow, keyboard: Keyboard) -> None:
    window.resize(QSize(1366, 768))
    keyboard.press("Ctrl+2", "Ctrl+Shift+M")
    heat = window.schedule.month.heat

    spot = heat.area(TUESDAY).center().toPoint()
    QTest.mouseClick(heat.viewport(), Qt.MouseButton.LeftButton, pos=spot)

    assert window.schedule.bar.title.text() == "Tuesday 24 November 2026"


def test_it_can_be_narrowed_to_the_chosen_patient(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, bruno: Patient
) -> None:
    book_visit(clinic, Wish(patient=bruno.id, type="preparation", start=at(clinic, 24, "10:00")))
    keyboard.press("Ctrl+2", "Alt+Right", "Down", "Ctrl+Shift+M")
    choose_type(window, "phone-screen")
    everybody = said(window, TUESDAY)
    window.schedule.month.for_patient.click()

    assert window.schedule.month.for_patient.text() == "Only when Soto, Bruno is free"
    assert said(window, TUESDAY) != everybody


def test_a_private_month_names_nobody(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, bruno: Patient
) -> None:
    book_visit(clinic, Wish(patient=bruno.id, type="preparation", start=at(clinic, 24, "10:00")))
    keyboard.press("Ctrl+2", "Alt+Right", "Down", "Ctrl+Shift+M")

    window.desk.set_private(private=True)

    assert window.schedule.month.for_patient.text() == "Only when the chosen patient is free"


def test_a_closed_day_says_its_name(window: MainWindow, keyboard: Keyboard, clinic: Clinic) -> None:
    with clinic.by_itself().writing(Act.MAKE_CLINIC) as unit:
        unit.closures.add(Closure(day=date(2026, 11, 26), name="Thanksgiving"))

    keyboard.press("Ctrl+2", "Ctrl+Shift+M")

    assert said(window, date(2026, 11, 26)) == "Thanksgiving"


def test_without_an_opening_it_says_why_and_where_the_first_is(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    with clinic.by_itself().writing(Act.MAKE_CLINIC) as unit:
        for number in range(35):
            day = date.fromordinal(date(2026, 11, 23).toordinal() + number)
            unit.closures.add(Closure(day=day, name="Rebuilding"))
    keyboard.press("Ctrl+2", "Ctrl+Shift+M")
    choose_type(window, "preparation")

    note = window.schedule.month.note
    assert note.isVisible()
    assert note.text.text().startswith("No openings for Preparation session until Sun 27 Dec 2026.")
    assert note.button.text() == "First opening: Mon 28 Dec 2026 at 08:00"
    note.button.click()
    assert window.schedule.bar.title.text() == "Monday 28 December 2026"


def test_the_kind_of_visit_is_kept(window: MainWindow, keyboard: Keyboard) -> None:
    keyboard.press("Ctrl+2", "Ctrl+Shift+M")
    choose_type(window, "follow-up")

    kept = [window.desk.settings.value(key) for key in window.desk.settings.allKeys()]
    assert "follow-up" in kept


def test_columns_have_no_say_in_a_month_and_say_so(window: MainWindow, keyboard: Keyboard) -> None:
    keyboard.press("Ctrl+2", "Ctrl+Shift+M")

    assert not window.schedule.kinds["people"].isEnabled()
    assert window.schedule.kinds["people"].toolTip() == "A month counts openings of everybody."
