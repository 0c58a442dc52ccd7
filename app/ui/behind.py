"""What is behind the page before the clinic: all the rest of the window."""

import sys
from functools import partial

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from app import paths
from app.clinic import Clinic
from app.domain.clinics import Place
from app.domain.time import Clock, system_clock
from app.ui.application import make_application, watch
from app.ui.commands import Commands
from app.ui.common.look import Look
from app.ui.entrance.doorstep import Doorstep
from app.ui.entrance.entrance import Entrance
from app.ui.first_run.arrival import Arrival
from app.ui.first_run.first_run import FirstRun
from app.ui.main_window import MainWindow


def make_window(
    application: QApplication, clinic: Clinic, settings: QSettings, look: Look | None = None
) -> MainWindow:
    """The window on a clinic."""
    window = MainWindow(clinic, settings, look or Look(application, settings))
    Commands(window)
    return window


def make_entrance(step: Doorstep, place: Place, clock: Clock = system_clock) -> Entrance:
    """The page before a clinic with all that is behind it."""
    return Entrance(step, place, partial(make_window, step.application), clock)


def take_over(place: Place, clock: Clock, step: Doorstep) -> None:
    """Go on with the page where it is."""
    _watched(make_entrance(step, place, clock)).go_on()


def _watched(entrance: Entrance) -> Entrance:
    entrance.application.aboutToQuit.connect(entrance.close)
    watch(entrance.say)
    return entrance


def start(clinic: Clinic) -> tuple[QApplication, MainWindow]:
    """The application with its window open on a clinic, before the loop runs."""
    application = make_application(sys.argv[:1])
    step = Doorstep(application, QSettings())
    return application, _watched(make_entrance(step, clinic.place, clinic.clock)).enter(clinic)


def begin_first_time(arrival: Arrival, clock: Clock, step: Doorstep) -> None:
    """Go on from the first page of all, where it is."""
    entrance = _watched(make_entrance(step, paths.default_clinic(), clock))
    first = FirstRun(entrance, arrival, step.settings, clock)
    step.application.aboutToQuit.connect(first.close)
    first.start()
