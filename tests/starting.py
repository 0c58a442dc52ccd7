"""Programs of their own that start the window as far as is looked at."""

LOCKED = """
import gc
gc.disable()  # as the program does
import sys
from app.cli import Screen, main


def sign_in(place, clock):
    from app.ui.application import make_application
    from app.ui.entrance.doorstep import Doorstep
    from PySide6.QtCore import QSettings

    application = make_application(sys.argv[:1])
    step = Doorstep(application, QSettings())
    step.wait_for(lambda: lambda seen: application.quit())
    return application.exec()


main([], Screen(open=None, sign_in=sign_in, check=None, begin=None))
"""
"""Until the page before the clinic is seen."""

ARRIVED = """
import gc
gc.disable()  # as the program does
import sys
from app.cli import Screen, main


def begin(clock):
    from app.ui.application import make_application
    from app.ui.entrance.doorstep import Doorstep
    from app.ui.first_run.arrival import Arrival
    from PySide6.QtCore import QSettings

    application = make_application(sys.argv[:1])
    step = Doorstep(application, QSettings())
    arrival = Arrival(step)
    step.wait_for(lambda: lambda seen: application.quit())
    return application.exec()


main([], Screen(open=None, sign_in=None, check=None, begin=begin))
"""
"""Until the first page of all is seen."""

TODAY = """
import sys
from pathlib import Path
from app.ui.behind import start
from app.use_cases.clinics import open_clinic
from PySide6.QtTest import QTest

app, window = start(open_clinic(Path(sys.argv[1]), "desk", password=sys.argv[2]))
window.grab()
while not (window.desk.background.is_idle and window.desk.long_work.is_idle):
    QTest.qWait(5)
"""
"""Until Today is there in a clinic that is given with its password."""
