"""How long it takes to take fifty thousand patients over from a table, and to take that back.

What nobody else may wait for is the longest time that one transaction keeps the store to itself.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from time import perf_counter, process_time
from typing import TypeVar

import pytest

from app.clinic import Clinic
from app.use_cases.patient_imports import (
    clear_imports,
    import_patients,
    read_patients,
    try_patients,
)
from app.use_cases.undoing import undo_act
from tests.benchmarks.locks import timed_locks
from tests.benchmarks.million import people
from tests.small import make_small

ROWS, FEW = 50_000, 5_000
HEAD = "Chart,First,Last,DOB,Phone,Email,Notes"
LONGEST = 0.5
"""Seconds for which another desk may wait."""

T = TypeVar("T")


@pytest.fixture
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    opened = make_small(tmp_path_factory.mktemp("import") / "clinic").open("hale")
    yield opened
    opened.close()


def table(count: int) -> bytes:
    """So many people, nobody twice by number and every hundredth once more by name."""
    rows = [HEAD]
    for number, (given, family, born, phone) in enumerate(people(count)):
        day = born if number % 100 else date(1950, 1, 1) + timedelta(days=number // 100)
        rows.append(f"K{number},{given},{family},{day},{phone},p{number}@example.org,seen before")
    return "\n".join(rows).encode()


def timed(what: str, act: Callable[[], T]) -> tuple[float, T]:
    """What an act gives, and for how long this process worked on it."""
    work, wall = process_time(), perf_counter()
    found = act()
    took = process_time() - work
    print(f"\n{what}: {took:.1f} s of work, {perf_counter() - wall:.1f} s in all")
    return took, found


def test_fifty_thousand_rows(clinic: Clinic) -> None:
    content = table(ROWS)
    locked: list[float] = []

    _, reading = timed("read", lambda: read_patients(clinic, content))
    _, trial = timed("tried", lambda: try_patients(clinic, reading, reading.mapped))
    with timed_locks(clinic, locked):
        _, done = timed("kept", lambda: import_patients(clinic, trial, alike_too=True))
        _, undone = timed("taken back", lambda: undo_act(clinic, done.act))
        timed("cleared away", lambda: clear_imports(clinic))

    print(f"longest write {max(locked) * 1000:.0f} ms, of {len(locked)}")
    assert (done.added, undone.kept) == (ROWS, ())
    assert max(locked) <= LONGEST


def test_ten_times_the_rows_take_ten_times_the_work(clinic: Clinic) -> None:
    took: list[float] = []
    for count in (FEW, ROWS):
        reading = read_patients(clinic, table(count))
        took.append(
            timed(f"{count} tried", partial(try_patients, clinic, reading, reading.mapped))[0]
        )

    ratio = took[1] / took[0]
    print(f"{ratio:.1f} times the work for {ROWS // FEW} times the rows")
    assert ratio <= 2 * ROWS / FEW
