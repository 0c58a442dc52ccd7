"""How tables are made. A column's key is the name of the domain value's field that it keeps."""

from typing import Any

from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table, text
from sqlalchemy.sql.schema import SchemaItem
from sqlalchemy.types import TypeEngine

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

LAST_MINUTE = 4_294_967_296
"""Minutes of UTC lie below this, so that a lane and a minute fit one PostgreSQL bigint."""

GRAIN = (
    "start_min >= 0 AND end_min > start_min AND start_min % 5 = 0 AND end_min % 5 = 0 "
    f"AND end_min < {LAST_MINUTE}"
)


Kept = TypeEngine[Any] | type[TypeEngine[Any]]
"""How a column keeps its values."""


def table(name: str, *columns: SchemaItem, with_rowid: bool = True) -> Table:
    """A table of the clinic."""
    return Table(name, metadata, *columns, sqlite_strict=True, sqlite_with_rowid=with_rowid)


def field(name: str, kind: Kept, *, key: str = "") -> Column[Any]:
    """A field that every row has."""
    return Column(name, kind, nullable=False, key=key or name)


def maybe(name: str, kind: Kept, *, key: str = "") -> Column[Any]:
    """A field that a row may lack."""
    return Column(name, kind, nullable=True, key=key or name)


def later(name: str, kind: Kept, default: str, *, key: str = "") -> Column[Any]:
    """A field that an older schema did not have; the rows from then have the default."""
    return Column(name, kind, nullable=False, key=key or name, server_default=text(default))


def number() -> Column[int]:
    """The row's own number."""
    return Column("id", Integer, primary_key=True)


def of(table: str, *, key: str = "") -> Column[int]:
    """A row of another table that this one is about."""
    column = f"{table}_id"
    known_as = key or table
    return Column(
        column, Integer, ForeignKey(f"{table}.id"), nullable=False, key=known_as, index=True
    )
