"""The days to come on which the clinic is closed, and opening it again on one of them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from app import words
from app.domain.blocks import Closure
from app.ui.common.buttons import Button, Variant
from app.ui.common.lists import PickList, Row
from app.ui.common.surfaces import Card
from app.ui.common.type import Style, Text, Tone, wrapped
from app.ui.desk import Desk
from app.ui.in_the_way import Doing, InTheWay
from app.ui.settings.closing_card import closed_said
from app.use_cases.closures import coming_closures, reopen
from app.words.tongue import later, tr

NONE = later("No closed day is to come.")


class ClosuresCard(Card):
    """Closed days; Del opens the clinic again on the chosen one."""

    def __init__(self, desk: Desk, *, writes: bool) -> None:
        super().__init__()
        self._desk, self._writes = desk, writes
        self.list = PickList(tr("Closed days to come"), most=5, quiet=True)
        self.none = wrapped(tr(NONE), Style.BODY, Tone.MUTED)
        self.in_the_way = InTheWay(desk)
        self.reopen = Button(tr("&Open again"), Variant.QUIET, "undo", "Del")
        for part in (
            Text(tr("Closed days to come"), Style.HEADING),
            self.list,
            self.none,
            self.in_the_way,
            self.reopen,
        ):
            self.body.addWidget(part)
        keys = QShortcut(QKeySequence("Del"), self.list)
        keys.setContext(Qt.ShortcutContext.WidgetShortcut)
        keys.activated.connect(self._reopen)
        self.reopen.clicked.connect(self._reopen)

    def begin(self) -> None:
        """Put the keyboard on the list."""
        self.list.setFocus()

    def refresh(self) -> None:
        """Read the closures again."""
        found = coming_closures(self._desk.clinic)
        self.in_the_way.clear()
        self.list.show_rows([closure_row(each) for each in found], self.list.current())
        self.list.setVisible(bool(found))
        self.none.setVisible(not found)
        self.reopen.setVisible(self._writes and bool(found))

    def _reopen(self) -> None:
        if self._writes:
            self.in_the_way.attempt(Doing(tr("Open"), tr("Not opened again."), self._do_reopen))

    def _do_reopen(self, *, token: str) -> str:
        number = self.list.current()
        numbers = [number] if isinstance(number, int) else []
        done = reopen(self._desk.clinic, numbers, token=token)
        return closed_said(later("Open again: {when}, {name}."), done)


def closure_row(closure: Closure) -> Row:
    """A day or a part of it on which the clinic is closed."""
    return Row(
        value=closure.id,
        title=words.day(closure.day),
        detail=closure.name,
        side="" if closure.is_whole else words.hours(closure.start, closure.end),
        icon="blocked",
    )
