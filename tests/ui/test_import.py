"""Somebody takes patients over from a table, sees what would happen, and takes it back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui.behind import make_window
from app.ui.main_window import MainWindow
from app.use_cases.patients import find_patients
from tests.small import Small, make_small

ROWS = """MRN,First Name,Last Name,DOB,Cell Phone
A1,Ana,Zeta,03/02/1980,(202) 555-0142
A2,Bo,Zeta,soon,
A3,Ana María,Zeta,03/02/1980,
"""


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    """The window of the medical director, with a file ready to be chosen."""
    small: Small = make_small(tmp_path / "clinic")
    clinic = small.open("hale")
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    window = make_window(qapp, clinic, settings)
    file = tmp_path / "people.csv"
    file.write_text(ROWS)

    def chosen(_window: QWidget) -> str:
        return str(file)

    window.patient.imports.choose_file = chosen
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()
    window.desk.stop()
    clinic.close()


def press(window: MainWindow, qtbot: QtBot) -> None:
    """Press whatever has the keyboard, and wait until it is done."""
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.desk.long_work.is_idle, timeout=20_000)


def names(window: MainWindow) -> list[str]:
    return [each.listed for each in find_patients(window.desk.clinic, "zeta")]


def test_patients_are_taken_in_and_back_by_the_keyboard_alone(
    window: MainWindow, qtbot: QtBot
) -> None:
    panel = window.patient.imports
    window.open_import()

    press(window, qtbot)
    assert panel.what.text() == "people.csv (UTF-8): 3 rows."
    press(window, qtbot)
    assert window.focusWidget() is panel.columns.order
    QTest.keyClick(panel.columns.order, Qt.Key.Key_Down)
    panel.check.setFocus()
    press(window, qtbot)
    assert panel.what.text() == "2 rows would be left out."
    assert [row.title for row in panel.found.rows] == [
        "Rows with a fault, left out: 1",
        "“soon” is not a date of birth that can be read.",
        "May be there already: 1",
        "Zeta, Ana María, born 2 Mar 1980, may be Zeta, Ana of row 2.",
    ]
    assert panel.take.text() == "Import 1 patient"
    press(window, qtbot)
    assert names(window) == ["Zeta, Ana"]
    panel.undo.click()
    qtbot.waitUntil(lambda: window.desk.long_work.is_idle, timeout=20_000)
    assert names(window) == []
    assert panel.what.text() == "The import was taken back."


def test_a_file_that_is_no_table_is_said_in_the_panel(window: MainWindow, qtbot: QtBot) -> None:
    path = Path(window.patient.imports.choose_file(window))
    path.write_bytes(b"%PDF-1.7")
    window.open_import()

    press(window, qtbot)

    assert window.patient.imports.reasons.sentences == (
        "Nobody was taken in.",
        "The file is not a table. Save it as CSV, or as an Excel workbook (.xlsx).",
    )
