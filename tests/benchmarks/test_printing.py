"""How long printing takes: a job handed over, a batch of 200 packets, and the window meanwhile."""

import subprocess
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from app import printing
from app.clinic import Clinic
from app.documents import make_packet
from app.domain.scheduling import Status, Visit
from app.printing import Job, Way
from app.ui.common.background import Background
from app.use_cases.batch import Gone, Line, With, lay_out_batch, run_batch, see_batch
from app.use_cases.batch_ways import PACKET, ToFolder, ToPrinters
from tests.cups_queue import Queue
from tests.small import add_patient, at, file_everything, make_small

COUNT = 200
MOST_A_JOB = 0.050
MOST_BESIDE_LP = 2.5
"""A look at the printer before it is given anything costs about as much as the job."""
MOST_A_BATCH = 4.0
MOST_BESIDE_LAYOUT = 1.35
"""What a batch may take of what laying out one of its packets as often takes in the same run."""
LONGEST_PAUSE = 0.050
MOST_BESIDE_COUNTING = 3
"""Where a machine is busy, a window waits for its turn also beside a thread that only counts."""


@pytest.fixture
def clinic(tmp_path: Path) -> Iterator[Clinic]:
    opened = make_small(tmp_path / "clinic").open()
    yield opened
    opened.close()


def every_line(clinic: Clinic, count: int) -> tuple[Line, ...]:
    """So many infusions of as many patients tomorrow at nine, wherever they would find room."""
    start = at(clinic, 24, "09:00")
    for number in range(count):
        patient = add_patient(clinic, f"Given{number}", f"Family{number}")
        file_everything(clinic, patient)
        wanted = Visit(
            patient=patient.id,
            type="iv-dosing",
            start=start,
            end=start + timedelta(hours=2),
            status=Status.BOOKED,
        )
        with clinic.database.writing() as unit:
            unit.scheduling.add_visit(wanted)
    return see_batch(clinic, start.astimezone(clinic.zone).date())


def untold(_done: int, _of: int, _what: object) -> None:
    """Nobody listens."""


def test_a_job_is_handed_over(benchmark: Any, queue: Queue, clinic: Clinic) -> None:
    (line,) = lay_out_batch(clinic, every_line(clinic, 1), untold, lambda: False)
    assert line.draft is not None
    job = Job(pdf=line.draft.pdf, code="ABCD2345", way=Way(printer=queue.name))

    benchmark.pedantic(printing.print_job, args=(job,), rounds=30, warmup_rounds=3)

    bare = median(seconds(partial(bare_lp, queue, job)) for _ in range(30))
    took = benchmark.stats.stats.median
    print(f"\na job: median {took * 1000:.1f} ms; lp alone {bare * 1000:.1f} ms")
    assert took <= max(MOST_A_JOB, MOST_BESIDE_LP * bare)


def bare_lp(queue: Queue, job: Job) -> None:
    """The command itself, without a look at the printer."""
    command = ["lp", "-d", queue.name, "-t", job.title, "-"]
    subprocess.run(command, input=job.pdf, check=True, capture_output=True)


def cpu(work: Callable[[], object]) -> float:
    """How long this program works on something, however busy the machine is."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def seconds(work: Callable[[], object]) -> float:
    """How long something takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def test_two_hundred_packets_are_issued_archived_and_written(
    benchmark: Any, clinic: Clinic, tmp_path: Path
) -> None:
    first, *lines = every_line(clinic, COUNT + 1)
    drafts = lay_out_batch(clinic, [first], untold, lambda: False)  # what is imported once is there

    def whole() -> tuple[Gone, ...]:
        return run_batch(
            clinic, lines, With(), ToFolder(tmp_path / "out"), told=untold, stop=lambda: False
        )

    begun = time.process_time()
    done = benchmark.pedantic(whole, rounds=1)
    took = time.process_time() - begun

    assert drafts[0].draft is not None
    sheet = drafts[0].draft.sheet
    bare = median(cpu(partial(make_packet, sheet)) for _ in range(10)) * COUNT
    print(f"\n{COUNT} packets of {drafts[0].pages} pages {took:.1f} s CPU;", end=" ")
    print(f"one of them laid out as often {bare:.1f} s; {took / bare:.2f}x")
    assert [gone.error for gone in done] == [None] * COUNT
    assert took <= max(MOST_A_BATCH, MOST_BESIDE_LAYOUT * bare)


def test_the_window_goes_on_while_a_batch_is_printed(
    benchmark: Any, qtbot: QtBot, queue: Queue, clinic: Clinic
) -> None:
    first, *lines = every_line(clinic, 21)
    lay_out_batch(clinic, [first], untold, lambda: False)  # what is imported once is there
    batch = partial(
        run_batch,
        clinic,
        lines,
        With(separators=True, slips=True),
        ToPrinters({PACKET: Way(printer=queue.name)}),
        told=untold,
        stop=lambda: False,
    )

    busy = pauses(qtbot, count_for_a_while)
    found = benchmark.pedantic(pauses, args=(qtbot, batch), rounds=1)

    print(
        f"\nlongest pause {found[-1] * 1000:.0f} ms; beside mere counting {busy[-1] * 1000:.0f} ms"
    )
    print(f"99 of 100 within {found[int(len(found) * 0.99)] * 1000:.0f} ms")
    assert found[-1] <= max(LONGEST_PAUSE, MOST_BESIDE_COUNTING * busy[-1])


def count_for_a_while() -> int:
    """Work that lets others in whenever Python does."""
    count, end = 0, time.monotonic() + 5
    while time.monotonic() < end:
        count += 1
    return count


def pauses(qtbot: QtBot, work: Callable[[], object]) -> list[float]:
    """How long a window's thread was kept from its next turn, while something was done beside."""
    beats: list[float] = []
    timer = QTimer()
    timer.setInterval(5)
    timer.timeout.connect(lambda: beats.append(time.perf_counter()))
    background = Background(timer)
    timer.start()
    with qtbot.waitSignal(background.idle, timeout=120_000):
        background.run(work, done, raised)
    timer.stop()
    return sorted(later - earlier for earlier, later in pairwise(beats))


def done(_answer: object) -> None:
    """Nobody waits for it."""


def raised(error: Exception) -> None:
    """A measurement of something that failed is none."""
    raise error
