"""What the clinic does by itself is said, and can be taken back like any other act."""

from PySide6.QtCore import QObject, Qt, Signal

from app import words
from app.clinic import Change
from app.domain.access import Act
from app.domain.staff import THE_CLINIC
from app.ui import acts
from app.ui.desk import Desk
from app.use_cases.scheduling import see_visit
from app.words.tongue import tr


class Announcer(QObject):
    """Says in the toast which held visits have become booked, and which were released."""

    _heard = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._heard.connect(self._say, Qt.ConnectionType.QueuedConnection)
        desk.changes.happened.connect(self._hear)
        desk.holds_released.connect(self._say_released)

    def _hear(self, change: Change) -> None:
        if change.act is Act.BOOK_HELD_VISIT and change.by == THE_CLINIC.login:
            self._heard.emit(change)  # later: what was filed has its own toast first

    def _say(self, change: Change) -> None:
        if change.visit is not None:
            view = see_visit(self._desk.clinic, change.visit)
            visit = acts.said_of(self._desk, view)
            said = tr("Booked by itself, all is on file: {visit}.", visit=visit)
            acts.remember(self._desk, said, change.token)

    def _say_released(self, visits: tuple[int, ...], token: str) -> None:
        said = words.plural(len(visits), "hold")
        if len(visits) == 1:
            said = acts.said_of(self._desk, see_visit(self._desk.clinic, visits[0]))
        acts.remember(self._desk, tr("Released, past the deadline: {what}.", what=said), token)
