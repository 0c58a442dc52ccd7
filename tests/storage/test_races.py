"""Eight programs on one crowded day: nothing is booked twice, and nobody waits for long."""

from contextlib import ExitStack
from itertools import chain

from app.storage.database import Database
from tests.storage import children
from tests.storage.processes import PROCESSES, child
from tests.storage.samples import room, rows

PROGRAMS = 8
NEEDS = 5
OVERLAPS = """
SELECT count(*) FROM claim a JOIN claim b ON a.lane_id = b.lane_id
WHERE a.start_min < b.start_min AND b.start_min < a.end_min
"""
DEADLOCKS = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"


def test_a_crowded_day_is_never_booked_twice_and_nobody_waits(
    database: Database, times: int
) -> None:
    place = database.place
    with database.writing() as unit:
        for number in range(NEEDS):
            unit.scheduling.add_resource(room(f"Room {number}"), 1)
    start = PROCESSES.Barrier(PROGRAMS)
    seconds = 2 if times == 1 else 60

    with ExitStack() as stack:
        fighting = [
            stack.enter_context(child(children.fight, place, seconds, number, start))
            for number in range(PROGRAMS)
        ]
        fought = [children.Fought(*each.recv()) for each in fighting]

    assert rows(place, OVERLAPS) == [(0,)]
    took = sorted(chain.from_iterable(each.seconds for each in fought))
    assert sum(each.won for each in fought) > PROGRAMS
    assert took[len(took) * 99 // 100] < 1
    if isinstance(place, str):
        assert rows(place, DEADLOCKS) == [(0,)]
