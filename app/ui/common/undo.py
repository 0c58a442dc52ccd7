"""Steps back: each act that has an honest opposite can be undone, and done again."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

LEVELS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An act that has happened: what it was, how it is taken back, how it is done again."""

    said: str
    back: Callable[[], object]
    again: Callable[[], object]


class Undo(QObject):
    """The steps of this person since the window was opened."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._done: list[Step] = []
        self._undone: list[Step] = []

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

    def undo(self) -> Step | None:
        """Take the last act back; a refusal drops the step, because it can no longer be honest."""
        if not self._done:
            return None
        step = self._done.pop()
        try:
            step.back()
            self._undone.append(step)
        finally:
            self.changed.emit()
        return step

    def redo(self) -> Step | None:
        """Do the last undone act again."""
        if not self._undone:
            return None
        step = self._undone.pop()
        try:
            step.again()
            self._done.append(step)
        finally:
            self.changed.emit()
        return step
