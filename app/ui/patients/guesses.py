"""Who may have been meant when nobody answers what was typed."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from app.domain.patients import Patient
from app.ui.common.lists import Row
from app.ui.desk import EXPECTED, Desk
from app.ui.patients.patient_rows import patient_row
from app.use_cases.patients import did_you_mean
from app.words.tongue import tr


class Guesses(QObject):
    """Looks, beside other work, for patients whose names are much like what was typed."""

    made = Signal(object)
    """Rows for those who may have been meant, below a heading; no row when there is nobody."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asked = ""

    def ask(self, typed: str) -> None:
        """Look for whoever was meant by this; what was asked before counts no more."""
        self._asked = typed
        self._desk.background.run(
            partial(self._look, typed), partial(self._tell, typed), self._fail
        )

    def forget(self) -> None:
        """Nothing is asked any more."""
        self._asked = ""

    def _look(self, typed: str) -> tuple[Patient, ...]:
        if typed != self._asked:  # somebody has typed on while this waited for its turn
            return ()
        return did_you_mean(self._desk.clinic, typed)

    def _tell(self, typed: str, found: tuple[Patient, ...]) -> None:
        if typed == self._asked and found:
            heading = Row(value="", title=tr("Did you mean"), is_heading=True)
            self.made.emit([heading, *map(patient_row, found)])

    def _fail(self, error: Exception) -> None:
        """A clinic that does not answer is said by the next act."""
        if not isinstance(error, EXPECTED):
            raise error
