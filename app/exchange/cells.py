"""Rows of cells as the readers of files hand them on."""

from typing import NamedTuple


class Cell(NamedTuple):
    """What a cell says, and why that cannot be taken."""

    text: str
    fault: str = ""

    def __bool__(self) -> bool:
        """Whether there is anything in it."""
        return bool(self.text or self.fault)


class Row(NamedTuple):
    """A row by its number."""

    number: int
    cells: tuple[Cell, ...]
