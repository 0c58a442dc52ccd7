"""Days on which the clinic is closed, and what is noted for a day, as rows."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import Connection, delete, insert, select

from app.domain.blocks import Closure
from app.storage import tables
from app.storage.rows import Rows

CLOSURES = Rows(tables.closure, Closure)
COLUMNS = tables.closure.c
NOTE = tables.day_note.c


class Closures:
    """When the whole clinic is closed, and the desk's note for each day."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, closure: Closure) -> Closure:
        """The closure as kept."""
        return CLOSURES.add(self._connection, closure)

    def remove(self, closure_ids: Iterable[int]) -> None:
        """Take closures back."""
        chosen = COLUMNS.id.in_(list(closure_ids))
        self._connection.execute(delete(tables.closure).where(chosen))

    def between(self, first: date, last: date) -> tuple[Closure, ...]:
        """The closures of some days, both included, by day."""
        query = CLOSURES.select().where(COLUMNS.day >= first, COLUMNS.day <= last)
        return CLOSURES.all(self._connection, query.order_by(COLUMNS.day, COLUMNS.id))

    def notes(self, first: date, last: date) -> dict[date, str]:
        """What the desk noted for some days, both included."""
        query = select(NOTE.day, NOTE.text).where(NOTE.day >= first, NOTE.day <= last)
        return dict(self._connection.execute(query).all())

    def set_note(self, day: date, text: str, *, by: str, at: datetime) -> None:
        """Keep the note of a day, in place of the one before; an empty one is taken away."""
        self._connection.execute(delete(tables.day_note).where(NOTE.day == day))
        if text:
            row = {"day": day, "text": text, "by": by, "at": at}
            self._connection.execute(insert(tables.day_note).values(**row))
