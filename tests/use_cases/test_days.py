"""Several days at once, as the week and the calendar show them."""

from datetime import date

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.blocks import Block
from app.domain.patients import Patient
from app.use_cases.days import mark_days, see_day, see_days
from app.use_cases.scheduling import cancel_visit
from tests.small import at
from tests.use_cases.asking import book, look_ups

FIRST, LAST = date(2026, 11, 23), date(2026, 11, 29)


def test_every_day_is_as_it_is_alone(clinic: Clinic, ana: Patient, bruno: Patient) -> None:
    book(clinic, ana, 24)
    book(clinic, bruno, 24, "14:00", kind="preparation")
    book(clinic, bruno, 27, "14:00", kind="preparation")

    week = see_days(clinic, FIRST, LAST)

    assert week == tuple(see_day(clinic, view.day) for view in week)
    assert [len(view.visits) for view in week] == [0, 2, 0, 0, 1, 0, 0]


def test_a_week_takes_as_many_look_ups_as_a_day(
    clinic: Clinic, ana: Patient, bruno: Patient
) -> None:
    book(clinic, ana, 24)
    book(clinic, bruno, 25, "14:00", kind="preparation")

    one = look_ups(clinic, lambda: see_day(clinic, date(2026, 11, 24)))
    week = look_ups(clinic, lambda: see_days(clinic, FIRST, LAST))

    assert week == one


def test_a_block_over_midnight_stands_on_both_days(clinic: Clinic) -> None:
    with clinic.by_itself().writing(Act.MAKE_CLINIC) as unit:
        room = unit.scheduling.resources()[-1]
        start, end = at(clinic, 24, "16:00"), at(clinic, 25, "09:00")
        unit.scheduling.add_block(Block(resource=room.id, kind="service", start=start, end=end))

    week = see_days(clinic, FIRST, LAST)

    assert [len(view.blocks) for view in week] == [0, 1, 1, 0, 0, 0, 0]


def test_a_day_is_marked_with_its_visits_and_whether_anybody_works(
    clinic: Clinic, ana: Patient, bruno: Patient
) -> None:
    cancelled = book(clinic, ana, 24)
    book(clinic, bruno, 24, "17:15", kind="phone-screen")
    cancel_visit(clinic, cancelled.visit.id)

    marks = mark_days(clinic, FIRST, LAST)

    assert [mark.visits for mark in marks.values()] == [0, 1, 0, 0, 0, 0, 0]
    assert [mark.open for mark in marks.values()] == [True] * 5 + [False] * 2
