"""A connection to a server on which nobody waits for ever.

The server answers late or never when a cable is pulled: neither an end nor an error comes then.
"""

from collections.abc import Callable, Generator
from time import monotonic
from typing import Any

import psycopg
from psycopg.abc import RV, PQGen
from psycopg.waiting import Wait
from typing_extensions import override

PATIENCE_S = 30.0
"""How long a server may answer nothing at all; it gives up a lock and tells so much sooner."""

SILENT = "the server does not answer"


def _never() -> bool:
    return False


class Line(psycopg.Connection[Any]):
    """A connection that is given up once its server is known, or has to be thought, to be gone."""

    patience: float = PATIENCE_S
    is_gone: Callable[[], bool] = staticmethod(_never)
    """Whether the server is known not to answer; whoever watches it says so."""

    @override
    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        return super().wait(self._watched(gen), interval, timeout)

    def _watched(self, asked: PQGen[RV]) -> Generator[Wait, Any, RV]:
        """The same steps; between two of them the server must not be silent for too long."""
        until = monotonic() + self.patience
        try:
            awaited = next(asked)
            while True:
                if self.is_gone() or monotonic() > until:
                    self.close()
                    raise psycopg.OperationalError(SILENT)
                answered = yield awaited
                if answered:
                    until = monotonic() + self.patience
                awaited = asked.send(answered)
        except StopIteration as over:
            return over.value
