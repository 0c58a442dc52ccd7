"""Starting the window: fonts, look, the last resort for bugs, and the loop.

The page before the clinic is shown first. The rest of the program, which takes ten times as long
to read in, comes meanwhile.
"""

from __future__ import annotations  # the page before the clinic is there before the clinic is

import logging
import sys
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from app import words
from app.domain.refusal import Reason, Refused, Trouble
from app.ui.common.collecting import Collector
from app.ui.common.icons import app_icon
from app.ui.common.look import load_fonts
from app.ui.entrance.doorstep import Doorstep, TakeOver
from app.ui.first_run.kept import kept_place
from app.words.tongue import later, read_in_all, tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from app.clinic import Clinic
    from app.domain.clinics import Place
    from app.domain.time import Clock
    from app.ui.first_run.arrival import Arrival

NAME = "Anteroom"
BUG = later("Something went wrong in the program. Nothing half-done was kept; you can go on.")

log = logging.getLogger("anteroom.window")


def make_application(arguments: list[str]) -> QApplication:
    """The application with its style, its fonts and its icon."""
    running = QApplication.instance()
    application = running if isinstance(running, QApplication) else QApplication(arguments)
    if application.applicationName() == NAME:
        return application  # made before
    application.setApplicationName(NAME)
    application.setOrganizationName(NAME)
    application.setApplicationDisplayName(NAME)
    application.setDesktopFileName("anteroom")
    application.setStyle("Fusion")
    load_fonts()
    application.setWindowIcon(app_icon())
    Collector(application)
    return application


def run(clinic: Clinic) -> int:
    """Open the window on a clinic and stay until it is closed."""
    from app.ui.behind import start  # noqa: PLC0415 -- the page before the clinic is there first

    application, _window = start(clinic)
    return application.exec()


def run_from_sign_in(place: Place, clock: Clock) -> int:
    """Ask who it is, open the window for them, and stay until it is closed."""
    step = _doorstep()
    step.wait_for(partial(_read_in, place, clock))
    return step.application.exec()


def _doorstep() -> Doorstep:
    application = make_application(sys.argv[:1])
    step = Doorstep(application, QSettings())
    application.aboutToQuit.connect(step.close)
    watch(step.say)
    return step


def _read_in(place: Place, clock: Clock) -> TakeOver:
    """What takes the page over."""
    from app.ui.behind import take_over  # noqa: PLC0415 -- the page is there first

    read_in_all()
    return partial(take_over, place, clock)


def run_first_time(clock: Clock) -> int:
    """Ask who it is in the clinic that is known here, or how to begin; stay until it is closed."""
    make_application(sys.argv[:1])
    place = kept_place(QSettings())
    if place is not None:
        return run_from_sign_in(place, clock)
    from app.ui.first_run.arrival import Arrival  # noqa: PLC0415 -- only once on a computer

    step = _doorstep()
    step.wait_for(partial(_read_in_first, Arrival(step), clock))
    return step.application.exec()


def _read_in_first(arrival: Arrival, clock: Clock) -> TakeOver:
    """What takes the first page of all over."""
    from app.ui.behind import begin_first_time  # noqa: PLC0415 -- the page is there first

    read_in_all()
    return partial(begin_first_time, arrival, clock)


def watch(say: Callable[[str], None]) -> None:
    """The last resort: a bug is logged by its place alone, said in the toast, and survived."""

    def last_resort(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        if isinstance(error, Refused | Trouble):
            say(words.say_all(reasons_of(error)))
            return
        log.error("%s at %s", kind.__name__, " < ".join(places(trace)))
        say(tr(BUG))

    sys.excepthook = last_resort


def reasons_of(error: Refused | Trouble) -> tuple[Reason, ...]:
    """Why something could not be done, wherever it came up."""
    return error.reasons if isinstance(error, Refused) else (error.reason,)


def places(trace: TracebackType | None) -> list[str]:
    """File and line of every call, innermost first; never what the values were."""
    found: list[str] = []
    while trace is not None:
        code = trace.tb_frame.f_code
        found.append(f"{code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}")
        trace = trace.tb_next
    return found[::-1]
