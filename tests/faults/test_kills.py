"""Two programs that book as fast as they can, killed at any moment, again and again."""

import random
from contextlib import closing
from pathlib import Path

from app.storage.database import FILE, open_database
from app.storage.driver import connect, one
from tests.faults.loads import book_without_end
from tests.small import disjoint, everything_held
from tests.storage.processes import child
from tests.storage.samples import room

KILLS = 100
"""Ten times as many in the long run."""


def test_nothing_that_was_kept_is_lost_and_nothing_is_booked_twice(
    folder: Path, times: int
) -> None:
    database = open_database(folder)
    with database.writing() as unit:
        for number in range(4):
            unit.scheduling.add_resource(room(f"Room {number}"), 1)
    database.close()
    chance = random.Random(5)  # noqa: S311 -- when to kill is no secret
    told: list[str] = []
    for kill in range(0, KILLS * times, 2):
        with (
            child(book_without_end, folder, kill) as one_of_them,
            child(book_without_end, folder, kill + 1) as other,
        ):
            some = chance.choices([one_of_them, other], k=chance.randint(1, 8))
            told += [heard.recv() for heard in some]
            one_of_them.poll(chance.random() / 200)

    database = open_database(folder)
    database.check()
    with database.reading() as unit:
        entries, _ = unit.audit.head()
        assert unit.audit.first_broken() is None
        assert [token for token in told if unit.audit.by_token(token) is None] == []
        lanes = [lane for each in unit.scheduling.resources() for lane in each.lanes]
        assert disjoint(everything_held(unit, 0, 2**31, lanes))
    database.close()
    with closing(connect(folder / FILE)) as connection:
        assert one(connection, "SELECT count(*) FROM visit") == entries
        assert one(connection, "PRAGMA integrity_check") == "ok"
    assert len(told) >= KILLS // 2
