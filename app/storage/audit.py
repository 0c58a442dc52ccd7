"""The audit as rows: one chain, only ever appended to."""

from collections.abc import Collection
from functools import reduce

from sqlalchemy import ColumnElement, Connection, bindparam, cast, func, literal, or_, select, text

from app.domain.audit import BETWEEN, Entry, Outcome, chained, holds, rule_of, seal
from app.storage import tables
from app.storage.columns import Text
from app.storage.rows import Rows

ENTRIES = Rows(tables.audit, Entry)
COLUMNS = tables.audit.c
SEQ = COLUMNS.seq
HEAD = select(SEQ, COLUMNS.hash).order_by(SEQ.desc()).limit(1)
OTHERWISE = (
    select(SEQ)
    .where(
        bindparam("since") < SEQ,
        COLUMNS.token != "",
        or_(
            COLUMNS.act != bindparam("act"),
            COLUMNS.patient.is_(None),
            COLUMNS.patient == bindparam("patient"),
        ),
    )
    .limit(1)
)
"""What was done since an entry but for one act about others."""

LAST_NUMBER = {
    "sqlite": text("SELECT seq FROM sqlite_sequence WHERE name = 'audit'"),
    "postgresql": text("SELECT given FROM audit_count"),
}
"""The highest number ever given, which each database keeps apart from the rows."""

AT_ONCE = 1_000
"""So many entries are fetched at a time when the whole chain is read."""


def _written() -> ColumnElement[str]:
    """An entry as it was written for its seal, put together by the database: that is faster."""
    entry = tables.audit.c
    patient = func.coalesce(cast(entry.patient, Text), "")
    between = (entry.at, entry.who, entry.act, patient, entry.outcome, entry.payload, entry.token)
    columns = [cast(each, Text) for each in (entry.seq, *between, entry.previous)]
    return reduce(lambda before, column: before + literal(BETWEEN) + column, columns)


CHAIN = select(SEQ, tables.audit.c.previous, tables.audit.c.hash, _written()).order_by(SEQ)


class Audit:
    """Who did what, in order; each row vouches for all before it."""

    def __init__(self, connection: Connection, key: bytes = b"") -> None:
        self._connection = connection
        self._count: int | None = None
        self.key = key
        """What entries are sealed with; empty in a clinic that has none."""
        self.acts: list[int] = []
        """The numbers of the acts that were appended in this transaction."""
        self.appended: Entry | None = None
        """The last entry of this transaction: with it the whole is kept, or nothing."""

    def append(self, *entries: Entry) -> None:
        """Keep the entries as the last links of the chain."""
        count, last = self.head()
        kept: list[Entry] = []
        for seq, entry in enumerate(entries, start=count + 1):
            kept.append(chained(entry, seq, last, self.key))
            last = kept[-1].hash
        ENTRIES.add_all(self._connection, kept)
        self.appended = kept[-1] if kept else self.appended
        self.acts += [entry.seq for entry in kept if entry.token]

    def is_about_others(self, act: str, seq: int, patient: int) -> bool:
        """Whether all that was done since an entry is this one act, for other patients."""
        asked = {"since": seq, "act": act, "patient": patient}
        return self._connection.execute(OTHERWISE, asked).first() is None

    def acts_after(self, seq: int) -> frozenset[int]:
        """The numbers of the acts since an entry; what was only read or refused is none."""
        after = tables.audit.c.seq > seq
        query = select(SEQ).where(after, tables.audit.c.token != "")
        return frozenset(self._connection.execute(query).scalars())

    def head(self) -> tuple[int, str]:
        """How many entries there are, and the hash of the last one."""
        row = self._connection.execute(HEAD).one_or_none()
        return (0, "") if row is None else (row.seq, row.hash)

    def count(self) -> int:
        """How many entries there are; asked once in a transaction that only reads."""
        if self._count is None:
            self._count = self.head()[0]
        return self._count

    def last(self, count: int) -> tuple[Entry, ...]:
        """The newest entries, the newest first."""
        return ENTRIES.all(self._connection, ENTRIES.select().order_by(SEQ.desc()).limit(count))

    def of_act(self, act: str, count: int) -> tuple[Entry, ...]:
        """The newest entries of an act that was done, the newest first."""
        columns = tables.audit.c
        done = (columns.act == act, columns.outcome == Outcome.DONE)
        query = ENTRIES.select().where(*done).order_by(SEQ.desc()).limit(count)
        return ENTRIES.all(self._connection, query)

    def of_patient(self, patient: int, acts: Collection[str]) -> tuple[Entry, ...]:
        """What was done of some acts to a patient, the earliest first."""
        columns = tables.audit.c
        theirs = (columns.patient == patient, columns.outcome == Outcome.DONE)
        query = ENTRIES.select().where(*theirs, columns.act.in_(acts)).order_by(SEQ)
        return ENTRIES.all(self._connection, query)

    def by_token(self, token: str) -> Entry | None:
        """The act that was done under a token."""
        columns = tables.audit.c
        done = (columns.token == token, columns.outcome == Outcome.DONE)
        query = ENTRIES.select().where(*done).order_by(SEQ).limit(1)
        return next(iter(ENTRIES.all(self._connection, query)), None) if token else None

    def has(self, seq: int, head: str) -> bool:
        """Whether an entry has the hash that begins so, as a paper or a backup gives it."""
        query = select(tables.audit.c.hash).where(COLUMNS.seq == seq)
        kept = self._connection.execute(query).scalar_one_or_none()
        return bool(head) and kept is not None and kept.startswith(head)

    def first_broken(self) -> int | None:
        """The number of the first entry that is changed or gone; None when the chain is whole."""
        expected, previous, rule, key = 1, "", 0, self.key
        newest = rule_of(seal("", key))
        query = CHAIN.execution_options(yield_per=AT_ONCE)
        with self._connection.execute(query) as found:
            for seq, before, kept, written in found:
                if seq != expected or before != previous:
                    return expected
                if kept == seal(written, key):
                    reached = newest
                elif holds(written, kept, key):
                    reached = rule_of(kept)
                else:
                    return expected
                if reached < rule:  # nobody chains by an older rule than before
                    return expected
                rule = reached
                expected, previous = expected + 1, kept
        return expected if self._given() >= expected else None

    def _given(self) -> int:
        last = LAST_NUMBER[self._connection.dialect.name]
        return self._connection.execute(last).scalar_one_or_none() or 0
