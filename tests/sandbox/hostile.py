"""Readers that do what a foreign file might make a reader do; run as the limited child."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from app.domain.refusal import Reason, Refused
from app.sandbox import Reader, Told, answer


def echo(content: bytes, told: Told) -> bytes:
    return str(told["word"]).encode() + content


def refuse(content: bytes, told: Told) -> bytes:
    facts = {"name": "Ana", "born": date(1980, 1, 2), "count": 3, "known": ("a", "b")}
    raise Refused([Reason("table-empty", facts), Reason("letter-empty")])


def eat(content: bytes, told: Told) -> bytes:
    return b"".join(bytes(1_000_000) for _ in range(10_000))


def spin(content: bytes, told: Told) -> bytes:
    while True:
        pass


def sleep(content: bytes, told: Told) -> bytes:
    signal.pause()
    return b""


def shout(content: bytes, told: Told) -> bytes:
    return bytes(told["bytes"])


def die(content: bytes, told: Told) -> bytes:
    return ctypes.string_at(0)


def leave(content: bytes, told: Told) -> bytes:
    os._exit(0)


def babble(content: bytes, told: Told) -> bytes:
    sys.stdout.buffer.write(b"Booked 9 visits.\n")
    return b""


def stumble(content: bytes, told: Told) -> bytes:
    raise AttributeError("'list' has no 'strip'")


def write(content: bytes, told: Told) -> bytes:
    return tried(lambda: Path(told["path"]).write_bytes(content))


def write_natively(content: bytes, told: Told) -> bytes:
    """As a library of C would: past Python's own doors."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    libc = ctypes.CDLL(None)
    opened = libc.open(os.fsencode(told["path"]), os.O_CREAT | os.O_WRONLY, 0o600)
    return str(libc.write(opened, b"abc", 3)).encode()


def look(content: bytes, told: Told) -> bytes:
    return tried(lambda: Path(told["path"]).read_bytes())


def call(content: bytes, told: Told) -> bytes:
    return tried(lambda: socket.create_connection(("127.0.0.1", int(told["port"]))))


def start(content: bytes, told: Told) -> bytes:
    return tried(lambda: subprocess.run(["/bin/true"], check=True))


def remove(content: bytes, told: Told) -> bytes:
    return tried(lambda: Path(told["path"]).unlink())


def tell(content: bytes, told: Told) -> bytes:
    return repr((sorted(os.environ), list(Path.cwd().iterdir()))).encode()


def tried(act: Callable[[], object]) -> bytes:
    """Whether it was let do it."""
    try:
        act()
    except PermissionError:
        return b"forbidden"
    return b"done"


READERS: Mapping[str, Reader] = {
    each.__name__: each
    for each in (
        *(echo, refuse, eat, spin, sleep, shout, die, leave, babble, stumble),
        *(write, write_natively, look, call, start, remove, tell),
    )
}

if __name__ == "__main__":
    sys.exit(answer(sys.argv[1:], READERS))
