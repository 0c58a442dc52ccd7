"""How long the lists of whom to call take at 20,000 patients with 200,000 visits."""

import random
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from app.clinic import Clinic
from app.domain.time import minute, wall
from app.domain.waiting import Gap
from app.use_cases.gaps import gaps_with_takers, who_fits
from app.use_cases.rebooking import rebook_list
from app.use_cases.recalls import recalls
from app.use_cases.waitlist import WaitWish, add_to_waitlist, see_waitlist
from tests.small import MONDAY, NOW, at, connected, make_small

PATIENTS, VISITS, WAITING = 20_000, 200_000, 100
YEARS = timedelta(days=3 * 365)
KINDS = ("iv-dosing", "sublingual-dosing", "preparation", "integration", "follow-up")


def fill(folder: Path, clinic: Clinic) -> None:
    """Years of visits of many patients; what they held is not what is measured here."""
    chance = random.Random("lists")  # noqa: S311 -- made-up visits
    span = YEARS + timedelta(days=14)
    with closing(connected(folder)) as store, store:
        store.execute("BEGIN")
        store.executemany(
            "INSERT INTO patient (chart, given, family, preferred, pronouns, born, phones,"
            " language, alert, names, sort_as, email)"
            " VALUES (?, 'Given', ?, '', '', '1988-03-12', '[]', 'en', '', '', '', '')",
            [(str(10_001 + n), f"Family {n}") for n in range(PATIENTS)],
        )
        store.executemany(
            "INSERT INTO resource (kind, name, skills, note, patient_id)"
            " VALUES ('patient', '', '[]', '', ?)",
            [(n,) for n in range(1, PATIENTS + 1)],
        )
        store.execute(
            "INSERT INTO lane (resource_id, number) SELECT id, 1 FROM resource WHERE kind='patient'"
        )
        store.executemany("INSERT INTO holder (kind) VALUES ('visit')", [()] * VISITS)
        starts = [NOW - YEARS + chance.random() * span for _ in range(VISITS)]
        store.executemany(
            "INSERT INTO visit (id, patient_id, type, start_min, end_min, zone, wall_start, status,"
            " parts, booked_by, version)"
            " VALUES (?, ?, ?, ?, ?, 'America/Denver', ?, ?, '[]', '', 1)",
            [
                (
                    number,
                    chance.randrange(1, PATIENTS + 1),
                    chance.choice(KINDS),
                    minute(start) // 5 * 5,
                    minute(start) // 5 * 5 + 60,
                    wall(start, clinic.zone).isoformat(timespec="minutes"),
                    "booked"
                    if start > NOW
                    else chance.choice(("left",) * 8 + ("no_show", "cancelled")),
                )
                for number, start in enumerate(starts, start=1)
            ],
        )


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    folder = tmp_path_factory.mktemp("many") / "clinic"
    opened = make_small(folder).open()
    fill(folder, opened)
    for number in range(WAITING):
        wish = WaitWish(patient=1 + 60 * number, type=KINDS[number % len(KINDS)])
        add_to_waitlist(opened, wish)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "act",
    [
        recalls,
        rebook_list,
        see_waitlist,
        partial(gaps_with_takers, day=MONDAY + timedelta(days=1)),
    ],
    ids=["recalls", "rebook list", "wait list", "gaps of a day"],
)
def test_the_lists(benchmark: Any, clinic: Clinic, act: Callable[[Clinic], object]) -> None:
    assert benchmark(act, clinic)


def test_who_fits_a_gap(benchmark: Any, clinic: Clinic) -> None:
    gap = Gap(start=at(clinic, 24, "09:00"), end=at(clinic, 24, "11:10"))

    assert benchmark(who_fits, clinic, gap)
