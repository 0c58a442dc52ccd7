"""The clinic's binder as rows: a row a version of a form."""

import json
from hashlib import sha256

from sqlalchemy import Connection, insert, select, update

from app.domain.audit import canonical
from app.domain.binder import Binder, binder
from app.domain.form_decisions import FormDecision, decision_of, undecided
from app.domain.forms import Form
from app.storage import codec, tables
from app.storage.edition import Edition
from app.storage.journal import Journal

FORM = tables.form.c
SHIPPED = tables.clinic.c.shipped


class Forms:
    """Keeps versions of forms; a version that was approved keeps its text for ever."""

    def __init__(self, connection: Connection, edition: Edition, journal: Journal) -> None:
        self._connection = connection
        self._edition = edition
        self._journal = journal

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
        before = self.decision(form.id, form.version)
        where = (FORM.form == form.id, FORM.version == form.version)
        change = update(tables.form).where(*where).values(document=form)
        if before is None:
            row = {"form": form.id, "version": form.version, "document": form}
            self._connection.execute(insert(tables.form), row)
        else:
            self._connection.execute(change)
            self._note(before, decision_of(form, _mark(form)))
        self._edition.turn(house=False)

    def decision(self, form: str, version: int) -> FormDecision | None:
        """What was decided about a version; None when it is not kept."""
        query = select(FORM.document).where(FORM.form == form, FORM.version == version)
        found = self._connection.execute(query).scalar_one_or_none()
        return None if found is None else decision_of(found, _mark(found))

    def _note(self, before: FormDecision, after: FormDecision) -> None:
        """A decision can be taken back; what somebody wrote over a draft is another matter."""
        if before.mark == after.mark and before != after:
            self._journal.note_setting(before.key, before, after)


def _mark(form: Form) -> str:
    """The same as long as a version says the same."""
    told = canonical(json.loads(codec.dump(undecided(form))))
    return sha256(told.encode()).hexdigest()[:16]
