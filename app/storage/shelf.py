"""The shelf as rows: visits picked up to be put elsewhere."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from app.storage import tables

SHELF = tables.shelf.c


class Shelf:
    """Visits that somebody has picked up; they keep their time until they are dropped."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, visit_id: int, *, by: str, at: datetime) -> None:
        """Put a visit on the shelf; one that lies there already stays where it lies."""
        if visit_id not in self.visits():
            row = {"visit": visit_id, "by": by, "at": at}
            self._connection.execute(insert(tables.shelf).values(**row))

    def take(self, visit_ids: Iterable[int]) -> None:
        """Take visits off the shelf."""
        chosen = SHELF.visit.in_(list(visit_ids))
        self._connection.execute(delete(tables.shelf).where(chosen))

    def visits(self) -> tuple[int, ...]:
        """The visits on the shelf, the first put first."""
        query = select(SHELF.visit).order_by(SHELF.at, SHELF.visit)
        return tuple(self._connection.execute(query).scalars())
