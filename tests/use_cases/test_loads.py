"""How full the days of a week are, and where the gaps lie."""

from collections.abc import Sequence
from datetime import date, time

import pytest

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.blocks import Block, Closure
from app.domain.patients import Patient
from app.domain.scheduling import Resource
from app.domain.time import wall
from app.use_cases.days import see_days
from app.use_cases.loads import Load, load_days
from tests.small import at
from tests.use_cases.asking import book

MONDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 29)


def named(clinic: Clinic, name: str) -> Resource:
    with clinic.database.reading() as unit:
        return next(r for r in unit.scheduling.resources() if r.name == name)


def loads(clinic: Clinic, *names: str) -> tuple[Load, ...]:
    views = see_days(clinic, MONDAY, SUNDAY)
    return load_days(clinic, views, [named(clinic, name) for name in names])


def gaps(clinic: Clinic, load: Load) -> list[str]:
    zone = clinic.zone
    return [f"{wall(g.start, zone):%H:%M}-{wall(g.end, zone):%H:%M}" for g in load.gaps]


def shares(load: Load) -> Sequence[tuple[int, float]]:
    return [(stretch.start, stretch.taken) for stretch in load.stretches if stretch.taken]


def test_an_empty_day_is_one_gap_from_opening_to_closing(clinic: Clinic) -> None:
    tuesday = loads(clinic, "Room 1")[1]

    assert gaps(clinic, tuesday) == ["08:00-18:00"]
    assert (tuesday.open, tuesday.free, tuesday.percent) == (600, 600, 0)
    assert shares(tuesday) == []


def test_a_visit_takes_its_time_out_of_the_gaps(clinic: Clinic, bruno: Patient) -> None:
    book(clinic, bruno, 24, "14:00", kind="preparation")

    tuesday = loads(clinic, "Room 1")[1]

    assert gaps(clinic, tuesday) == ["08:00-14:00", "15:10-18:00"]
    assert shares(tuesday)[0] == (14 * 60, 1.0)
    assert shares(tuesday)[-1] == (15 * 60, pytest.approx(2 / 3))


def test_two_rooms_are_half_taken_by_one_visit(clinic: Clinic, bruno: Patient) -> None:
    book(clinic, bruno, 24, "14:00", kind="preparation")

    tuesday = loads(clinic, "Room 1", "Room 2")[1]

    assert shares(tuesday)[0] == (14 * 60, 0.5)
    assert gaps(clinic, tuesday) == ["08:00-18:00"]


def test_a_block_is_neither_open_nor_free(clinic: Clinic) -> None:
    room = named(clinic, "Room 1")
    with clinic.by_itself().writing(Act.MAKE_CLINIC) as unit:
        start, end = at(clinic, 24, "12:00"), at(clinic, 24, "13:00")
        unit.scheduling.add_block(Block(resource=room.id, kind="lunch", start=start, end=end))

    tuesday = loads(clinic, "Room 1")[1]

    assert gaps(clinic, tuesday) == ["08:00-12:00", "13:00-18:00"]
    assert tuesday.open == 9 * 60


def test_closed_hours_are_neither_open_nor_free(clinic: Clinic) -> None:
    with clinic.by_itself().writing(Act.MAKE_CLINIC) as unit:
        training = Closure(day=date(2026, 11, 24), start=time(13), end=time(15), name="Training")
        unit.closures.add(training)

    tuesday = loads(clinic, "Room 1")[1]

    assert gaps(clinic, tuesday) == ["08:00-13:00", "15:00-18:00"]
    assert tuesday.open == 8 * 60


def test_gaps_begin_after_this_moment(clinic: Clinic) -> None:
    monday = loads(clinic, "Room 1")[0]

    assert gaps(clinic, monday) == ["09:05-18:00"]


def test_nothing_is_open_on_a_sunday(clinic: Clinic) -> None:
    sunday = loads(clinic, "Room 1", "Ira Moss")[-1]

    assert (sunday.open, sunday.gaps, sunday.stretches) == (0, (), ())


def test_a_short_gap_is_left_out(clinic: Clinic, bruno: Patient) -> None:
    book(clinic, bruno, 24, "08:20", kind="preparation")

    tuesday = loads(clinic, "Room 1")[1]

    assert gaps(clinic, tuesday) == ["09:30-18:00"]


def test_a_nurse_with_three_lanes_is_a_third_taken_by_one_patient(
    clinic: Clinic, ana: Patient
) -> None:
    book(clinic, ana, 24, "09:00")

    tuesday = loads(clinic, "Rosa Ortiz")[1]

    assert shares(tuesday)[0] == (9 * 60, pytest.approx(1 / 3))
    assert (tuesday.open, tuesday.free) == (600, 600 - round(115 / 3))
    assert gaps(clinic, tuesday) == ["08:00-18:00"]
