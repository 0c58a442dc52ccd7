"""Whom the desk sees: everybody but the patients of an import that is not done."""

from typing import Any

from sqlalchemy import Connection, Select, exists, or_, select

from app.domain.batches import BatchState
from app.storage import tables

Query = Select[*tuple[Any, ...]]
"""A query whose rows are read column by column."""

PATIENT = tables.patient.c
BATCH = tables.import_batch.c
VISIBLE = or_(
    PATIENT.batch.is_(None),
    PATIENT.batch.in_(select(BATCH.id).where(BATCH.state == BatchState.DONE)),
)
"""Of a patient's row, that it belongs to no import, or to one that is done."""

_UNFINISHED = select(BATCH.id).where(BATCH.state.in_([BatchState.STAGING, BatchState.GIVEN_UP]))
_OTHER = tables.patient.alias("unseen")


def seen(connection: Connection, query: Query) -> Query:
    """A query whose last column is a patient's number, without those who are not seen.

    Most of the time nobody is hidden; the query then stays as fast as it was.
    """
    hiding = list(connection.execute(_UNFINISHED).scalars())
    if not hiding:
        return query
    number = list(query.selected_columns)[-1]
    hidden = exists().where(_OTHER.c.id == number, _OTHER.c.batch.in_(hiding))
    return query.where(~hidden)
