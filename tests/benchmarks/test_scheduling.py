"""How long the diary takes, each beside the bare thing in the same run.

What counts is the ratio: the figures of a shared machine alone say little.
"""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, time, timedelta
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

import pytest

from app.clinic import Clinic
from app.domain import openings as search
from app.domain.patients import Patient
from app.domain.time import instant, midnight, minute
from app.storage.driver import Raw
from app.use_cases.days import see_day
from app.use_cases.diaries import diary_for
from app.use_cases.openings import find_openings, why_not
from app.use_cases.scheduling import Wish, book_visit
from tests.benchmarks.full import DAYS, Full, make_full
from tests.small import MONDAY, add_patient, connected, file_everything, make_small

ROUNDS = 21
LAST = MONDAY + timedelta(days=DAYS - 1)

BARE = """
SELECT c.holder_id, c.lane_id, c.start_min, c.end_min
FROM lane JOIN claim c ON c.lane_id = lane.id
WHERE lane.id IN ({lanes}) AND c.start_min < {end} AND c.end_min > {start}
  AND c.start_min >= coalesce(
    (SELECT max(b.start_min) FROM claim b WHERE b.lane_id = lane.id AND b.start_min <= {start}),
    {start})
"""
"""The rows that a search over the days needs, and nothing else."""


def milliseconds(act: Callable[[], object]) -> float:
    """The processor's time of one go: other programs' turns do not count."""
    began = process_time()
    act()
    return (process_time() - began) * 1000


def beside(bare: Callable[[], object], ours: Callable[[], object]) -> tuple[float, float]:
    """Our median in milliseconds, and how many times the bare thing's that is, done in turn."""
    pairs = [(milliseconds(bare), milliseconds(ours)) for _ in range(ROUNDS)]
    return median(our for _, our in pairs), median(our / theirs for theirs, our in pairs)


@pytest.fixture(scope="module", params=[10_000, 1_000_000], ids=["short past", "long past"])
def full(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Full]:
    made = make_full(tmp_path_factory.mktemp("full") / "clinic", request.param)
    yield made
    made.clinic.close()


@pytest.fixture
def raw(full: Full) -> Iterator[Raw]:
    with closing(connected(full.clinic.place)) as connection:
        yield connection


def bare_fetch(full: Full, raw: Raw) -> Callable[[], object]:
    """The bare fetch of the rows that a search over all the days reads."""
    with full.clinic.database.reading() as unit:
        lanes = [lane for each in unit.scheduling.resources() for lane in each.lanes]
    zone = full.clinic.zone
    query = BARE.format(
        lanes=",".join(map(str, lanes)),
        start=minute(midnight(MONDAY, zone)),
        end=minute(midnight(LAST + timedelta(days=2), zone)),
    )
    return lambda: raw.execute(query).fetchall()


def test_first_twenty_openings_of_ninety_days(benchmark: Any, full: Full, raw: Raw) -> None:
    ask: dict[str, Any] = {"patient": full.patient.id, "days": DAYS}

    took, ratio = beside(
        bare_fetch(full, raw), lambda: find_openings(full.clinic, "iv-dosing", **ask)
    )

    found = benchmark(find_openings, full.clinic, "iv-dosing", **ask)
    benchmark.extra_info |= {"ms": took, "times the bare fetch": ratio, "claims": full.claims}
    print(f"\n20 openings: {took:.1f} ms, {ratio:.2f} x the bare fetch, {full.claims} claims")
    assert len(found) == 20


def test_the_search_alone_once_loaded(benchmark: Any, full: Full) -> None:
    clinic = full.clinic
    with clinic.database.reading() as unit:
        diary = diary_for(clinic, unit, full.patient.id, (MONDAY, LAST))

    bits = benchmark(search.starts, clinic.setup.types["iv-dosing"], diary, diary.patient)

    assert bits


def test_why_not_for_one_start(benchmark: Any, full: Full, raw: Raw) -> None:
    start = instant(datetime.combine(MONDAY + timedelta(days=2), time(9)), full.clinic.zone)

    found = benchmark(why_not, full.clinic, "iv-dosing", start)

    assert found.start == start


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


def test_one_whole_booking_act(benchmark: Any, full: Full) -> None:
    clinic = full.clinic
    waiting = [add_patient(clinic, f"Given{n}", f"Family{n}") for n in range(30)]
    for patient in waiting:
        file_everything(clinic, patient)
    people = iter(waiting)

    def wish() -> tuple[tuple[Clinic, Wish], dict[str, object]]:
        patient = next(people)
        (first,) = find_openings(clinic, "iv-dosing", patient=patient.id, limit=1, days=DAYS)
        return (clinic, Wish(patient=patient.id, type="iv-dosing", start=first.start)), {}

    view = benchmark.pedantic(book_visit, setup=wish, rounds=20)

    assert len(view.visit.claims) == 5


def test_the_day_with_its_readiness(
    benchmark: Any, clinic: Clinic, patients: list[Patient]
) -> None:
    for patient in patients[:20]:
        (first,) = find_openings(clinic, "iv-dosing", patient=patient.id, limit=1)
        book_visit(clinic, Wish(patient=patient.id, type="iv-dosing", start=first.start))

    view = benchmark(see_day, clinic, MONDAY + timedelta(days=1))

    assert view.visits
