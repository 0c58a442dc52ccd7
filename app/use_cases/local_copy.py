"""What was last read of the clinic, to be read on while its server does not answer."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from app.domain.refusal import Trouble

T = TypeVar("T")

AWAY = "server-unreachable"
MOST = 500
"""So many things are remembered; the one that was read longest ago goes first."""


class LocalCopy:
    """Remembers what the window shows, in memory alone, for as long as it is open.

    What a program that is started anew can show is another thing: see `copies`.
    """

    def __init__(self) -> None:
        self._last: dict[Hashable, Any] = {}

    def read(self, key: Hashable, read: Callable[[], T], otherwise: T | None = None) -> T:
        """What is read; what was read last when the server is away, or something else instead."""
        try:
            found = read()
        except Trouble as trouble:
            known = self._last.get(key, otherwise)
            if trouble.reason.code != AWAY or known is None:
                raise
            return known
        self.keep(key, found)
        return found

    def keep(self, key: Hashable, found: object) -> None:
        """Remember something that was read as part of something else."""
        self._last.pop(key, None)
        self._last[key] = found
        while len(self._last) > MOST:
            del self._last[next(iter(self._last))]
