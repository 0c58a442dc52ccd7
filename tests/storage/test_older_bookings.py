"""When a visit was booked is told by the audit, for the visits of before that was kept."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from app.storage.archive import make_archive
from app.storage.database import FILE, open_database
from app.storage.migrating import SHIPPED, upgrade
from tests.storage.samples import outside

OLD = replace(SHIPPED, revisions=SHIPPED.revisions[: SHIPPED.revisions.index("0019")])
BEFORE = "2026-11-02T15:07:41.000000+00:00"
LATER = "2026-11-09T15:00:00.000000+00:00"
MADE = {"visit": 1, "diary": [{"kind": "visit", "id": 1, "print": "x", "was": None}]}
MOVED = {"visit": 1, "diary": [{"kind": "visit", "id": 1, "print": "y", "was": {"version": 1}}]}
HOUSE = {"diary": [{"kind": "closure", "id": 2, "was": None, "now": {"day": "2026-12-24"}}]}


INTO_AUDIT = (
    "INSERT INTO audit (seq, at, who, act, outcome, payload, token, previous, hash) "
    "VALUES ({}, '{}', 'desk', 'book-visit', 'done', '{}', '', '{}', 'hash-{}')"
)
INTO_PATIENTS = (
    "INSERT INTO patient (id, chart, given, family, preferred, pronouns, sort_as, born, phones, "
    "email, language, alert, names) "
    "VALUES (1, '10001', '', '', '', '', '', '1990-01-01', '[]', '', 'en', '', '')"
)
INTO_VISITS = (
    "INSERT INTO visit (id, patient_id, type, start_min, end_min, zone, wall_start, status, parts, "
    "booked_by, version) "
    "VALUES ({}, 1, 'iv-dosing', 30000000, 30000060, 'UTC', '', 'booked', '[]', 'desk', 1)"
)


def entry(number: int, at: str, payload: object) -> str:
    told = json.dumps(payload, sort_keys=True, separators=(",", ":"))
    before = f"hash-{number - 1}" if number > 1 else ""
    return INTO_AUDIT.format(number, at, told, before, number)


def test_a_visit_was_booked_when_the_act_that_made_it_was_done(tmp_path: Path) -> None:
    make_archive(tmp_path)
    (tmp_path / FILE).touch()
    upgrade(tmp_path / FILE, OLD)
    outside(
        tmp_path,
        INTO_PATIENTS,
        "INSERT INTO visit_type (slug, position, definition) VALUES ('iv-dosing', 0, '{}')",
        "INSERT INTO holder (id, kind) VALUES (1, 'visit'), (2, 'visit')",
        INTO_VISITS.format(1),
        INTO_VISITS.format(2),
        entry(1, BEFORE, MADE),
        entry(2, LATER, MOVED),
        entry(3, LATER, HOUSE),
    )

    database = open_database(tmp_path)
    with database.reading() as unit:
        found = [(each.id, each.booked_at) for each in unit.scheduling.visits([1, 2])]
    database.close()

    assert found == [(1, datetime(2026, 11, 2, 15, 7, tzinfo=UTC)), (2, None)]
