"""How long the worklists take for 7 days of 150 visits each, and as many for a month after."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.scheduling import Visit
from app.use_cases.worklists import see_worklists, visits_ahead
from tests.small import NOW, add_patient, file_everything, make_small

A_DAY, DAYS, PATIENTS = 150, 30, 500
KINDS = ("iv-dosing", "im-dosing", "preparation")


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    opened = make_small(tmp_path_factory.mktemp("worklists") / "clinic").open()
    people = [add_patient(opened, f"Given {n}", f"Family {n}") for n in range(PATIENTS)]
    for number, patient in enumerate(people):
        file_everything(opened, patient, visits=6 if number % 3 else None)
    with opened.by_itself().writing(Act.MAKE_CLINIC) as unit:
        for number in range(A_DAY * DAYS):
            start = NOW + timedelta(days=number // A_DAY, minutes=number % A_DAY)
            unit.scheduling.add_visit(
                Visit(
                    patient=people[number % PATIENTS].id,
                    type=KINDS[number % len(KINDS)],
                    start=start.replace(minute=start.minute // 5 * 5),
                    end=start.replace(minute=start.minute // 5 * 5) + timedelta(hours=1),
                )
            )
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "act", [see_worklists, partial(visits_ahead, days=7)], ids=["worklists", "7 days"]
)
def test_worklists(benchmark: Any, clinic: Clinic, act: Callable[[Clinic], object]) -> None:
    assert benchmark(act, clinic)
