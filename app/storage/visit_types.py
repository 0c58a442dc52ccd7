"""The kinds of visit as rows, one by one, each change noted so that it can be taken back."""

from sqlalchemy import Connection, func, insert, select, update

from app.domain.scheduling import VisitType
from app.storage import tables
from app.storage.edition import Edition
from app.storage.journal import Journal

TYPE = tables.visit_type.c


class VisitTypes:
    """The kinds of visit that a clinic offers, or once offered."""

    def __init__(self, connection: Connection, journal: Journal, edition: Edition) -> None:
        self._connection = connection
        self._edition = edition
        self._journal = journal

    def find(self, slug: str) -> VisitType | None:
        """The kind of visit of a slug."""
        query = select(TYPE.definition).where(TYPE.slug == slug)
        return self._connection.execute(query).scalar_one_or_none()

    def keep(self, kind: VisitType) -> None:
        """Keep a kind of visit: a known one in its place, a new one at the end."""
        before = self.find(kind.slug)
        if before is None:
            last = select(func.coalesce(func.max(TYPE.position), 0) + 1).scalar_subquery()
            row = {"slug": kind.slug, "definition": kind, "position": last}
            self._connection.execute(insert(tables.visit_type).values(**row))
        else:
            changed = update(tables.visit_type).where(TYPE.slug == kind.slug)
            self._connection.execute(changed.values(definition=kind))
        self._edition.turn()
        self._journal.note_setting(kind.slug, before, kind)
