"""The house is read once and again when it has changed, whoever changed it."""

from dataclasses import replace

import pytest

from app.domain.clinics import Place
from app.domain.scheduling import Resource
from app.storage.database import Database, open_database
from tests.storage.samples import room


def seen(database: Database) -> list[str]:
    with database.reading() as unit:
        return [each.name for each in unit.scheduling.resources()]


def added(database: Database) -> Resource:
    with database.writing() as unit:
        return unit.resources.enlist(room(), 1)


def test_what_this_program_changes_is_seen_at_once_and_afterwards(database: Database) -> None:
    aspen = added(database)
    before = seen(database)

    with database.writing() as unit:
        unit.resources.keep(replace(aspen, name="Birch"))
        within = [each.name for each in unit.scheduling.resources()]

    assert (before, within, seen(database)) == (["Aspen"], ["Birch"], ["Birch"])


def test_what_another_program_changes_is_seen(place: Place, database: Database) -> None:
    aspen = added(database)
    before = seen(database)

    other = open_database(place)
    with other.writing() as unit:
        unit.resources.keep(replace(aspen, name="Birch"))
    other.close()

    assert (before, seen(database)) == (["Aspen"], ["Birch"])


def test_what_was_not_kept_is_not_remembered(database: Database) -> None:
    aspen = added(database)

    def give_up() -> None:
        with database.writing() as unit:
            unit.resources.keep(replace(aspen, name="Birch"))
            unit.scheduling.resources()
            raise InterruptedError

    with pytest.raises(InterruptedError):
        give_up()
    with database.writing() as unit:
        unit.resources.keep(replace(aspen, name="Cedar"))

    assert seen(database) == ["Cedar"]


def test_another_lane_is_seen(database: Database) -> None:
    aspen = added(database)
    seen(database)

    with database.writing() as unit:
        lanes = unit.resources.add_lanes(aspen, 1)
        unit.resources.keep(replace(aspen, lanes=(*aspen.lanes, *lanes)))

    with database.reading() as unit:
        assert [len(each.lanes) for each in unit.scheduling.resources()] == [2]
