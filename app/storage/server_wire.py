"""The wire by which a program hears of others at once, and knows whether the server is there."""

from collections.abc import Callable, Iterator
from contextlib import closing
from threading import Event, Lock, Thread

import psycopg

from app.domain.ears import Doubt, Ears
from app.domain.refusal import Trouble
from app.storage.server_line import Line

CHANNEL = "anteroom"
BEAT_S = 1.0
"""How often the server is asked whether it is there."""

ANSWER_S = 2.0
"""How long it may take for that answer."""

PAUSES_S = (0.2, 10.0)
"""How long it waits before it tries to connect again: first, and at most."""


class Wire:
    """A connection of its own that listens, in a thread of its own, and is made anew when lost."""

    def __init__(
        self,
        ears: Ears,
        mark: str,
        *,
        connect: Callable[[], Line],
        settle: Callable[[Line], tuple[Doubt, ...]],
        drop: Callable[[], None],
    ) -> None:
        self._ears, self._mark = ears, mark
        self._connect, self._settle, self._drop = connect, settle, drop
        self._gone, self._over, self._telling = Event(), Event(), Lock()
        self._thread = Thread(target=self._run, name="anteroom-wire", daemon=True)
        self._thread.start()

    def is_gone(self) -> bool:
        """Whether the server does not answer."""
        return self._gone.is_set()

    def stop(self) -> None:
        """Tell nothing any more; the thread ends by itself with the next beat."""
        with self._telling:
            self._over.set()

    def _run(self) -> None:
        pauses = _pauses()
        while not self._over.is_set():
            try:
                with closing(self._connect()) as line:
                    self._begin(line)
                    pauses = _pauses()
                    while not self._over.is_set():
                        self._listen(line)
            except (psycopg.Error, Trouble):
                self._lose()
                self._over.wait(next(pauses))

    def _begin(self, line: Line) -> None:
        """Listen, and make up for what was not heard before."""
        line.patience = ANSWER_S
        line.execute(f"LISTEN {CHANNEL}".encode())
        self._tell_settled(line)
        if self._gone.is_set():
            self._gone.clear()
            self._tell(self._ears.found)
        self._tell(self._ears.heard)

    def _listen(self, line: Line) -> None:
        for news in line.notifies(timeout=BEAT_S):
            if news.payload != self._mark:
                self._tell(self._ears.heard)
        line.execute("SELECT 1")
        self._tell_settled(line)

    def _tell_settled(self, line: Line) -> None:
        for doubt in self._settle(line):
            self._tell(lambda known=doubt: self._ears.settled(known))

    def _lose(self) -> None:
        if not self._gone.is_set():
            self._gone.set()
            self._drop()
            self._tell(self._ears.lost)

    def _tell(self, told: Callable[[], None]) -> None:
        with self._telling:
            if not self._over.is_set():
                told()


def _pauses() -> Iterator[float]:
    """Ever longer pauses, so that a server that comes back is not overrun."""
    pause, longest = PAUSES_S
    while True:
        yield pause
        pause = min(pause * 2, longest)
