"""Closures and holidays: the days on which the clinic is closed."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import words
from app.domain.blocks import Closure
from app.ui.common.lists import PickList, Row
from app.ui.common.surfaces import Card, bare
from app.ui.desk import Desk
from app.use_cases.closures import coming_closures


class ClosuresPane(QWidget):
    """When the clinic is closed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.list = PickList("Days on which the clinic is closed")
        self._arrange()

    def _arrange(self) -> None:
        card = Card((4, 4, 4, 4))
        card.body.addWidget(self.list)
        bare(QVBoxLayout(self)).addWidget(card)

    def begin(self) -> None:
        """Put the keyboard where the work starts."""
        self.list.setFocus()

    def refresh(self) -> None:
        """Read the closures again."""
        found = coming_closures(self._desk.clinic)
        self.list.show_rows([closure_row(each) for each in found], self.list.current())


def closure_row(closure: Closure) -> Row:
    """A day or a part of it on which the clinic is closed."""
    return Row(
        value=closure.id,
        title=words.day(closure.day),
        detail=closure.name,
        side="" if closure.is_whole else words.hours(closure.start, closure.end),
    )
