"""Changing the house: done, or refused with the visits in the way by name and a way over them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import words
from app.clinic import new_token
from app.domain.both import is_of_both
from app.domain.refusal import Reason, Refused
from app.ui.acts import remember
from app.ui.common.buttons import Button, Variant
from app.ui.common.lists import PickList, Row
from app.ui.common.notices import Reasons
from app.ui.common.surfaces import bare
from app.ui.desk import EXPECTED, Desk
from app.words.tongue import later, tr, tr_many

LEAD, NAMED = "visits-in-the-way", "visit-in-the-way"
KEEP_MINE = later("Keep mine an&yway")


@dataclass(frozen=True, slots=True)
class Doing:
    """An act on the house: its verb, what is said when it is not done, and how it is done."""

    verb: str
    not_done: str
    do: Callable[..., str]
    """Takes the mark of the act, `displace` when visits may lose their time, and `mine` when what
    another desk has changed may be overwritten; says what came of it."""


class InTheWay(QWidget):
    """Why an act was refused; the visits whose time could be taken are listed, to be looked at."""

    refused = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._doing: Doing | None = None
        self._over: dict[str, bool] = {}
        """What whoever presses on has agreed to."""
        self._next = ""
        self.reasons = Reasons()
        self.visits = PickList(tr("Visits in the way"), most=4)
        self.anyway = Button("", Variant.QUIET, "warning")
        column = bare(QVBoxLayout(self))
        for part in (self.reasons, self.anyway, self.visits):
            column.addWidget(part)
        self.visits.taken.connect(self._open)
        self.anyway.clicked.connect(self._do_anyway)
        self.clear()

    def clear(self) -> None:
        """Nothing stands against it any more."""
        self._doing = None
        self.reasons.clear()
        self.hide()

    def attempt(self, doing: Doing, **over: bool) -> None:
        """Do it, say so and remember how it is taken back; or say why not."""
        token = new_token()
        self._over = over
        try:
            said = doing.do(token=token, **over)
        except EXPECTED as error:
            self._show_error(error, doing)
        else:
            self.clear()
            remember(self._desk, said, token)

    def _show_error(self, error: Exception, doing: Doing) -> None:
        every = error.reasons if isinstance(error, Refused) else ()
        named = [reason for reason in every if reason.code == NAMED]
        others = [reason for reason in every if reason.code != NAMED]
        if named:
            self.reasons.show_reasons(others, doing.not_done)
        else:
            self.reasons.show_error(error, doing.not_done)
        self.visits.show_rows([visit_row(reason) for reason in named])
        self.visits.setVisible(bool(named))
        both = is_of_both(error)
        self._next = "mine" if both else "displace"
        self.anyway.say(tr(KEEP_MINE) if both else _anyway(doing.verb, len(named)))
        self.anyway.setVisible(both or could_be_taken(others))
        self._doing = doing
        self.show()
        self.refused.emit()

    def _do_anyway(self) -> None:
        if self._doing is not None:
            self.attempt(self._doing, **self._over, **{self._next: True})

    def _open(self, visit: object) -> None:
        if isinstance(visit, int):
            self._desk.visit_wanted.emit(visit)


def _anyway(verb: str, count: int) -> str:
    return tr_many(
        count,
        "{verb} an&yway: {count} visit loses its time",
        "{verb} an&yway: {count} visits lose their time",
        verb=verb,
    )


def could_be_taken(others: Sequence[Reason]) -> bool:
    """Whether nothing but visits that may lose their time stands in the way."""
    return [reason.code for reason in others] == [LEAD]


def visit_row(reason: Reason) -> Row:
    """A visit in the way: who, what, when."""
    facts = reason.facts
    start = facts["start"]
    when = words.day_time(start) if isinstance(start, datetime) else ""
    return Row(
        value=facts["visit"],
        title=str(facts["name"]),
        detail=f"{facts['type']}, {when}",
        icon="warning",
    )
