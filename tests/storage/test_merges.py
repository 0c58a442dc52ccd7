"""Whoever is read as another one, on each kind of database."""

from dataclasses import replace
from datetime import date, timedelta

from app.domain.clinics import Place
from app.domain.merges import Merge
from app.domain.packets import PaperState
from app.domain.patients import Patient
from app.domain.recalls import Recall
from app.domain.scheduling import Status, Visit
from app.storage.database import Database, open_database
from app.storage.unit import Unit
from tests.storage.samples import ANA, DOSING, MONDAY, booked, packet_of, part, rows, visit_of

DAY = timedelta(days=1)


def merge(unit: Unit, into: int, *others: int) -> None:
    for other in others:
        unit.merges.add(Merge(patient=other, into=into, at=MONDAY, by="desk"))


def patients(unit: Unit, count: int) -> list[int]:
    return [unit.patients.add(ANA).id for _ in range(count)]


def visit(unit: Unit, patient: int, days: int, status: Status) -> Visit:
    """A visit so many days from Monday, which holds nothing."""
    return unit.scheduling.add_visit(visit_of(patient, start=MONDAY + days * DAY, status=status))


def test_the_last_dose_of_somebody_entered_twice_counts(database: Database) -> None:
    with database.writing() as unit:
        due, again, coming, later, alone = patients(unit, 5)
        visit(unit, due, -50, Status.LEFT)
        visit(unit, again, -40, Status.LEFT)
        visit(unit, coming, -40, Status.LEFT)
        visit(unit, later, 3, Status.BOOKED)
        visit(unit, alone, -41, Status.LEFT)
        merge(unit, due, again)
        merge(unit, coming, later)

    with database.reading() as unit:
        found = unit.recalls.last_doses([DOSING.slug], MONDAY - 60 * DAY, MONDAY - 28 * DAY)
        assert found == (
            (MONDAY - 41 * DAY, Recall(patient=alone)),
            (MONDAY - 40 * DAY, Recall(patient=due)),
        )
        doses = unit.recalls.doses_of([due], [DOSING.slug])
        assert [each.start for each in doses[due]] == [MONDAY - 50 * DAY, MONDAY - 40 * DAY]


def test_two_recalls_are_one_and_what_is_kept_later_counts(database: Database) -> None:
    with database.writing() as unit:
        one, other = patients(unit, 2)
        unit.recalls.keep(Recall(patient=one, tried_at=MONDAY, tried_by="desk", answer="no"))
        unit.recalls.keep(Recall(patient=other, due=date(2026, 12, 24), closed_at=MONDAY))
        merge(unit, one, other)

    with database.reading() as unit:
        due = unit.recalls.set_between(date(2026, 12, 24), date(2026, 12, 24))
        found = unit.recalls.of([one, other])
    with database.writing() as unit:
        unit.recalls.keep(Recall(patient=other, due=date(2026, 12, 31)))
    with database.writing() as unit:
        kept = unit.recalls.of([one])
        unit.merges.remove(Merge(patient=other, into=one, at=MONDAY, by="desk"))
        apart = unit.recalls.of([other])

    joined = Recall(
        patient=one, due=date(2026, 12, 24), tried_at=MONDAY, tried_by="desk", answer="no"
    )
    assert (due, found) == ((one,), {one: joined, other: joined})
    assert kept == {one: Recall(patient=one, due=date(2026, 12, 31))}
    assert apart == {other: Recall(patient=other, due=date(2026, 12, 24), closed_at=MONDAY)}


def test_nobody_entered_twice_is_to_be_booked_again_for_the_other_chart(
    database: Database,
) -> None:
    with database.writing() as unit:
        lost, has, missed, earlier, alone = patients(unit, 5)
        visit(unit, lost, -2, Status.NO_SHOW)
        visit(unit, has, 5, Status.BOOKED)
        last = visit(unit, missed, -2, Status.NO_SHOW)
        visit(unit, earlier, -3, Status.CANCELLED)
        other = visit(unit, alone, -4, Status.CANCELLED)
        merge(unit, lost, has)
        merge(unit, missed, earlier)

    with database.reading() as unit:
        assert unit.recalls.to_rebook(MONDAY - 90 * DAY, MONDAY) == (last.id, other.id)


def test_papers_are_of_whoever_stands_and_stay_filed_as_they_were(database: Database) -> None:
    with database.writing() as unit:
        held = booked(unit)
        (stands,) = patients(unit, 1)
        packet = unit.packets.add(packet_of(held))
        merge(unit, stands, held.patient)

    with database.writing() as unit:
        (paper,) = unit.packets.papers_of([stands])[stands]
        unit.packets.update_paper(replace(paper, state=PaperState.PRINTED))
        again = unit.packets.get(packet.id)

    assert again is not None
    assert {paper.patient, again.patient, again.papers[0].patient} == {stands}
    assert rows(database.place, "SELECT patient_id, state FROM paper") == [
        (held.patient, "printed")
    ]


def test_a_visit_that_is_changed_stays_filed_with_whom_it_was_booked_for(
    database: Database,
) -> None:
    with database.writing() as unit:
        held = booked(unit)
        (stands,) = patients(unit, 1)
        merge(unit, stands, held.patient)
        unit.scheduling.hold_visits_again([held.id])
        own = part(unit.scheduling.patient_resource(stands))
        shown = unit.scheduling.visit(held.id)
        assert shown is not None
        (moved,) = unit.scheduling.keep(
            [replace(shown, start=shown.start + DAY, end=shown.end + DAY)]
        )

    mine = "SELECT patient_id FROM resource JOIN lane ON resource.id = resource_id JOIN claim"
    holders = f"{mine} ON lane_id = lane.id WHERE patient_id IS NOT NULL"
    assert (shown.patient, own in shown.parts, moved.patient) == (stands, True, stands)
    assert rows(database.place, "SELECT patient_id FROM visit") == [(held.patient,)]
    assert rows(database.place, holders) == [(stands,)]
    with database.reading() as unit:
        (filed,) = unit.scheduling.as_filed([moved]).values()
    assert isinstance(filed, Visit)
    assert (filed.patient, filed.parts) == (held.patient, held.parts)


def test_what_protects_a_merged_chart_protects_the_whole_record(database: Database) -> None:
    with database.writing() as unit:
        (stands,) = patients(unit, 1)
        other = unit.patients.add(replace(ANA, part2=True))
        merge(unit, stands, other.id)
        shown = unit.patients.get(stands)
        assert shown is not None
        kept = unit.patients.keep(replace(shown, notes="Called."))
        again = unit.patients.get(stands)
        alone = unit.patients.alone([stands])[stands]

    assert (shown.part2, kept is not None, again and again.part2, alone.part2) == (
        True,
        True,
        True,
        False,
    )
    assert alone.notes == "Called."


def test_another_programs_merge_is_seen_and_counted(place: Place, database: Database) -> None:
    with database.writing() as unit:
        one, other = patients(unit, 2)
    with database.reading() as unit:
        before = unit.patients.count()

    beside = open_database(place)
    with beside.writing() as unit:
        merge(unit, one, other)
    beside.close()

    with database.reading() as unit:
        found: list[Patient] = list(unit.patients.many([one, other]).values())
        assert (before, unit.patients.count()) == (2, 1)
        assert [each.id for each in found] == [one, one]
