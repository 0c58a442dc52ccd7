"""Nothing in the window moves by itself, so that whoever asked for less motion has none."""

import re
from pathlib import Path

from PySide6.QtCore import QAbstractAnimation, QCoreApplication, Qt
from PySide6.QtWidgets import QApplication

from app import ui
from app.ui.main_window import MainWindow
from tests.ui.robots import Keyboard

MOVES = re.compile(
    r"Q\w*Animation\b|QTimeLine|QScroller|QMovie|QSmoothScroll|setEffectEnabled"
    r"|setClearButtonEnabled|setAnimated|setRange\(0, 0\)"
)
"""What glides, fades or spins: by our own hand, or by the style of Qt."""


def test_no_code_of_the_window_makes_anything_move() -> None:
    (folder,) = ui.__path__
    files = Path(folder).rglob("*.py")

    assert [file.name for file in files if MOVES.search(file.read_text(encoding="utf-8"))] == []


def lasting(window: MainWindow) -> list[int]:
    """How long whatever moves in the window takes; Qt lays out by movements of no time."""
    return [each.duration() for each in window.findChildren(QAbstractAnimation) if each.duration()]


def test_pages_panels_and_menus_come_and_go_at_once(window: MainWindow, keyboard: Keyboard) -> None:
    seen: list[int] = []
    for number in range(len(window.pages)):
        window.show_page(number)
        QCoreApplication.processEvents()
        seen += lasting(window)
    for keys in ("Ctrl+N", "Escape", "F1", "Escape", "Ctrl+F"):
        keyboard.press(keys)
        seen += lasting(window)

    assert seen == []


def test_qt_lets_menus_lists_and_tool_tips_glide_only_where_the_system_does(
    window: MainWindow,
) -> None:
    assert window.isVisible()
    assert [effect for effect in Qt.UIEffect if QApplication.isEffectEnabled(effect)] == []
