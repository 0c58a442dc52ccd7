"""How long proving the chain of a million audit entries takes, in an encrypted clinic file."""

from time import process_time

import pytest
from sqlalchemy import Engine, create_engine, insert
from sqlalchemy.pool import StaticPool

from app.domain.audit import Entry, canonical, chained
from app.storage import tables
from app.storage.audit import ENTRIES, Audit
from app.storage.driver import connect, driver
from tests.benchmarks.million import KEY
from tests.small import NOW

ENTRIES_KEPT = 1_000_000
AT_ONCE = 20_000
MOST_SECONDS = 10.0
FIELDS = {"visit": 1, "start": "2026-11-23T16:00:00+00:00", "status": "booked", "print": "92a94f7a"}


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """A million entries, each as long as that of a booking."""
    path = tmp_path_factory.mktemp("audit") / "clinic.db"
    path.touch()
    raw = connect(path, KEY)
    for setting in ("synchronous = OFF", "journal_mode = OFF", "secure_delete = OFF"):
        raw.execute(f"PRAGMA {setting}")
    engine = create_engine("sqlite://", module=driver, creator=lambda: raw, poolclass=StaticPool)
    with engine.begin() as connection:
        tables.audit.create(connection)
        connection.exec_driver_sql("DROP TRIGGER audit_in_order")
        previous, rows = "", list[dict[str, object]]()
        for seq in range(1, ENTRIES_KEPT + 1):
            payload = canonical({**FIELDS, "visit": seq})
            bare = Entry(at=NOW, who="desk", act="book-visit", patient=seq % 5000, payload=payload)
            entry = chained(bare, seq, previous, KEY)
            rows.append(ENTRIES.row(entry))
            previous = entry.hash
            if len(rows) == AT_ONCE:
                connection.execute(insert(tables.audit), rows)
                rows.clear()
    return engine


def test_a_million_entries_are_proved(chain: Engine) -> None:
    with chain.begin() as connection:
        begun = process_time()
        broken = Audit(connection, KEY).first_broken()
        took = process_time() - begun

    print(f"\n{ENTRIES_KEPT:,} entries proved in {took:.1f} s of CPU")
    assert broken is None
    assert took <= MOST_SECONDS
