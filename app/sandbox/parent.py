"""The side that asks: it starts the child, feeds it, and believes little of what it says."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import IO, TypeVar

from app import READ_FOREIGN
from app.domain.refusal import Reason, Refused, Trouble, refuse
from app.paths import ROOT
from app.sandbox import crossing
from app.sandbox.crossing import Outcome, Told

MB = 1_000_000
_SIGXCPU = 24
_ENDING = 5
"""Seconds that a child which has said all may take to be gone."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one reading may take."""

    content: int = 50 * MB
    """Bytes of the file."""
    answer: int = 100 * MB
    """Bytes that the reader may say."""
    memory: int = 1_000 * MB
    seconds: int = 20


USUAL = Limits()


@dataclass(frozen=True, slots=True)
class _Said:
    heard: bytes
    code: int
    late: bool


def read(
    kind: str,
    content: bytes,
    told: Told,
    into: Callable[[bytes], T],
    *,
    limits: Limits = USUAL,
    program: tuple[str, ...] = (),
) -> T:
    """What the reader of this kind makes of a file's bytes, turned into a value by `into`.

    Every way in which it can fail is a refusal with one reason; the reader's own refusals come
    through with theirs.
    """
    if len(content) > limits.content:
        raise refuse("foreign-too-large", most=limits.content // MB)
    words = (*(program or _program()), kind, str(limits.memory), str(limits.seconds))
    said = _run(words, crossing.head(told), content, limits)
    return _understood(said, into, limits)


def _program() -> tuple[str, ...]:
    """This program once more, told to be the child."""
    if getattr(sys, "frozen", False):
        return sys.executable, READ_FOREIGN
    return sys.executable, "-P", "-s", "-B", "-m", "app", READ_FOREIGN


def _surroundings() -> dict[str, str]:
    """All that the child knows of this computer: where our own code is, and Windows."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    return kept if getattr(sys, "frozen", False) else {**kept, "PYTHONPATH": str(ROOT)}


def _run(words: tuple[str, ...], head: bytes, content: bytes, limits: Limits) -> _Said:
    with TemporaryDirectory(prefix="anteroom-", ignore_cleanup_errors=True) as nowhere:
        try:
            child = subprocess.Popen(  # noqa: S603 -- our own program, or a test's
                words,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # a traceback could hold words of the file
                env=_surroundings(),
                cwd=nowhere,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as fault:
            raise Trouble("foreign-not-started", why=fault.strerror or str(fault)) from fault
        with child, ThreadPoolExecutor(2) as threads:
            return _talk(child, threads, (head, content), limits)


def _talk(
    child: subprocess.Popen[bytes],
    threads: ThreadPoolExecutor,
    parts: tuple[bytes, ...],
    limits: Limits,
) -> _Said:
    """Feed the child and hear it out, and see to it that it is gone afterwards."""
    if child.stdin is None or child.stdout is None:  # never: both are pipes
        raise Trouble("foreign-not-started", why="no pipe")
    try:
        threads.submit(_feed, child.stdin, parts)
        heard = threads.submit(child.stdout.read, limits.answer + 1)
        return _heard(child, heard, limits)
    finally:
        child.kill()


def _feed(pipe: IO[bytes], parts: tuple[bytes, ...]) -> None:
    with suppress(OSError):  # the child has ended before it had read all
        for part in parts:
            pipe.write(part)
    with suppress(OSError):
        pipe.close()


def _heard(child: subprocess.Popen[bytes], heard: Future[bytes], limits: Limits) -> _Said:
    try:
        said = heard.result(limits.seconds)
    except TimeoutError:
        return _Said(b"", 0, late=True)
    if len(said) <= limits.answer:
        with suppress(subprocess.TimeoutExpired):
            child.wait(_ENDING)
    return _Said(said, child.poll() or 0, late=False)


def _understood(said: _Said, into: Callable[[bytes], T], limits: Limits) -> T:
    if said.late or said.code == -_SIGXCPU:
        raise refuse("foreign-too-slow", seconds=limits.seconds)
    if len(said.heard) > limits.answer:
        raise refuse("foreign-too-much")
    return understood(said.heard, into)


def understood(heard: bytes, into: Callable[[bytes], T]) -> T:
    """The value that a child's answer stands for; what is none is refused."""
    try:
        outcome, payload = crossing.split(heard)
        if outcome is Outcome.DONE:
            return into(payload)
        against = _against(outcome, payload)
    except Exception as fault:  # whatever a child says that a foreign file has taken over
        raise refuse("foreign-crashed") from fault
    raise Refused(against)


def _against(outcome: Outcome, payload: bytes) -> tuple[Reason, ...]:
    """What the child says against the file: its reader's own reasons, or how it ended."""
    if outcome is not Outcome.REFUSED:
        return (Reason(outcome.value),)
    found = crossing.reasons(json.loads(payload))
    if not found:
        raise ValueError("a refusal has a reason")
    return found
