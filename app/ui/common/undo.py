"""Steps back: each act that has an honest opposite can be taken back, and done again."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal

LEVELS = 50


Turn = Callable[[], "Turn"]
"""Takes something back, and gives what would do it again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An act that has happened: what it was, and how it is taken back."""

    said: str
    """Empty once it may no longer be read."""
    at: datetime
    turn: Turn


def either_way(back: Callable[[], object], again: Callable[[], object]) -> Turn:
    """A turn for something that has two opposite acts."""

    def turn() -> Turn:
        back()
        return either_way(again, back)

    return turn


class Undo(QObject):
    """The steps of this person since the window was opened."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._done: list[Step] = []
        self._undone: list[Step] = []

    @property
    def done(self) -> tuple[Step, ...]:
        """What can be taken back, the last at the end."""
        return tuple(self._done)

    @property
    def undone(self) -> tuple[Step, ...]:
        """What can be done again, the next at the end."""
        return tuple(self._undone)

    @property
    def last(self) -> Step | None:
        """What would be undone."""
        return self._done[-1] if self._done else None

    @property
    def next(self) -> Step | None:
        """What would be done again."""
        return self._undone[-1] if self._undone else None

    def push(self, step: Step) -> None:
        """Remember an act that has just happened."""
        self._done = [*self._done[-LEVELS:], step]
        self._undone.clear()
        self.changed.emit()

    def hush(self) -> None:
        """Say no more what was done until now: strangers could read the names in it."""
        self._done = [replace(step, said="") for step in self._done]
        self._undone = [replace(step, said="") for step in self._undone]

    def undo(self) -> Step | None:
        """Take the last act back; a refusal drops the step, because it can no longer be honest."""
        return self._turn(self._done, self._undone)

    def redo(self) -> Step | None:
        """Do the last undone act again, by taking the undoing back."""
        return self._turn(self._undone, self._done)

    def _turn(self, source: list[Step], target: list[Step]) -> Step | None:
        if not source:
            return None
        step = source.pop()
        try:
            target.append(replace(step, turn=step.turn()))
        finally:
            self.changed.emit()
        return step
