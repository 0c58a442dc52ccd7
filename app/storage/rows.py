"""Rows to domain values and back: a column's key is the name of the value's field."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, make_dataclass, replace
from datetime import date
from itertools import islice, starmap
from typing import Any, Generic, TypeVar

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Insert,
    Select,
    Table,
    and_,
    bindparam,
    insert,
    select,
    update,
)

Value = TypeVar("Value")
Key = TypeVar("Key")


ASKED_AT_ONCE = 500
"""Values in one question: fewer than any database's limit."""

Dataclass = Any
"""A domain value or its class, which only its fields tell apart here."""


NOTHING_MORE: Mapping[str, Any] = {}


WANTED = "wanted"
"""What the values asked for are called in a query that is made once."""


def one_of_wanted(column: ColumnElement[Any]) -> ColumnElement[bool]:
    """That a column holds one of the wanted values, whichever they are then."""
    return column.in_(bindparam(WANTED, expanding=True))


class Rows(Generic[Value]):
    """The rows of a table as values of one kind; fields without a column are filled by `more`."""

    def __init__(self, table: Table, kind: type[Value]) -> None:
        self.table = table
        self.kind: Dataclass = kind
        self.names = [each.name for each in fields(self.kind) if each.name in table.c]
        self._make = maker(self.kind, self.names)
        self._all = select(*(table.c[name] for name in self.names))
        self._insert = insert(table)
        self._among: dict[str, Select[Any]] = {}

    def among(self, name: str) -> Select[Any]:
        """The query for the rows with one of the wanted values in a field, by number.

        It is made once: making a query takes longer than most are answered in.
        """
        if name not in self._among:
            chosen = one_of_wanted(self.table.c[name])
            self._among[name] = self._all.where(chosen).order_by(self.table.c.id)
        return self._among[name]

    def select(self) -> Select[Any]:
        """The query for all rows, to be narrowed."""
        return self._all

    def value(self, row: Iterable[Any], **more: object) -> Value:
        """The value of a row of that query."""
        if more:
            return self.kind(**dict(zip(self.names, row, strict=True)), **more)
        return self._make(*row)

    def row(self, value: Value) -> dict[str, Any]:
        """The value's fields as columns; a number not yet given is left to the store."""
        row = {name: getattr(value, name) for name in self.names}
        if row.get("id") == 0:
            del row["id"]
        return row

    def all(
        self, connection: Connection, query: Select[Any], wanted: Iterable[Any] | None = None
    ) -> tuple[Value, ...]:
        """The values of a query, of the wanted ones where it asks for some."""
        asked = None if wanted is None else {WANTED: list(wanted)}
        return tuple(starmap(self._make, connection.execute(query, asked).all()))

    def first(self, connection: Connection, *where: ColumnElement[bool]) -> Value | None:
        """The one value that answers, or None."""
        row = connection.execute(self.select().where(*where)).one_or_none()
        return None if row is None else self.value(row)

    def add(self, connection: Connection, value: Value, **more: object) -> Value:
        """The value as kept, with its number."""
        row = self.row(value) | more
        return _numbered(value, _number(connection, self._insert, row))

    def add_all(self, connection: Connection, values: Iterable[Value]) -> None:
        """Keep several values, which are asked for when their numbers are needed."""
        rows = [self.row(value) for value in values]
        if rows:
            connection.execute(self._insert, rows)

    def change(
        self,
        connection: Connection,
        value: Value,
        *names: str,
        more: Mapping[str, Any] = NOTHING_MORE,
    ) -> None:
        """Keep these fields of a value that is there already; all of them when none is named.

        Whose it is stays as it was filed: it may have been read as another patient's since.
        """
        row = self.row(value)
        number = row.pop("id")
        row.pop("patient", None)
        changed = {name: row[name] for name in names or row} | dict(more)
        where = self.table.c.id == number
        connection.execute(update(self.table).where(where).values(**changed))


def maker(kind: Dataclass, names: Sequence[str]) -> Callable[..., Any]:
    """What makes a value of some kind from its fields in order.

    A frozen value takes ten times as long to make as one that is not and has the same fields: it is
    made as such a one, which then becomes what it is to be.
    """
    whole = kind.__mro__ == (kind, object) and kind.__dict__.get("__slots__") == tuple(names)
    if not whole or hasattr(kind, "__post_init__"):
        return lambda *row: kind(**dict(zip(names, row, strict=True)))
    thawed = make_dataclass(f"Thawed{kind.__name__}", names, slots=True, eq=False, repr=False)

    def make(*row: object) -> Dataclass:
        made: Dataclass = thawed(*row)
        made.__class__ = kind
        return made

    return make


def new_number(connection: Connection, table: Table, row: Mapping[str, Any]) -> int:
    """The number that the store gives a new row."""
    return _number(connection, insert(table), row)


def _number(connection: Connection, query: Insert, row: Mapping[str, Any]) -> int:
    key: Sequence[int] = connection.execute(query, row).inserted_primary_key or (0,)
    return key[0]


def _numbered(value: Dataclass, number: int) -> Dataclass:
    return replace(value, id=number)


def within(day: Column[Any], span: tuple[date, date]) -> ColumnElement[bool]:
    """Whether a day lies in a span, both ends included.

    BETWEEN would not do: PostgreSQL takes no value with a collation as its first end.
    """
    first, last = span
    return and_(day >= first, day <= last)


def grouped(values: Iterable[Value], field: str) -> dict[int, tuple[Value, ...]]:
    """The values by the number in one of their fields, in the order they came."""
    groups: defaultdict[int, list[Value]] = defaultdict(list)
    for value in values:
        groups[getattr(value, field)].append(value)
    return {key: tuple(group) for key, group in groups.items()}


def pieces(values: Iterable[Key]) -> Iterator[list[Key]]:
    """The values in lists that are short enough for one question to a database."""
    rest = iter(values)
    while some := list(islice(rest, ASKED_AT_ONCE)):
        yield some
