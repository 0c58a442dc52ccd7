"""The wait list as kept, on each kind of database."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

from app.domain.waiting import WaitEntry
from app.storage.database import Database
from tests.storage.samples import ANA, DOSING, MONDAY


def test_an_entry_comes_back_as_kept(database: Database) -> None:
    with database.writing() as unit:
        patient = unit.patients.add(ANA)
        bare = unit.waiting.add(WaitEntry(patient=patient.id, type=DOSING.slug, since=MONDAY))
        full = unit.waiting.add(
            WaitEntry(
                patient=patient.id,
                type=DOSING.slug,
                since=datetime(2026, 11, 2, 9, 30, 15, tzinfo=UTC),
                sooner_than=MONDAY,
                urgent=True,
                weekdays=frozenset({4, 0}),
                after=time(8, 30),
                before=time(12),
                until=date(2026, 12, 24),
                person=3,
                note="“any morning” – đ",
                offered_at=MONDAY,
                offered_by="desk",
                offered_start=MONDAY,
                answer="no-answer",
            )
        )

    with database.reading() as unit:
        assert unit.waiting.entry(bare.id) == bare
        assert unit.waiting.entry(full.id) == full
        assert unit.waiting.entry(99) is None
        assert unit.waiting.open() == (full, bare)
        assert unit.waiting.open([patient.id]) == (full, bare)
        assert unit.waiting.open([99]) == ()


def test_a_change_counts_the_version_and_a_closed_one_is_not_open(database: Database) -> None:
    with database.writing() as unit:
        patient = unit.patients.add(ANA)
        entry = unit.waiting.add(WaitEntry(patient=patient.id, type=DOSING.slug, since=MONDAY))
        kept = unit.waiting.keep(replace(entry, closed_at=MONDAY, note="gone"))

    with database.reading() as unit:
        assert kept == replace(entry, closed_at=MONDAY, note="gone", version=2)
        assert unit.waiting.entry(entry.id) == kept
        assert unit.waiting.open() == ()


def test_patients_are_found_as_resources_all_at_once(database: Database) -> None:
    with database.writing() as unit:
        first, second = (unit.patients.add(ANA).id for _ in range(2))

    with database.reading() as unit:
        assert unit.resources.of_patients([first, second, 99]) == {
            first: unit.scheduling.patient_resource(first),
            second: unit.scheduling.patient_resource(second),
        }
