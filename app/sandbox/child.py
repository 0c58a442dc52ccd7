"""The side that reads: limited before it has seen a byte of the file, and then one answer."""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import IO

from app.domain.refusal import Refused
from app.sandbox.crossing import Outcome, Told, plain_reasons
from app.sandbox.limits import limit

Reader = Callable[[bytes, Told], bytes]
"""Makes an answer of a file's bytes and what it is told beside them, or refuses."""

_UNKNOWN = 2


def answer(words: Sequence[str], readers: Mapping[str, Reader]) -> int:
    """Be the child: read standard input by the reader named, answer on standard output.

    The words are the reader's kind, and how many bytes of memory and seconds it may take.
    """
    try:
        reader, memory, seconds = readers[words[0]], int(words[1]), int(words[2])
    except (LookupError, ValueError):
        return _UNKNOWN
    out = sys.stdout.buffer
    limit(memory, seconds)
    ended, payload = outcome(reader, sys.stdin.buffer)
    out.write(ended.value.encode() + b"\n")
    out.write(payload)
    out.flush()
    return 0


def outcome(reader: Reader, asked: IO[bytes]) -> tuple[Outcome, bytes]:
    """How a reading ends, whatever the reader's libraries do, and what is said of it."""
    try:
        told = json.loads(asked.readline())
        return Outcome.DONE, reader(asked.read(), told)
    except Refused as refused:
        return Outcome.REFUSED, json.dumps(plain_reasons(refused.reasons)).encode()
    except MemoryError:
        return Outcome.HUNGRY, b""
    except Exception:  # noqa: BLE001 -- libraries raise anything at all over a foreign file
        return Outcome.UNREADABLE, b""
