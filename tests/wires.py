"""A wire to a server that can be cut or pulled out at a chosen point of a conversation."""

import socket
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from threading import Event, Lock, Thread

from psycopg.conninfo import conninfo_to_dict

from tests.postgresql import named

PIECE = 65_536


class Proxy:
    """Passes bytes on between programs and a server until it is told otherwise."""

    def __init__(self, address: str) -> None:
        there = conninfo_to_dict(address)
        self._there = (str(there["host"]), int(there["port"] or 5432))
        self._door = socket.create_server(("127.0.0.1", 0))
        self.address = self._through(address)
        self._flowing, self._lock = Event(), Lock()
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._watched: tuple[bytes, Callable[[], None], Callable[[], None]] | None = None
        self._threads: list[Thread] = []
        self._ends: list[socket.socket] = [self._door]
        self.is_open = True
        self._flowing.set()
        self._start(self._admit)

    def _start(self, work: Callable[..., None], *ends: socket.socket) -> None:
        thread = Thread(target=work, args=ends)
        self._threads.append(thread)
        thread.start()

    def _through(self, address: str) -> str:
        own = self._door.getsockname()[1]
        name = address.partition("?")[0].rpartition("/")[2]
        through = address.replace(f":{self._there[1]}/", f":{own}/").partition("?")[0]
        return f"{named(through, name)}?sslmode=disable"

    def _admit(self) -> None:
        while True:
            try:
                near, _ = self._door.accept()
            except OSError:
                return
            if not self.is_open:
                near.close()
                continue
            far = socket.create_connection(self._there)
            with self._lock:
                self._pairs.append((near, far))
            self._ends += (near, far)
            self._start(self._ask, near, far)
            self._start(self._answer, far, near)

    def _ask(self, near: socket.socket, far: socket.socket) -> None:
        with suppress(OSError):
            while sent := near.recv(PIECE):
                before, after = self._what_to_do(sent)
                before()
                self._flowing.wait()
                far.sendall(sent)
                after()
        _close(near, far)

    def _answer(self, far: socket.socket, near: socket.socket) -> None:
        with suppress(OSError):
            while got := far.recv(PIECE):
                self._flowing.wait()
                near.sendall(got)
        _close(near, far)

    def _what_to_do(self, sent: bytes) -> tuple[Callable[[], None], Callable[[], None]]:
        with self._lock:
            if self._watched is None or self._watched[0] not in sent:
                return _nothing, _nothing
            _, before, after = self._watched
            self._watched = None
        return before, after

    def watch(
        self,
        word: bytes,
        before: Callable[[], None] | None = None,
        after: Callable[[], None] | None = None,
    ) -> None:
        """Do something the next time a program says a word: before it is passed on, or after."""
        with self._lock:
            self._watched = (word, before or _nothing, after or _nothing)

    def pull(self) -> None:
        """As when the cable is pulled out: nothing comes through, and nobody is told."""
        self._flowing.clear()

    def plug(self) -> None:
        """Put the cable in again: what was under way arrives late."""
        self._flowing.set()

    def cut(self, *, both: bool = True) -> None:
        """End every connection at once; on the program's side alone, the server hears the rest."""
        with self._lock:
            pairs, self._pairs = self._pairs, []
        for near, far in pairs:
            _close(near, *((far,) if both else ()))

    def shut(self) -> None:
        """End every connection, and let nobody in any more."""
        self.is_open = False
        self.cut()

    def open(self) -> None:
        """Let programs in again."""
        self.is_open = True

    def end(self) -> None:
        """Take the wire away."""
        self.plug()
        self.shut()
        _close(self._door)
        for thread in self._threads:
            thread.join()
        for each in self._ends:
            each.close()


def _nothing() -> None:
    pass


def _close(*ends: socket.socket) -> None:
    for end in ends:
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


@contextmanager
def wire_to(address: str) -> Generator[Proxy]:
    """A wire to a server, for as long as a test lasts."""
    proxy = Proxy(address)
    try:
        yield proxy
    finally:
        proxy.end()
