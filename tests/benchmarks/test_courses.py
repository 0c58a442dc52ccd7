"""How long a course of 14 visits takes: planned, and booked whole; beside the bare fetch."""

from collections.abc import Callable, Iterator
from datetime import time, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.patients import Patient
from app.domain.scheduling import Kind, Resource
from app.domain.time import midnight, minute
from app.use_cases.course_repairs import propose_repairs
from app.use_cases.courses import CourseWish, book_course, plan_course
from app.use_cases.scheduling import cancel_visit
from app.use_cases.undoing import undo_act
from tests.benchmarks.full import make_full
from tests.small import MONDAY, WEEK, add_patient, file_everything
from tests.use_cases.asking import refusal

SHARE = 0.6
"""Taken of the working hours: where more is, no such course fits before the diary is empty."""

TIMES = 10
DAYS = 67
"""That are looked at for this course."""

FIRST = MONDAY + timedelta(days=1)


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    full = make_full(tmp_path_factory.mktemp("courses") / "clinic", share=SHARE)
    with full.clinic.by_itself().writing(Act.MAKE_CLINIC) as unit:
        for number in range(2):
            room = Resource(
                kind=Kind.ROOM,
                name=f"consult {number}",
                skills=frozenset({"consult"}),
                hours=WEEK,
            )
            unit.scheduling.add_resource(room, 1)
    yield full.clinic
    full.clinic.close()


def patient(clinic: Clinic, number: int) -> Patient:
    """Somebody new, with everything on file."""
    added = add_patient(clinic, f"Given{number}", "Family")
    file_everything(clinic, added)
    return added


def wish(of: Patient) -> CourseWish:
    return CourseWish(patient=of.id, template="kap-6", first=FIRST, about=time(10))


def fetch(clinic: Clinic, of: Patient) -> int:
    """Read the same rows, and nothing else."""
    with clinic.database.reading() as unit:
        resources = unit.scheduling.resources_with(of.id)
        first = minute(midnight(FIRST, clinic.zone))
        lanes = [lane for each in resources for lane in each.lanes]
        claims, _ = unit.scheduling.spans(first, first + DAYS * 24 * 60, lanes)
        return len(claims)


def best(act: Callable[[], object]) -> float:
    """The quickest of some times, in seconds."""

    def once() -> float:
        begun = perf_counter()
        act()
        return perf_counter() - begun

    return min(once() for _ in range(TIMES))


def test_the_bare_fetch(benchmark: Any, clinic: Clinic) -> None:
    assert benchmark(fetch, clinic, patient(clinic, 1)) > 5000


def test_a_course_is_planned(benchmark: Any, clinic: Clinic) -> None:
    found = benchmark(plan_course, clinic, wish(patient(clinic, 2)))

    assert len(found.steps) == 14


def test_a_course_is_planned_in_a_few_times_the_bare_fetch(clinic: Clinic) -> None:
    ana = patient(clinic, 3)

    bare = best(lambda: fetch(clinic, ana))
    planned = best(lambda: plan_course(clinic, wish(ana)))

    assert planned < 8 * bare


def test_a_course_is_planned_booked_and_audited(benchmark: Any, clinic: Clinic) -> None:
    made: list[str] = []

    def somebody() -> tuple[tuple[Patient], dict[str, object]]:
        if made:
            undo_act(clinic, made[-1])
        made.append(f"course {len(made)}")
        return (patient(clinic, 100 + len(made)),), {}

    def whole(of: Patient) -> None:
        book_course(clinic, plan_course(clinic, wish(of)), token=made[-1])

    benchmark.pedantic(whole, setup=somebody, rounds=TIMES)
    undo_act(clinic, made[-1])


def test_the_smallest_repair(benchmark: Any, clinic: Clinic) -> None:
    ana = patient(clinic, 200)
    course = book_course(clinic, plan_course(clinic, wish(ana)))
    second = course.steps[4].view
    assert second is not None
    cancel_visit(clinic, second.visit.id)

    (repair, *_) = benchmark(propose_repairs, clinic, course.course.id)

    assert repair.moved


def test_what_would_fit_where_nothing_does(benchmark: Any, tmp_path: Path) -> None:
    full = make_full(tmp_path / "clinic")
    impossible = CourseWish(patient=full.patient.id, template="kap-6", left_out=("Evaluation",))

    codes = benchmark(refusal, lambda: plan_course(full.clinic, impossible))

    assert codes[0] == "course-none"
    full.clinic.close()
