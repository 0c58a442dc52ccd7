"""Closures and holidays: the days on which the clinic is closed."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.access import Act, may
from app.ui.common.surfaces import bare, bring_into_sight, column, scrolling
from app.ui.common.type import Style, Tone, scaled, wrapped
from app.ui.desk import Desk
from app.ui.in_the_way import InTheWay
from app.ui.settings.closing_card import ClosingCard
from app.ui.settings.closures_card import ClosuresCard
from app.ui.settings.drafted_editor import OR_DIRECTOR
from app.ui.settings.holidays_card import HolidaysCard
from app.words.tongue import tr

BOTH = 760
"""Pixels at 100 % text from which the holidays stand beside the closures."""


class ClosuresPane(QWidget):
    """When the clinic is closed: closing it, what is closed already, and the public holidays."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        writes = may(desk.clinic.person.roles, Act.CLOSE_CLINIC)
        self.note = wrapped(tr(OR_DIRECTOR), Style.SMALL, Tone.MUTED)
        self.closing = ClosingCard(desk)
        self.closures = ClosuresCard(desk, writes=writes)
        self.holidays = HolidaysCard(desk, writes=writes)
        self._left = column(self.closing, self.closures, spacing=12)
        self._grid = QGridLayout()
        self._arrange()
        self.note.setVisible(not writes)
        self.closing.setVisible(writes)

    def _arrange(self) -> None:
        inside = QWidget()
        whole = bare(QVBoxLayout(inside), 12)
        whole.addWidget(self.note)
        whole.addLayout(self._grid)
        whole.addStretch(1)
        self._grid.setSpacing(12)
        self.area = scrolling(inside)
        bare(QVBoxLayout(self), 0).addWidget(self.area)
        for card in (self.closing, self.closures, self.holidays):
            card.in_the_way.refused.connect(partial(self._bring_into_sight, card.in_the_way))
        self._spread(both=True)

    def _spread(self, *, both: bool) -> None:
        for part in (self._left, self.holidays):
            self._grid.removeWidget(part)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(self._left, 0, 0, top)
        self._grid.addWidget(self.holidays, 0 if both else 1, 1 if both else 0, top)
        for number in range(2):
            self._grid.setColumnStretch(number, 1 if both or not number else 0)

    def _bring_into_sight(self, refusal: InTheWay) -> None:
        bring_into_sight(self.area, refusal)

    def begin(self) -> None:
        """Put the keyboard where the work starts."""
        (self.closing if self.closing.isVisibleTo(self) else self.closures).begin()

    def refresh(self) -> None:
        """Read the closures and the holidays again."""
        self.closing.refresh()
        self.closures.refresh()
        self.holidays.refresh()

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._spread(both=self.width() >= scaled(BOTH))
