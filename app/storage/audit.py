"""The audit as rows: one chain, only ever appended to."""

from sqlalchemy import Connection, insert, select, text

from app.domain.audit import Entry, Outcome, chained, digest
from app.storage import tables
from app.storage.rows import Rows

ENTRIES = Rows(tables.audit, Entry)
SEQ = tables.audit.c.seq

LAST_NUMBER = {
    "sqlite": text("SELECT seq FROM sqlite_sequence WHERE name = 'audit'"),
    "postgresql": text("SELECT given FROM audit_count"),
}
"""The highest number ever given, which each database keeps apart from the rows."""

AT_ONCE = 1_000
"""So many entries are fetched at a time when the whole chain is read."""


class Audit:
    """Who did what, in order; each row vouches for all before it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.acts: list[int] = []
        """The numbers of the acts that were appended in this transaction."""

    def append(self, entry: Entry) -> Entry:
        """The entry as the last link of the chain."""
        count, last = self.head()
        kept = chained(entry, count + 1, last)
        self._connection.execute(insert(tables.audit), ENTRIES.row(kept))
        if kept.token:
            self.acts.append(kept.seq)
        return kept

    def acts_after(self, seq: int) -> frozenset[int]:
        """The numbers of the acts since an entry; what was only read or refused is none."""
        after = tables.audit.c.seq > seq
        query = select(SEQ).where(after, tables.audit.c.token != "")
        return frozenset(self._connection.execute(query).scalars())

    def head(self) -> tuple[int, str]:
        """How many entries there are, and the hash of the last one."""
        query = select(SEQ, tables.audit.c.hash).order_by(SEQ.desc()).limit(1)
        row = self._connection.execute(query).one_or_none()
        return (0, "") if row is None else (row.seq, row.hash)

    def last(self, count: int) -> tuple[Entry, ...]:
        """The newest entries, the newest first."""
        return ENTRIES.all(self._connection, ENTRIES.select().order_by(SEQ.desc()).limit(count))

    def of_act(self, act: str, count: int) -> tuple[Entry, ...]:
        """The newest entries of an act that was done, the newest first."""
        columns = tables.audit.c
        done = (columns.act == act, columns.outcome == Outcome.DONE)
        query = ENTRIES.select().where(*done).order_by(SEQ.desc()).limit(count)
        return ENTRIES.all(self._connection, query)

    def by_token(self, token: str) -> Entry | None:
        """The act that was done under a token."""
        columns = tables.audit.c
        done = (columns.token == token, columns.outcome == Outcome.DONE)
        query = ENTRIES.select().where(*done).order_by(SEQ).limit(1)
        return next(iter(ENTRIES.all(self._connection, query)), None) if token else None

    def first_broken(self) -> int | None:
        """The number of the first entry that is changed or gone; None when the chain is whole."""
        expected, previous = 1, ""
        query = ENTRIES.select().order_by(SEQ).execution_options(yield_per=AT_ONCE)
        with self._connection.execute(query) as found:
            for row in found:
                entry = ENTRIES.value(row)
                linked = entry.seq == expected and entry.previous == previous
                if not linked or entry.hash != digest(entry):
                    return expected
                expected, previous = expected + 1, entry.hash
        return expected if self._given() >= expected else None

    def _given(self) -> int:
        last = LAST_NUMBER[self._connection.dialect.name]
        return self._connection.execute(last).scalar_one_or_none() or 0
