"""What the clinic keeps, as a list; past ones when they are asked for, and a way to add one."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.common.buttons import Button, Variant
from app.ui.common.fields import Tick
from app.ui.common.flow import Flow
from app.ui.common.lists import PickList, Row
from app.ui.common.surfaces import Card, bare
from app.words.tongue import tr

Key = TypeVar("Key")


class Kept(Protocol):
    """Something that the clinic keeps under a key."""

    @property
    def retired(self) -> bool:
        """Whether it is a past one."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What the list, its past ones, a new one and the way back to the list are called."""

    list: str
    past: str
    add: str
    back: str


class KeptList(QWidget):
    """The list and what stands below it."""

    def __init__(self, named: Named) -> None:
        super().__init__()
        self.list = PickList(tr(named.list))
        self.past = Tick(named.past)
        self.add = Button(tr(named.add), Variant.QUIET, "plus")
        card = Card((4, 4, 4, 4))
        card.body.addWidget(self.list)
        column = bare(QVBoxLayout(self))
        column.addWidget(card, 1)
        column.addWidget(Flow(self.add, self.past, gap=8))

    def keys(self, kept: Mapping[Key, Kept], drafts: Collection[Key]) -> list[Key]:
        """What is to be listed: past ones only when asked for, or while they are half changed."""
        past = self.past.isChecked()
        return [key for key, each in kept.items() if past or not each.retired or key in drafts]

    def show_rows(self, rows: Sequence[Row], keep: object) -> None:
        """Other rows; nobody has moved, so nothing is told."""
        with QSignalBlocker(self.list):
            self.list.show_rows(rows, keep)
