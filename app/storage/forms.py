"""The clinic's binder as rows: a row a version of a form."""

from sqlalchemy import Connection, insert, select, update

from app.domain.binder import Binder, binder
from app.domain.forms import Form
from app.storage import tables
from app.storage.edition import Edition

FORM = tables.form.c
SHIPPED = tables.clinic.c.shipped


class Forms:
    """Keeps versions of forms; a version that was approved keeps its text for ever."""

    def __init__(self, connection: Connection, edition: Edition) -> None:
        self._connection = connection
        self._edition = edition

    def binder(self) -> Binder:
        """Every version of every form."""
        return binder(self._connection.execute(select(FORM.document)).scalars())

    def taken_in(self) -> str:
        """The mark of the program's forms that the binder has taken in; empty before it did."""
        return self._connection.execute(select(SHIPPED)).scalar_one_or_none() or ""

    def note_taken_in(self, mark: str) -> None:
        """Note that the binder has taken in the program's forms of this mark."""
        self._connection.execute(update(tables.clinic).values(shipped=mark))

    def keep(self, form: Form) -> None:
        """Keep a version, new or in place of what was kept of it."""
        where = (FORM.form == form.id, FORM.version == form.version)
        change = update(tables.form).where(*where).values(document=form)
        if not self._connection.execute(change).rowcount:
            row = {"form": form.id, "version": form.version, "document": form}
            self._connection.execute(insert(tables.form), row)
        self._edition.turn(house=False)
