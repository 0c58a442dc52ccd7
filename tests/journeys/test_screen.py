"""The program on a real X screen, with Qt's own plug-in for it."""

import os
import subprocess
import sys
from pathlib import Path

from tests.small import PASSWORD, make_small

WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from app.ui.behind import start
from app.use_cases.clinics import open_clinic

application, window = start(open_clinic(Path(sys.argv[1]), "desk", password=sys.argv[2]))


def look():
    print(QGuiApplication.platformName(), window.isVisible(), window.windowTitle())
    window.close()
    application.quit()


QTimer.singleShot(200, look)
application.exec()
"""


def test_the_window_opens_on_a_screen(screen: str, root: Path, tmp_path: Path) -> None:
    folder = make_small(tmp_path / "clinic").place
    seen = os.environ | {"DISPLAY": screen, "QT_QPA_PLATFORM": "xcb"}

    done = subprocess.run(
        [sys.executable, "-c", WINDOW, str(folder), PASSWORD],
        cwd=root,
        env=seen,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.stdout == "xcb True Anteroom\n", done.stderr
