"""One short page of setting up a clinic."""

from collections.abc import Iterable, Iterator

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.domain.refusal import Reason
from app.ui.common.fields import TextField
from app.ui.common.surfaces import bare
from app.ui.first_run.setup import Setup
from app.words.tongue import tr


class Step(QWidget):
    """A page: what stands in its fields is written into what is being set up."""

    TITLE = ""
    NOTE = ""

    def __init__(self, setup: Setup) -> None:
        super().__init__()
        self._setup = setup
        self.column = bare(QVBoxLayout(self), 12)

    @property
    def title(self) -> str:
        """What the page asks for."""
        return tr(self.TITLE)

    @property
    def note(self) -> str:
        """What is said under it."""
        return tr(self.NOTE)

    def add(self, *parts: QWidget) -> None:
        """Parts below each other."""
        for part in parts:
            self.column.addWidget(part)

    def take(self) -> None:
        """Write what stands in the fields into what is being set up."""

    def usual(self) -> None:
        """What stands there when somebody passes the page by."""

    @staticmethod
    def against(_setup: Setup, /) -> Iterable[Reason]:
        """What stands against going on, in what was set up."""
        return ()

    def begin(self) -> None:
        """Put the keyboard where typing starts."""
        first = next(self._lines(), None)
        (first or self).setFocus()

    def _lines(self) -> Iterator[TextField]:
        """The fields to type in, from the top."""
        every = (each for each in self.findChildren(TextField) if each.isVisibleTo(self))
        return iter(sorted(every, key=self._at))

    def _at(self, line: TextField) -> tuple[int, int]:
        spot = line.mapTo(self, line.rect().topLeft())
        return spot.y(), spot.x()

    def to_next_empty(self) -> bool:
        """Put the keyboard on the next field in which nothing is typed; whether there is one."""
        here = QApplication.focusWidget()
        lines = list(self._lines())
        places = [number for number, line in enumerate(lines) if line is here]
        following = lines[places[0] + 1 :] if places else []
        empty = next((line for line in following if not line.text()), None)
        if empty is not None:
            empty.setFocus()
        return empty is not None
