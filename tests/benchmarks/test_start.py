"""From starting the program to a usable window, beside a bare window in the same run."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.small import PASSWORD, make_small

BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
window.show()
QTimer.singleShot(0, app.quit)
app.exec()
"""

OURS = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from app.ui.behind import start
from app.use_cases.clinics import open_clinic
app, window = start(open_clinic(Path(sys.argv[1]), "desk", password=sys.argv[2]))
QTimer.singleShot(0, app.quit)
app.exec()
"""


def run(code: str, *arguments: str) -> None:
    subprocess.run([sys.executable, "-c", code, *arguments], check=True, env=os.environ)


@pytest.mark.parametrize("rounds", [10])
def test_a_bare_window(benchmark: Any, rounds: int) -> None:
    benchmark.pedantic(run, args=(BARE,), rounds=rounds, warmup_rounds=1)


@pytest.mark.parametrize("rounds", [10])
def test_our_window(benchmark: Any, rounds: int, tmp_path: Path) -> None:
    folder = make_small(tmp_path / "clinic").place

    benchmark.pedantic(run, args=(OURS, str(folder), PASSWORD), rounds=rounds, warmup_rounds=1)
