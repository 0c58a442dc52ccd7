"""Settings: the sections on the left under a box that finds, the chosen one on the right."""

from functools import partial

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.ui.common.buttons import Button, Variant
from app.ui.common.lists import PickList, Row
from app.ui.common.look import Look
from app.ui.common.notices import announce
from app.ui.common.parts import Parts
from app.ui.common.sides import Sides
from app.ui.common.surfaces import Card, filler, row
from app.ui.common.type import Style, Text, Tone, scaled, wrapped
from app.ui.desk import Desk
from app.ui.settings.computer_pane import ComputerPane
from app.ui.settings.finding import Spot, found, go_to
from app.ui.settings.search_field import SettingsSearch
from app.ui.settings.sections import SECTIONS, Pane
from app.words.tongue import tr

LEFT = 230
BOTH = 900
"""Pixels at 100 % text from which sections and pane are shown at once."""

NARROW = 260
"""Pixels at 100 % text below which the way back is its arrow alone."""


class SettingsPage(QWidget):
    """What the clinic decides about itself."""

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__()
        self._desk, self._look = desk, look
        self.sections = PickList(tr("Sections of the settings"))
        self.search = SettingsSearch(self.sections)
        self.none = wrapped("", tone=Tone.MUTED)
        self.back = Button(tr("&All settings"), Variant.QUIET, "left")
        self._stack = QStackedWidget()
        self.panes = Parts[Pane](
            self._stack, [partial(self._make, kind) for _, _, kind in SECTIONS]
        )
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self.none.setContentsMargins(8, 4, 8, 8)
        card = Card((4, 4, 4, 4))
        card.body.addWidget(self.search)
        card.body.addWidget(self.none)
        card.body.addWidget(self.sections, 1)
        card.body.addStretch(0)
        self._find()
        self._sides = Sides(card, self._stack, left_width=LEFT, both=BOTH)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 12, 20, 16)
        whole.setSpacing(12)
        whole.addWidget(row(Text(tr("Settings"), Style.TITLE), self.back, filler(), spacing=16))
        whole.addWidget(self._sides, 1)
        self.setTabOrder(self.search, self.sections)
        self.setTabOrder(self.sections, self._stack)

    def _make(self, kind: type[Pane]) -> Pane:
        """A pane; that of this computer also changes the look."""
        if issubclass(kind, ComputerPane):
            return kind(self._desk, self._look)
        return kind(self._desk)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        self.back.fold(folded=self.width() < scaled(NARROW))
        super().resizeEvent(event)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._find)
        self.sections.moved.connect(self._show)
        self.sections.taken.connect(self._enter)
        self.back.clicked.connect(self._leave)
        self._sides.narrowed.connect(self.back.setVisible)
        self._desk.changes.happened.connect(self._refresh_if_seen)

    @property
    def pane(self) -> Pane:
        """The pane of the chosen section."""
        return self.panes.current

    @property
    def shown(self) -> Spot:
        """The chosen section."""
        return Spot(section=self._stack.currentIndex())

    def _find(self) -> None:
        """Every section, or what answers to the words in the box; nothing is opened by that."""
        typed = self.search.text().strip()
        every = [Spot(section=number) for number in range(len(SECTIONS))]
        spots = found(typed) if typed else every
        with QSignalBlocker(self.sections):
            self.sections.show_rows(list(map(_row, spots)), None if typed else self.shown)
        self.sections.setVisible(bool(spots))
        self.none.setVisible(not spots)
        if not spots:
            self.none.setText(tr("No setting answers to “{typed}”.", typed=typed))
            announce(self.search, self.none.text())

    def _show(self, spot: object) -> None:
        if isinstance(spot, Spot):
            self.panes.show(spot.section).refresh()

    def _enter(self, spot: object) -> None:
        if isinstance(spot, Spot):
            self.open(spot)

    def open(self, spot: Spot) -> None:
        """A section, or what stands in it, with the keyboard there."""
        self._show(spot)
        self.search.clear()
        self._find()
        self._sides.lean(right=True)
        if not (spot.inside and go_to(self.pane, spot.inside)):
            self.pane.begin()

    def _leave(self) -> None:
        self._sides.lean(right=False)
        self.sections.setFocus()

    def begin(self) -> None:
        """Put the keyboard on the sections, or into the pane where it stands alone."""
        self.pane.refresh()
        if self.sections.isVisibleTo(self):
            self.sections.setFocus()
        else:
            self.pane.begin()

    def go_on(self) -> bool:
        """From the sections into the pane; False when the keyboard is not on them."""
        goes = self.sections.hasFocus()
        if goes:
            self._enter(self.sections.current())
        return goes

    def _refresh_if_seen(self) -> None:
        if self.isVisible():
            self.pane.refresh()


def _row(spot: Spot) -> Row:
    return Row(value=spot, title=spot.title, detail=spot.within, icon=spot.icon)
