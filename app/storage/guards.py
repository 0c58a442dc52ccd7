"""Triggers by which the database itself forbids what must never be.

They are made with their tables; the first migration makes the same ones, and every open compares
what the file has with this list.
"""

from collections.abc import Mapping

from sqlalchemy import DDL, Table, event

from app.storage.driver import Raw, driver

GUARDS: Mapping[str, str] = {
    # Claims of one lane are disjoint, so only the last one that starts before the new end can
    # overlap it: one step in the index, however long the history.
    "claim_overlap": """CREATE TRIGGER claim_overlap BEFORE INSERT ON claim
WHEN (SELECT end_min FROM claim WHERE lane_id = NEW.lane_id AND start_min < NEW.end_min
      ORDER BY start_min DESC LIMIT 1) > NEW.start_min
BEGIN SELECT RAISE(ABORT, 'claim overlap'); END""",
    "claim_immutable": """CREATE TRIGGER claim_immutable BEFORE UPDATE ON claim
BEGIN SELECT RAISE(ABORT, 'claims are immutable'); END""",
    "audit_in_order": """CREATE TRIGGER audit_in_order BEFORE INSERT ON audit
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM audit)
  OR NEW.previous IS NOT coalesce((SELECT hash FROM audit ORDER BY seq DESC LIMIT 1), '')
BEGIN SELECT RAISE(ABORT, 'audit out of order'); END""",
    "audit_no_update": """CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is never changed'); END""",
    "audit_no_delete": """CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is never deleted'); END""",
}
"""Every trigger by its name; the first word is its table."""


SCHEMA_CHANGES = frozenset(
    getattr(driver, f"SQLITE_{each}")
    for each in (
        "ALTER_TABLE",
        "ATTACH",
        "CREATE_INDEX",
        "CREATE_TABLE",
        "CREATE_TRIGGER",
        "CREATE_VIEW",
        "DETACH",
        "DROP_INDEX",
        "DROP_TABLE",
        "DROP_TRIGGER",
        "DROP_VIEW",
    )
)
"""What only a migration does, on a connection of its own."""

LOOSE_SETTINGS = frozenset(
    {"writable_schema", "foreign_keys", "recursive_triggers", "journal_mode"}
)
"""Settings that would let a statement pass the guards by, or lose what was acknowledged."""


def forbid_schema_changes(connection: Raw) -> None:
    """Have a connection refuse whatever could take a guard away."""
    connection.set_authorizer(_authorize)


def _authorize(action: int, first: str | None, second: str | None, *_: str | None) -> int:
    loosens = action == driver.SQLITE_PRAGMA and first in LOOSE_SETTINGS and second is not None
    refused = loosens or action in SCHEMA_CHANGES
    return driver.SQLITE_DENY if refused else driver.SQLITE_OK


def guard(table: Table) -> None:
    """Have a table's guards made whenever the table is made."""
    for name, statement in GUARDS.items():
        if name.split("_")[0] == table.name:
            event.listen(table, "after_create", DDL(statement).execute_if(dialect="sqlite"))
