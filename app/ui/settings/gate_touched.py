"""Which visits to come a rule would change, looked up beside other work while it is typed."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import words
from app.domain.time import wall
from app.ui.common.lists import PickList, Row
from app.ui.common.surfaces import Hairline, bare
from app.ui.common.type import Style, wrapped
from app.ui.desk import EXPECTED, Desk
from app.use_cases.packet_rules import IN_PACKET
from app.use_cases.touched import Touched
from app.words.tongue import later, tr, tr_many

PAUSE = 300
"""Milliseconds without a key after which the visits are looked up."""

MOST = 200
"""Visits that are listed; all of them are counted."""


Find = Callable[[], Sequence[Touched]]

WAYS: Mapping[str, str] = {
    "stopped": later("{count} newly stopped"),
    "freed": later("{count} no more"),
    "more": later("{count} with another paper"),
    "fewer": later("{count} with a paper less"),
}
"""What becomes of visits, each way."""

CHIPS: Mapping[str, tuple[str, str]] = {
    "stopped": (later("Stopped"), "blocked"),
    "freed": (later("Free"), "ready"),
    "more": (later("One more"), "waiting"),
    "fewer": (later("One less"), "idle"),
}


class TouchedVisits(QWidget):
    """Which visits a change touches; how many is said wherever `said` is put."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._change: object = None
        self._find: Find = tuple
        self.said = wrapped("", Style.STRONG)
        self.visits = PickList(tr("Visits that the change touches"), most=3, quiet=True)
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
        self._change = None
        self._pause.stop()
        self.said.hide()
        self.hide()

    def show_change(self, change: object, find: Find) -> None:
        """What this would change, told once the typing pauses."""
        if change != self._change:
            self._change, self._find = change, find
            self.said.setText(tr("Looking which visits to come this touches …"))
            self.said.show()
            self.hide()
            self._pause.start()

    def _look(self) -> None:
        change = self._change
        if change is not None:
            self._desk.background.run(self._find, partial(self._tell, change), self._failed)

    def _tell(self, change: object, touched: Sequence[Touched]) -> None:
        if change != self._change:  # something else is typed by now
            return
        self.said.setText(told(touched))
        self.visits.show_rows([self._row(each) for each in touched[:MOST]])
        self.setVisible(bool(touched))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, EXPECTED):
            raise error
        self.said.setText(tr("Which visits this touches could not be looked up."))

    def _row(self, touched: Touched) -> Row:
        visit = touched.visit
        kind = self._desk.clinic.setup.types[visit.type]
        when = words.day_time(wall(visit.start, self._desk.clinic.zone))
        chip, look = CHIPS[way_of(touched)]
        return Row(
            value=visit.id,
            title=self._desk.name(touched.patient),
            detail=f"{kind.short}, {when}",
            chip=tr(chip),
            look=look,
        )

    def _open(self, visit: object) -> None:
        if isinstance(visit, int):
            self._desk.visit_wanted.emit(visit)


def told(touched: Sequence[Touched]) -> str:
    """How many visits a change touches, and which way."""
    if not touched:
        return tr("This change touches no visit to come.")
    counts = Counter(map(way_of, touched))
    ways = [tr_many(counts[way], said, said) for way, said in WAYS.items() if counts[way]]
    visits = words.plural(len(touched), "visit")
    return tr("This change touches {visits} to come: {ways}.", visits=visits, ways=", ".join(ways))


def way_of(touched: Touched) -> str:
    """What becomes of a visit: what stops it counts before what is only in its packet."""
    stopped, freed = (
        {reason.code != IN_PACKET for reason in each} for each in (touched.stopped, touched.freed)
    )
    if True in stopped or (True in freed and not stopped):
        return "stopped" if True in stopped else "freed"
    return "more" if stopped else "fewer"
