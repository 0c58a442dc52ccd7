"""Rooms, people, pumps and seats: what visits hold, and what each is like."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.common.lists import PickList
from app.ui.common.surfaces import Card, bare
from app.ui.desk import Desk
from app.ui.settings.resource_rows import resource_rows
from app.use_cases.resources import see_resources


class ResourcesPane(QWidget):
    """What visits can hold."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.list = PickList("Rooms, people, pumps and seats")
        self._arrange()

    def _arrange(self) -> None:
        card = Card((4, 4, 4, 4))
        card.body.addWidget(self.list)
        bare(QVBoxLayout(self)).addWidget(card)

    def begin(self) -> None:
        """Put the keyboard where the work starts."""
        self.list.setFocus()

    def refresh(self) -> None:
        """Read again what there is."""
        found = see_resources(self._desk.clinic)
        self.list.show_rows(resource_rows(found, self._desk.clinic.today()), self.list.current())
