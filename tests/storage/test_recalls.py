"""Whom to call, on each kind of database."""

from dataclasses import replace
from datetime import date, timedelta

from app.domain.attendance import Rebooking
from app.domain.recalls import Recall
from app.domain.scheduling import Status, Visit
from app.storage.database import Database
from app.storage.unit import Unit
from tests.storage.samples import ANA, DOSING, MONDAY, visit_of

DAY = timedelta(days=1)


def visit(unit: Unit, patient: int, days: int, status: Status, why: str = "") -> Visit:
    """A visit so many days from Monday, which holds nothing."""
    wanted = visit_of(patient, start=MONDAY + days * DAY, status=status)
    return unit.scheduling.add_visit(replace(wanted, why=why))


def patients(unit: Unit, count: int) -> list[int]:
    return [unit.patients.add(ANA).id for _ in range(count)]


def test_who_came_last_long_ago_and_has_no_dose_to_come(database: Database) -> None:
    with database.writing() as unit:
        due, early, coming, held, gone = patients(unit, 5)
        for days in (-90, -40):
            visit(unit, due, days, Status.LEFT)
        visit(unit, early, -20, Status.LEFT)
        for patient, status in ((coming, Status.BOOKED), (held, Status.HELD)):
            visit(unit, patient, -40, Status.LEFT)
            visit(unit, patient, 3, status)
        visit(unit, gone, -41, Status.LEFT)
        visit(unit, gone, 3, Status.CANCELLED)
        unit.recalls.keep(Recall(patient=gone, due=date(2026, 12, 1), answer="no"))

    with database.reading() as unit:
        found = unit.recalls.last_doses([DOSING.slug], MONDAY - 60 * DAY, MONDAY - 28 * DAY)
        assert found == (
            (MONDAY - 40 * DAY, Recall(patient=due)),
            (MONDAY - 41 * DAY, Recall(patient=gone, due=date(2026, 12, 1), answer="no")),
        )
        assert unit.recalls.last_doses(["preparation"], MONDAY - 60 * DAY, MONDAY) == ()
        doses = unit.recalls.doses_of([due, gone], [DOSING.slug])
        assert {who: [v.start for v in visits] for who, visits in doses.items()} == {
            due: [MONDAY - 90 * DAY, MONDAY - 40 * DAY],
            gone: [MONDAY - 41 * DAY],
        }


def test_what_is_known_of_a_recall_is_kept_over_what_was(database: Database) -> None:
    with database.writing() as unit:
        one, other = patients(unit, 2)
        unit.recalls.keep(Recall(patient=one, due=date(2026, 12, 1)))
        called = Recall(patient=one, tried_at=MONDAY, tried_by="desk", answer="no-answer")
        unit.recalls.keep(called)
        unit.recalls.keep(Recall(patient=other, due=date(2026, 12, 24), closed_at=MONDAY))

    with database.reading() as unit:
        assert unit.recalls.of([one, 99]) == {one: called}
        assert unit.recalls.set_between(date(2026, 12, 1), date(2026, 12, 23)) == ()
        assert unit.recalls.set_between(date(2026, 12, 1), date(2026, 12, 24)) == (other,)
        assert unit.recalls.set_between(date(2026, 12, 25), date(2027, 12, 24)) == ()


def test_who_is_to_be_booked_again(database: Database) -> None:
    with database.writing() as unit:
        missed, twice, again, since, back, old, undone, closed = patients(unit, 8)
        lost = [visit(unit, missed, -2, Status.NO_SHOW)]
        visit(unit, twice, -9, Status.CANCELLED)
        lost.append(visit(unit, twice, 4, Status.CANCELLED))
        visit(unit, again, -2, Status.NO_SHOW)
        visit(unit, again, 5, Status.HELD)
        visit(unit, since, -5, Status.CANCELLED)
        visit(unit, since, -4, Status.LEFT)
        visit(unit, back, 5, Status.BOOKED)
        visit(unit, old, -200, Status.NO_SHOW)
        visit(unit, undone, 2, Status.CANCELLED, "undone")
        done = visit(unit, closed, -3, Status.NO_SHOW)
        unit.recalls.keep_rebooking(Rebooking(visit=done.id, closed_at=MONDAY))

    with database.reading() as unit:
        found = unit.recalls.to_rebook(MONDAY - 90 * DAY, MONDAY)
        assert found == tuple(visit.id for visit in reversed(lost))


def test_what_became_of_a_call_is_kept_over_what_was(database: Database) -> None:
    with database.writing() as unit:
        (patient,) = patients(unit, 1)
        lost = visit(unit, patient, -2, Status.NO_SHOW)
        unit.recalls.keep_rebooking(Rebooking(visit=lost.id, closed_at=MONDAY))
        called = Rebooking(visit=lost.id, tried_at=MONDAY, tried_by="desk", answer="message")
        unit.recalls.keep_rebooking(called)

    with database.reading() as unit:
        assert unit.recalls.rebookings([lost.id, 99]) == {lost.id: called}
        assert unit.recalls.to_rebook(MONDAY - 90 * DAY, MONDAY) == (lost.id,)
