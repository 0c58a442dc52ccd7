"""Every row of a table as it is kept, for whoever takes the whole clinic along."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, select, type_coerce
from sqlalchemy.types import NullType

from app.domain.time import from_minute
from app.storage import tables

AT_ONCE = 1_000
MINUTES = "_min"
"""Columns whose names end so keep minutes of UTC."""


def table_names() -> tuple[str, ...]:
    """Every table of a clinic."""
    return tuple(sorted(tables.metadata.tables))


def column_names(table: str) -> tuple[str, ...]:
    """The columns of a table, in their order."""
    return tuple(column.name for column in tables.metadata.tables[table].columns)


class Everything:
    """The rows of any table, as texts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def rows(self, table: str) -> Iterator[Sequence[str]]:
        """Each row with what its columns hold; what is not there is empty."""
        columns = tables.metadata.tables[table].columns
        plain = [type_coerce(column, NullType()) for column in columns]
        query = select(*plain).order_by(*plain[:1]).execution_options(yield_per=AT_ONCE)
        instants = [column.name.endswith(MINUTES) for column in columns]
        with self._connection.execute(query) as found:
            for row in found:
                yield [_text(*each) for each in zip(row, instants, strict=True)]


def _text(value: object, instant: bool) -> str:  # noqa: FBT001 -- beside its value
    if value is None:
        return ""
    return from_minute(value).isoformat() if instant and isinstance(value, int) else str(value)
