"""Starting the window: fonts, look, the last resort for bugs, and the loop."""

import logging
import sys
from collections.abc import Callable
from functools import partial
from types import TracebackType

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from app import paths, words
from app.clinic import Clinic, Clock, system_clock
from app.domain.clinics import Place
from app.domain.refusal import Reason, Refused, Trouble
from app.ui.commands import Commands
from app.ui.common.collecting import Collector
from app.ui.common.icons import app_icon
from app.ui.common.look import Look, load_fonts
from app.ui.desk import EXPECTED
from app.ui.entrance.entrance import Entrance
from app.ui.main_window import MainWindow
from app.words.tongue import later, tr

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


def make_window(
    application: QApplication, clinic: Clinic, settings: QSettings, look: Look | None = None
) -> MainWindow:
    """The window on a clinic."""
    window = MainWindow(clinic, settings, look or Look(application, settings))
    Commands(window)
    return window


def make_entrance(
    application: QApplication, place: Place, settings: QSettings, clock: Clock = system_clock
) -> Entrance:
    """The page before a clinic."""
    return Entrance(application, place, settings, partial(make_window, application), clock)


def start(clinic: Clinic) -> tuple[QApplication, MainWindow]:
    """The application with its window open on a clinic, before the loop runs."""
    application, entrance = _started(clinic.place, clinic.clock)
    return application, entrance.enter(clinic)


def _started(place: Place, clock: Clock) -> tuple[QApplication, Entrance]:
    application = make_application(sys.argv[:1])
    entrance = make_entrance(application, place, QSettings(), clock)
    application.aboutToQuit.connect(entrance.close)
    watch(entrance.say)
    return application, entrance


def run(clinic: Clinic) -> int:
    """Open the window on a clinic and stay until it is closed."""
    application, _window = start(clinic)
    return application.exec()


def run_from_sign_in(place: Place, clock: Clock) -> int:
    """Ask who it is, open the window for them, and stay until it is closed."""
    application, entrance = _started(place, clock)
    entrance.ask()
    return application.exec()


def run_first_time(clock: Clock) -> int:
    """Ask who it is in the clinic that is known here, or how to begin; stay until it is closed."""
    from app.ui.first_run.first_run import FirstRun, kept_place  # noqa: PLC0415 -- seldom needed

    make_application(sys.argv[:1])
    settings = QSettings()
    place = kept_place(settings)
    if place is not None:
        return run_from_sign_in(place, clock)
    application, entrance = _started(paths.default_clinic(), clock)
    first = FirstRun(entrance, settings, clock)
    application.aboutToQuit.connect(first.close)
    first.start()
    return application.exec()


def watch(say: Callable[[str], None]) -> None:
    """The last resort: a bug is logged by its place alone, said in the toast, and survived."""

    def last_resort(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        if isinstance(error, EXPECTED):
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
