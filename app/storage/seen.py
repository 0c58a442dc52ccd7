"""What one transaction has read already."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")


class Seen:
    """What was read, until something is written: an act judges by it before and shows it after."""

    def __init__(self) -> None:
        self._known: dict[Hashable, Any] = {}

    def once(self, key: Hashable, read: Callable[[], T]) -> T:
        """What is known by a key, read when it is not known yet."""
        if key not in self._known:
            self._known[key] = read()
        return self._known[key]

    def forget(self) -> None:
        """Something was written: all is read anew."""
        self._known.clear()
