"""What people have begun to enter and not finished, as rows."""

from collections.abc import Iterable

from sqlalchemy import Connection, delete

from app.domain.drafts import Draft
from app.storage import tables
from app.storage.rows import Rows

DRAFTS = Rows(tables.draft, Draft)
DRAFT = tables.draft.c


class Drafts:
    """What each person has half entered."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, draft: Draft) -> Draft:
        """The draft as kept, in place of what it was before."""
        if not draft.id:
            return DRAFTS.add(self._connection, draft)
        DRAFTS.change(self._connection, draft)
        return draft

    def draft(self, draft_id: int) -> Draft | None:
        """The draft with a number."""
        return DRAFTS.first(self._connection, DRAFT.id == draft_id)

    def of(self, login: str) -> tuple[Draft, ...]:
        """Somebody's drafts, the oldest first."""
        query = DRAFTS.select().where(DRAFT.login == login)
        return DRAFTS.all(self._connection, query.order_by(DRAFT.id))

    def drop(self, draft_ids: Iterable[int]) -> None:
        """Throw drafts away."""
        chosen = DRAFT.id.in_(list(draft_ids))
        self._connection.execute(delete(tables.draft).where(chosen))
