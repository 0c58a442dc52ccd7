"""How long the diary takes, each beside the bare thing in the same run."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.clinic import Clinic
from app.domain.patients import Patient
from app.use_cases.days import see_day
from app.use_cases.openings import find_openings
from app.use_cases.scheduling import Wish, book_visit
from tests.small import MONDAY, add_patient, file_everything, make_small


@pytest.fixture
def clinic(tmp_path: Path) -> Iterator[Clinic]:
    opened = make_small(tmp_path / "clinic").open()
    yield opened
    opened.close()


@pytest.fixture
def patients(clinic: Clinic) -> list[Patient]:
    found = [add_patient(clinic, f"Given{n}", f"Family{n}") for n in range(60)]
    for patient in found:
        file_everything(clinic, patient)
    return found


def fill(clinic: Clinic, patients: list[Patient], count: int) -> None:
    """Book so many infusions, each at the first opening."""
    for patient in patients[:count]:
        (first,) = find_openings(clinic, "iv-dosing", patient=patient.id, limit=1)
        book_visit(clinic, Wish(patient=patient.id, type="iv-dosing", start=first.start))


def test_twenty_openings(benchmark: Any, clinic: Clinic, patients: list[Patient]) -> None:
    fill(clinic, patients, 30)

    found = benchmark(find_openings, clinic, "iv-dosing", patient=patients[40].id, days=90)

    assert len(found) == 20


def test_one_whole_booking_act(benchmark: Any, clinic: Clinic, patients: list[Patient]) -> None:
    openings = iter(find_openings(clinic, "iv-dosing", days=60, limit=400))
    waiting = iter(patients)

    def wish() -> tuple[tuple[Clinic, Wish], dict[str, object]]:
        opening, *_ = [next(openings) for _ in range(9)]
        patient = next(waiting)
        return (clinic, Wish(patient=patient.id, type="iv-dosing", start=opening.start)), {}

    benchmark.pedantic(book_visit, setup=wish, rounds=30)


def test_the_day_with_its_readiness(
    benchmark: Any, clinic: Clinic, patients: list[Patient]
) -> None:
    fill(clinic, patients, 20)

    view = benchmark(see_day, clinic, MONDAY + timedelta(days=1))

    assert view.visits
