"""What stands where no day can be shown: why, and the way to something."""

from collections.abc import Callable

from app.ui.common.buttons import Button
from app.ui.common.notices import EmptyPlace


class EmptyDays(EmptyPlace):
    """A closed day, or no columns at all."""

    def __init__(self) -> None:
        self.way = Button("", icon="right")
        super().__init__("schedule", "", "", self.way)
        self._out: Callable[[], object] | None = None
        self.told = False
        """Whether there is a reason to show this instead of the days."""
        self.way.clicked.connect(self._leave)

    def clear(self) -> None:
        """There is something to show."""
        self.told = False

    def tell(self, title: str, why: str, *, way: str, out: Callable[[], object]) -> None:
        """Say why there is nothing, and where the button leads."""
        self.told, self._out = True, out
        self.say(title, why)
        self.way.say(way)

    def _leave(self) -> None:
        if self._out is not None:
            self._out()
