"""The Reports page: a finding, its picture, its table, and what leaves it; by keyboard alone."""

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.clinic import Clinic
from app.domain.patients import Patient
from app.domain.reports import Period, Report
from app.ui.main_window import MainWindow
from app.use_cases.part2 import set_part2
from app.use_cases.scheduling import Wish, book_visit
from app.words.tongue import speak
from tests.small import Small, add_patient, at, file_everything
from tests.ui.conftest import opened
from tests.ui.robots import Keyboard


@pytest.fixture
def lapsing(clinic: Clinic) -> Patient:
    """Una's letter allows one visit; she has one, and a second is held."""
    patient = add_patient(clinic, "Una", "Vega")
    file_everything(clinic, patient, visits=1)
    for day, until in ((24, None), (30, at(clinic, 27, "17:00"))):
        start = at(clinic, day, "09:00")
        wish = Wish(patient=patient.id, type="iv-dosing", start=start, hold_until=until)
        book_visit(clinic, wish)
    return patient


def go(keyboard: Keyboard) -> None:
    keyboard.press("Ctrl+Shift+R")
    keyboard.wait_for_work()


def cells(window: MainWindow) -> list[list[str]]:
    model = window.reports.table.model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_the_finding_stands_over_a_picture_that_says_each_bar(
    lapsing: Patient, window: MainWindow, keyboard: Keyboard
) -> None:
    go(keyboard)

    page = window.reports
    assert page.isVisible()
    assert page.finding.text() == "1 referral lapses before a booked visit"
    assert page.picture.accessibleName() == page.finding.text()
    assert page.picture.accessibleDescription() == (
        "Vega, Una: 1 day · 1 visit left · 1 visit not covered. T shows the table behind it."
    )
    assert page.picture.hasFocus()
    assert keyboard.dialogs == []


def test_the_table_is_walked_by_cell_and_enter_opens_the_card(
    lapsing: Patient, window: MainWindow, keyboard: Keyboard
) -> None:
    go(keyboard)
    keyboard.press("T", "Right", "Right", "Right")
    table = window.reports.table
    column = table.currentIndex().column()
    said = table.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    keyboard.press("Return")

    assert column == 3
    assert said == "Good until: 24 Nov 2026"
    assert window.patients.isVisible()
    assert window.desk.patient == lapsing.id


def test_a_screen_reader_is_given_a_real_table(
    lapsing: Patient, window: MainWindow, keyboard: Keyboard
) -> None:
    go(keyboard)
    keyboard.press("T")

    told = QAccessible.queryAccessibleInterface(window.reports.table)

    assert told.role() == QAccessible.Role.Table
    assert told.text(QAccessible.Text.Name) == "Table behind the picture"
    assert told.text(QAccessible.Text.Description) == "1 referral lapses before a booked visit"


def test_the_picture_comes_back_and_the_keyboard_with_it(
    lapsing: Patient, window: MainWindow, keyboard: Keyboard
) -> None:
    go(keyboard)
    keyboard.press("T", "T")

    assert window.reports.picture.hasFocus()


def test_every_report_is_a_key_away(
    lapsing: Patient, window: MainWindow, keyboard: Keyboard
) -> None:
    go(keyboard)
    found: list[str] = []
    for _ in Report:
        keyboard.press("Ctrl+PgDown")
        keyboard.wait_for_work()
        found.append(window.reports.asked.kind)

    assert found == ["utilisation", "no-show", "consents", "referrals"]


def test_an_empty_report_says_what_why_and_what_next(
    window: MainWindow, keyboard: Keyboard
) -> None:
    go(keyboard)

    page = window.reports
    assert page.empty.title.text() == "No referral lapses within 6 weeks"
    assert page.empty.why.text().startswith("A letter stands here from 6 weeks before it lapses")
    assert not page.export.isEnabled()
    assert page.tabs.hasFocus()


def test_the_days_are_chosen_for_the_use_of_rooms_alone(
    lapsing: Patient, window: MainWindow, keyboard: Keyboard
) -> None:
    go(keyboard)
    page = window.reports
    hidden = page.period.isVisible()
    keyboard.press("Ctrl+PgDown")
    page.show_period(Period.NEXT_2_WEEKS)
    keyboard.wait_for_work()

    assert (hidden, page.period.isVisible()) == (False, True)
    assert page.finding.text() == "Rooms are 1 % booked; Room 2 is the fullest, at 4 %"


