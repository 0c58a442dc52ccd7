"""Which visits to come a rule would change, looked up beside other work while it is typed."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import words
from app.domain.gate_policy import Policy
from app.domain.time import wall
from app.ui.common.lists import PickList, Row
from app.ui.common.surfaces import Hairline, bare
from app.ui.common.type import Style, wrapped
from app.ui.desk import EXPECTED, Desk
from app.use_cases.gate_policy import touched_by
from app.use_cases.touched import Touched

PAUSE = 300
"""Milliseconds without a key after which the visits are looked up."""

MOST = 200
"""Visits that are listed; all of them are counted."""


class TouchedVisits(QWidget):
    """Which visits a change touches; how many is said wherever `said` is put."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._policy: Policy | None = None
        self.said = wrapped("", Style.STRONG)
        self.visits = PickList("Visits that the change touches", most=3, quiet=True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        column = bare(QVBoxLayout(self))
        column.addWidget(Hairline())
        column.addWidget(self.visits)
        self._pause.timeout.connect(self._look)
        self.visits.taken.connect(self._open)
        self.clear()

    def clear(self) -> None:
        """Nothing is changed."""
        self._policy = None
        self._pause.stop()
        self.said.hide()
        self.hide()

    def show_policy(self, policy: Policy) -> None:
        """What this policy would change, told once the typing pauses."""
        if policy != self._policy:
            self._policy = policy
            self.said.setText("Looking which visits to come this touches …")
            self.said.show()
            self.hide()
            self._pause.start()

    def _look(self) -> None:
        policy = self._policy
        if policy is not None:
            work = partial(touched_by, self._desk.clinic, policy)
            self._desk.background.run(work, partial(self._tell, policy), self._failed)

    def _tell(self, policy: Policy, touched: Sequence[Touched]) -> None:
        if policy != self._policy:  # something else is typed by now
            return
        self.said.setText(told(touched))
        self.visits.show_rows([self._row(each) for each in touched[:MOST]])
        self.setVisible(bool(touched))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, EXPECTED):
            raise error
        self.said.setText("Which visits this touches could not be looked up.")

    def _row(self, touched: Touched) -> Row:
        visit = touched.visit
        kind = self._desk.clinic.setup.types[visit.type]
        when = words.day_time(wall(visit.start, self._desk.clinic.zone))
        chip, look = ("Stopped", "blocked") if touched.stopped else ("Free", "ready")
        return Row(
            value=visit.id,
            title=self._desk.name(touched.patient),
            detail=f"{kind.short}, {when}",
            chip=chip,
            look=look,
        )

    def _open(self, visit: object) -> None:
        if isinstance(visit, int):
            self._desk.visit_wanted.emit(visit)


def told(touched: Sequence[Touched]) -> str:
    """How many visits a change touches, and which way."""
    if not touched:
        return "This change touches no visit to come."
    stopped = sum(bool(each.stopped) for each in touched)
    freed = len(touched) - stopped
    counts = [f"{stopped} newly stopped"] * bool(stopped) + [f"{freed} no more"] * bool(freed)
    return f"This change touches {words.plural(len(touched), 'visit')} to come: " + (
        ", ".join(counts) + "."
    )
