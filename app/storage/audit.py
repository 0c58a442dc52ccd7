"""The audit as rows: one chain, only ever appended to."""

from sqlalchemy import Connection, insert, select, text

from app.domain.audit import Entry, chained, digest
from app.storage import tables
from app.storage.rows import Rows

ENTRIES = Rows(tables.audit, Entry)
SEQ = tables.audit.c.seq

LAST_NUMBER = text("SELECT seq FROM sqlite_sequence WHERE name = 'audit'")
"""The highest number ever given, which SQLite keeps apart from the rows."""


class Audit:
    """Who did what, in order; each row vouches for all before it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def append(self, entry: Entry) -> Entry:
        """The entry as the last link of the chain."""
        count, last = self.head()
        kept = chained(entry, count + 1, last)
        self._connection.execute(insert(tables.audit), ENTRIES.row(kept))
        return kept

    def head(self) -> tuple[int, str]:
        """How many entries there are, and the hash of the last one."""
        query = select(SEQ, tables.audit.c.hash).order_by(SEQ.desc()).limit(1)
        row = self._connection.execute(query).one_or_none()
        return (0, "") if row is None else (row.seq, row.hash)

    def last(self, count: int) -> tuple[Entry, ...]:
        """The newest entries, the newest first."""
        return ENTRIES.all(self._connection, ENTRIES.select().order_by(SEQ.desc()).limit(count))

    def first_broken(self) -> int | None:
        """The number of the first entry that is changed or gone; None when the chain is whole."""
        expected, previous = 1, ""
        for row in self._connection.execute(ENTRIES.select().order_by(SEQ)):
            entry = ENTRIES.value(row)
            linked = entry.seq == expected and entry.previous == previous
            if not linked or entry.hash != digest(entry):
                return expected
            expected, previous = expected + 1, entry.hash
        given = self._connection.execute(LAST_NUMBER).scalar_one_or_none() or 0
        return expected if given >= expected else None
