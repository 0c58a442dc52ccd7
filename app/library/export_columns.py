"""What each table and column that is exported says, as shipped."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app import paths
from app.library.templates import read_toml

OTHER = frozenset({"left-out", "common"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """A table that is exported."""

    about: str
    columns: Mapping[str, str]
    """What each column says, where the table says it itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The tables that are exported; the tables and columns that are not, with the reason."""

    tables: Mapping[str, Described]
    left_out: Mapping[str, str]
    common: Mapping[str, str]

    def of(self, table: str, names: Iterable[str]) -> tuple[str, ...]:
        """Those of a table's columns that are exported."""
        return tuple(name for name in names if f"{table}.{name}" not in self.left_out)

    def said(self, table: str, column: str) -> str:
        """What a column says; nothing for one that nobody has described."""
        return self.tables[table].columns.get(column) or self.common.get(column, "")


def export_columns() -> Columns:
    """The shipped descriptions."""
    document = read_toml(paths.RESOURCES / "export" / "columns.toml")
    return Columns(
        tables={
            name: Described(about=each["about"], columns=each["columns"])
            for name, each in document.items()
            if name not in OTHER
        },
        left_out=document["left-out"],
        common=document["common"],
    )
