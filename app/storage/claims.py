"""Claims as rows: who holds which lane, read without walking through the past."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    delete,
    func,
    insert,
    literal,
    select,
)
from sqlalchemy.exc import IntegrityError

from app.domain.diary import Span
from app.domain.scheduling import Claim
from app.domain.time import from_minute
from app.storage import tables

BLOCK = tables.block.c
CLAIM = tables.claim.c
LANE = tables.lane.c

OVERLAPS = ("claim overlap", "claim_overlap", "pk_claim")
"""How an overlap is called: SQLite's trigger; PostgreSQL's constraint, or its key when two start
at the same minute.
"""


class Overlap(Exception):
    """Somebody else holds a part of the time that was asked for."""


class Claims:
    """What is taken, lane by lane."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def take(self, claims: Sequence[Claim]) -> None:
        """Take all of the claims, or raise `Overlap`; to be called inside a savepoint."""
        rows = [claim._asdict() for claim in claims]
        if not rows:
            return
        try:
            self._connection.execute(insert(tables.claim), rows)
        except IntegrityError as error:
            if any(each in str(error.orig) for each in OVERLAPS):
                raise Overlap from error
            raise

    def release(self, holders: Iterable[int]) -> None:
        """Give back everything that these visits, sessions or blocks hold."""
        chosen = CLAIM.holder.in_(list(holders))
        self._connection.execute(delete(tables.claim).where(chosen))

    def spans(self, start_min: int, end_min: int, lanes: Iterable[int]) -> list[Span]:
        """Everything held of these lanes in a span of time, by visits, sessions and blocks.

        Plain rows of the driver: a search for openings reads tens of thousands.
        """
        found = self._connection.execute(_within(start_min, end_min, _chosen(lanes)))
        rows = cast("list[Span]", found.cursor.fetchall() if found.cursor else [])
        found.close()
        return rows

    def of_visits(
        self, start_min: int, end_min: int, lanes: Iterable[int] | None
    ) -> tuple[Claim, ...]:
        """What visits hold of these lanes in a span of time; of all but patients' when none."""
        query = _within(start_min, end_min, _chosen(lanes))
        query = query.where(CLAIM.holder.not_in(select(BLOCK.id)))
        return self._read(query)

    def of_blocks(
        self, start_min: int, end_min: int, lanes: Iterable[int] | None = None
    ) -> tuple[Claim, ...]:
        """What blocks that reach into a span of time hold: of these lanes, or of all."""
        blocks = self.blocks_within(start_min, end_min)
        if not blocks:
            return ()
        query = _claims().where(CLAIM.holder.in_(blocks))
        if lanes is not None:
            query = query.where(CLAIM.lane.in_(list(lanes)))
        return self._read(query)

    def blocks_within(self, start_min: int, end_min: int) -> set[int]:
        """The numbers of the blocks that reach into a span of time.

        Asked for on their own: joined to the claims, SQLite would walk through every claim ever
        held to find the few that blocks hold.
        """
        within = (BLOCK.end > from_minute(start_min), BLOCK.start < from_minute(end_min))
        return set(self._connection.execute(select(BLOCK.id).where(*within)).scalars())

    def _read(self, query: Select[Any]) -> tuple[Claim, ...]:
        rows = cast("Iterable[Sequence[int]]", self._connection.execute(query))
        return tuple(map(Claim._make, rows))


def _claims() -> Select[Any]:
    """The query for claims, field by field."""
    return select(*(tables.claim.c[name] for name in Claim._fields))


def _chosen(lanes: Iterable[int] | None) -> ColumnElement[bool]:
    if lanes is not None:
        return LANE.id.in_(list(lanes))
    resource = tables.resource.c
    return LANE.resource.in_(select(resource.id).where(resource.patient.is_(None)))


def _within(start_min: int, end_min: int, chosen: ColumnElement[bool]) -> Select[Any]:
    """Claims of lanes in a span; claims of a lane are disjoint, so the last one that starts
    before the span is the only one that can reach into it from the past.
    """
    before = tables.claim.alias("before").c
    last_before = (
        select(func.max(before.start))
        .where(before.lane == LANE.id, before.start <= start_min)
        .scalar_subquery()
    )
    since = func.coalesce(last_before, literal(start_min))
    return (
        _claims()
        .join_from(tables.lane, tables.claim, CLAIM.lane == LANE.id)
        .where(chosen, CLAIM.start >= since, CLAIM.start < end_min, CLAIM.end > start_min)
    )
