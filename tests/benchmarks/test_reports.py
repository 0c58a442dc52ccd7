"""How long each report takes with 200,000 visits of 20,000 patients behind it."""

from collections.abc import Iterator
from contextlib import closing
from itertools import count
from random import Random
from typing import Any

import pytest

from app.clinic import Clinic
from app.domain.reports import Report
from app.domain.time import minute
from app.use_cases.reports import see_report
from tests.small import NOW, add_patient, connected, file_everything, make_small

PATIENTS, VISITS, A_DAY, AHEAD = 20_000, 200_000, 72, 60
DAY = 24 * 60
COPIED = (
    "INSERT INTO patient SELECT {} FROM patient JOIN numbers",
    "INSERT INTO referral SELECT {} FROM referral JOIN numbers",
)
INTO_VISITS = (
    "INSERT INTO visit (id, patient_id, type, start_min, end_min, zone, wall_start, status, parts, "
    "booked_by, version, late, booked_min) "
    "VALUES (?, ?, 'iv-dosing', ?, ?, 'America/Denver', '', ?, '[]', 'desk', 1, ?, ?)"
)
NUMBERS = (
    "CREATE TEMP TABLE numbers AS WITH RECURSIVE n(n) AS "
    "(VALUES (2) UNION ALL SELECT n + 1 FROM n WHERE n < ?) SELECT n FROM n"
)
OWN = {"id": "n", "chart": "20000 + n", "patient_id": "n", "visits": "6"}
"""What is another patient's own in the copies of the first one's rows."""


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    folder = tmp_path_factory.mktemp("reports") / "clinic"
    opened = make_small(folder).open()
    file_everything(opened, add_patient(opened, "Ana", "Romero"))
    with closing(connected(folder)) as raw:
        raw.execute("BEGIN IMMEDIATE")
        raw.execute(NUMBERS, (PATIENTS,))
        for copied, table in zip(COPIED, ("patient", "referral"), strict=True):
            names = [str(row[1]) for row in raw.execute(f"PRAGMA table_info({table})")]
            raw.execute(copied.format(", ".join(OWN.get(name, f'"{name}"') for name in names)))
        visits = list(made())
        raw.executemany("INSERT INTO holder VALUES (?, 'visit')", [row[:1] for row in visits])
        raw.executemany(INTO_VISITS, visits)
        raw.execute("COMMIT")
        raw.execute("ANALYZE")
    yield opened
    opened.close()


def made() -> Iterator[tuple[Any, ...]]:
    """So many visits a day, the last of them some weeks ahead."""
    chance, numbers = Random(7), count(1)  # noqa: S311 -- the same clinic each time
    for day in range(AHEAD - VISITS // A_DAY, AHEAD):
        for slot in range(A_DAY):
            start = minute(NOW) // 5 * 5 + day * DAY + slot * 5
            status = "booked" if day >= 0 else chance.choice(["left"] * 8 + ["no_show"])
            patient, ahead = chance.randint(1, PATIENTS), chance.randint(0, 60) * DAY
            yield next(numbers), patient, start, start + 60, status, 0, start - ahead


@pytest.mark.parametrize("report", Report)
def test_reports(benchmark: Any, clinic: Clinic, report: Report) -> None:
    assert benchmark(see_report, clinic, report)