def test_initials_stand_for_names_where_strangers_could_read(
    lapsing: Patient, window: MainWindow, keyboard: Keyboard
) -> None:
    go(keyboard)
    window.desk.set_private(private=True)

    assert cells(window)[0][:2] == ["", "U.V."]


def test_what_happens_meanwhile_is_counted(
    lapsing: Patient, clinic: Clinic, window: MainWindow, keyboard: Keyboard
) -> None:
    go(keyboard)
    other = add_patient(clinic, "Dos", "Vega")
    file_everything(clinic, other, visits=1)
    start = at(clinic, 25, "09:00")
    book_visit(clinic, Wish(patient=other.id, type="iv-dosing", start=start))
    keyboard.wait_for_work()

    assert [row[1] for row in cells(window)] == ["Vega, Una", "Vega, Dos"]


def test_the_table_is_written_where_somebody_chooses(
    lapsing: Patient, doctor: Clinic, window: MainWindow, keyboard: Keyboard, tmp_path: Path
) -> None:
    set_part2(doctor, lapsing.id, part2=True)
    file, asked = tmp_path / "lapsing.csv", list[str]()

    def choose(_window: QWidget, name: str) -> str:
        asked.append(name)
        return str(file)

    window.reports.choose_file = choose
    go(keyboard)
    keyboard.press("E")
    keyboard.wait_for_work()

    with file.open(encoding="utf-8-sig", newline="") as written:
        (line,) = csv.DictReader(written)
    assert asked == ["report-referrals-2026-11-23.csv"]
    assert (line["Patient"], line["Not covered"]) == ("Vega, Una", "30 Nov")
    assert line["Notice"].startswith("42 CFR part 2")
    assert (tmp_path / "lapsing-part2.pdf").exists()
    assert len(window.reports.warning.sentences) == 1


@pytest.fixture
def doctor(small: Small, clinic: Clinic) -> Clinic:
    """The same clinic, open for its medical director."""
    return small.open("hale")


def test_it_is_printed_beside_the_page_under_a_name_that_names_nobody(
    lapsing: Patient, window: MainWindow, keyboard: Keyboard
) -> None:
    go(keyboard)
    keyboard.press("P")
    keyboard.wait_for_work()

    panel = window.print_schedule
    assert panel.isVisible()
    assert panel.pdf.startswith(b"%PDF")
    assert (panel.job, panel.code) == ("report", "referrals 2026-11-23")
    assert panel.what.text() == "Referrals · 1 page"


def test_who_may_not_see_it_is_told_so_in_the_page(
    qtbot: QtBot, small: Small, tmp_path: Path
) -> None:
    with opened(small.open("ortiz"), tmp_path / "window.ini") as window:
        qtbot.waitUntil(window.isActiveWindow)
        go(Keyboard(qtbot, window))

        assert len(window.reports.reasons.sentences) == 1
        assert window.reports.finding.text() == ""
        assert not window.reports.print.isEnabled()


def test_it_speaks_spanish(qtbot: QtBot, lapsing: Patient, clinic: Clinic, tmp_path: Path) -> None:
    speak("es")
    try:
        with opened(clinic, tmp_path / "window.ini") as window:
            qtbot.waitUntil(window.isActiveWindow)
            go(Keyboard(qtbot, window))
            said = window.reports.finding.text(), window.reports.tabs.tabText(0)
    finally:
        speak("en")

    assert said == ("1 remisión vence antes de una cita agendada", "Remisiones")


def test_a_picture_scrolls_by_keyboard(demo_window: MainWindow, qtbot: QtBot) -> None:
    page = demo_window.reports
    demo_window.show_page(demo_window.pages.index(page))
    page.show_report(Report.UTILISATION)
    qtbot.waitUntil(lambda: demo_window.desk.background.is_idle, timeout=20_000)
    page.begin()
    keyboard = Keyboard(qtbot, demo_window)
    bar = page.picture.verticalScrollBar()

    keyboard.press("PgDown", "PgDown", "PgDown")

    assert bar.value() == bar.maximum() > 0
