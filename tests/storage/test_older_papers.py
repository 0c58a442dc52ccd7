"""A paper from before its route was kept still counts for what its text was about."""

from dataclasses import replace
from pathlib import Path

from app.storage.archive import make_archive
from app.storage.database import FILE, open_database
from app.storage.migrating import SHIPPED, upgrade
from tests.storage.samples import booked, outside, packet_of, rows

LATER = {
    ("visit", "booked_min"),
    *(("paper", name) for name in ("route", "signatures", "seen_by", "ended_on")),
}

OLD = replace(SHIPPED, revisions=SHIPPED.revisions[: SHIPPED.revisions.index("0012")])


def copied(folder: Path, table: str) -> str:
    """A table's rows without what papers have since, as a statement that puts them elsewhere."""
    names = [str(row[1]) for row in rows(folder, f"PRAGMA table_info({table})")]
    kept = [name for name in names if (table, name) not in LATER]
    quoted = ", ".join(f"quote({name})" for name in kept)
    found = rows(folder, f"SELECT {quoted} FROM {table}")  # noqa: S608 -- our own words
    values = ", ".join(f"({', '.join(map(str, row))})" for row in found)
    return f"INSERT INTO {table} ({', '.join(kept)}) VALUES {values}"  # noqa: S608 -- our own words


def test_a_ketamine_consent_of_before_is_for_infusions(folder: Path, tmp_path: Path) -> None:
    database = open_database(folder)
    with database.writing() as unit:
        packet = packet_of(booked(unit))
        consent = packet.papers[0]
        ride = replace(consent, code="ABCD1235", form="ride-home-agreement")
        unit.packets.add(replace(packet, papers=(consent, ride)))
    database.close()
    old = tmp_path / "old"
    old.mkdir()
    make_archive(old)
    (old / FILE).touch()
    upgrade(old / FILE, OLD)
    for table in ("holder", "visit_type", "patient", "visit", "packet", "paper"):
        outside(old, copied(folder, table))

    open_database(old).close()

    assert rows(old, "SELECT form, route FROM paper ORDER BY code") == [
        ("ketamine-consent", "iv"),
        ("ride-home-agreement", ""),
    ]
