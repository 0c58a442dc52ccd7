"""Days on which the clinic is closed, and what is noted for a day, as rows."""

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Connection, delete, insert, select

from app.domain.blocks import Closure
from app.domain.day_notes import DayNote
from app.storage import tables
from app.storage.journal import Journal
from app.storage.rows import Rows, new_number

CLOSURES = Rows(tables.closure, Closure)
COLUMNS = tables.closure.c
NOTE = tables.day_note.c


class Closures:
    """When the whole clinic is closed, and the desk's note for each day."""

    def __init__(self, connection: Connection, journal: Journal) -> None:
        self._connection = connection
        self._journal = journal

    def find(self, number: int) -> Closure | None:
        """The closure with a number."""
        return CLOSURES.first(self._connection, COLUMNS.id == number)

    def add(self, closure: Closure) -> Closure:
        """The closure as kept, under its own number when it had one before."""
        number = new_number(self._connection, tables.closure, CLOSURES.row(closure))
        kept = replace(closure, id=number)
        self._journal.note_setting(number, None, kept)
        return kept

    def remove(self, number: int) -> None:
        """Take a closure back."""
        before = self.find(number)
        if before is not None:
            self._connection.execute(delete(tables.closure).where(COLUMNS.id == number))
            self._journal.note_setting(number, before, None)

    def between(self, first: date, last: date) -> tuple[Closure, ...]:
        """The closures of some days, both included, by day."""
        query = CLOSURES.select().where(COLUMNS.day >= first, COLUMNS.day <= last)
        return CLOSURES.all(self._connection, query.order_by(COLUMNS.day, COLUMNS.id))

    def notes(self, first: date, last: date) -> dict[date, str]:
        """What the desk noted for some days, both included."""
        query = select(NOTE.day, NOTE.text).where(NOTE.day >= first, NOTE.day <= last)
        return dict(self._connection.execute(query).all())

    def note(self, day: date) -> DayNote | None:
        """The note of a day."""
        text = self.notes(day, day).get(day)
        return None if text is None else DayNote(day=day, text=text)

    def set_note(self, note: DayNote, *, by: str, at: datetime) -> None:
        """Keep the note of a day, in place of the one before; an empty one is taken away."""
        before, after = self.note(note.day), note if note.text else None
        self._connection.execute(delete(tables.day_note).where(NOTE.day == note.day))
        if after:
            row = {"day": note.day, "text": note.text, "by": by, "at": at}
            self._connection.execute(insert(tables.day_note).values(**row))
        if before or after:
            self._journal.note_setting(note.day.isoformat(), before, after)
