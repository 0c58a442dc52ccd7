"""A small clinic of its own for each test, copied from one made once."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.clinic import Clinic
from app.domain.patients import Patient
from tests.postgresql import wash
from tests.small import Small, add_patient, file_everything

DIARY = frozenset(
    {
        "test_scheduling",
        "test_moving",
        "test_undoing",
        "test_sessions",
        "test_random_acts",
        "test_merging",
        "test_merged_histories",
        "test_judging",
        "test_own_forms",
        "test_worklists",
        "test_reports",
    }
)
"""What takes time, gives it back, judges or lists visits is always tried on both databases."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Choose the kinds of database that a test's clinic is kept in, unless it chooses itself."""
    marks = metafunc.definition.iter_markers("parametrize")
    if "kept_in" in metafunc.fixturenames and all("kept_in" not in mark.args for mark in marks):
        both = metafunc.definition.path.stem in DIARY or metafunc.config.getoption("--long")
        metafunc.parametrize("kept_in", ["folder", "server"] if both else ["folder"])


@pytest.fixture
def small_in_folder(made: Small, tmp_path: Path) -> Small:
    """A copy of the closed clinic."""
    folder = tmp_path / "clinic"
    shutil.copytree(made.place, folder)
    return replace(made, place=folder)


@pytest.fixture
def small_in_server(made_on_server: Small) -> Iterator[Small]:
    """The clinic on a server, as if it were new."""
    yield made_on_server
    wash(str(made_on_server.place))


@pytest.fixture
def small(kept_in: str, request: pytest.FixtureRequest) -> Small:
    """A copy of the closed clinic, on one kind of database or on each."""
    return request.getfixturevalue(f"small_in_{kept_in}")


@pytest.fixture
def clinic(small: Small) -> Iterator[Clinic]:
    """The clinic, open at the front desk."""
    opened = small.open()
    yield opened
    opened.close()


@pytest.fixture
def doctor(small: Small) -> Iterator[Clinic]:
    """The same clinic, open for its medical director."""
    opened = small.open("hale")
    yield opened
    opened.close()


@pytest.fixture
def ana(clinic: Clinic) -> Patient:
    """A patient with everything on file that booking an infusion asks for."""
    patient = add_patient(clinic, "Ana María", "Romero Gil", phone="+12025550177")
    file_everything(clinic, patient)
    return patient


@pytest.fixture
def bruno(clinic: Clinic) -> Patient:
    """A patient with nothing on file."""
    return add_patient(clinic, "Bruno", "Soto")
