"""Starts the window, or one command; or, as the limited child, reads one foreign file."""

from __future__ import annotations  # the window is there before the clinic is known

import gc
import os
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from app import READ_FOREIGN

if TYPE_CHECKING:
    from app.clinic import Clinic
    from app.domain.time import Clock

ENCODING = "utf-8" if sys.platform == "win32" else None
"""How a pipe or a file is written to: as the system says, but for Windows, which lacks letters."""


def main() -> int:
    """The exit code of the program."""
    if sys.argv[1:2] == [READ_FOREIGN]:
        return _read_foreign()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding=ENCODING, errors="replace")
    return _command()


def _read_foreign() -> int:
    from app import exchange, sandbox, scans  # noqa: PLC0415 -- only the child reads

    return sandbox.answer(sys.argv[2:], {**exchange.READERS, **scans.READERS})


def _command() -> int:
    from app.security.process import leave_no_dump  # noqa: PLC0415 -- the child holds no key

    leave_no_dump()
    from app.cli import Screen  # noqa: PLC0415 -- the child does not know what it leads to
    from app.cli import main as run_command  # noqa: PLC0415 -- the same

    screen = Screen(open=_open_window, sign_in=_sign_in, begin=_begin, check=_try_window)
    return run_command(sys.argv[1:], screen)


def _open_window(clinic: Clinic) -> int:
    from app.ui.application import run  # noqa: PLC0415 -- slow import

    return run(clinic)


def _sign_in(folder: Path, clock: Clock) -> int:
    gc.disable()  # a start forgets nothing; the window looks for what is forgotten by itself
    from app.ui.application import run_from_sign_in  # noqa: PLC0415 -- slow import

    return run_from_sign_in(folder, clock)


def _begin(clock: Clock) -> int:
    gc.disable()  # as above
    from app.ui.application import run_first_time  # noqa: PLC0415 -- slow import

    return run_first_time(clock)


def _try_window(clinic: Clinic) -> None:
    """Open every page of the window where nobody sees it, and close it again."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QSettings  # noqa: PLC0415 -- slow import

    from app.ui.application import make_application  # noqa: PLC0415 -- slow import
    from app.ui.behind import make_window  # noqa: PLC0415 -- slow import

    application = make_application(sys.argv[:1])
    settings = QSettings(str(Path(clinic.place, "window.ini")), QSettings.Format.IniFormat)
    window = make_window(application, clinic, settings)
    window.show()
    for number in range(len(window.pages)):
        window.show_page(number)
        application.processEvents()
    window.close()
    window.desk.stop()


if __name__ == "__main__":
    sys.exit(main())
