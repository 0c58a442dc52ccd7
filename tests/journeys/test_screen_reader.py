"""A visit is booked through the accessibility tree alone, as a screen reader does it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.use_cases.days import see_day
from tests.journeys.screen_reader import Reader, accessibility
from tests.small import MONDAY, PASSWORD, Small, add_patient, file_everything, make_small

WINDOW = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from app.ui.behind import start
from app.use_cases.clinics import open_clinic

now = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
clinic = open_clinic(Path(sys.argv[1]), "desk", lambda: now, password=sys.argv[2])
application, window = start(clinic)
application.exec()
"""


@pytest.fixture
def small(tmp_path: Path) -> Small:
    """A clinic that knows one patient."""
    made = make_small(tmp_path / "clinic")
    clinic = made.open()
    file_everything(clinic, add_patient(clinic, "Ana", "Romero Gil", "+12025550177"))
    clinic.close()
    return made


@pytest.fixture
def reader(small: Small, screen: str, root: Path, tmp_path: Path) -> Iterator[Reader]:
    """Somebody who listens to the window."""
    run = tmp_path / "run"
    run.mkdir(mode=0o700)
    env = os.environ | {"DISPLAY": screen, "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(run)}
    with accessibility(env) as (listener, told):
        window = subprocess.Popen(
            [sys.executable, "-c", WINDOW, str(small.place), PASSWORD],
            cwd=root,
            env=env | told | {"QT_QPA_PLATFORM": "xcb"},
        )
        try:
            yield listener
        finally:
            window.terminate()
            window.wait(timeout=60)


def test_a_visit_is_booked_by_ear(reader: Reader, small: Small) -> None:
    reader.find("push button", "New visit").do("Press")
    reader.find("text", "Patient").write("rom")
    reader.find("list item", "Romero Gil, Ana").do("Toggle")
    reader.find("text", "Visit type").write("prep")
    reader.find("list item", "Preparation session").do("Toggle")
    said = reader.find("label", "“Ana, that is Monday 23 November").name
    reader.find("push button", "Book").do("Press")

    told = reader.find("label", "Booked: ").name

    clinic = small.open()
    (view,) = see_day(clinic, MONDAY).visits
    clinic.close()
    assert (view.patient.family, view.type.slug) == ("Romero Gil", "preparation")
    assert told == "Booked: Romero Gil, Ana, Preparation, Mon 23 Nov 2026 at 09:15."
    assert said == (
        "“Ana, that is Monday 23 November 2026 at 9:15 AM (09:15) until 10:15 AM (10:15): "
        "Preparation session.”"
    )
